curl -sf http://127.0.0.1:8000/v1/chat/completions -H "Authorization: Bearer $PASSERELLE_KEY" \
  --json '{"model": "passerelle", "messages": [{"role": "user", "content": "Qui aide à Figeac ?"}]}'
