"""The trial of the needs: the matching and its rivals over one catalogue, and the fit of the relevance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.errors import ConfigurationFault
from bot.evaluation.needs import Need, NeedScores, score_needs
from bot.matching.catalogue import Catalogue
from bot.matching.matchmaker import Matchmaker, Relevance
from bot.retrieval.proposing import Proposing, RelevanceModel
from bot.retrieval.ranking import FEATURES, Ranker
from bot.retrieval.vectors import Floats

Measures = Mapping[str, Mapping[str, Floats]]
"""For each need, each entry's measures."""
SHOWN = 10
_DENSE = FEATURES.index("dense")
_LINKS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
_FLOORS = (0.1, 0.2, 0.3, 0.4, 0.5)
_SHARES = (0.0, 0.2, 0.4, 0.5, 0.6)
_NOISE = 0.02
"""What one entry shown too many costs, and a need that nothing answers ten times that."""


@dataclass
class _Measured:
    """Proposes from measures made before, so that one fit reads the index once."""

    measures: Measures
    model: RelevanceModel

    def propose(self, need: str) -> Mapping[str, float]:
        return {key: self.model.relevance(found) for key, found in self.measures[need].items()}


def measure_needs(needs: Sequence[Need], proposing: object) -> Measures:
    """Measure every need once against the index. Raises ConfigurationFault for a proposer without one."""
    if not isinstance(proposing, Proposing):
        raise ConfigurationFault("Ce qui propose n'a pas d'index à mesurer.")
    return {need.text: proposing.measures(need.text) for need in needs}


def judge_systems(
    needs: Sequence[Need], measures: Measures, catalogue: Catalogue, model: RelevanceModel, day: date
) -> dict[tuple[str, str], NeedScores]:
    """Score dense search alone, the search without the rules, and the whole matching, by half."""
    matchmaker = matchmaker_of(measures, catalogue, model)

    def dense(need: Need) -> Sequence[str]:
        found = measures[need.text]
        return sorted(found, key=lambda key: -found[key][_DENSE])[:SHOWN]

    def fused(need: Need) -> Sequence[str]:
        found = measures[need.text]
        return sorted(found, key=lambda key: -model.relevance(found[key]))[:SHOWN]

    def whole(need: Need) -> Sequence[str]:
        return shown(matchmaker, need, day)

    systems = {"sens seul": dense, "recherche": fused, "Passerelle": whole}
    halves = sorted({need.half for need in needs})
    return {
        (half, name): score_needs([need for need in needs if need.half == half], find)
        for half in halves
        for name, find in systems.items()
    }


def matchmaker_of(measures: Measures, catalogue: Catalogue, model: RelevanceModel) -> Matchmaker:
    """Give the matching over measures made before."""
    relevance = Relevance(model.floor, model.share, model.link)
    return Matchmaker(catalogue, _Measured(measures, model), relevance)


def shown(matchmaker: Matchmaker, need: Need, day: date) -> list[str]:
    """Give the keys that the matching shows for a need."""
    result = matchmaker.match(need.company, need.text, limit=SHOWN, day=need.day or day)
    return [match.entry.key for match in result.matches]


def fit_relevance(
    needs: Sequence[Need], measures: Measures, catalogue: Catalogue, ranker: Ranker, day: date
) -> RelevanceModel:
    """Fit the relevance on needs: its scale and its bias, then the link and what is too little to show.

    Between the features the weights are the ranker's, fitted on thousands of questions: a few dozen
    needs would only spoil them. The ranker standardises by question; here each feature is divided by
    its mean spread, so that relevances of two needs can be compared (Platt, 1999, for the scale).
    """
    spread = np.mean([np.array(list(measures[need.text].values())).std(axis=0) for need in needs], axis=0)
    weights = ranker.weights / np.maximum(spread, 1e-6)
    pairs = [(need, key, found) for need in needs for key, found in measures[need.text].items()]
    scores = np.array([[float(found @ weights)] for _, _, found in pairs])
    labels = [key in need.expected for need, key, _ in pairs]
    logistic = LogisticRegression(C=10.0, class_weight="balanced").fit(scores, labels)
    scale, bias = float(logistic.coef_[0][0]), float(logistic.intercept_[0])
    scaled = (weights * scale).astype(np.float32)

    def worth(setting: tuple[float, float, float]) -> float:
        floor, share, link = setting
        matchmaker = matchmaker_of(measures, catalogue, RelevanceModel(scaled, bias, floor, share, link))
        found = score_needs(needs, lambda need: shown(matchmaker, need, day))
        return found.recall + found.gain - _NOISE * (found.shown + 10 * found.shown_off_topic)

    floor, share, link = max(product(_FLOORS, _SHARES, _LINKS), key=worth)
    return RelevanceModel(scaled, bias, floor, share, link)


def coefficients_of(model: RelevanceModel) -> dict[str, Any]:
    """Give a model as its committed file holds it."""
    return {
        "weights": {
            name: round(float(weight), 4) for name, weight in zip(FEATURES, model.weights, strict=True)
        },
        "bias": round(model.bias, 4),
        "floor": model.floor,
        "share": model.share,
        "link": model.link,
    }
