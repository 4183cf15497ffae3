message=$(curl -sf http://127.0.0.1:8000/api/v1/chat --json '{"message": "Qui aide à Figeac ?"}' |
  sed -n 's/.*"message_id":"\([^"]*\)".*/\1/p')
curl -sf http://127.0.0.1:8000/api/v1/feedback --json "{\"message_id\": \"$message\", \"useful\": true}"
