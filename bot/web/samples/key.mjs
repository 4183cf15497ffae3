const key = { Authorization: `Bearer ${process.env.PASSERELLE_KEY}` };
const response = await fetch("http://127.0.0.1:8000/api/v1/search?q=groupement", { headers: key });
if (!response.ok) throw new Error((await response.json()).detail);
console.log(response.headers.get("RateLimit"));
