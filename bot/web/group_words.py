"""The words of the employer groups' pages: labels, consent, and the names of fields."""

from typing import Final

CONSENT: Final = (
    "J'accepte que ma chambre de commerce et d'industrie utilise ces informations pour chercher des "
    "entreprises avec qui partager un salarié. Mon nom et mes coordonnées ne leur sont pas montrés sans mon "
    "accord. Je peux retirer ce besoin à tout moment."
)
FIELDS: Final = {
    "function": "Fonction recherchée",
    "hours": "Heures par semaine",
    "days_a_week": "Jours par semaine",
    "days": "Jours possibles",
    "months": "Mois",
    "weeks": "Semaines",
    "commune": "Commune du poste",
    "remote": "Part possible à distance",
    "start": "Début souhaité",
    "qualification": "Qualification",
    "idcc": "Convention collective (IDCC)",
    "company": "Entreprise",
    "name": "Votre nom",
    "email": "Adresse électronique",
    "phone": "Téléphone",
    "sector": "Secteur",
    "consent": "Accord",
}
SEASONS: Final = {"toutes": "Toutes", "paires": "Les semaines paires", "impaires": "Les semaines impaires"}
INTRODUCED: Final = {
    "proposee": "Proposée, en attente de réponses",
    "acceptee": "Acceptée par tous",
    "refusee": "Refusée",
    "close": "Close : un dépôt n'est plus ouvert",
}
NOT_YET: Final = (
    "Aucun ensemble pour l'instant. Votre besoin reste ouvert : il est comparé à chaque nouveau besoin."
)
TO_CONFIRM: Final = (
    "Ouvrez le lien que nous venons d'envoyer à votre adresse électronique : votre dépôt ne sera comparé "
    "aux autres qu'ensuite. Sans cela, il sera effacé dans sept jours."
)
