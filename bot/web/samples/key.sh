curl -sf 'http://127.0.0.1:8000/api/v1/search?q=groupement' -H "Authorization: Bearer $PASSERELLE_KEY"
