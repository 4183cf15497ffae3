"""The register of processing: what personal data is kept, why, for whom and how long (GDPR, article 30)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from bot.store.retention import DEFAULT_PERIODS


@dataclass(frozen=True)
class Processing:
    """One purpose. `tables` are where its data is; `kind` is the period of retention it follows."""

    name: str
    purpose: str
    basis: str
    people: str
    data: str
    recipients: str
    tables: tuple[str, ...]
    kind: str | None = None
    kept: str = ""


_PUBLIC_TASK = "mission de service public de la chambre (RGPD, article 6.1.e)"
_CONSENT = "consentement de la personne (RGPD, article 6.1.a)"

REGISTER: tuple[Processing, ...] = (
    Processing(
        "Réponses de l'assistant",
        "Répondre, relire sa conversation, corriger les réponses, compter les besoins sans nommer personne",
        _PUBLIC_TASK,
        "visiteurs, et conseillers quand ils interrogent l'assistant",
        "messages, réponses et passages cités, avis, faits de l'entreprise donnés dans les messages, "
        "empreinte d'un numéro tiré au hasard ; ni nom, ni adresse IP",
        "éditeurs et conseillers de la chambre ; le service du modèle de langue, s'il est réglé",
        ("conversations", "messages", "feedback", "tasks", "document_uses", "asked", "asked_documents"),
        "conversations",
    ),
    Processing(
        "Mises en relation proposées",
        "Refaire un verdict et l'expliquer",
        _PUBLIC_TASK,
        "visiteurs",
        "faits de l'entreprise et besoin, sans nom",
        "conseillers de la chambre",
        ("match_traces",),
        "traces",
    ),
    Processing(
        "Demandes de rappel",
        "Rappeler la personne et suivre sa demande",
        _CONSENT,
        "personnes qui demandent à être rappelées",
        "nom, adresse électronique, téléphone, entreprise, besoin, texte de l'accord",
        "conseiller chargé de la demande ; l'outil de suivi de la chambre, s'il est réglé (numéro seul)",
        ("requests", "cases", "case_events"),
        "requests",
    ),
    Processing(
        "Offres et besoins entre entreprises",
        "Proposer des groupements d'employeurs, des échanges et des présentations",
        _CONSENT,
        "entreprises qui déposent",
        "entreprise, nom, adresse électronique, téléphone, offre ou besoin",
        "l'autre entreprise, après l'accord des deux",
        (
            "deposits",
            "introductions",
            "introduction_sides",
            "introduction_steps",
            "board_proposals",
            "board_approaches",
        ),
        "deposits",
    ),
    Processing(
        "Courriels et évènements à envoyer",
        "Prévenir de l'avancement d'une demande",
        _CONSENT,
        "personnes qui demandent à être rappelées, conseillers",
        "adresse électronique et numéro de demande, effacés dès l'envoi",
        "serveur de courriel de la chambre",
        ("outbox",),
        "outbox",
    ),
    Processing(
        "Comptes de l'espace conseiller",
        "Ouvrir l'espace conseiller et savoir qui a fait quoi",
        _PUBLIC_TASK,
        "conseillers, éditeurs, administrateurs",
        "nom, adresse électronique, empreinte du mot de passe, territoires, absences, sessions",
        "administrateurs",
        ("accounts", "sessions"),
        "sessions",
        "compte : tant qu'il sert ; session : jusqu'à sa fin",
    ),
    Processing(
        "Journal des actes",
        "Savoir qui a publié, exporté ou modifié",
        _PUBLIC_TASK,
        "conseillers, éditeurs, administrateurs",
        "compte, acte, objet, moment",
        "administrateurs",
        ("audit",),
        "audit",
    ),
    Processing(
        "Envois à ne faire qu'une fois",
        "Ne pas enregistrer deux fois la même demande",
        _PUBLIC_TASK,
        "visiteurs",
        "empreinte d'une clé et réponse donnée",
        "personne",
        ("idempotency",),
        "once",
    ),
)

NOT_PERSONAL: Mapping[str, str] = {
    **dict.fromkeys(("documents", "passages", "document_versions", "drafts"), "documents de la chambre"),
    **dict.fromkeys(("catalogue_entries", "catalogue_versions", "link_visits"), "catalogue des aides"),
    "evaluation_questions": "questions choisies par les éditeurs, relues pour ne nommer personne",
    **dict.fromkeys(("api_keys", "sites"), "serveurs et sites de partenaires"),
    "group_parts": "calculs de groupements, par empreinte",
    "barometer_years": "comptes publiés, sans effectif sous cinq",
    "barometer_state": "un moment",
    "changes": "nombres de modifications",
    "coverage_holes": "sujets et départements sans aide",
}
"""Tables that hold nothing of a person, and what they hold."""


def register(periods: Mapping[str, timedelta]) -> list[dict[str, Any]]:
    """Give the register with the periods in force."""
    known = {**DEFAULT_PERIODS, **periods}
    return [asdict(one) | {"kept": one.kept or _told(known[one.kind or ""])} for one in REGISTER]


def _told(period: timedelta) -> str:
    if period.days >= 730 and period.days % 365 == 0:
        return f"{period.days // 365} ans"
    return f"{period.days} jours" if period.days != 1 else "1 jour"
