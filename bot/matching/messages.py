"""The messages: every text of the matching that a visitor reads, in French."""

from datetime import date
from typing import Final

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

FIELD_SOURCE: Final = "Champ « {name} » du catalogue."
NOT_STATED: Final = "La source ne précise pas les conditions : à vérifier avec une personne."
FREE_TEXT: Final = "À vérifier avec une personne : « {text} »"
STATUS_UNCERTAIN: Final = "Aucune source ne dit si c'est encore proposé aujourd'hui : à vérifier."
SUSPENDED: Final = "Suspendu pour le moment."
SUSPENDED_CHANGE: Final = "Ce serait possible quand il reprendra."
CLOSED: Final = "Clos depuis le {day}."
CLOSED_CHANGE: Final = "Demandez s'il y aura une suite."
RECURRENT_CHANGE: Final = "Il revient {recurrence} : demandez la prochaine date."
CLOSES: Final = "Ouvert jusqu'au {day}."
OPENS: Final = "Ouvre le {day}."
OPENS_CHANGE: Final = "Ce sera possible à partir du {day}."
OPENED: Final = "Ouvert depuis le {day}."
ABSENT: Final = "Absence jusqu'au {day}."

HEADCOUNT: Final = {
    "eligibilite_effectif_minimal": "Au moins {bound} personnes",
    "eligibilite_effectif_maximal": "Au plus {bound} personnes",
}
HEADCOUNT_CHANGE: Final = {
    "eligibilite_effectif_minimal": "Ce serait possible à partir de {bound} personnes.",
    "eligibilite_effectif_maximal": "Ce serait possible jusqu'à {bound} personnes.",
}
HEADCOUNT_HAS: Final = "vous en avez {count}."
HEADCOUNT_RANGE: Final = "vous en avez entre {least} et {most}."
HEADCOUNT_UNKNOWN: Final = "votre effectif n'est pas connu."

SIZES: Final = {
    "MIC": "microentreprises",
    "PME": "PME",
    "ETI": "entreprises de taille intermédiaire",
    "GE": "grandes entreprises",
}
SIZE: Final = "Taille demandée ({sizes}) : {has}"
SIZE_HAS: Final = "vous êtes {count}."
SIZE_RANGE: Final = "vous êtes entre {least} et {most}."
SIZE_TO_CHECK: Final = (
    "{has} L'effectif ne suffit pas à le dire : le chiffre d'affaires ou le bilan est à vérifier."
)
SIZE_CHANGE: Final = "Ce serait possible avec la taille demandée ({sizes})."

AGE: Final = "Au moins {years} d'existence"
AGE_HAS: Final = "l'entreprise a {years}."
AGE_NOT_CREATED: Final = "l'entreprise n'est pas encore créée."
AGE_UNKNOWN: Final = "la date de création n'est pas connue."
AGE_CHANGE: Final = "Ce serait possible à partir du {day}."
AGE_CHANGE_LATER: Final = "Ce serait possible {years} après la création."

PLACE_LIST: Final = "Territoire ({places}{but})"
PLACE_EXCEPT: Final = ", sauf {places}"
PLACE_IN: Final = "vous en êtes."
PLACE_OUT: Final = "votre entreprise n'en est pas."
PLACE_UNKNOWN: Final = "votre adresse ne permet pas encore de le dire."
PLACE_TO_CHECK: Final = "à vérifier pour votre commune."
PLACE_CHANGE: Final = "Ce serait possible pour un établissement situé dans ce territoire."

FORM: Final = "Formes juridiques admises ({forms})"
FORM_EXCLUDED: Final = "Formes juridiques exclues ({forms})"
FORM_HAS: Final = "la vôtre est {form}."
FORM_UNKNOWN: Final = "la vôtre n'est pas connue."
FORM_TO_CHECK: Final = "la vôtre ({form}) en est une variante, à vérifier."
FORM_CHANGE: Final = "Ce serait possible sous une autre forme juridique."

TARGETS: Final = "Public visé ({targets})"
TARGETS_MET: Final = "vous en êtes."
TARGETS_FAILED: Final = "une entreprise n'en est pas."
TARGETS_UNKNOWN: Final = "à préciser."
TARGETS_CHANGE: Final = "Ce serait possible pour : {targets}."

SECTORS: Final = "Priorité aux activités ({sectors})"
SECTORS_OUT: Final = "Pas de priorité pour les activités ({sectors})"
SECTORS_SAID: Final = {
    "met": "c'est votre activité.",
    "failed": "ce n'est pas votre activité.",
    "unknown": "votre activité n'est pas assez connue.",
    "to_check": "à vérifier pour votre activité.",
}
COUNTRIES: Final = "Pays ({countries})"
COUNTRIES_SAID: Final = {
    "met": "c'est le pays de votre projet.",
    "failed": "votre projet vise un autre pays ({country}).",
    "unknown": "le pays de votre projet n'est pas connu.",
}


