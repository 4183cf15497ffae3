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
ROLES: Final = {
    "adviser": "Conseiller : les demandes, l'assistant, le baromètre",
    "editor": "Rédacteur : aussi les connaissances et les sujets",
    "administrator": "Administrateur : aussi les comptes, les clés, les sites et le journal",
}
OWN_ACCOUNT: Final = (
    "Ce compte est le vôtre : un autre administrateur peut le désactiver ou changer son rôle."
)
RIGHTS: Final = {
    "ask": "Poser des questions et juger les réponses",
    "search": "Chercher et lire les documents publics",
    "match": "Trouver ce qui convient à une entreprise",
    "request": "Transmettre des demandes à la chambre",
}

COMPANY_FIELDS: Final = (
    ("effectif", "Effectif", "9, ou 10-19"),
    ("code_naf", "Activité (code NAF)", "10.71C"),
    ("commune", "Commune", "Gramat"),
    ("departement", "Département", "46"),
    ("forme_juridique", "Forme juridique", "SARL"),
    ("created", "Création", "2019"),
    ("siren", "SIREN", "9 chiffres"),
    ("country", "Pays visé", "Canada"),
)
"""The fields of the company file: name, label, example."""
STARTERS: Final = (
    "Comment partager un salarié à temps partiel entre plusieurs entreprises ?",
    "Qui organise la mission en Californie ?",
    "Quels clusters existent dans la région ?",
)
ASSISTANT: Final = {
    "internal": "Interne",
    "internal_source": "Source interne : réservée à la chambre",
    "ready": "Réponse prête à envoyer",
    "export_docx": "Exporter en Word",
    "export_pdf": "Exporter en PDF",
    "export_reply": "Exporter cette réponse",
    "ready_failed": "La réponse n'a pas pu être préparée.",
    "signed_out": "Votre session est close : reconnectez-vous.",
    "pinned_request": "Demande n° {number}",
}
"""The texts that the assistant's scripts say."""
AUDIENCES: Final = {"public": "Tout le monde", "internal": "Les conseillers seulement"}
CARD: Final = {
    "title": "Titre",
    "publisher": "Éditeur",
    "published": "Publié le",
    "certain": "Date certaine",
    "ends": "Fin de validité",
    "kind": "Nature",
    "audience": "Lu par",
    "owner": "Responsable",
    "territories": "Territoires",
    "topics": "Sujets",
    "people": "Personnes",
    "organisations": "Organismes",
    "source": "Original",
    "url": "Adresse",
}
TASK_STATES: Final = {
    "open": "À traiter",
    "answered": "Répondues",
    "linked": "Reliées",
    "dismissed": "Écartées",
}
CAUSES: Final = {"unanswered": "Sans réponse", "bad_rating": "Mal notée"}
DIFFERENCES: Final = {"date": "Deux dates", "amount": "Deux montants", "number": "Deux nombres"}
ENTRY_KINDS: Final = {
    "programme": ("un programme", "Programmes"),
    "adviser": ("un conseiller", "Conseillers"),
    "organisation": ("un organisme", "Organismes"),
}
NO_FILE: Final = "Choisissez un fichier d'abord."
DELAYS: Final = {
    "taken": "avant la prise en charge",
    "answered": "avant la première réponse",
    "closed": "avant la clôture",
}
"""What the delays of the barometer are about."""
BAROMETER: Final = {
    "subject": "Ce que demandent les entreprises, par sujet",
    "month": "Conversations par mois",
    "departement": "D'où viennent les demandes",
    "sector": "Par secteur d'activité",
    "size": "Par effectif",
}
"""The charts of the barometer: dimension, title."""
UNCOVERED: Final = "Sujets sans interlocuteur, par département"
EVERY_SUBJECT: Final = "Tous les sujets"
UNANSWERED: Final = "Part des conversations où une question est restée sans réponse"
VERDICTS: Final = {
    "eligible": "Convient",
    "probable": "Convient probablement",
    "unknown": "À préciser",
    "ineligible": "Ne convient pas",
    "past": "Passé",
    "upcoming": "À venir",
    "suspended": "Suspendu",
}
SCHEMES: Final = {"auto": "Celui de l'appareil du visiteur", "light": "Clair", "dark": "Sombre"}
