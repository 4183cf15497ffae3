"""The erasing of deposits: what goes with them, and whom their end leaves waiting."""

from collections.abc import Sequence
from typing import cast

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from bot.matching.introducing import Answer, state_of
from bot.store.board_tables import BoardProposalRow
from bot.store.deposit_tables import DepositRow
from bot.store.introduction_tables import IntroductionRow, IntroductionSideRow


def waiting_for(session: Session, deposit: str) -> list[str]:
    """Give the addresses of those who accepted this deposit, in introductions that are not settled."""
    concerned = select(IntroductionSideRow.introduction_id).where(IntroductionSideRow.deposit_id == deposit)
    rows = session.execute(
        select(IntroductionSideRow, DepositRow.email)
        .join(DepositRow, DepositRow.id == IntroductionSideRow.deposit_id)
        .where(IntroductionSideRow.introduction_id.in_(concerned))
        .order_by(IntroductionSideRow.id)
    ).all()
    answers: dict[str, list[str | None]] = {}
    for side, _ in rows:
        answers.setdefault(side.introduction_id, []).append(side.answer)
    return [
        email
        for side, email in rows
        if side.answer == "oui" and side.deposit_id != deposit
        if state_of([cast("Answer | None", one) for one in answers[side.introduction_id]]) == "proposee"
    ]


def forget_introductions(session: Session, deposits: Sequence[str]) -> None:
    """Erase the introductions that these deposits are in, with every step, and what was proposed to them."""
    concerned = select(IntroductionSideRow.introduction_id).where(
        IntroductionSideRow.deposit_id.in_(deposits)
    )
    session.execute(delete(IntroductionRow).where(IntroductionRow.id.in_(concerned)))
    proposed = or_(BoardProposalRow.offer_id.in_(deposits), BoardProposalRow.need_id.in_(deposits))
    session.execute(delete(BoardProposalRow).where(proposed))
