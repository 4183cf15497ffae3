const post = (path, body) => fetch(`http://127.0.0.1:8000${path}`, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});
const reply = await (await post("/api/v1/chat", { message: "Qui aide à Figeac ?" })).json();
const kept = await post("/api/v1/feedback", { message_id: reply.message_id, useful: true });
console.log(kept.status, await kept.json());
