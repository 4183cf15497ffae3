const response = await fetch("http://127.0.0.1:8000/api/v1/requests", {
  method: "POST",
  headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
  body: JSON.stringify({
    name: "Jeanne Delmas",
    email: "jeanne@boulangerie-figeac.fr",
    departement: "46",
    need: "Partager un comptable avec d'autres entreprises.",
    consent: true,
  }),
});
if (!response.ok) throw new Error((await response.json()).detail);
const receipt = await response.json();
console.log(receipt.number, receipt.follow);
