"""The tables of the board: which offers and needs were proposed to each other, and who was written to."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table


class BoardProposalRow(Table):
    """An offer and a need that were proposed to each other: never twice, whatever became of it."""

    __tablename__ = "board_proposals"

    offer_id: Mapped[str] = mapped_column(ForeignKey("deposits.id", ondelete="CASCADE"), primary_key=True)
    need_id: Mapped[str] = mapped_column(
        ForeignKey("deposits.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    created: Mapped[datetime]


class BoardApproachRow(Table):
    """A company was written to. It is known by a keyed hash only, and forgotten after the week it counts for.

    It outlives the deposit: withdrawing and depositing again gives no right to more.
    """

    __tablename__ = "board_approaches"
    __table_args__ = (Index(None, "mark", "created"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    mark: Mapped[str] = mapped_column(String(64))
    created: Mapped[datetime]
