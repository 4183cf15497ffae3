import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ConfigurationFault
from bot.resources import packaged
from bot.retrieval.glossary import Glossary
from bot.retrieval.glossary_entries import Entry, Spelling

SEEDED = Glossary.load(packaged("seeds") / "glossary.yaml")
TRIGGERS = [trigger for entry in SEEDED.entries for trigger in entry.triggers]
WRITTEN = [spelling.written for spelling in SEEDED.spellings]

messages = st.lists(
    st.one_of(
        st.sampled_from([*TRIGGERS, *WRITTEN, *(s.meant for s in SEEDED.spellings)]), st.text(max_size=12)
    ),
    max_size=8,
).map(" ".join)


def written_to(folder: Path, text: str) -> Path:
    path = folder / "glossary.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(ConfigurationFault) as refused:
        Glossary.load(written_to(folder, text))
    return refused.value.user_message


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("Ma boîte peut-elle partager un comptable avec la voisine ?", "groupement d'employeurs"),
        ("On voudrait partager une secrétaire", "groupement d'employeurs"),
        ("Can my bakery share an employee?", "groupement d'employeurs"),
        ("C'est quoi un GIE ?", "groupement d'intérêt économique"),
        ("QUEL EST LE PCAET DU GRAND FIGEAC", "plan climat-air-énergie territorial"),
        ("ma boite est a Cahors", "entreprise"),
        ("nos boîtes sont à Cahors", "entreprise"),
        ("une école de prothèse auditive", "audioprothèse"),
        ("hearing aids in Cahors", "audioprothèse"),
        ("Quelle part du PIB ?", "produit intérieur brut"),
        ("any call for projects this year?", "appel à projets"),
        ("a study trip abroad", "mission d'études"),
        ("vendre à l’étranger", "exportation"),
        ("la blockchain", "block chain"),
        ("Peut-on partir en VIE ?", "volontariat international en entreprise"),
        ("Who went on the US trip?", "États-Unis"),
        ("Qui dirige la chambre du Lot ?", "chambre de commerce et d'industrie"),
        ("la liste en lice à l'élection de la chambre marseillaise", "scrutin consulaire"),
    ],
)
def test_everyday_words_lead_to_the_words_of_the_documents(question: str, term: str) -> None:
    assert term in SEEDED.expand(SEEDED.normalise(question))


def test_a_room_or_another_chamber_is_not_the_chamber_of_commerce() -> None:
    for other in (
        "la chambre d'agriculture",
        "la chambre de métiers",
        "mes chambres d'hôtes",
        "une chambre froide",
    ):
        assert "CCI" not in SEEDED.expand(other)


@pytest.mark.parametrize(
    "question",
    [
        "La qualité de vie dans le Lot",
        "QUALITE DE VIE DANS LE LOT",
        "Can you tell us more?",
        "Un ami m'a parlé de vous",
        "Ça va ?",
        "Où partager mes photos de vacances ?",
        "Il veut partager. Comptable, il ne l'est pas.",
    ],
)
def test_an_ordinary_word_is_not_an_acronym_nor_a_broken_phrase_a_term(question: str) -> None:
    assert SEEDED.expand(question) == ()


def test_the_longest_phrase_wins_over_the_words_inside_it() -> None:
    glossary = Glossary([Entry("prêt", ("emprunt",)), Entry("prêt à usage", ("commodat",))])
    assert glossary.expand("Un prêt à usage pour mon four") == ("commodat",)
    assert glossary.expand("Un prêt pour mon four") == ("emprunt",)


def test_variants_lead_to_the_term_and_never_back() -> None:
    glossary = Glossary([Entry("entreprise", variants=("boîte",))])
    assert glossary.expand("une boîte") == ("entreprise",)
    assert glossary.expand("une entreprise") == ()


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("bjr c koi 1 GE stp", "bonjour c'est quoi 1 GE s'il te plaît"),
        ("Qd part la mission ?", "Quand part la mission ?"),
        ("cmt faire pr recruter ds le Lot", "comment faire pour recruter dans le Lot"),
        ("une start-up, ki paie ?", "une startup, qui paie ?"),
        ("C'est-à-dire ? L'adresse svp", "C'est-à-dire ? L'adresse s'il vous plaît"),
    ],
)
def test_text_message_spellings_are_written_out(message: str, meant: str) -> None:
    assert SEEDED.normalise(message) == meant


@pytest.mark.parametrize("question", ["Qu'est-ce qu'un PAT ?", "Où est l'école ?", "", "   ", "👋🏽"])
def test_plain_french_is_left_untouched(question: str) -> None:
    assert SEEDED.normalise(question) == question


@settings(deadline=None)
@given(messages)
def test_normalising_twice_changes_nothing_more(message: str) -> None:
    once = SEEDED.normalise(message)
    assert SEEDED.normalise(once) == once


@settings(deadline=None)
@given(messages, messages)
def test_saying_more_never_removes_an_expansion(said: str, more: str) -> None:
    assert set(SEEDED.expand(said)) <= set(SEEDED.expand(f"{said}. {more}"))


@settings(deadline=None)
@given(messages)
def test_expansions_come_once_each_and_from_the_entries(message: str) -> None:
    extras = SEEDED.expand(message)
    assert len(extras) == len(set(extras))
    assert set(extras) <= {extra for entry in SEEDED.entries for extra in entry.brought}


