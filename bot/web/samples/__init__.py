"""The samples: calls of the API to copy, one file a call and language; the tests run every one."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Final

LANGUAGES: Final = {"sh": "curl", "python": "Python", "mjs": "JavaScript"}
ADDRESS: Final = "http://127.0.0.1:8000"
_DOCUMENT: Final = "DOCUMENT"
TITLES: Final = {
    "ask": "Poser une question",
    "stream": "Recevoir la réponse phrase par phrase",
    "search": "Chercher des passages",
    "documents": "Parcourir les documents, page par page",
    "source": "Lire un document, et ne pas le retélécharger",
    "match": "Trouver ce qui convient à une entreprise",
    "request": "Transmettre une demande, une seule fois",
    "feedback": "Juger une réponse",
    "key": "Présenter une clé et respecter les limites",
    "openai": "Avec un client compatible OpenAI",
    "mcp": "Avec un client MCP",
    "webhook": "Vérifier la signature d'un évènement reçu",
}


@dataclass(frozen=True)
class Sample:
    """One call in one language, ready to be copied."""

    call: str
    language: str
    text: str


def samples(call: str, site: str, document: str) -> list[Sample]:
    """Give a call in each of its languages, addressed to a site and naming a document that it has."""
    folder = files(__name__)
    found = []
    for suffix in LANGUAGES:
        file = folder.joinpath(f"{call}.{suffix}")
        if file.is_file():
            text = file.read_text("utf-8").replace(ADDRESS, site).replace(_DOCUMENT, document)
            found.append(Sample(call, suffix, text.rstrip("\n")))
    return found
