const response = await fetch("http://127.0.0.1:8000/api/v1/match", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ profile: { effectif: 20, departement: "46" }, need: "Partager un salarié" }),
});
if (!response.ok) throw new Error((await response.json()).detail);
for (const match of (await response.json()).matches) {
  console.log(match.verdict, match.title);
  for (const { state, text } of match.criteria) console.log("  ", state, text);
}
