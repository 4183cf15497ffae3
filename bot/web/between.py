"""Between companies: what the pages and the API of employer groups and of the board work with."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.matching.board_desk import BoardDesk
from bot.matching.board_scoring import Scoring
from bot.matching.functions import Meaning
from bot.matching.group_desk import GroupDesk
from bot.retrieval.words import stems_of
from bot.store.board import StoredBoard
from bot.store.database import Database
from bot.store.deposits import Deposits
from bot.store.group_needs import StoredNeeds
from bot.store.group_parts import GroupParts
from bot.store.introductions import Introductions


@dataclass(frozen=True)
class Between:
    """The deposits of companies, and what is proposed to them."""

    deposits: Deposits
    groups: GroupDesk
    introductions: Introductions
    board: BoardDesk

    def tend(self) -> None:
        """Propose what is due on the board, and erase what expired long ago."""
        self.board.round()
        self.deposits.forget_expired()


def open_between(
    database: Database,
    clock: Clock,
    key: bytes,
    meaning: Meaning | None = None,
    proof_key: bytes | None = None,
) -> Between:
    """Give it over a database; `key` hides which companies were written to.

    With `proof_key`, a deposit is matched only once its e-mail address is proved.
    """
    deposits = Deposits(database, clock, proof_key)
    introductions = Introductions(database, clock)
    groups = GroupDesk(StoredNeeds(deposits), GroupParts(database), meaning, refusals=introductions.refusals)
    book = StoredBoard(database, clock, introductions, key)
    return Between(deposits, groups, introductions, BoardDesk(book, Scoring(stems_of, meaning), clock))
