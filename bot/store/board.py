"""The stored board: the open offers and needs, what was proposed, and proposals made within the caps."""

import hmac
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.companies.wording import bare
from bot.matching.board_caps import BoardLimits, Caps, marks_of
from bot.matching.board_item import BoardItem, Pair
from bot.matching.board_reading import stored_item
from bot.matching.board_round import Board, Refusal
from bot.matching.introducing import FINAL_REASONS, REST
from bot.store.board_tables import BoardApproachRow, BoardProposalRow
from bot.store.database import Database
from bot.store.deposit_tables import DepositRow
from bot.store.deposits import OPEN, is_open
from bot.store.introduction_tables import IntroductionSideRow
from bot.store.introductions import Introductions

BOARD_KINDS: Final = ("offre", "besoin")
WEEK: Final = timedelta(days=7)


class StoredBoard:
    """Reads the board and proposes pairs; `key` hides which companies were written to."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        introductions: Introductions,
        key: bytes,
        limits: BoardLimits | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._introductions = introductions
        self._key = key
        self.limits = limits or BoardLimits()

    def board(self) -> Board:
        """Give the items that are open now, oldest first, and every refusal."""
        with self._database.reading() as session:
            rows = session.scalars(
                select(DepositRow)
                .where(DepositRow.kind.in_(BOARD_KINDS), DepositRow.state == OPEN)
                .where(DepositRow.expires > self._clock())
                .order_by(DepositRow.created, DepositRow.id)
            )
            return Board(tuple(self._item(row) for row in rows), tuple(_refusals(session)))

    def caps(self) -> Caps:
        """Give what was proposed so far, as it counts now."""
        with self._database.reading() as session:
            return self._caps(session)

    def propose(self, pairs: Sequence[Pair]) -> list[str]:
        """Propose these pairs, those that are open and within the caps still; give their introductions."""
        with self._database.writing() as session:
            _alone(session)
            caps, now, made = self._caps(session), self._clock(), []
            for pair in pairs:
                rows = [session.get(DepositRow, one.key) for one in (pair.offer, pair.need)]
                if not all(row is not None and is_open(row, now) for row in rows):
                    continue
                offer, need = (self._item(row) for row in rows if row is not None)
                if caps.admit(offer, need):
                    caps.note(offer, need)
                    made.append(self._made(session, offer, need, now))
            return made

    def forget(self) -> None:
        """Forget who was written to more than a week ago."""
        with self._database.writing() as session:
            limit = self._clock() - WEEK
            session.execute(delete(BoardApproachRow).where(BoardApproachRow.created <= limit))

    def _made(self, session: Session, offer: BoardItem, need: BoardItem, now: datetime) -> str:
        known = session.get(BoardProposalRow, (offer.key, need.key))
        if known is None:
            session.add(BoardProposalRow(offer_id=offer.key, need_id=need.key, created=now))
        else:
            known.created = now
        session.add_all(BoardApproachRow(mark=mark, created=now) for mark in marks_of((offer, need)))
        return self._introductions.propose_within(session, (offer.key, need.key))

    def _caps(self, session: Session) -> Caps:
        now = self._clock()
        caps = Caps(self.limits)
        waiting = {
            frozenset({one.by, one.other}) for one in _refusals(session) if one.reason not in FINAL_REASONS
        }
        for row in session.scalars(select(BoardProposalRow)):
            keys = frozenset({row.offer_id, row.need_id})
            if keys not in waiting or row.created > now - REST:
                caps.proposed.add(keys)
        marks = session.scalars(select(BoardApproachRow.mark).where(BoardApproachRow.created > now - WEEK))
        caps.approached.update(marks)
        interested: Counter[str] = Counter()
        for sides in _sides(session):
            answers = [side.answer for side, _ in sides]
            live = all(is_open(deposit, now) for _, deposit in sides) or set(answers) == {"oui"}
            if "non" in answers or not live:
                continue
            for place, (_, deposit) in enumerate(sides):
                caps.under_way[deposit.id] += 1
                others = [*answers[:place], *answers[place + 1 :]]
                interested[deposit.id] += all(answer == "oui" for answer in others)
        caps.interested = interested
        return caps

    def _item(self, row: DepositRow) -> BoardItem:
        marks = (f"adresse {row.email.casefold()}", f"nom {bare(row.company)} {row.departement}")
        known = frozenset(hmac.digest(self._key, mark.encode(), "sha256").hex() for mark in marks)
        return stored_item(row.data, row.id, row.sector, known)


def _alone(session: Session) -> None:
    """Let nobody else propose meanwhile: two rounds side by side would each think that there is room."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE board_approaches IN EXCLUSIVE MODE"))


def _sides(session: Session) -> list[list[tuple[IntroductionSideRow, DepositRow]]]:
    """Give the sides of every introduction of the board."""
    rows = session.execute(
        select(IntroductionSideRow, DepositRow)
        .join(DepositRow, DepositRow.id == IntroductionSideRow.deposit_id)
        .where(DepositRow.kind.in_(BOARD_KINDS))
        .order_by(IntroductionSideRow.introduction_id, IntroductionSideRow.position)
    )
    found: dict[str, list[tuple[IntroductionSideRow, DepositRow]]] = {}
    for side, deposit in rows:
        found.setdefault(side.introduction_id, []).append((side, deposit))
    return list(found.values())


def _refusals(session: Session) -> list[Refusal]:
    return [
        Refusal(side.deposit_id, other.deposit_id, side.reason)
        for sides in _sides(session)
        for side, _ in sides
        if side.reason
        for other, _ in sides
        if other is not side
    ]
