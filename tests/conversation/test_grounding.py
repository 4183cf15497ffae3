"""The verifier: what it lets pass, what it refuses, and how often it is wrong either way."""

import re
from datetime import date
from decimal import Decimal

import pytest
from grounding_pairs import ENGLISH, FRENCH, LATER, document_of
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.alignment import swaps_name
from bot.conversation.closeness import TokenCloseness
from bot.conversation.dates import MONTHS
from bot.conversation.grounding import Verdict, Verifier
from bot.conversation.names import names
from bot.conversation.numerals import spelled
from bot.conversation.orders import gives_orders
from bot.conversation.polarity import flips, raises
from bot.conversation.proof import Source
from bot.conversation.reply import Language
from bot.conversation.sentence_stream import SentenceStream
from bot.conversation.values import Day, Number, values
from bot.documents.reading import read_document, readable_files
from bot.opening import projection_for
from bot.resources import packaged
from bot.retrieval.embedder import SentenceTransformerEmbedder

TODAY = date(2026, 11, 22)


def near(sentence: str, text: str) -> float:
    return 1.0


def verdict(key: str, sentence: str, language: Language = "fr", verifier: Verifier | None = None) -> Verdict:
    document = document_of(key)
    source = Source(1, document, document.passages[0])
    return (verifier or Verifier(near)).verify(sentence, [source], TODAY, language)


def test_a_sentence_without_a_real_citation_is_refused() -> None:
    told = "Le groupement d'employeurs du Quercy partage douze salariés entre 31 entreprises"
    assert verdict("groupement", f"{told}.").reason == "no_citation"
    assert verdict("groupement", f"{told} [2].").reason == "unknown_citation"
    assert verdict("groupement", f"{told} [1][3].").reason == "unknown_citation"
    assert verdict("groupement", f"{told} [1, 1].").ok


def test_the_quote_is_the_sentence_that_proves() -> None:
    held = verdict("groupement", "L'adhésion au groupement coûte 150 € par an [1].")
    assert held.ok
    assert held.text == "L'adhésion au groupement coûte 150 € par an."
    assert [quote.text for quote in held.quotes] == [
        "L'adhésion au groupement d'employeurs du Quercy coûte 150 euros par an."
    ]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Le groupement partage douze salariés entre 32 entreprises [1].", "number"),
        ("Le groupement d'employeurs du Quercy partage 31 salariés [1].", "number"),
        ("Jeanne Delmas préside le groupement depuis le 4 avril 2019 [1].", "number"),
        ("Jeanne Roux préside le groupement d'employeurs [1].", "name"),
        ("Paul Roux préside le groupement d'employeurs [1].", "words"),
        ("Le groupement accepte les entreprises de plus de 300 salariés [1].", "negation"),
        ("L'adhésion au groupement d'employeurs du Quercy est gratuite [1].", "strength"),
        ("Le groupement **<b>partage</b>** douze salariés entre 31 entreprises [1].", "form"),
        ("Le groupement partage\u202e douze salariés entre 31 entreprises [1].", "form"),
        ("Oui [1].", "form"),
    ],
)
def test_each_fault_has_its_reason(sentence: str, reason: str) -> None:
    assert verdict("groupement", sentence).reason == reason


def test_what_was_announced_is_neither_done_nor_still_to_come() -> None:
    assert verdict("mission", "Une seconde mission au Québec a eu lieu en octobre 2022 [1].").reason == "plan"
    assert verdict("mission", "Une seconde mission au Québec partira en octobre 2022 [1].").reason == "past"
    assert verdict("mission", "Une seconde mission au Québec était annoncée pour octobre 2022 [1].").ok


def test_a_date_of_publication_supports_only_who_reports() -> None:
    assert (
        verdict("cluster", "En février 2023, le cluster Bois du Sud exporte vers l'Espagne [1].").reason
        == "number"
    )
    assert verdict("cluster", "Selon l'article de février 2023, le cluster exporte vers l'Espagne [1].").ok


def test_a_sentence_far_in_meaning_is_refused() -> None:
    far = Verifier(lambda sentence, text: 0.2)
    told = "L'adhésion au groupement coûte 150 € par an [1]."
    assert verdict("groupement", told, verifier=far).reason == "meaning"


@pytest.fixture(scope="module")
def real(embedder: SentenceTransformerEmbedder) -> Verifier:
    return Verifier(TokenCloseness(embedder, projection_for(embedder)))


def rates(pairs: list[tuple[str, str, bool]], language: Language, verifier: Verifier) -> tuple[float, float]:
    """Give the share of good sentences refused and of bad ones let through."""
    good = [verdict(key, f"{told} [1]", language, verifier).ok for key, told, holds in pairs if holds]
    bad = [verdict(key, f"{told} [1]", language, verifier).ok for key, told, holds in pairs if not holds]
    return good.count(False) / len(good), bad.count(True) / len(bad)


@pytest.mark.model
@pytest.mark.parametrize(
    ("pairs", "language", "refused", "passed"),
    [
        (FRENCH[::2], "fr", 0.1, 0.0),
        (FRENCH[1::2], "fr", 0.1, 0.0),
        (LATER, "fr", 0.35, 0.0),
        (ENGLISH, "en", 0.1, 0.0),
    ],
    ids=["fitting half", "held-out half", "later", "english"],
)
def test_few_good_sentences_are_refused_and_no_bad_one_passes(
    pairs: list[tuple[str, str, bool]], language: Language, refused: float, passed: float, real: Verifier
) -> None:
    wrongly_refused, wrongly_passed = rates(pairs, language, real)
    assert wrongly_passed <= passed
    assert wrongly_refused <= refused


