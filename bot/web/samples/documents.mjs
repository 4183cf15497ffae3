let next = "";
do {
  const asked = new URLSearchParams({ limit: "2", ...(next && { cursor: next }) });
  const response = await fetch(`http://127.0.0.1:8000/api/v1/documents?${asked}`);
  if (!response.ok) throw new Error((await response.json()).detail);
  const page = await response.json();
  for (const document of page.documents) console.log(document.id, document.published ?? "sans date");
  next = page.next;
} while (next);
