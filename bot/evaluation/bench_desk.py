"""The benchmark of the desk: a database filled with made-up conversations and requests, in bulk."""

import random
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from bot.conversation.reply import Citation, Reply
from bot.store.bulk import store_in_bulk
from bot.store.database import Database
from bot.store.desk_tables import CaseRow, EventRow
from bot.store.tables import ConversationRow, MessageRow, RequestRow

_BATCH = 5_000
_SHARE_ASKED = 10
"""One conversation in so many leads to a request."""
_YEAR = timedelta(days=330)
_STEP = timedelta(hours=9)
_QUESTIONS = (
    "Comment recruter un apprenti ?",
    "On voudrait vendre nos biscuits au Japon",
    "Quelles aides pour financer une machine ?",
    "Je cherche des fournisseurs locaux",
    "Comment partager un salarié entre plusieurs entreprises ?",
    "Comment réduire notre facture d'énergie ?",
    "Qui peut reprendre mon commerce ?",
    "Quel est le programme du concours de pétanque ?",
)
_DEPARTEMENTS = ("46", "12", "31", "82", "81", "09", "65", "32", "11", "30", "34", "48", "66", "75", "13")
_TRADES = ("10.71C", "43.32", "47.11", "62.01Z", "56.10A", "25.62B", "01.13Z", "55.10Z")
_SIZES = (0, 3, 9, 12, 30, 80, 300)
_CLOSED = ("aidee", "sans_suite", "injoignable")
Row = dict[str, Any]


def fill(
    database: Database, count: int, documents: tuple[str, ...], account_id: int, now: datetime, seed: int = 4
) -> None:
    """Store `count` conversations of the year before `now`, each of a visitor of its own, and a request for
    one in ten, most of them with the account."""
    chance = random.Random(seed)
    made = (_conversation(number, chance, documents, now) for number in range(count))
    while batch := list(islice(made, _BATCH)):
        asked = [conversation for conversation, _ in batch[::_SHARE_ASKED]]
        requests = list(_requests(asked, chance, account_id))
        store_in_bulk(
            database,
            [
                (ConversationRow, [conversation for conversation, _ in batch]),
                (MessageRow, [message for _, message in batch]),
                (RequestRow, [request for request, _, _ in requests]),
                (CaseRow, [case for _, case, _ in requests]),
                (EventRow, [event for _, _, events in requests for event in events]),
            ],
        )


def _conversation(
    number: int, chance: random.Random, documents: tuple[str, ...], now: datetime
) -> tuple[Row, Row]:
    created = now - _YEAR * chance.random()
    identity = f"invente-{number:08d}"
    conversation = {
        "id": identity,
        "visitor_hash": f"{number:064x}",
        "created": created,
        "audience": "public",
    }
    question = chance.choice(_QUESTIONS)
    reply = _reply(identity, chance, chance.choice(documents), answered=question != _QUESTIONS[-1])
    message = {
        "id": reply.message_id,
        "conversation_id": identity,
        "position": 0,
        "message": question,
        "searched": question,
        "reply": reply.model_dump(mode="json"),
        "created": created,
    }
    return conversation, message


def _reply(conversation: str, chance: random.Random, document: str, *, answered: bool) -> Reply:
    profile: Row = {}
    if chance.random() < 0.8:
        profile["departement"] = chance.choices(_DEPARTEMENTS, range(len(_DEPARTEMENTS), 0, -1))[0]
    if chance.random() < 0.6:
        profile |= {"code_naf": chance.choice(_TRADES), "effectif": chance.choice(_SIZES)}
    citation = Citation(
        number=1,
        document_id=document,
        passage_id=f"{document}.p1",
        title=document,
        publisher="CCI",
        published="2022",
        quote="Une phrase.",
        passage="Une phrase.",
        href=f"/sources/{document}#p1",
    )
    return Reply(
        conversation_id=conversation,
        message_id=f"m-{conversation}",
        kind="answer" if answered else "abstention",
        language="fr",
        answer="Une phrase. [1]" if answered else "Mes sources ne le disent pas.",
        citations=[citation] if answered else [],
        profile=profile,
    )


def _requests(
    asked: list[Row], chance: random.Random, account_id: int
) -> Iterator[tuple[Row, Row, list[Row]]]:
    for conversation in asked:
        number = int(conversation["id"].rpartition("-")[2]) + 1
        created = conversation["created"]
        request = {
            "id": number,
            "name": f"Personne {number}",
            "email": f"personne-{number}@entreprise.example",
            "company": f"Entreprise {number}",
            "need": "Être rappelé au sujet de ma question.",
            "consented": created,
            "conversation_id": conversation["id"],
            "fingerprint": "",
            "created": created,
        }
        state = chance.choice(("nouvelle", "prise_en_charge", *_CLOSED))
        steps = ["nouvelle", "prise_en_charge", *([state] if state in _CLOSED else [])]
        case = {
            "request_id": number,
            "kind": chance.choice(("inscription", "besoin", "rendez-vous", "autre")),
            "departement": "46",
            "consent_text": "D'accord.",
            "shares_conversation": True,
            "secret": secrets.token_urlsafe(24),
            "state": state,
            "account_id": account_id if chance.random() < 0.7 else None,
            "draft": "",
            "reminders": 0,
            "changed": created,
        }
        events = [
            {
                "request_id": number,
                "step": step,
                "reason": "",
                "created": created + timedelta(hours=9 * place),
            }
            for place, step in enumerate(steps[: 1 if state == "nouvelle" else len(steps)])
        ]
        yield request, case, events


def recently() -> datetime:
    """Give the moment that the made-up year ends at."""
    return datetime.now(UTC)
