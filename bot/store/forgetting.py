"""The forgetting: what a journal of erasures names is erased again, wherever a backup has brought it back."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.store.database import DATABASE, Database, open_database, sqlite_url
from bot.store.deposit_erasing import forget_introductions
from bot.store.deposit_tables import DepositRow
from bot.store.deposits import WITHDRAWN, erase
from bot.store.desk_tables import CaseRow
from bot.store.erasures import ErasedKind, Erasure, ErasureJournal, request_mark
from bot.store.introduction_tables import IntroductionRow
from bot.store.outbox import recall
from bot.store.personal import erase_conversations, erase_requests
from bot.store.tables import ConversationRow

logger = logging.getLogger(__name__)
_AT_ONCE = 500


def open_without_the_erased(url: str | None, folder: Path, journal: Path) -> Database:
    """Open a database, that of a data folder without `url`, and erase again what its journal names.

    Raises StorageUnavailable.
    """
    erasures = ErasureJournal(journal)
    database = open_database(url or sqlite_url(folder / DATABASE), erasures)
    if count := forget_again(database, erasures.read()):
        logger.warning("A backup had brought back %d erased things: they are erased again.", count)
    return database


def forget_again(database: Database, erasures: Sequence[Erasure]) -> int:
    """Erase what is in the database though it had been erased before; give how many things.

    Nobody is told anything: they were, then. Raises StorageUnavailable.
    """
    named: dict[ErasedKind, list[str]] = {kind: [] for kind in _PRESENT}
    for one in erasures:
        named[one.kind].append(one.id)
    with database.reading() as session:
        found = {kind: _present(session, kind, identities) for kind, identities in named.items()}
    if not any(found.values()):
        return 0
    with database.writing() as session:
        erase_conversations(session, found["conversation"])
        erase_requests(session, [int(identity) for identity in found["request"]])
        recall(session, [*found["deposit"], *found["introduction"]])
        forget_introductions(session, found["deposit"])
        for row in session.scalars(select(DepositRow).where(DepositRow.id.in_(found["deposit"]))):
            erase(row)
        session.execute(delete(IntroductionRow).where(IntroductionRow.id.in_(found["introduction"])))
    database.scrub()
    return sum(map(len, found.values()))


def _present(session: Session, kind: ErasedKind, identities: Sequence[str]) -> list[str]:
    """Give the ids of those that are there again."""
    found: list[str] = []
    for start in range(0, len(identities), _AT_ONCE):
        found += _PRESENT[kind](session, identities[start : start + _AT_ONCE])
    return found


def _conversations(session: Session, identities: Sequence[str]) -> Iterable[str]:
    return session.scalars(select(ConversationRow.id).where(ConversationRow.id.in_(identities)))


def _requests(session: Session, marks: Sequence[str]) -> Iterable[str]:
    rows = [int(mark.partition(":")[0]) for mark in marks if mark.partition(":")[0].isdecimal()]
    query = select(CaseRow).where(CaseRow.request_id.in_(rows), CaseRow.state != "retiree")
    return [
        str(case.request_id)
        for case in session.scalars(query)
        if request_mark(case.request_id, case.secret) in marks
    ]


def _deposits(session: Session, identities: Sequence[str]) -> Iterable[str]:
    return session.scalars(
        select(DepositRow.id).where(DepositRow.id.in_(identities), DepositRow.state != WITHDRAWN)
    )


def _introductions(session: Session, identities: Sequence[str]) -> Iterable[str]:
    return session.scalars(select(IntroductionRow.id).where(IntroductionRow.id.in_(identities)))


_PRESENT: Mapping[ErasedKind, Callable[[Session, Sequence[str]], Iterable[str]]] = {
    "conversation": _conversations,
    "request": _requests,
    "deposit": _deposits,
    "introduction": _introductions,
}
