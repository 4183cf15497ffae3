"""The labels of the catalogue's forms: what each field is called, and how it is typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.matching.catalogue import Kind

Shape = Literal["line", "text", "list", "flag", "status", "evidence", "criteria", "periods"]


@dataclass(frozen=True)
class FormField:
    """A field of a form. `list` is one value a line, `evidence` one « document | citation » a line."""

    name: str
    label: str
    shape: Shape = "line"
    hint: str = ""


_CODES = "Un code par ligne : DEP-46, REG-76, COM-46042 ou PAYS-99100."
_DAY = "AAAA-MM-JJ."
_ONE_A_LINE = "Un par ligne."
_KEY = FormField(
    "key", "Clé", hint="Des minuscules, des chiffres et des tirets. Elle ne change plus ensuite."
)
_STATUS = FormField("status", "Sûreté", "status")
_EVIDENCE = FormField(
    "evidence", "Sources", "evidence", "Par ligne : identifiant du document | citation exacte de ce document."
)
_REACH = (
    FormField("territories", "Territoires", "list", _CODES),
    FormField("subjects", "Sujets", "list", _ONE_A_LINE),
    FormField("email", "Adresse électronique"),
    FormField("phone", "Téléphone"),
    FormField("url", "Page du Web"),
)
FORMS: Mapping[Kind, tuple[FormField, ...]] = {
    "programme": (
        _KEY,
        FormField("titre", "Titre"),
        FormField("promesse", "Promesse", hint="180 caractères au plus."),
        FormField("description", "Description", "text"),
        FormField("eligibilite", "Conditions, en toutes lettres", "text"),
        FormField("types_aides", "Types d'aide", "list", _ONE_A_LINE),
        FormField("porteurs", "Porteurs", "list", _ONE_A_LINE),
        FormField(
            "cibles",
            "Publics",
            "list",
            "professionnels, particuliers, associations ou secteur public ; un par ligne.",
        ),
        FormField("eligibilite_geographique", "Territoires", "list", _CODES),
        FormField("eligibilite_geographique_exclusions", "Territoires exclus", "list", _CODES),
        FormField("date_ouverture", "Ouverture", hint=_DAY),
        FormField("date_cloture", "Clôture", hint=_DAY),
        FormField("recurrence", "Retour", hint="Par exemple : chaque année."),
        FormField("suspended", "Suspendu", "flag"),
        _STATUS,
        FormField("eligibilite_effectif_minimal", "Effectif minimal"),
        FormField("eligibilite_effectif_maximal", "Effectif maximal"),
        FormField(
            "eligibilite_categorie_taille_entreprise",
            "Tailles d'entreprise",
            "list",
            "MIC, PME, ETI ou GE ; une par ligne.",
        ),
        FormField("eligibilite_annees_existence_minimal", "Années d'existence, au moins"),
        FormField("eligibilite_forme_juridique", "Formes juridiques", "list", _ONE_A_LINE),
        FormField("eligibilite_forme_juridique_exclusions", "Formes juridiques exclues", "list", _ONE_A_LINE),
        FormField("ciblage_secteur_activite", "Secteurs visés", "list", _ONE_A_LINE),
        FormField("ciblage_naf", "Codes NAF visés", "list", "Un par ligne : C, 10, 10.7 ou 10.71C."),
        FormField("ciblage_naf_exclusions", "Codes NAF exclus", "list", "Un par ligne."),
        FormField("pays", "Pays de destination", "list", "Codes à deux lettres, un par ligne : US, JP."),
        FormField("besoins", "Besoins, avec les mots des entreprises", "list", _ONE_A_LINE),
        FormField(
            "contacts", "À qui s'adresser", "list", "Clés de conseillers ou d'organismes, une par ligne."
        ),
        FormField("url_source", "Page du Web"),
        FormField("programmes_parents", "Programmes parents", "list", _ONE_A_LINE),
        FormField("base_juridique", "Base juridique", hint="[{ libelle: 'Arrêté n° 1', lien: 'https://…' }]"),
        FormField("chainage_paiement", "Chaînage de paiement"),
        _EVIDENCE,
        FormField(
            "criteria_evidence",
            "Sources des critères",
            "criteria",
            "Par ligne : champ | document | citation exacte.",
        ),
    ),
    "adviser": (
        _KEY,
        FormField("name", "Nom"),
        FormField("role", "Fonction"),
        FormField("organisation", "Organisme", hint="Sa clé."),
        *_REACH,
        FormField("generalist", "Reçoit toutes les demandes", "flag"),
        FormField("absent", "Absences", "periods", "Par ligne : AAAA-MM-JJ | AAAA-MM-JJ."),
        FormField("most_requests", "Demandes ouvertes, au plus"),
        _STATUS,
        _EVIDENCE,
    ),
    "organisation": (
        _KEY,
        FormField("name", "Nom"),
        FormField("kind", "Nature", hint="Chambre, cluster, groupement d'employeurs…"),
        FormField("description", "Description", "text"),
        *_REACH,
        FormField("code_naf", "Codes NAF", "list", "Un par ligne."),
        FormField("members", "Membres"),
        _STATUS,
        _EVIDENCE,
    ),
}
