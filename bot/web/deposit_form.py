"""The form of a deposit, as a browser sends it: its values, its key, and what is wrong in it, by field."""

from collections.abc import Collection
from hashlib import sha256
from typing import Any

from fastapi import Request
from pydantic import ValidationError

from bot.matching.given_need import NeedFault
from bot.web.problems import field_problems

_MOST_FIELDS = 60


async def sent_values(request: Request, lists: Collection[str]) -> tuple[dict[str, Any], str | None]:
    """Give what the form holds, the fields of `lists` with every value, and the key of this very deposit.

    The same form sent twice is one deposit; changed, it is another.
    """
    sent = await request.form(max_fields=_MOST_FIELDS)
    values: dict[str, Any] = {name: str(sent[name]) for name in sent if name not in lists}
    values |= {name: [str(one) for one in sent.getlist(name)] for name in lists}
    nonce = str(values.pop("cle_envoi", ""))
    return values, sha256(f"{nonce}{sorted(values.items())}".encode()).hexdigest() if nonce else None


def given_by(values: dict[str, Any]) -> dict[str, Any]:
    """Give the values that were filled in, the consent as a choice."""
    filled = {name: value for name, value in values.items() if value not in ("", [])}
    return {**filled, "consent": "consent" in filled}


def faults_by_field(fault: ValidationError | NeedFault) -> dict[str, str]:
    """Give what to tell beside each field of the form."""
    if isinstance(fault, NeedFault):
        return {fault.field: fault.text}
    told = field_problems([{**one, "loc": ("body", *one["loc"])} for one in fault.errors()])
    return {one.field.partition(".")[0]: one.message for one in told}
