address='http://127.0.0.1:8000/api/v1/documents/DOCUMENT'
tag=$(curl -sf -o document.json -D - "$address" | sed -n 's/^etag: *\("[^"]*"\).*/\1/ip')
curl -s -o /dev/null -w '%{http_code}\n' -H "If-None-Match: $tag" "$address"