UNITS = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


def in_words(number: int) -> str:
    """Write a number below a million as French does (reform of 1990 aside)."""
    if number < 17:
        return UNITS[number]
    if number < 20:
        return f"dix-{UNITS[number - 10]}"
    if number < 70:
        ten, unit = divmod(number, 10)
        return TENS[ten] + ("" if not unit else " et un" if unit == 1 else f"-{UNITS[unit]}")
    if number < 80:
        return "soixante et onze" if number == 71 else f"soixante-{in_words(number - 60)}"
    if number < 100:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{in_words(number - 80)}"
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        head = "cent" if hundreds == 1 else f"{UNITS[hundreds]} cent" + ("" if rest else "s")
        return head if not rest else f"{head} {in_words(rest)}"
    thousands, rest = divmod(number, 1000)
    head = "mille" if thousands == 1 else re.sub("(cent|vingt)s$", r"\1", in_words(thousands)) + " mille"
    return head if not rest else f"{head} {in_words(rest)}"


@given(st.integers(min_value=2, max_value=999_999))
def test_a_number_in_words_is_the_number_in_digits(number: int) -> None:
    assert [value for _, _, value in spelled(in_words(number).replace("zéro", "zero"))] == [Decimal(number)]


@given(st.integers(min_value=1000, max_value=10**9), st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_the_space_between_thousands_changes_nothing(number: int, space: str) -> None:
    plain = f"Le fournil a vendu {number:,} pains.".replace(",", space)
    (found,) = values(plain)
    assert found.value == Number(Decimal(number).normalize() + 0)


@given(st.integers(1, 99), st.integers(0, 9), st.sampled_from([("milliard", 9, "Md"), ("million", 6, "M")]))
def test_a_scaled_amount_is_the_full_amount(whole: int, tenth: int, scale: tuple[str, int, str]) -> None:
    word, power, short = scale
    full = (whole * 10 + tenth) * 10 ** (power - 1)
    forms = (f"{whole},{tenth} {word}s d'euros", f"{whole}.{tenth} {short}€", f"{full:,} €".replace(",", " "))
    assert len({values(form)[0].value for form in forms}) == 1


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_is_the_same_in_words_in_figures_and_in_iso(day: date) -> None:
    first = "1er" if day.day == 1 else str(day.day)
    forms = (
        f"le {first} {MONTHS[day.month - 1]} {day.year}",
        f"le {day.day:02}/{day.month:02}/{day.year}",
        f"le {day.isoformat()}",
    )
    assert {values(form)[0].value for form in forms} == {Day(day.day, day.month, day.year)}


@given(st.text(max_size=200))
def test_any_text_is_read_without_fault(text: str) -> None:
    values(text)
    names(text)
    flips(text, text)
    raises(text, text)
    gives_orders(text)
    verdict("groupement", f"{text} [1]")


@given(
    st.lists(
        st.sampled_from(["Le pain", " cuit.", " [1]", "\n", " M. Roux", " à 1,7 M€.", "[2", "]"]), max_size=30
    )
)
def test_a_stream_loses_no_letter_however_it_is_cut(pieces: list[str]) -> None:
    stream, found = SentenceStream(), []
    for piece in pieces:
        found += stream.feed(piece)
    found += stream.finish()
    assert "".join("".join(found).split()) == "".join("".join(pieces).split())


def test_a_stream_waits_for_the_word_that_tells_a_name_from_a_new_sentence() -> None:
    stream = SentenceStream()
    assert stream.feed("Le maire est J. Le") == []
    assert stream.feed("roux. Il vend ") == ["Le maire est J. Leroux."]


def test_equal_values_have_one_form() -> None:
    for one, other in (
        ("huit fournils", "8 fournils"),
        ("dix pour cent", "10 %"),
        ("le 24/09", "le 24 septembre"),
        ("une vingtaine de pains", "environ 20 pains"),
        ("05 65 20 35 00", "+33 5 65 20 35 00"),
        ("à 14h30", "à 14 h 30"),
    ):
        assert values(one)[0].value == values(other)[0].value, one
    for one, other in (
        ("une centaine", "100"), ("plus de 30", "30"), ("10 %", "10"), ("20 €", "20 $"), ("deux", "deuxième"),
    ):  # fmt: skip
        assert values(one)[0].value != values(other)[0].value, one


def test_the_sentences_of_the_sheets_themselves_all_hold() -> None:
    for path in readable_files([packaged("seeds") / "documents"]):
        document = read_document(path)
        for passage in document.passages:
            for sentence in passage.sentences:
                held = Verifier(near).verify(f"{sentence.text} [1]", [Source(1, document, passage)], TODAY)
                assert held.ok, (held.reason, sentence.text)


def test_a_name_or_a_month_in_the_place_of_another_is_refused() -> None:
    source = "En mai 2021, Lucie Vidal a conduit neuf boulangers de Cahors à Montréal avec Paul Roux."
    for lie in (
        "En mai 2021, Paul Roux a conduit neuf boulangers de Cahors à Montréal.",
        "En juin 2021, Lucie Vidal a conduit neuf boulangers de Cahors à Montréal.",
        "En mai 2021, Lucie Vidal a conduit neuf boulangers de Figeac à Montréal.",
    ):
        assert swaps_name(lie, source), lie
    assert not swaps_name("Neuf boulangers de Cahors sont allés à Montréal en mai 2021.", source)
