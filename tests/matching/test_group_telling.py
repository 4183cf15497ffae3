from needs_drawn import families, need

from bot.matching.group_builder import GroupSet, build_groups
from bot.matching.group_calendar import weeks_of_months
from bot.matching.group_need import GroupNeed
from bot.matching.group_telling import outcome_words, reasons_of, week_grid, year_loads

SUMMER, WINTER = weeks_of_months(range(4, 10)), weeks_of_months((10, 11, 12, 1, 2, 3))


def only(*needs: GroupNeed) -> GroupSet:
    (group,) = build_groups(needs, families(*needs)).sets
    return group


def test_a_set_is_explained_in_french_with_its_figures() -> None:
    told = reasons_of(
        only(
            need("a", 5, days=(0, 1, 2), idcc="1518", qualification="BTS comptabilité"),
            need("b", 5, days=(2, 3, 4), idcc="2216"),
        )
    )
    assert told[0] == (
        "Ensemble, 35 heures par semaine en moyenne, "
        "soit 1\u202f607 heures sur l'année : 100 % d'un temps plein."
    )
    assert "Même famille de fonction : comptabilité et gestion." in told
    assert any(one.startswith("Chacun a ses demi-journées, sans chevauchement : A lundi") for one in told)
    assert any("Le mercredi, un changement d'entreprise à midi" in one for one in told)
    assert any("BTS comptabilité" in one and "à vérifier" in one for one in told)
    assert any("IDCC 1518, 2216" in one for one in told)


def test_before_names_are_given_nothing_that_a_company_wrote_is_repeated() -> None:
    group = only(
        need("a", 5, days=(0, 1, 2), qualification="Diplôme Xyloglotte"), need("b", 4, days=(2, 3, 4))
    )
    told = " ".join(reasons_of(group, named=False))
    assert "Xyloglotte" not in told
    assert "qualifications" in told


def test_the_week_and_the_year_can_be_drawn() -> None:
    group = only(need("a", 10, hours=35.0, weeks=SUMMER), need("b", 10, hours=35.0, weeks=WINTER))
    morning, afternoon = week_grid(group)
    assert (morning[0], afternoon[0]) == ("matin", "après-midi")
    assert {cell.member for cell in morning[1][0]} == {0, 1}
    assert {cell.season for cell in morning[1][0]} == {"d'avril à septembre", "d'octobre à mars"}
    assert morning[1][6] == ()
    loads = {one.month: one.hours for one in year_loads(group)}
    assert loads["juillet"] == (35.0, 0.0)
    assert loads["janvier"] == (0.0, 35.0)


def test_what_is_proven_is_said_to_be() -> None:
    needs = [need("a", 4), need("b", 5)]
    assert "démontré" in outcome_words(build_groups(needs, families(*needs)))
