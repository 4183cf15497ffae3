"""The trial of the board: how well it finds what an adviser would introduce, beside meaning alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml
from numpy.typing import NDArray
from rich.table import Table
from sklearn.linear_model import LogisticRegression

from bot.errors import InvalidInput
from bot.matching.board_categories import OTHER
from bot.matching.board_item import BoardItem
from bot.matching.board_reading import item_data, read_item, stored_item
from bot.matching.board_round import LEAST
from bot.matching.board_scoring import FEATURES, Floats, Scoring, Weights
from bot.matching.given_need import NeedFault

FITTING: Final = "fitting"
_SHOWN = 5
_DAY = date(2026, 11, 25)


@dataclass(frozen=True)
class BoardSet:
    """Offers and needs of one half, and whether an adviser would introduce each offer to each need."""

    half: str
    offers: tuple[BoardItem, ...]
    needs: tuple[BoardItem, ...]
    fits: NDArray[np.bool_]


@dataclass(frozen=True)
class BoardScores:
    """What a system is worth: of what was expected, how much is among the first five, or first of all.

    Of the pairs at or above the least odds, `precision` were expected, and `found` of those expected are
    there; both are None for a system that has no odds.
    """

    asked: int
    recall: float
    first: float
    precision: float | None = None
    found: float | None = None


def load_board(folder: Path) -> list[BoardSet]:
    """Read every half of a folder. Raises InvalidInput for a set that cannot be used."""
    return [_read(path) for path in sorted(folder.glob("*.yaml"))]


def judge_board(sets: Sequence[BoardSet], scoring: Scoring) -> dict[tuple[str, str], BoardScores]:
    """Score meaning alone, words alone, and the scoring without and with the category that each item chose.

    Every item is asked for those it fits, in each half.
    """
    found = {}
    for one in sets:
        features = scoring.features(one.offers, one.needs)
        for place, name in enumerate(("sens seul", "mots seuls")):
            found[one.half, name] = _scores(one, features[..., place])
        bare = [[replace(item, category=OTHER) for item in items] for items in (one.offers, one.needs)]
        found[one.half, "sans la catégorie choisie"] = _scores(one, scoring.scores(*bare))
        odds = scoring.weights.log_odds(features)
        found[one.half, "Passerelle"] = _scores(one, odds, odds >= LEAST)
    return found


def fit_weights(sets: Sequence[BoardSet], scoring: Scoring) -> Weights:
    """Fit the weights on the half meant for it, by logistic regression; odds are those of a real pair."""
    ours = [one for one in sets if one.half == FITTING]
    rows = np.concatenate(
        [scoring.features(one.offers, one.needs).reshape(-1, len(FEATURES)) for one in ours]
    )
    labels = np.concatenate([one.fits.reshape(-1) for one in ours])
    model = LogisticRegression(C=100.0, max_iter=1000).fit(rows, labels)
    values = (round(float(value), 2) for value in (*model.coef_[0], model.intercept_[0]))
    return Weights(*values)


def board_table(scores: Mapping[tuple[str, str], BoardScores]) -> Table:
    """Give the scores as a table."""
    table = Table("moitié", "système", "demandes", "rappel à 5", "premier juste", "précision", "retrouvés")
    for (half, name), one in scores.items():
        shares = (one.recall, one.first, one.precision, one.found)
        table.add_row(half, name, str(one.asked), *("" if one is None else f"{one:.3f}" for one in shares))
    return table


def _scores(one: BoardSet, scores: Floats, told: Any = None) -> BoardScores:
    asked = [*zip(scores, one.fits, strict=True), *zip(scores.T, one.fits.T, strict=True)]
    recalls, firsts = [], []
    for values, fits in asked:
        if fits.any():
            best = np.argsort(-values, kind="stable")
            recalls.append(fits[best[:_SHOWN]].sum() / fits.sum())
            firsts.append(bool(fits[best[0]]))
    kept = {}
    if told is not None:
        right = float((told & one.fits).sum())
        kept = {"precision": right / max(int(told.sum()), 1), "found": right / float(one.fits.sum())}
    return BoardScores(len(recalls), float(np.mean(recalls)), float(np.mean(firsts)), **kept)


def _read(path: Path) -> BoardSet:
    rows = yaml.safe_load(path.read_text("utf-8"))
    items, expected = {}, {}
    for number, row in enumerate(rows, start=1):
        try:
            item = read_item(row, _DAY)
        except NeedFault as fault:
            raise InvalidInput(f"{path} : ligne {number} : {fault.user_message}") from fault
        items[row["id"]] = stored_item(item_data(item), row["id"])
        expected[row["id"]] = frozenset(row.get("expected", ()))
    offers = tuple(item for item in items.values() if item.kind == "offre")
    needs = tuple(item for item in items.values() if item.kind == "besoin")
    unknown = frozenset().union(*expected.values()) - {item.key for item in offers}
    if unknown:
        raise InvalidInput(f"{path} : offres attendues mais absentes : {', '.join(sorted(unknown))}.")
    fits = np.array([[offer.key in expected[need.key] for need in needs] for offer in offers])
    return BoardSet(path.stem, offers, needs, fits)
