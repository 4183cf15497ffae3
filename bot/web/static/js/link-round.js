// Follows a round of the links while it runs, and shows its outcome when it ends.
const told = document.getElementById("round");
const EVERY = 2000;

async function follow() {
  const answer = await fetch("/conseiller/connaissances/a-revoir/liens/etat");
  if (!answer.ok) return;
  const { running, done, total } = await answer.json();
  if (!running) {
    location.reload();
    return;
  }
  told.textContent = `Vérification en cours : ${done} sur ${total}.`;
  setTimeout(follow, EVERY);
}

if (told?.dataset.running) setTimeout(follow, EVERY);
