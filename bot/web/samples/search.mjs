const asked = new URLSearchParams({ q: "groupement d'employeurs", k: "3" });
const response = await fetch(`http://127.0.0.1:8000/api/v1/search?${asked}`);
if (!response.ok) throw new Error((await response.json()).detail);
for (const passage of (await response.json()).results) console.log(passage.passage_id, passage.title);
