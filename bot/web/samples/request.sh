key=$(cat /proc/sys/kernel/random/uuid)
curl -sf http://127.0.0.1:8000/api/v1/requests -H "Idempotency-Key: $key" --json '{
  "name": "Jeanne Delmas", "email": "jeanne@boulangerie-figeac.fr", "departement": "46",
  "need": "Partager un comptable avec d’autres entreprises.", "consent": true
}'
