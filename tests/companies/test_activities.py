"""Activities: the NAF, and the words of trades that lead to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.companies.activities import SECTIONS, checked_naf, covers, divisions, label, section_of
from bot.companies.crafts import code_of_trade, find_crafts, trade_words
from bot.companies.trades import TRADES
from bot.companies.wording import wording
from bot.errors import InvalidInput

words = st.sampled_from(sorted(trade_words()))


def test_the_sections_hold_every_division_once() -> None:
    held = [f"{n:02d}" for _, first, last in SECTIONS.values() for n in range(first, last + 1)]
    assert len(SECTIONS) == 21
    assert len(divisions()) == 88
    assert set(divisions()) <= set(held)
    assert len(held) == len(set(held))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("C", "Industrie manufacturière"),
        ("10", "Industries alimentaires"),
        ("10.71C", "Boulangerie et boulangerie-pâtisserie"),
        ("1071c", "Boulangerie et boulangerie-pâtisserie"),
        ("99.99", None),
        ("boulanger", None),
    ],
)
def test_a_code_of_any_level_has_its_official_label(code: str, name: str | None) -> None:
    assert label(code) == name


@pytest.mark.parametrize("code", ["", "Z", "1", "10.7Z", "107171", "34", "10.71CC", "é"])
def test_a_code_that_does_not_exist_is_refused_in_french(code: str) -> None:
    with pytest.raises(InvalidInput, match="code NAF"):
        checked_naf(code)


@given(words)
def test_every_trade_word_leads_to_a_code_that_exists(word: str) -> None:
    code = code_of_trade(word)
    assert code is not None
    assert label(code) is not None


@given(words)
def test_a_trade_word_is_read_whole(word: str) -> None:
    found = find_crafts(wording(f"une {word} ici"))
    assert any(one.end - one.start >= len(word) for one in found)


@given(words)
def test_a_code_is_covered_by_each_wider_one(word: str) -> None:
    code = code_of_trade(word) or ""
    section = section_of(code)
    assert section is not None
    assert covers(section, code)
    assert all(covers(code[:n], code) for n in (2, 4, 5) if n <= len(code) and len(code) > 1)
    assert covers(code, code)


@pytest.mark.parametrize(
    ("broad", "code", "held"),
    [
        ("C", "10.71C", True),
        ("10.7", "1071C", True),
        ("10.71C", "10", False),
        ("F", "10", False),
        ("C", "16", True),
        ("x", "10", False),
    ],
)
def test_covering_goes_by_prefix_and_section(broad: str, code: str, held: bool) -> None:
    assert covers(broad, code) is held


@pytest.mark.parametrize(
    ("wording_of_it", "code"),
    [
        ("menuisière", "43.32"),
        ("maçonnes", "43.99C"),
        ("boulangère-pâtissière", "10.71C"),
        ("audioprothésistes", "47.74Z"),
        ("transformatrice de chanvre", "C"),
        ("traiteur", "56.21Z"),
        ("expert-comptable", "69.20Z"),
        ("start-up numérique", "62"),
        ("épicerie fine", "47.11"),
        ("agro-alimentaire", "10"),
        ("infirmière", "86.90"),
        ("éleveuse de brebis", "01.45Z"),
        ("microbrasserie", "11.05Z"),
        ("chambres d'hôtes", "55"),
    ],
)
def test_french_inflects_its_trades(wording_of_it: str, code: str) -> None:
    assert code_of_trade(wording_of_it) == code


def test_there_are_trades_enough() -> None:
    rows = TRADES.strip().splitlines()
    named = [
        name for row in rows for name in row.partition(": ")[2].replace("|", ",").split(",") if name.strip()
    ]
    assert len(named) > 400
    assert len({row.partition(":")[0] for row in rows}) == len(rows)