@settings(deadline=None)
@given(st.sampled_from(SEEDED.entries), st.sampled_from([str.upper, str.lower, str.title]))
def test_every_variant_brings_its_term_whatever_its_case(entry: Entry, cased: Callable[[str], str]) -> None:
    for variant in entry.variants:
        assert entry.term in SEEDED.expand(cased(variant))


def test_a_question_costs_less_than_a_millisecond() -> None:
    question = "Bjr, ma boîte de Figeac peut-elle partager un comptable à mi-temps pr exporter aux USA ?"
    costs = []
    for _ in range(50):
        start = time.perf_counter()
        SEEDED.expand(SEEDED.normalise(question))
        costs.append(time.perf_counter() - start)
    assert sorted(costs)[25] < 0.001


def test_the_seeded_glossary_is_rich_and_every_acronym_is_told() -> None:
    assert len(SEEDED.entries) >= 80
    acronyms = {entry.acronym for entry in SEEDED.entries}
    assert {
        "GE",
        "GIE",
        "ETI",
        "PME",
        "TPE",
        "PCAET",
        "PAT",
        "AAP",
        "AMI",
        "CCI",
        "CMA",
        "VIE",
        "RSE",
    } <= acronyms


@pytest.mark.parametrize("text", [None, "", "# rien encore\n", "entries:\nspellings:\n"])
def test_an_absent_or_empty_file_changes_nothing(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "glossary.yaml" if text is None else written_to(tmp_path, text)
    glossary = Glossary.load(path)
    assert glossary.expand("Un GE à Figeac ?") == ()
    assert glossary.normalise("bjr") == "bjr"


def test_a_chamber_extends_the_glossary_in_its_own_file(tmp_path: Path) -> None:
    text = "entries:\n  - term: truffe\n    variants: [diamant noir]\nspellings:\n  no: non\n"
    glossary = Glossary.load(written_to(tmp_path, text))
    assert glossary.expand("Le diamant noir du Lot") == ("truffe",)
    assert glossary.normalise("no") == "non"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("entries: [", "ligne 1"),
        ("- truffe\n", "rubriques"),
        ("termes: []\n", "rubriques"),
        ("entries: {truffe: 1}\n", "liste"),
        ("entries:\n  - truffe\n", "ligne 2, « truffe »"),
        ("entries:\n  - term: 12\n", "ligne 2"),
        ("entries:\n\n  - term: truffe\n    synonyms: [diamant noir]\n", "champ inconnu « synonyms »"),
        ("entries:\n  - term: truffe\n    variants: diamant noir\n", "« variants »"),
        ("entries:\n  - term: truffe\n    acronym: [T]\n", "« acronym »"),
        ("entries:\n  - term: truffe\n", "au moins"),
        ("entries:\n  - term: truffe\n    variants: [de la]\n", "« de la »"),
        ("entries:\n  - term: truffe\n    variants: [tuber]\n    case_sensitive: true\n", "acronym"),
        ("entries:\n  - term: truffe\n    acronym: T\n    case_sensitive: 1\n", "true ou false"),
        (
            "entries:\n  - term: truffe\n    variants: [tuber]\n  - term: racine\n    variants: [tubers]\n",
            "ligne 4, « racine » : « tubers » mène déjà à « truffe »",
        ),
        ("spellings: [bjr]\n", "« spellings »"),
        ("spellings:\n  bjr: [bonjour]\n", "ligne 2, « bjr »"),
        ("spellings:\n  bjr: bonjour\n  BJR: bonsoir\n", "ligne 3, « BJR »"),
        ("spellings:\n  slt: bjr Figeac\n  bjr: bonjour\n", "« bjr » serait réécrit"),
    ],
)
def test_a_fault_names_the_entry_and_its_line(tmp_path: Path, text: str, told: str) -> None:
    assert told in refusal(tmp_path, text)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_bytes(b"\xff\xfe\x00entries")
    with pytest.raises(ConfigurationFault, match="UTF-8"):
        Glossary.load(path)


def test_spellings_of_several_words_take_the_longest() -> None:
    glossary = Glossary(spellings=[Spelling("a +", "au revoir"), Spelling("a tt", "bientôt")])
    assert glossary.normalise("a tt Figeac") == "bientôt Figeac"


def test_an_acronym_that_the_documents_do_not_write_is_written_out() -> None:
    asked = "Le GE, ça sert à quoi, et le ge du Lot ?"
    told = "Le groupement d'employeurs, ça sert à quoi, et le groupement d'employeurs du Lot ?"
    assert SEEDED.write_out(asked, lambda stem: False) == told
    assert SEEDED.write_out(asked, lambda stem: stem == "ge") == asked


def test_a_word_that_is_an_acronym_only_in_capitals_is_left_as_it_is() -> None:
    assert SEEDED.write_out("Un ami m'a parlé de mon CA", lambda stem: False) == (
        "Un ami m'a parlé de mon chiffre d'affaires"
    )


def test_a_word_inside_a_phrase_brings_nothing_of_its_own() -> None:
    asked = "Quels sujets de société pour ma société ?"
    assert SEEDED.meanings(asked)[asked.rindex("société")] == ("entreprise",)
    assert "entreprise" not in SEEDED.meanings(asked).get(asked.index("société"), ())


def test_each_word_of_a_phrase_brings_what_the_phrase_means() -> None:
    asked = "Le partage de salariés est-il possible ?"
    told = SEEDED.meanings(asked)
    assert told[asked.index("partage")] == told[asked.index("salariés")]
    assert "groupement d'employeurs" in told[asked.index("partage")]
