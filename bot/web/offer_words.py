"""The words of the board's pages: labels, consent, and the names of fields."""

from typing import Final

CONSENT: Final = (
    "J'accepte que ma chambre de commerce et d'industrie utilise ces informations pour chercher des "
    "entreprises à qui ce dépôt convient, et m'écrive quand elle en trouve. Mon nom, mes coordonnées et mon "
    "texte ne leur sont pas montrés sans mon accord. Je peux retirer ce dépôt à tout moment."
)
KINDS: Final = {"offre": "Je propose", "besoin": "Je cherche"}
FIELDS: Final = {
    "kind": "Vous",
    "category": "Catégorie",
    "text": "Ce que vous proposez ou cherchez",
    "quantity": "Quantité",
    "period": "Rythme ou saison",
    "commune": "Commune",
    "reach_km": "Distance acceptée (km)",
    "first": "À partir du",
    "last": "Jusqu'au",
    "sectors": "Secteurs recherchés",
    "partners": "Entreprises souhaitées",
    "company": "Entreprise",
    "name": "Votre nom",
    "email": "Adresse électronique",
    "phone": "Téléphone",
    "sector": "Secteur",
    "consent": "Accord",
}
STATES: Final = {
    "a_confirmer": "à confirmer",
    "ouvert": "ouvert",
    "pourvu": "pourvu : plus rien ne lui est proposé",
    "retire": "retiré",
}
NOT_YET: Final = (
    "Rien à vous proposer pour l'instant. Votre dépôt reste comparé à chaque nouveau dépôt ; nous vous "
    "écrirons."
)
CHANCES: Final = ((2.0, "très probable"), (0.0, "probable"), (-2.0, "possible"))
"""What log odds mean in words, from the highest."""
UNLIKELY: Final = "peu probable"


def chance_words(score: float) -> str:
    """Give log odds in words.

    >>> chance_words(2.5), chance_words(-9.0)
    ('très probable', 'peu probable')
    """
    return next((words for least, words in CHANCES if score >= least), UNLIKELY)
