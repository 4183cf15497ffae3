"""The board's desk: ranks what may be proposed, and proposes it, round after round."""

import threading
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bot.clock import Clock
from bot.errors import InvalidInput
from bot.matching.board_caps import BoardLimits, Caps
from bot.matching.board_item import Pair
from bot.matching.board_messages import CAP_REACHED, PAIR_GONE
from bot.matching.board_round import Board, Ranked, choose_pairs, rank_pairs
from bot.matching.board_scoring import Scoring


class BoardBook(Protocol):
    """Keeps the board."""

    @property
    def limits(self) -> BoardLimits:
        """The limits within which proposals are made."""
        ...

    def board(self) -> Board:
        """Give the items that are open now, and the refusals."""
        ...

    def caps(self) -> Caps:
        """Give what was proposed so far."""
        ...

    def propose(self, pairs: Sequence[Pair]) -> list[str]:
        """Propose pairs, within the caps; give the introductions made."""
        ...

    def forget(self) -> None:
        """Forget who was written to too long ago to count."""
        ...


class BoardDesk:
    """Proposes offers and needs to each other. Thread-safe: one ranking at a time, kept while it holds."""

    def __init__(self, book: BoardBook, scoring: Scoring, clock: Clock) -> None:
        self._book = book
        self._scoring = scoring
        self._clock = clock
        self._lock = threading.Lock()
        self._last: tuple[Board, date, Ranked] | None = None
        self._settled: tuple[Ranked, Caps] | None = None
        self._swept: date | None = None

    def ranked(self) -> Ranked:
        """Give the pairs that may meet today, best first."""
        board, day = self._book.board(), self._clock().date()
        with self._lock:
            if self._last is None or self._last[:2] != (board, day):
                self._last = (board, day, rank_pairs(board, self._scoring, day))
            return self._last[2]

    def round(self) -> None:
        """Propose what is likely enough, within the caps; do nothing when nothing changed since."""
        day = self._clock().date()
        if self._swept != day:
            self._book.forget()
            self._swept = day
        ranked, caps = self.ranked(), self._book.caps()
        if self._settled == (ranked, caps):
            return
        self._settled = (ranked, self._book.caps())
        chosen = choose_pairs(ranked, caps)
        if chosen:
            self._book.propose(chosen)
            self._settled = None

    def propose(self, offer: str, need: str) -> str:
        """Propose one pair that an adviser chose; give its introduction.

        Raises InvalidInput for a pair that may not meet, or beyond the caps.
        """
        pair = next((one for one in self.ranked().pairs if one.keys == {offer, need}), None)
        if pair is None:
            raise InvalidInput(PAIR_GONE)
        made = self._book.propose([pair])
        if not made:
            raise InvalidInput(CAP_REACHED)
        return made[0]
