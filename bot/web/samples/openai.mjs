const response = await fetch("http://127.0.0.1:8000/v1/chat/completions", {
  method: "POST",
  headers: { "Content-Type": "application/json", Authorization: `Bearer ${process.env.PASSERELLE_KEY}` },
  body: JSON.stringify({ model: "passerelle", messages: [{ role: "user", content: "Qui aide à Figeac ?" }] }),
});
if (!response.ok) throw new Error((await response.json()).error.message);
const { content, annotations } = (await response.json()).choices[0].message;
console.log(content);
for (const { url_citation: source } of annotations) console.log(source.title, source.url);
