"""The texts of the e-mails: a subject and a body for each, in French."""

from typing import Any, Final

_TEXTS: Final[dict[str, tuple[str, str]]] = {
    "received": (
        "Votre demande n° {number} est enregistrée",
        "Bonjour,\n\nVotre demande porte le numéro {number}. Vous pouvez la suivre, la modifier ou la "
        "retirer ici :\n{site}{follow}\n",
    ),
    "deposited": (
        "Votre dépôt est enregistré",
        "Bonjour,\n\nVous pouvez suivre ou retirer ce que vous avez déposé ici :\n{site}{follow}\n",
    ),
    "to_confirm": (
        "Confirmez votre dépôt",
        "Bonjour,\n\nVotre dépôt est enregistré. Il ne sera comparé à ceux des autres entreprises qu'une "
        "fois cette adresse confirmée : ouvrez ce lien, par lequel vous pourrez aussi le suivre ou le "
        "retirer :\n"
        "{site}{follow}\n\nSi vous n'avez rien déposé, ne faites rien : tout sera effacé dans sept jours.\n",
    ),
    "introduction": (
        "Une mise en relation vous est proposée",
        "Bonjour,\n\nCe que vous avez déposé répond à ce qu'a déposé une autre entreprise, ou plusieurs. "
        "Vous restez inconnus les uns des autres tant que tous n'ont pas accepté. Acceptez ou refusez "
        "ici :\n{site}{follow}\n",
    ),
    "acceptee": (
        "Vous êtes en relation",
        "Bonjour,\n\nToutes les entreprises ont accepté. Voici à qui écrire :\n{others}\n",
    ),
    "refusee": (
        "Cette mise en relation n'aura pas lieu",
        "Bonjour,\n\nL'une des entreprises n'a pas donné suite. Votre dépôt reste comparé aux autres tant "
        "qu'il est ouvert.\n",
    ),
    "assigned": (
        "Une demande vous est confiée : n° {number}",
        "Bonjour,\n\nLa demande n° {number} vous attend :\n{site}/conseiller/demandes/{number}\n",
    ),
    "reminder": (
        "La demande n° {number} attend toujours",
        "Bonjour,\n\nLa demande n° {number} n'est pas close :\n{site}/conseiller/demandes/{number}\n",
    ),
    "reply": (
        "Réponse à votre demande n° {number}",
        "{body}\n\nSuivre votre demande : {site}{follow}\n",
    ),
    "closed": (
        "Votre demande n° {number} est close : avez-vous été aidé ?",
        "Bonjour,\n\nDites-nous en un clic si vous avez été aidé :\n{site}{follow}\n",
    ),
}


def written(content: dict[str, Any], site: str) -> tuple[str, str]:
    """Give the subject and the body of an e-mail of the outbox.

    >>> written({"text": "assigned", "number": "2026-00042"}, "https://aide.cci.fr")[0]
    'Une demande vous est confiée : n° 2026-00042'
    """
    subject, body = _TEXTS[content["text"]]
    values = {**content, "site": site.rstrip("/")}
    return subject.format(**values), body.format(**values)
