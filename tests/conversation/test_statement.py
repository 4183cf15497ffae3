"""Statements are numbered once a quote, and a citation is a true snapshot of its passage."""

from bakery import quote, sheet
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.statement import Numbering, Quote, Statement, cite, markers
from bot.documents.model import Published

FOURNIL = sheet(
    "fournil",
    ["Le fournil de Figeac emploie douze personnes.", "Il cuit au bois."],
    ["Le fournil de Figeac livre trois cantines."],
    publisher="CCI du Lot",
)
QUOTES = [quote(FOURNIL, 0, 0), quote(FOURNIL, 0, 1), quote(FOURNIL, 1, 0)]


def test_a_quote_keeps_its_number_when_it_comes_back() -> None:
    numbering = Numbering()
    first, second = QUOTES[0], QUOTES[2]
    assert numbering.mark(Statement("Douze personnes.", (first,)))[0] == "Douze personnes. [1]"
    assert numbering.mark(Statement("Trois cantines.", (second,)))[0] == "Trois cantines. [2]"
    text, fresh = numbering.mark(Statement("Les deux.", (second, first, second)))
    assert (text, fresh) == ("Les deux. [1] [2]", [])
    assert [citation.number for citation in numbering.citations] == [1, 2]


def test_two_sentences_of_a_passage_have_a_number_each() -> None:
    text, fresh = Numbering().mark(Statement("Le fournil.", (QUOTES[0], QUOTES[1])))
    assert text == "Le fournil. [1] [2]"
    assert [citation.quote for citation in fresh] == [QUOTES[0].text, QUOTES[1].text]


def test_a_statement_that_rests_on_nothing_has_no_marker() -> None:
    assert Numbering().mark(Statement("Bonjour !", ())) == ("Bonjour !", [])


def test_a_citation_carries_all_that_shows_its_source() -> None:
    citation = cite(QUOTES[2], 3)
    assert (citation.number, citation.document_id, citation.passage_id) == (3, "fournil", "fournil.p2")
    assert citation.href == "/sources/fournil#p2"
    assert citation.passage == FOURNIL.passages[1].text
    assert (citation.publisher, citation.published, citation.published_certain) == (
        "CCI du Lot",
        "2022-06-17",
        True,
    )


def test_a_citation_says_when_its_date_is_not_sure_or_not_known() -> None:
    guessed = Published(FOURNIL.published.day, "year", certain=False) if FOURNIL.published else None
    assert cite(quote(sheet("a", ["Du pain."], published=guessed)), 1).published == "2022"
    assert not cite(quote(sheet("a", ["Du pain."], published=guessed)), 1).published_certain
    assert cite(quote(sheet("a", ["Du pain."], published=None)), 1).published is None


@given(st.lists(st.lists(st.sampled_from(QUOTES), max_size=4), max_size=8))
def test_numbers_run_from_one_without_gap_nor_repeat(groups: list[list[Quote]]) -> None:
    numbering = Numbering()
    fresh = [numbering.mark(Statement("Du pain.", tuple(group)))[1] for group in groups]
    numbers = [citation.number for citation in numbering.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [citation for group in fresh for citation in group] == numbering.citations
    keys = [(citation.passage_id, citation.quote) for citation in numbering.citations]
    assert len(set(keys)) == len(keys)


@given(st.lists(st.integers(1, 30)))
def test_markers_are_sorted_and_told_once(numbers: list[int]) -> None:
    assert markers(numbers) == " ".join(f"[{number}]" for number in sorted(set(numbers)))
