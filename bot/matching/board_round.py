"""The round of the board: who is proposed to whom today, best first, within the caps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np

from bot.companies.geography import distance_km
from bot.matching.board_caps import Caps
from bot.matching.board_item import BoardItem, Pair, may_meet
from bot.matching.board_scoring import Floats, Scoring
from bot.matching.introducing import FINAL_REASONS

LEAST: Final = 0.0
"""The least log odds at which companies are written to: as likely as not."""
WORTH: Final = -5.0
"""Log odds under which a pair is not even worth an adviser's look."""
_TOO_FAR: Final = "trop_loin"
_NOT_IT: Final = "pas_le_besoin"
_UNLIKE: Final = 4.0
"""What it costs to be just like what was refused as not answering."""
_NOT_NOW: Final = 1.0
"""What it costs to have been refused for now."""


@dataclass(frozen=True)
class Refusal:
    """An item refused another, and why."""

    by: str
    other: str
    reason: str


@dataclass(frozen=True)
class Ranked:
    """The pairs that may meet, best first."""

    pairs: tuple[Pair, ...]

    def of(self, key: str, most: int) -> list[Pair]:
        """Give the best pairs that an item is in."""
        return [pair for pair in self.pairs if key in pair.keys][:most]


@dataclass(frozen=True)
class Board:
    """The open items and the refusals so far."""

    items: tuple[BoardItem, ...]
    refusals: tuple[Refusal, ...] = ()
    by_key: Mapping[str, BoardItem] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {item.key: item for item in self.items})


def rank_pairs(board: Board, scoring: Scoring, day: date) -> Ranked:
    """Give the pairs worth a look that may meet on a day, best first, what was refused taken into account."""
    offers = [item for item in board.items if item.kind == "offre"]
    needs = [item for item in board.items if item.kind == "besoin"]
    if not offers or not needs:
        return Ranked(())
    scores = scoring.scores(offers, needs)
    for refusal in board.refusals:
        _apply(refusal, board, scoring, offers, needs, scores)
    pairs = [
        Pair(offer, need, float(scores[row, column]))
        for offer, need, row, column in (
            (offers[row], needs[column], row, column) for row, column in np.argwhere(scores >= WORTH)
        )
        if may_meet(offer, need, day)
    ]
    return Ranked(tuple(sorted(pairs, key=lambda one: (-one.score, one.offer.key, one.need.key))))


def choose_pairs(ranked: Ranked, caps: Caps, least: float = LEAST) -> list[Pair]:
    """Give the pairs to propose now; `caps` is left as it will stand once they are."""
    chosen = []
    for pair in ranked.pairs:
        if pair.score < least:
            break
        if caps.admit(pair.offer, pair.need):
            caps.note(pair.offer, pair.need)
            chosen.append(pair)
    return chosen


def _apply(
    refusal: Refusal,
    board: Board,
    scoring: Scoring,
    offers: Sequence[BoardItem],
    needs: Sequence[BoardItem],
    scores: Floats,
) -> None:
    """Lower, in place, what a refusal tells against: as far or farther, or like what did not answer."""
    by, other = board.by_key.get(refusal.by), board.by_key.get(refusal.other)
    if by is None or other is None:
        return
    others = needs if by.kind == "offre" else offers
    line = scores[offers.index(by)] if by.kind == "offre" else scores[:, needs.index(by)]
    if refusal.reason == _TOO_FAR:
        limit = distance_km(by.place, other.place)
        line[[distance_km(by.place, one.place) >= limit for one in others]] = -np.inf
    elif refusal.reason == _NOT_IT:
        like = scoring.features([other], others)[0].mean(axis=-1)
        line -= _UNLIKE * np.clip(like, 0, 1)
    line[others.index(other)] -= np.inf if refusal.reason in FINAL_REASONS else _NOT_NOW
