"""Made-up needs of employer groups: the same ones for the same seed, over the communes of a région."""

import random
from datetime import date, timedelta

from bot.companies.gazetteer import Place, gazetteer
from bot.matching.group_calendar import EVEN_WEEKS, ODD_WEEKS, WHOLE_YEAR, weeks_of_months
from bot.matching.group_need import GroupNeed

_START = date(2027, 1, 4)
_FUNCTIONS = (
    "comptable", "aide-comptable", "assistante de paie", "secrétaire", "agent d'accueil",
    "responsable qualité", "informaticien", "chargé de communication", "vendeur", "magasinier",
    "chauffeur-livreur", "cuisinier", "serveur", "femme de chambre", "agent d'entretien",
    "technicien de maintenance", "soudeur", "agent de production", "maçon", "dessinateur",
    "ouvrier agricole", "jardinier", "animateur", "formateur",
)  # fmt: skip
_SEASONS = (
    (4, 5, 6, 7, 8, 9),
    (5, 6, 7, 8),
    (11, 12, 1, 2, 3),
    (9, 10),
    (12, 1, 2, 3, 4),
    (10, 11, 12, 1, 2, 3),
)
_IDCC = ("1518", "2216", "1979", "0843", "3248", "7024", None)


def made_up_needs(count: int, region: str = "76", seed: int = 4) -> list[GroupNeed]:
    """Give needs of a région (Occitanie unless told otherwise).

    >>> [len(made_up_needs(5)), made_up_needs(5) == made_up_needs(5)]
    [5, True]
    """
    chance = random.Random(seed)
    communes = [place for place in gazetteer().communes.all() if place.region == region]
    weights = [place.population for place in communes]
    places = chance.choices(communes, weights, k=count)
    return [_made_up(number, place, chance) for number, place in enumerate(places)]


def _made_up(number: int, place: Place, chance: random.Random) -> GroupNeed:
    half_days = chance.choice((1, 2, 2, 2, 3, 4, 4, 4, 5, 6, 6, 8))
    weeks = _weeks(chance)
    open_days = chance.randint(max(2, (half_days + 1) // 2), 5)
    days = sorted(chance.sample(range(6 if chance.random() < 0.3 else 5), open_days))
    return GroupNeed(
        key=f"besoin-{number:04d}",
        function=chance.choice(_FUNCTIONS),
        hours=half_days * chance.choice((3.5, 3.5, 3.0, 4.0)),
        half_days=half_days,
        days=tuple(days),
        weeks=weeks,
        place=place,
        remote=chance.choice((0, 0, 0, 0, 20, 50)),
        start=_START + timedelta(days=chance.choice((0, 0, 14, 30, 45, 60, 90, 120))),
        qualification=chance.choice(("", "", "CAP", "Bac +2")),
        idcc=chance.choice(_IDCC),
    )


def _weeks(chance: random.Random) -> int:
    drawn = chance.random()
    if drawn < 0.62:
        return WHOLE_YEAR
    if drawn < 0.68:
        return chance.choice((ODD_WEEKS, EVEN_WEEKS))
    return weeks_of_months(chance.choice(_SEASONS))
