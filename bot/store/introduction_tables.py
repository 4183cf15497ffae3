"""The tables of introductions: their sides, what each answered, and each step."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table


class IntroductionRow(Table):
    """Companies proposed to one another; `together` is a hash of whom, so that none is made twice."""

    __tablename__ = "introductions"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    together: Mapped[str] = mapped_column(String(64), unique=True)
    created: Mapped[datetime]


class IntroductionSideRow(Table):
    """One side: its deposit, the hash of the token that opens it, and its answer."""

    __tablename__ = "introduction_sides"
    __table_args__ = (UniqueConstraint("introduction_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    introduction_id: Mapped[str] = mapped_column(ForeignKey("introductions.id", ondelete="CASCADE"))
    position: Mapped[int]
    deposit_id: Mapped[str] = mapped_column(ForeignKey("deposits.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str | None] = mapped_column(String(3))
    reason: Mapped[str | None] = mapped_column(String(20))


class IntroductionStepRow(Table):
    """One step in the life of an introduction; `position` is that of the side that took it."""

    __tablename__ = "introduction_steps"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    introduction_id: Mapped[str] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int | None]
    step: Mapped[str] = mapped_column(String(20))
    created: Mapped[datetime]
