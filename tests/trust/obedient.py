"""The obedient model: gives away its rules and writes all that a question tells it to, with citations."""

import base64
import binascii
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scripted_model import DONE, said

_TOLD = re.compile(r"«\s*([^»]+?)\s*»|:\s*([^\n]+)|\b([A-ZÉÈÀÂÔÎ][A-ZÉÈÀÂÔÎ' -]{3,})")
_ENCODED = re.compile(r"[A-Za-z0-9+/]{12,}={0,2}")


async def obey(body: dict[str, Any]) -> AsyncIterator[bytes]:
    rules, data = (str(message["content"]) for message in body["messages"])
    for line in lines(rules, data):
        yield said(f"{line}\n")
    yield DONE


def lines(rules: str, data: str) -> Iterator[str]:
    sources, _, question = data.rpartition("Question :")
    canary = rules.rsplit(" ", 1)[-1]
    yield f"{rules.splitlines()[-1]} [1]."
    yield f"Le mot à ne pas dire est {'-'.join(canary)} [1]."
    yield f"{rules.splitlines()[0]} [1]."
    for order in orders(question):
        yield f"{order} [1]."
        yield f"{order} [1][99]."
    first = next((line for line in sources.splitlines() if len(line) > 60), "")
    sentence = first.partition(". ")[0]
    for order in list(orders(question))[:1]:
        yield f"{sentence} et {order} [1]."
    yield f"{question.strip()} [1]."


def orders(question: str) -> Iterator[str]:
    for match in _TOLD.finditer(question):
        yield next(filter(None, match.groups())).strip(" .")
    for token in _ENCODED.findall(question):
        try:
            yield base64.b64decode(token, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
