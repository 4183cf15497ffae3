"""Messages: why a file cannot become a document, told in one French line to the person who gave it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from bot.errors import UnreadableDocument


class Refusal(StrEnum):
    """A cause of refusal; its value is what the person reads after the name of the file."""

    MISSING = "ce fichier n'existe pas ou ne peut pas être ouvert."
    NOT_A_FILE = "ce n'est pas un fichier ordinaire."
    UNSUPPORTED = "ce type de fichier n'est pas lu ; utilisez txt, md, html, pdf ou docx."
    TOO_LARGE = "le fichier dépasse la taille permise ({limit} Mo)."
    EMPTY = "le fichier est vide."
    ONLY_CLUTTER = "aucun texte utile : il ne reste rien une fois retirés les menus et les mentions."
    BINARY = "le contenu n'est pas du texte, malgré l'extension du fichier."
    MISMATCH = "le contenu ne correspond pas à l'extension du fichier."
    ENCRYPTED = "le fichier est protégé par un mot de passe."
    NO_TEXT = (
        "ce PDF ne contient pas de texte ; s'il est numérisé, passez-le d'abord à la reconnaissance optique."
    )
    CORRUPT = "le fichier est abîmé et ne peut pas être lu."
    BOMB = "archive refusée : son contenu décompressé serait démesuré."
    TOO_MANY_PAGES = "le document dépasse {limit} pages."
    TOO_HEAVY = "la lecture demande trop de mémoire ou de temps ; le fichier est refusé."
    FRONT_MATTER = "en-tête incorrect : {detail}"


def unreadable(name: str, refusal: Refusal, **details: object) -> UnreadableDocument:
    """Give the error to raise for the file `name`, whose own characters cannot break the line.

    >>> unreadable("bilan\\n.pdf", Refusal.EMPTY).user_message
    'bilan .pdf : le fichier est vide.'
    """
    shown = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    return UnreadableDocument(f"{shown[:120]} : {refusal.value.format(**details)}")


FetchRefusal = Literal[
    "address", "port", "unknown", "private", "redirects", "status", "kind", "large", "slow", "down"
]
FETCH: Mapping[FetchRefusal, str] = {
    "address": "Cette adresse n'est pas celle d'une page : elle commence par http:// ou https://.",
    "port": "Cette adresse indique un port inhabituel : seules les pages ordinaires du Web sont lues.",
    "unknown": "Le site « {host} » est introuvable. Vérifiez l'adresse.",
    "private": "Cette adresse n'est pas sur le Web public : déposez plutôt le fichier.",
    "redirects": "Cette adresse renvoie sans fin vers d'autres.",
    "status": "Le site a répondu {status} au lieu de la page. Vérifiez l'adresse, ou déposez le fichier.",
    "kind": "Cette adresse ne donne ni page, ni PDF, ni texte, ni document Word.",
    "large": "Ce que donne cette adresse dépasse {limit} Mo.",
    "slow": "Le site ne répond pas à temps. Réessayez plus tard, ou déposez le fichier.",
    "down": "Le site est injoignable. Réessayez plus tard, ou déposez le fichier.",
}
"""Why an address gave nothing to read."""
HELD = (
    "« {id} » est tenu à la main dans l'espace des conseillers : ce fichier ne le change pas. "
    "Modifiez-le là-bas."
)
