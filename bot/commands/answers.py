"""The answers: `ask` and `search`."""

import asyncio
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.commands.terminal import opened, print_json, read_settings
from bot.errors import InvalidInput

if TYPE_CHECKING:
    from bot.conversation.reply import Citation, Reply
    from bot.retrieval.search import Hit

_VISITOR = "ligne-de-commande"
_LONGEST = 2000

AsJson = Annotated[bool, typer.Option("--json", help="Écrit du JSON, pour une machine.")]


def ask(
    question: Annotated[str, typer.Argument(help="La question, ou « - » pour lire l'entrée standard.")],
    as_json: AsJson = False,
    conversation: Annotated[
        str | None, typer.Option("--conversation", metavar="ID", help="Poursuit cette conversation.")
    ] = None,
    lang: Annotated[Literal["fr", "en"] | None, typer.Option("--lang", help="Langue du cadre.")] = None,
) -> None:
    """Print the answer to a question with its numbered sources."""
    message = _message(question)
    with opened(read_settings()) as passerelle:
        reply = asyncio.run(
            passerelle.assistant.reply(
                message,
                conversation_id=conversation,
                # Whoever runs commands on the machine may go on with any conversation.
                visitor="" if conversation else _VISITOR,
                language=lang,
            )
        )
    if as_json:
        print_json(reply.model_dump(mode="json"))
    else:
        typer.echo("\n".join(told_reply(reply)))


def search(
    query: Annotated[str, typer.Argument(help="Ce qu'il faut chercher.")],
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="Nombre de passages au plus.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Print the best public passages for a query."""
    message = _message(query)
    with opened(read_settings()) as passerelle:
        hits = passerelle.search.search(message, k=k)
    if as_json:
        print_json({"results": [_hit(hit) for hit in hits]})
        return
    for number, hit in enumerate(hits, start=1):
        heading = f" › {hit.passage.heading}" if hit.passage.heading else ""
        typer.echo(f"{number}. {hit.document.title}{heading}  ({hit.passage.id}, {hit.score:.3f})")
        typer.echo(f"   {' '.join(hit.passage.text.split())}\n")
    if not hits:
        typer.echo("Aucun passage trouvé.")


def told_reply(reply: "Reply") -> Iterator[str]:
    """Give the lines of a reply as a person reads it in a terminal."""
    yield reply.answer
    if reply.question:
        yield f"\n{reply.question}"
    if reply.citations:
        yield "\nSources"
    for citation in reply.citations:
        yield from _source(citation)
    for notice in reply.notices:
        yield f"\nÀ noter : {notice.text}"
    for match in reply.matches:
        yield f"\nMise en relation : {match.get('title', '')}"
    for step in reply.next_steps:
        yield f"\n→ {step}"
    for invitation in reply.invitations:
        yield f"\n→ {invitation.text}\n    {invitation.href}"
    for suggestion in reply.suggestions:
        yield f"  ? {suggestion}"
    yield f"\n(conversation {reply.conversation_id})"


def _source(citation: "Citation") -> Iterator[str]:
    published = citation.published or "sans date"
    certainty = "" if citation.published_certain or not citation.published else ", date déduite"
    details = ", ".join(part for part in (citation.publisher, f"{published}{certainty}") if part)
    yield f"[{citation.number}] {citation.title} ({details})"
    yield f"    « {' '.join(citation.quote.split())} »"
    yield f"    {citation.href}"


def _hit(hit: "Hit") -> dict[str, object]:
    return {
        "document_id": hit.document.id,
        "passage_id": hit.passage.id,
        "title": hit.document.title,
        "heading": hit.passage.heading,
        "text": hit.passage.text,
        "score": hit.score,
    }


def _message(text: str) -> str:
    """Give the message, read from standard input when it is « - »."""
    message = (sys.stdin.read() if text == "-" else text).strip()
    if not message:
        raise InvalidInput("La question est vide.")
    if len(message) > _LONGEST:
        raise InvalidInput(f"La question dépasse {_LONGEST} caractères.")
    return message
