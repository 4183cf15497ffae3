const response = await fetch("http://127.0.0.1:8000/api/v1/chat", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ message: "Comment partager un salarié à temps partiel ?" }),
});
if (!response.ok) throw new Error((await response.json()).detail);
const reply = await response.json();
console.log(reply.answer);
for (const { number, title, quote } of reply.citations) console.log(`[${number}] ${title} : « ${quote} »`);
