curl -sf http://127.0.0.1:8000/api/v1/match \
  --json '{"profile": {"effectif": 20, "departement": "46"}, "need": "Partager un salarié"}'
