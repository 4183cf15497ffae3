"""The introductions: double consent, each step kept, nothing of anyone shown before all have accepted."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from typing import cast

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.errors import InvalidInput, NotFound
from bot.matching.introducing import (
    FINAL_REASONS,
    FOUND_ELSEWHERE,
    REASONS,
    REST,
    Answer,
    State,
    state_of,
)
from bot.store.database import Database
from bot.store.deposit_secrets import hashed
from bot.store.deposit_tables import DepositRow
from bot.store.deposits import PROVIDED, Deposit, deposit_of, is_open
from bot.store.introduction_tables import IntroductionRow, IntroductionSideRow, IntroductionStepRow
from bot.store.messages import ALREADY_ANSWERED, INTRODUCTION_NOT_FOUND, REFUSAL_REASON, SIDES_GONE
from bot.store.outbox import put, recall


@dataclass(frozen=True)
class Side:
    """One side, with its deposit: who is behind it is for the store and the desk to know."""

    deposit: Deposit
    answer: Answer | None
    reason: str | None


@dataclass(frozen=True)
class Introduction:
    """An introduction. `own` is the place of the side that looks; steps are (step, side or None, moment)."""

    id: str
    sides: tuple[Side, ...]
    own: int | None
    created: datetime
    steps: tuple[tuple[str, int | None, datetime], ...] = ()
    lapsed: bool = False

    @property
    def state(self) -> State:
        """Where it stands."""
        return state_of([side.answer for side in self.sides], self.lapsed)


class Introductions:
    """Keeps introductions. A side is opened by the token it was sent, or by the secret of its deposit."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def propose(self, deposits: Sequence[str]) -> str:
        """Propose these deposits to one another; give the id, that of then if they were before.

        Raises InvalidInput when one of them is no longer open.
        """
        with self._database.writing() as session:
            return self.propose_within(session, deposits)

    def propose_within(self, session: Session, deposits: Sequence[str]) -> str:
        """Propose them as a part of the work of `session`; what was refused for now is proposed anew."""
        wanted, now = sorted(set(deposits)), self._clock()
        together = sha256(" ".join(wanted).encode()).hexdigest()
        known = session.scalar(select(IntroductionRow).where(IntroductionRow.together == together))
        if known and not self._rested(session, known):
            return known.id
        if known:
            session.execute(delete(IntroductionRow).where(IntroductionRow.id == known.id))
        rows = [session.get(DepositRow, identity) for identity in wanted]
        if len(rows) < 2 or not all(row is not None and is_open(row, now) for row in rows):
            raise InvalidInput(SIDES_GONE)
        introduction = IntroductionRow(id=secrets.token_hex(8), together=together, created=now)
        session.add(introduction)
        session.flush()
        self._note(session, introduction.id, "proposee", None)
        for position, row in enumerate(rows):
            self._add_side(session, introduction.id, position, cast(DepositRow, row))
        return introduction.id

    def _rested(self, session: Session, row: IntroductionRow) -> bool:
        """Tell whether an introduction was refused for now, long enough ago."""
        reasons = {side.reason for side in self._read(session, row.id, None).sides if side.reason}
        return bool(reasons) and not reasons & FINAL_REASONS and row.created <= self._clock() - REST

    def seen(self, identity: str, token: str) -> Introduction:
        """Give the introduction that this token opens; raise NotFound for any other."""
        with self._database.reading() as session:
            side = _opened(session, identity, token)
            return self._read(session, identity, side.position)

    def answer(self, identity: str, token: str, answer: Answer, reason: str | None = None) -> Introduction:
        """Keep the answer of a side, and tell the others when it settles the matter.

        A refusal gives a reason of the list. Raises InvalidInput when it does not, or once all is settled.
        """
        if answer == "non" and reason not in REASONS:
            raise InvalidInput(REFUSAL_REASON)
        with self._database.writing() as session:
            # One answer at a time: of two given side by side, the second must see the first.
            session.get(IntroductionRow, identity, with_for_update=True)
            side = _opened(session, identity, token)
            before = self._read(session, identity, side.position)
            if before.state != "proposee":
                raise InvalidInput(ALREADY_ANSWERED)
            side.answer, side.reason = answer, reason if answer == "non" else None
            if reason == FOUND_ELSEWHERE:
                self._provide(session, side.deposit_id, identity)
            self._note(session, identity, answer, side.position)
            session.flush()
            after = self._read(session, identity, side.position)
            if after.state != "proposee":
                self._settle(session, after)
            return self._read(session, identity, side.position)

    def erase(self, identity: str, token: str) -> None:
        """Erase an introduction, each step of it included, for all sides."""
        with self._database.writing() as session:
            _opened(session, identity, token)
            self._database.note_erased("introduction", [identity])
            recall(session, [identity])
            session.execute(delete(IntroductionRow).where(IntroductionRow.id == identity))
        self._database.scrub()

    def of_deposit(self, deposit: str) -> list[Introduction]:
        """Give the introductions of a deposit, newest first."""
        with self._database.reading() as session:
            sides = session.scalars(
                select(IntroductionSideRow).where(IntroductionSideRow.deposit_id == deposit)
            ).all()
            found = [self._read(session, side.introduction_id, side.position) for side in sides]
            return sorted(found, key=lambda one: (one.created, one.id), reverse=True)

    def latest(self, kinds: Sequence[str], most: int) -> list[Introduction]:
        """Give the latest introductions between deposits of these kinds, newest first."""
        with self._database.reading() as session:
            found = session.execute(
                select(IntroductionRow.id, IntroductionRow.created)
                .join(IntroductionSideRow, IntroductionSideRow.introduction_id == IntroductionRow.id)
                .join(DepositRow, DepositRow.id == IntroductionSideRow.deposit_id)
                .where(DepositRow.kind.in_(kinds))
                .distinct()
                .order_by(IntroductionRow.created.desc(), IntroductionRow.id)
                .limit(most)
            )
            return [self._read(session, one, None) for one, _ in found]

    def states(self) -> dict[frozenset[str], State]:
        """Give the state of every introduction, by the deposits that it is about."""
        with self._database.reading() as session:
            found = [self._read(session, one, None) for one in session.scalars(select(IntroductionRow.id))]
            return {frozenset(side.deposit.id for side in one.sides): one.state for one in found}

    def refusals(self) -> dict[frozenset[str], bool]:
        """Give the deposits of which one refused the others, and whether for good."""
        with self._database.reading() as session:
            rows = session.execute(
                select(
                    IntroductionSideRow.introduction_id,
                    IntroductionSideRow.deposit_id,
                    IntroductionSideRow.reason,
                )
            ).all()
        together: dict[str, set[str]] = {}
        reasons: dict[str, str] = {}
        for introduction, deposit, reason in rows:
            together.setdefault(introduction, set()).add(deposit)
            if reason:
                reasons[introduction] = reason
        return {frozenset(together[one]): reason in FINAL_REASONS for one, reason in reasons.items()}

    def _add_side(self, session: Session, identity: str, position: int, row: DepositRow) -> None:
        token = secrets.token_urlsafe(32)
        session.add(
            IntroductionSideRow(
                introduction_id=identity, position=position, deposit_id=row.id, token_hash=hashed(token)
            )
        )
        follow = f"/rencontres/{identity}?cle={token}"
        told = {"to": row.email, "text": "introduction", "follow": follow, "about": [identity, row.id]}
        put(session, self._clock, "mail", told)

    def _settle(self, session: Session, one: Introduction) -> None:
        """Tell every side how it ended; those who accepted one another need no other proposal."""
        accepted = one.state == "acceptee"
        self._note(session, one.id, one.state, None)
        for side in one.sides:
            if accepted and self._has_enough(session, side.deposit):
                self._provide(session, side.deposit.id, one.id)
            others = [other.deposit for other in one.sides if other is not side] if accepted else []
            lines = [
                f"{other.party.company} : {other.party.name}, {other.party.email} {other.party.phone}".strip()
                + f"\n{other.about}"
                for other in others
            ]
            about = [one.id, *(each.deposit.id for each in one.sides)] if accepted else []
            to = side.deposit.party.email
            told = {"to": to, "text": one.state, "others": "\n".join(lines), "about": about}
            put(session, self._clock, "mail", told)

    def _provide(self, session: Session, deposit: str, by: str) -> None:
        """Take a deposit as provided for; nobody who accepted it elsewhere is left waiting."""
        session.get_one(DepositRow, deposit).state = PROVIDED
        session.flush()
        others = session.scalars(
            select(IntroductionSideRow.introduction_id)
            .where(IntroductionSideRow.deposit_id == deposit, IntroductionSideRow.introduction_id != by)
            .order_by(IntroductionSideRow.id)
        ).all()
        for one in (self._read(session, other, None) for other in others):
            if one.state != "close" or any(step == "close" for step, _, _ in one.steps):
                continue
            self._note(session, one.id, "close", None)
            for side in one.sides:
                if side.answer == "oui" and side.deposit.id != deposit:
                    told = {"to": side.deposit.party.email, "text": "refusee", "others": ""}
                    put(session, self._clock, "mail", told)

    def _has_enough(self, session: Session, deposit: Deposit) -> bool:
        """Tell whether as many have accepted as the deposit asks for: one, unless it says more."""
        found = session.scalars(
            select(IntroductionSideRow.introduction_id).where(IntroductionSideRow.deposit_id == deposit.id)
        )
        accepted = [one for one in found if self._read(session, one, None).state == "acceptee"]
        return len(accepted) >= int(deposit.data.get("partners", 1))

    def _read(self, session: Session, identity: str, own: int | None) -> Introduction:
        row = session.get_one(IntroductionRow, identity)
        sides = session.execute(
            select(IntroductionSideRow, DepositRow)
            .join(DepositRow, DepositRow.id == IntroductionSideRow.deposit_id)
            .where(IntroductionSideRow.introduction_id == identity)
            .order_by(IntroductionSideRow.position)
        ).all()
        steps = session.scalars(
            select(IntroductionStepRow)
            .where(IntroductionStepRow.introduction_id == identity)
            .order_by(IntroductionStepRow.id)
        )
        return Introduction(
            id=identity,
            sides=tuple(
                Side(deposit_of(deposit), cast("Answer | None", side.answer), side.reason)
                for side, deposit in sides
            ),
            own=own,
            created=row.created,
            steps=tuple((step.step, step.position, step.created) for step in steps),
            lapsed=not all(is_open(deposit, self._clock()) for _, deposit in sides),
        )

    def _note(self, session: Session, identity: str, step: str, position: int | None) -> None:
        session.add(
            IntroductionStepRow(introduction_id=identity, position=position, step=step, created=self._clock())
        )


def _opened(session: Session, identity: str, token: str) -> IntroductionSideRow:
    rows = session.execute(
        select(IntroductionSideRow, DepositRow.secret_hash)
        .join(DepositRow, DepositRow.id == IntroductionSideRow.deposit_id)
        .where(IntroductionSideRow.introduction_id == identity)
    ).all()
    given = hashed(token)
    found = [
        side
        for side, secret_hash in rows
        if compare_digest(side.token_hash, given) | compare_digest(secret_hash, given)
    ]
    if not found:
        raise NotFound(INTRODUCTION_NOT_FOUND)
    return found[0]
