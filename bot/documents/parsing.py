"""The parsing process: reads one hostile file on standard input, under limits, and answers in JSON.

Run as `python -m bot.documents.parsing {pdf,docx,html}`. What goes wrong here, memory and time
included, goes wrong outside the service.
"""

import json
import logging
import sys
from collections.abc import Callable

from bot.documents.parsed import Parsed, ParseError

MEMORY = 512 * 1024 * 1024
SECONDS = 20


def main(kind: str) -> int:
    """Parse standard input as `kind`; print the harvest, or the cause of refusal."""
    _limit()
    logging.disable(logging.CRITICAL)
    answer: dict[str, object]
    try:
        answer = {"parsed": _parser(kind)(sys.stdin.buffer.read()).to_json()}
    except ParseError as refused:
        answer = {"refused": refused.cause, "limit": refused.limit}
    except (MemoryError, RecursionError):
        answer = {"refused": "TOO_HEAVY", "limit": None}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


def _limit() -> None:
    """Cap the memory and the processor time of this process, where the platform can."""
    try:
        import resource
    except ImportError:  # Windows: the parent's time limit alone protects.
        return
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (soft, hard))


def _parser(kind: str) -> Callable[[bytes], Parsed]:
    """Give the parser of a kind of file; its library is imported under the limits."""
    if kind == "pdf":
        from bot.documents.pdf import parse_pdf

        return parse_pdf
    if kind == "docx":
        from bot.documents.word import parse_docx

        return parse_docx
    from bot.documents.webpage import parse_webpage

    return parse_webpage


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
