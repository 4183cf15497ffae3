"""The French sentences of the editors' work."""

from collections.abc import Mapping

FAULTS: Mapping[str, str] = {
    "needed": "À remplir avant de publier.",
    "long": "Ce texte est trop long : 500 caractères au plus.",
    "published": "Date non comprise. Écrivez 14/03/2026, 03/2026 ou 2026.",
    "ends": "Cette date de fin n'est pas valable.",
    "ends_before": "La fin précède la publication.",
    "audience": "Choisissez qui peut lire ce document.",
    "url": "Une adresse commence par http:// ou https://.",
    "text": "Le texte est vide : il n'y aurait rien à chercher.",
}
PASTED = "texte collé"
NO_TEXT = "Collez un texte d'abord."
REASON_NEEDED = "Dites pourquoi, en quelques mots : vos collègues le liront."
SHEET_NEEDED = "Écrivez la réponse d'abord."
DOCUMENT_NEEDED = "Choisissez le document qui répond."
ENTRY_GONE = "Cette entrée n'est pas dans le catalogue."
KEY_TAKEN = "« {key} » est déjà la clé d'une autre entrée, peut-être retirée. Choisissez-en une autre."
NEVER_PUBLISHED = "Cette version n'existe pas."
