"""The ready reply: an e-mail drafted from an answer, each sentence with its source."""

import re
from collections.abc import Iterator

from bot.conversation.reply import Citation, Reply

INTERNAL_MARK = "[INTERNE – À NE PAS TRANSMETTRE]"
_GREETING = "Bonjour{name},"
_OPENING = "Vous nous avez demandé : « {question} ». Voici ce que disent nos sources :"
_NOTHING = "[À compléter : aucune source publique n'y répond.]"
_SOURCES = "Sources :"
_CLOSING = "Bien cordialement,"
_MARKED = re.compile(r"(.+?)((?:\s*\[\d+\])+)", re.DOTALL)


def ready_reply(
    reply: Reply, question: str, *, contact: str = "", adviser: str = "", with_internal: bool = False
) -> str:
    """Give an e-mail to a company: the cited sentences of a reply, then their sources, numbered anew.

    A sentence that rests on an internal source is left out; `with_internal` puts it after the others,
    under a mark that cannot be missed.
    """
    cited = {citation.number: citation for citation in reply.citations}
    shown: dict[int, int] = {}
    public, internal = [], []
    for text, numbers in _sentences(reply):
        known = [number for number in numbers if number in cited]
        if any(cited[number].audience != "public" for number in known):
            internal.append((text, known))
        elif known:
            public.append(f"{text} {_renumbered(known, shown)}")
    sources = [f"[{shown[number]}] {_origin(cited[number])}" for number in shown]
    lines = [_GREETING.format(name=f" {contact}" if contact else ""), ""]
    lines += [_OPENING.format(question=question), "", *(public or [_NOTHING])]
    lines += ["", _SOURCES, *sources] if sources else []
    if with_internal and internal:
        lines += ["", INTERNAL_MARK]
        lines += [
            f"{INTERNAL_MARK} {text} ({', '.join(_origin(cited[number]) for number in numbers)})"
            for text, numbers in internal
        ]
    return "\n".join([*lines, "", _CLOSING, adviser]).strip()


def has_internal(reply: Reply) -> bool:
    """Tell whether a reply rests on an internal source."""
    return any(citation.audience != "public" for citation in reply.citations)


def _sentences(reply: Reply) -> Iterator[tuple[str, list[int]]]:
    """Give each cited sentence with its numbers; of a reply that does not answer, only what it quotes."""
    if reply.kind != "answer":
        for citation in reply.citations:
            yield f"« {citation.quote} »", [citation.number]
        return
    for found in _MARKED.finditer(reply.answer):
        numbers = [int(number) for number in re.findall(r"\d+", found[2])]
        yield " ".join(found[1].split()), numbers


def _renumbered(numbers: list[int], shown: dict[int, int]) -> str:
    for number in numbers:
        shown.setdefault(number, len(shown) + 1)
    return " ".join(f"[{shown[number]}]" for number in dict.fromkeys(numbers))


def _origin(citation: Citation) -> str:
    return ", ".join(filter(None, (citation.title, citation.publisher, citation.published, citation.url)))
