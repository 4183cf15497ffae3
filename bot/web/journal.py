"""The journal: one JSON line an event, without what people write and without where they are."""

import json
import logging
import traceback
from typing import Any

_LOGGER = logging.getLogger("passerelle.web")


def note(event: str, *, level: int = logging.INFO, **fields: Any) -> None:
    """Write one line."""
    _LOGGER.log(level, json.dumps({"event": event, **fields}, ensure_ascii=False))


def note_fault(error: BaseException, **fields: Any) -> None:
    """Write where an unforeseen error arose; its own words stay out, they may quote a message."""
    note(
        "fault",
        level=logging.ERROR,
        error=_chain(error),
        frames=[
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ],
        **fields,
    )


def _chain(error: BaseException) -> list[str]:
    names = [type(error).__qualname__]
    while cause := (error.__cause__ or error.__context__):
        names.append(type(cause).__qualname__)
        error = cause
    return names
