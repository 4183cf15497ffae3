"""Needs of employer groups, drawn for property tests: near one another, so that sets exist."""

from datetime import date, timedelta

from hypothesis import strategies as st

from bot.companies.geography import find_place
from bot.matching.functions import families_of
from bot.matching.group_calendar import EVEN_WEEKS, ODD_WEEKS, WHOLE_YEAR, weeks_of_months
from bot.matching.group_need import GroupNeed
from bot.matching.group_rules import Families

START = date(2027, 1, 4)
FIGEAC = find_place("Figeac")[0]
PLACES = [find_place(name)[0] for name in ("Figeac", "Capdenac-Gare", "Cajarc", "Gramat", "Cahors")]
# Most needs are alike, or hardly any set would be viable and the properties would hold of nothing.
FUNCTIONS = (*["comptable"] * 6, "secrétaire comptable", "cuisinier", "croupier")
SEASONS = (
    WHOLE_YEAR,
    ODD_WEEKS,
    EVEN_WEEKS,
    weeks_of_months(range(4, 10)),
    weeks_of_months((10, 11, 12, 1, 2, 3)),
    weeks_of_months((6, 7, 8, 9)),
    *[WHOLE_YEAR] * 5,
)
DAYS = st.just({0, 1, 2, 3, 4}) | st.sets(st.integers(0, 6), min_size=1, max_size=7)


def need(key: str, half_days: int = 4, **changed: object) -> GroupNeed:
    """Give an accountant's need at Figeac, 3.5 hours a half-day, changed as asked."""
    values = {
        "key": key,
        "function": "comptable",
        "hours": half_days * 3.5,
        "half_days": half_days,
        "days": (0, 1, 2, 3, 4),
        "weeks": WHOLE_YEAR,
        "place": FIGEAC,
        "remote": 0,
        "start": START,
        **changed,
    }
    return GroupNeed(**values)  # type: ignore[arg-type]


def families(*needs: GroupNeed) -> Families:
    """Give the families of the functions of these needs, by their words."""
    return families_of([one.function for one in needs])


@st.composite
def drawn_need(draw: st.DrawFn, key: str) -> GroupNeed:
    """Draw a need."""
    days = draw(DAYS)
    half_days = min(draw(st.sampled_from((4, 5, 5, 6)) | st.integers(1, 9)), 2 * min(len(days), 6))
    return need(
        key,
        half_days,
        hours=half_days * draw(st.sampled_from((3.0, 3.5, 4.0))),
        days=tuple(sorted(days)),
        weeks=draw(st.sampled_from(SEASONS)),
        function=draw(st.sampled_from(FUNCTIONS)),
        place=draw(st.just(FIGEAC) | st.sampled_from(PLACES)),
        remote=draw(st.sampled_from((0, 0, 50, 100))),
        start=START + timedelta(days=draw(st.sampled_from((0, 0, 0, 0, 30, 62, 90)))),
    )


@st.composite
def drawn_needs(draw: st.DrawFn, most: int = 9) -> list[GroupNeed]:
    """Draw several needs, each with its own key."""
    count = draw(st.integers(2, most))
    return [draw(drawn_need(f"n{number}")) for number in range(count)]
