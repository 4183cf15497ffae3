curl -sfN http://127.0.0.1:8000/api/v1/chat -H 'Accept: text/event-stream' \
  --json '{"message": "Comment partager un salarié à temps partiel ?"}'
