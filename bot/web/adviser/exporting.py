"""The exporting: a conversation of the adviser's assistant, or one of its replies, as a file."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from starlette.responses import Response

from bot.conversation.history import Turn
from bot.conversation.reply import Citation
from bot.documents.blocks import Block
from bot.web.adviser.ready_reply import has_internal

_MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
FORMATS = tuple(_MEDIA_TYPES)
_TITLE = "Conversation avec Passerelle"
_INTERNAL_FILE = "Ce document cite des sources internes : ne pas le transmettre hors de la chambre."
_INTERNAL = "SOURCE INTERNE"


def exported(turns: Sequence[Turn], kind: str, now: datetime) -> Response:
    """Give the file of these turns; internal sources are marked in it, and said at its head."""
    # Imported when first asked: the libraries that write these files take 10 MB.
    from bot.documents.writing import write_docx, write_pdf

    write = {"docx": write_docx, "pdf": write_pdf}[kind]
    content = write(_TITLE, list(blocks_of(turns, now)))
    return Response(
        content,
        media_type=_MEDIA_TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="passerelle-{now:%Y-%m-%d}.{kind}"',
            "Cache-Control": "no-store",
        },
    )


def blocks_of(turns: Iterable[Turn], now: datetime) -> Iterable[Block]:
    """Give the turns as blocks: each question a heading, its answer, its notices and its sources."""
    turns = list(turns)
    yield Block("paragraph", f"Export du {now:%d/%m/%Y}")
    if any(has_internal(turn.reply) for turn in turns):
        yield Block("paragraph", _INTERNAL_FILE)
    for turn in turns:
        yield Block("heading", turn.message, 2)
        for line in filter(None, map(str.strip, turn.reply.answer.splitlines())):
            yield Block("paragraph", line)
        for notice in turn.reply.notices:
            yield Block("paragraph", f"À noter : {notice.text}")
        if turn.reply.citations:
            yield Block("heading", "Sources", 3)
        for citation in turn.reply.citations:
            yield Block("item", _source(citation))


def _source(citation: Citation) -> str:
    facts = [citation.title, citation.publisher, citation.published or "sans date", citation.url]
    mark = f"{_INTERNAL} · " if citation.audience != "public" else ""
    return f"[{citation.number}] {mark}{', '.join(filter(None, facts))} : « {citation.quote} »"
