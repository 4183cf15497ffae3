"""The words of the desk: the French names of states, kinds and steps."""

from typing import Final

STATES: Final = {
    "nouvelle": "Nouvelle",
    "prise_en_charge": "Prise en charge",
    "aidee": "Aidée",
    "sans_suite": "Sans suite",
    "injoignable": "Injoignable",
    "retiree": "Retirée",
}
KINDS: Final = {
    "inscription": "Inscription à une mission",
    "besoin": "Dépôt de besoin",
    "rendez-vous": "Rendez-vous",
    "autre": "Autre demande",
}
STEPS: Final = STATES | {
    "nouvelle": "Demande reçue",
    "pas_pour_moi": "Renvoyée : pas pour moi",
    "transmise": "Transmise à",
    "rendez_vous": "Rendez-vous fixé",
    "reponse": "Réponse envoyée",
    "modifiee": "Modifiée par l'entreprise",
    "avis_entreprise": "Avis de l'entreprise",
}
TOLD: Final = {"oui": "Oui", "en_partie": "En partie", "non": "Non"}
CONSENT: Final = (
    "J'accepte que ma chambre de commerce et d'industrie utilise ces informations pour traiter ma demande "
    "et me recontacter. Je peux la modifier ou la retirer à tout moment."
)
RIGHTS: Final = {
    "ask": "Poser des questions et juger les réponses",
    "search": "Chercher et lire les documents publics",
    "match": "Trouver ce qui convient à une entreprise",
    "request": "Transmettre des demandes à la chambre",
}
