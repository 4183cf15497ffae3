next=''
while page=$(curl -sf "http://127.0.0.1:8000/api/v1/documents?limit=2${next:+&cursor=$next}"); do
  printf '%s\n' "$page"
  next=$(printf '%s' "$page" | sed -n 's/.*"next":"\([^"]*\)".*/\1/p')
  [ -n "$next" ] || break
done
