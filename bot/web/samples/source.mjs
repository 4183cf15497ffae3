const address = "http://127.0.0.1:8000/api/v1/documents/DOCUMENT";
const first = await fetch(address);
if (!first.ok) throw new Error((await first.json()).detail);
const document = await first.json();
console.log(document.title, document.passages.length, "passages");
const again = await fetch(address, { headers: { "If-None-Match": first.headers.get("ETag") } });
console.log(again.status);