RELEVANT: Final = ("Peut répondre au besoin exprimé.", "Répond au besoin exprimé.")
SAME_COUNTRY: Final = "Concerne le pays de votre projet : {country}."
OTHER_COUNTRY: Final = "Ne concerne pas le pays de votre projet : {country}."
SAME_SECTOR: Final = "Votre activité est prioritaire."
OTHER_SECTOR: Final = "Votre activité n'est pas prioritaire."
NEAR: Final = (
    "Couvre votre commune.",
    "Couvre votre département.",
    "Couvre votre région.",
    "Couvre toute la France.",
)
OUTCOMES: Final = {
    "eligible": "Toutes les conditions connues sont remplies.",
    "probable": "Aucune condition n'est contraire ; il reste à vérifier avec une personne.",
    "unknown": "Il manque une information pour le dire.",
    "ineligible": "Une condition n'est pas remplie.",
    "past": "C'est terminé.",
    "upcoming": "Ce n'est pas encore ouvert.",
    "suspended": "Ce n'est pas possible en ce moment.",
}
NEXT_STEPS: Final = {
    "eligible": "Contacter {contact} pour préparer votre demande.",
    "probable": "Contacter {contact} pour vérifier ce qui doit l'être.",
    "unknown": "Compléter votre profil, ou contacter {contact}.",
    "ineligible": "Contacter {contact} pour chercher une autre voie.",
    "past": "Contacter {contact} pour savoir s'il y aura une suite.",
    "upcoming": "Contacter {contact} pour vous préparer avant l'ouverture.",
    "suspended": "Contacter {contact} pour savoir quand ce sera possible.",
}
NEXT_STEP_PERSON: Final = "Contacter {contact} pour en parler."
TRAY: Final = "un conseiller de la chambre"

QUESTIONS: Final = {
    "departement": "Dans quelle commune ou quel département se trouve l'entreprise ?",
    "effectif": "Combien de personnes travaillent dans l'entreprise ?",
    "created": "Quand l'entreprise a-t-elle été créée ?",
    "forme_juridique": "Quelle est la forme juridique (SARL, SAS, entreprise individuelle…) ?",
    "code_naf": "Quelle est l'activité de l'entreprise ?",
    "country": "Quel pays votre projet vise-t-il ?",
}
OTHER_SUBJECT: Final = "autre"

PROFILE_FIELD: Final = "Profil, « {name} » : {fault}"
PROFILE_EXPECTED: Final = {
    "siren": "un SIREN de neuf chiffres est attendu.",
    "siret": "un SIRET de quatorze chiffres est attendu.",
    "effectif": "un nombre est attendu (20), ou une tranche (« 10-19 »).",
    "code_naf": "un code NAF est attendu (« 10.71C », « 10 » ou « C »).",
    "forme_juridique": "un texte est attendu (« SARL »).",
    "created": "une date est attendue (AAAA-MM-JJ).",
    "country": "un pays est attendu (« JP » ou « Japon »).",
    "to_be_created": "« true » ou « false » est attendu.",
    "commune": "un nom ou un code INSEE est attendu.",
    "departement": "un nom ou un numéro est attendu.",
    "region": "un nom ou un code est attendu.",
}
PLACE_NOT_FOUND: Final = "« {place} » n'est pas connu."
PLACE_ELSEWHERE: Final = "« {place} » n'est pas dans le département ou la région donnés."
PLACE_SEVERAL: Final = "plusieurs lieux s'appellent « {place} » ({places}) : précisez le département."
OTHER_CATALOGUE: Final = "Cette trace a été faite sur une autre version du catalogue."


def said(day: date) -> str:
    """Give a day as it is said.

    >>> said(date(2026, 12, 1))
    '1er décembre 2026'
    """
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"


def years(count: int) -> str:
    """Give a number of years in words.

    >>> years(1), years(3)
    ('1 an', '3 ans')
    """
    return f"{count} an" if count <= 1 else f"{count} ans"


def listed(items: list[str], most: int = 6) -> str:
    """Join items as a person does, the long tail counted.

    >>> listed(["Lot (46)", "Tarn (81)"])
    'Lot (46) et Tarn (81)'
    """
    if len(items) > most:
        return f"{', '.join(items[:most])} et {len(items) - most} autres"
    return " et ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
