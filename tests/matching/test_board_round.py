"""The round of the board: what is proposed, in which order, and never beyond the caps."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from test_board_rules import NEED, OFFER, item

from bot.matching.board_caps import BoardLimits, Caps
from bot.matching.board_item import BoardItem
from bot.matching.board_round import Board, Refusal, choose_pairs, rank_pairs
from bot.matching.board_scoring import Scoring
from bot.retrieval.words import stems_of

DAY = date(2026, 11, 25)
SCORING = Scoring(stems_of)
PLACES = ("46042", "46102", "46128", "12202", "59350")
TEXTS = ("Drêches de brasserie", "Palettes perdues", "Miel de causse", "Boutique en ligne")
KINDS = st.sampled_from(("offre", "besoin"))


@st.composite
def boards(draw: st.DrawFn) -> Board:
    items = []
    for number in range(draw(st.integers(0, 12))):
        told = {
            "kind": draw(KINDS),
            "category": draw(st.sampled_from(("organiques", "bois_residus", "epicerie", "autre"))),
            "text": draw(st.sampled_from(TEXTS)),
            "commune": draw(st.sampled_from(PLACES)),
            "partners": draw(st.integers(1, 5)),
            "reach_km": draw(st.sampled_from((None, 30, 1000))),
        }
        items.append(item(told, f"i{number}", company=draw(st.sampled_from("abcd"))))
    return Board(tuple(items))


@given(boards(), st.integers(0, 4), st.integers(0, 3), st.lists(st.sampled_from("abcd"), max_size=8))
def test_caps_are_never_exceeded_and_no_pair_comes_twice(
    board: Board, a_week: int, spare: int, approached: list[str]
) -> None:
    limits = BoardLimits(a_week, spare)
    before = Counter(approached)
    caps = Caps(limits, approached=Counter(approached))
    chosen = choose_pairs(rank_pairs(board, SCORING, DAY), caps, least=-100.0)
    told = Counter(mark for pair in chosen for one in (pair.offer, pair.need) for mark in one.companies)
    assert all(before[mark] + count <= max(a_week, before[mark]) for mark, count in told.items())
    under_way = Counter(key for pair in chosen for key in pair.keys)
    assert all(count <= board.by_key[key].partners + spare for key, count in under_way.items())
    assert len({pair.keys for pair in chosen}) == len(chosen)
    again = choose_pairs(rank_pairs(board, SCORING, DAY), caps, least=-100.0)
    assert again == []


@given(boards())
def test_the_order_of_the_items_changes_nothing(board: Board) -> None:
    turned = Board(board.items[::-1])
    both = [rank_pairs(one, SCORING, DAY).pairs for one in (board, turned)]
    assert [pair.keys for pair in both[0]] == [pair.keys for pair in both[1]]


def test_nothing_more_is_proposed_once_enough_are_interested() -> None:
    offer = item({**OFFER, "partners": 2}, "o", company="a")
    needs = [item(NEED, f"n{number}", company=f"c{number}") for number in range(4)]
    ranked = rank_pairs(Board((offer, *needs)), SCORING, DAY)
    assert len(choose_pairs(ranked, Caps(BoardLimits(a_week=9)), least=-100)) == 4
    assert choose_pairs(ranked, Caps(interested={"o": 2}), least=-100) == []
    assert len(choose_pairs(ranked, Caps(interested={"o": 1}), least=-100)) == 3


def _order(items: tuple[BoardItem, ...], *refusals: Refusal) -> list[str]:
    ranked = rank_pairs(Board(items, refusals), SCORING, DAY)
    return [pair.need.key for pair in ranked.pairs]


def test_what_is_refused_for_good_does_not_come_back() -> None:
    items = (item(OFFER, "o"), item(NEED, "n"))
    assert _order(items) == ["n"]
    for by, other in (("o", "n"), ("n", "o")):
        assert _order(items, Refusal(by, other, "autre")) == []
        assert _order(items, Refusal(by, other, "pas_le_moment")) == ["n"]


def test_too_far_keeps_away_all_that_is_as_far() -> None:
    near, far, farther = (item({**NEED, "commune": code}, code) for code in ("46042", "46102", "12202"))
    items = (item({**OFFER, "reach_km": 1000}, "o"), near, far, farther)
    assert set(_order(items)) == {"46042", "46102"}
    assert _order(items, Refusal("o", "46102", "trop_loin")) == ["46042"]


def test_what_is_like_a_proposal_that_did_not_answer_comes_after_what_is_not() -> None:
    refused, like, unlike = (
        item({**NEED, "text": text, "category": category}, key)
        for key, text, category in (
            ("a", "Drêches pour nourrir des porcs", "organiques"),
            ("b", "Drêches pour nourrir des vaches", "organiques"),
            ("c", "Brasserie voisine", "boissons"),
        )
    )
    items = (item(OFFER, "o"), refused, like, unlike)
    before = rank_pairs(Board(items), SCORING, DAY)
    after = rank_pairs(Board(items, (Refusal("o", "a", "pas_le_besoin"),)), SCORING, DAY)
    lost = {
        one.need.key: one.score - next(two.score for two in after.pairs if two.need.key == one.need.key)
        for one in before.pairs
        if one.need.key != "a"
    }
    assert lost["b"] > lost["c"] >= 0
