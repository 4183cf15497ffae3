"""The notices tell once what has passed, what is old and what is not sure, by today's date."""

from datetime import date

import pytest
from bakery import quote, sheet

from bot.conversation.messages import say
from bot.conversation.notices import notices_for
from bot.conversation.statement import Quote
from bot.documents.model import Published

TODAY = date(2026, 11, 22)
OCTOBER_2022 = Published(date(2022, 10, 1), "month")
FORUM = sheet(
    "forum",
    ["Le forum de Figeac se tiendra en mars 2023.", "Le fournil de Figeac est né en 2017."],
    ["Une délégation prépare le forum de mars 2023.", "Le second forum aura lieu le 4 mai 2024."],
    published=OCTOBER_2022,
    title="Le forum de Figeac",
)


def kinds(*quotes: Quote, today: date = TODAY) -> list[str]:
    return [notice.kind for notice in notices_for(quotes, today, "fr")]


def test_an_announced_date_that_has_passed_is_told_before_the_age_of_the_source() -> None:
    assert kinds(quote(FORUM)) == ["past_date", "old_source"]


def test_the_same_sheet_read_in_its_time_has_no_notice() -> None:
    assert kinds(quote(FORUM), today=date(2022, 11, 15)) == []


def test_the_last_day_of_what_was_announced_has_not_passed() -> None:
    assert "past_date" not in kinds(quote(FORUM), today=date(2023, 3, 31))
    assert "past_date" in kinds(quote(FORUM), today=date(2023, 4, 1))


def test_what_was_past_when_it_was_written_needs_no_notice_of_its_own() -> None:
    assert kinds(quote(FORUM, 0, 1)) == ["old_source"]


def test_each_notice_is_told_once() -> None:
    assert kinds(quote(FORUM), quote(FORUM, 1, 0), quote(FORUM)) == ["past_date", "old_source"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Nous avons ouvert un second fournil.", True),
        ("J'ai repris le fournil en mai.", True),
        ("Le fournil est notre fierté.", True),
        ("« Nous cuisons au bois », dit Jeanne Delmas.", False),
        ('"Nous cuisons au bois, et nos fours sont neufs", dit-elle.', False),
        ("Le fournil vous livre chez vous.", False),
        ("Les renouées et les noix se vendent au fournil.", False),
    ],
)
def test_who_says_we_in_a_quote_is_told_once(said: str, told: bool) -> None:
    document = sheet("entretien", [said], published=Published(TODAY), title="Trois questions à Jeanne Delmas")
    found = notices_for([quote(document), quote(document)], TODAY, "fr")
    assert [notice.kind for notice in found] == ["voice"] * told
    assert all("« Trois questions à Jeanne Delmas »" in notice.text for notice in found)


def test_the_past_dates_of_all_quotes_are_told_together_and_first() -> None:
    other = sheet("verger", ["Le verger de Moissac vend du raisin."], published=Published(date(2021, 5, 3)))
    found = notices_for([quote(other), quote(FORUM), quote(FORUM, 1, 1)], TODAY, "fr")
    assert [notice.kind for notice in found] == ["past_date", "old_source", "old_source"]
    assert "(mars 2023, 4 mai 2024)" in found[0].text


def test_a_document_that_has_ended_is_told_as_past() -> None:
    call = sheet("appel", ["L'appel à projets finance les fournils."], ends=date(2026, 11, 21))
    assert kinds(quote(call))[0] == "past_date"
    assert "past_date" not in kinds(quote(call), today=date(2026, 11, 21))


def test_the_end_of_a_document_is_written_as_a_reader_writes_it() -> None:
    call = sheet("appel", ["L'appel à projets finance les fournils."], ends=date(2026, 2, 1))
    assert "1er février 2026" in notices_for([quote(call)], TODAY, "fr")[0].text


def test_a_recent_source_has_no_notice_unless_its_date_is_not_sure() -> None:
    sure, guessed = Published(date(2026, 3, 1)), Published(date(2026, 1, 1), "year", certain=False)
    assert kinds(quote(sheet("sur", ["Le pain est cuit au bois."], published=sure))) == []
    assert kinds(quote(sheet("deduit", ["Le pain est cuit au bois."], published=guessed))) == [
        "uncertain_date"
    ]


def test_a_source_without_a_date_is_told_as_such() -> None:
    assert kinds(quote(sheet("sans-date", ["Le pain est cuit au bois."], published=None))) == [
        "undated_source"
    ]


def test_notices_are_told_in_the_language_of_the_reply() -> None:
    first = notices_for([quote(FORUM)], TODAY, "en")[0]
    assert first.text == say("past_date", "en", when="mars 2023")


def test_nothing_quoted_needs_no_notice() -> None:
    assert kinds() == []
