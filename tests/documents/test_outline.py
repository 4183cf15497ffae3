"""Titles, headings and list items found in plain text."""

from bot.documents.blocks import compose
from bot.documents.outline import outline
from bot.documents.plain import read_plain
from bot.documents.splitting import split

LONG = "Le moulin de Gramat tourne trois jours par semaine et sert quatorze fournils du Quercy depuis 2019."


def headings(*lines: str) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in outline(lines).blocks if block.kind == "heading"]


def test_a_numbered_report_gives_nested_headings() -> None:
    lines = [
        "PARTIE 1 : CONSTATS",
        "a) Selon vous, que manque-t-il à la filière ?",
        "Le matériel",
        "• Un moulin plus grand.",
        "PARTIE 2 : PROPOSITIONS",
        "Thématique 1 Le moulin",
        "o Louer un second local",
        "o Former un meunier",
    ]
    passages = split(compose(outline(lines).blocks), "d")
    assert [passage.heading for passage in passages] == [
        "PARTIE 1 : CONSTATS › a) Selon vous, que manque-t-il à la filière ? › Le matériel",
        "PARTIE 2 : PROPOSITIONS › Thématique 1 Le moulin",
    ]


def test_a_short_line_above_a_paragraph_is_a_heading() -> None:
    assert headings("Un titre de page", LONG, "De l'audace", LONG, '"On a osé !"', LONG) == [
        (4, "De l'audace"),
        (4, '"On a osé !"'),
    ]


def test_names_in_a_column_are_not_headings() -> None:
    assert headings("Un titre de page", LONG, "Jeanne Vidal", "Paul Roux", "Anne Maury") == []


def test_a_short_sentence_is_not_a_heading() -> None:
    assert headings("Un titre de page", LONG, "Il a osé.", LONG) == []


def test_a_sublist_is_one_level_deeper() -> None:
    found = outline(
        ["Un titre de page", "• Dans le bourg :", "o un four", "o un local", "• Ailleurs : rien."]
    )
    assert [block.level for block in found.blocks] == [0, 1, 1, 0]


def test_nouns_after_an_item_that_announces_them_are_one_level_deeper() -> None:
    lines = [
        "• Créer un four",
        "• Soutenir les filières :",
        "• Farine,",
        "• Levain",
        "• Former dix personnes",
    ]
    found = outline(["Un titre de page", *lines])
    assert [block.level for block in found.blocks] == [0, 0, 1, 1, 0]


def test_verbs_after_an_item_that_announces_them_stay_beside_it() -> None:
    lines = ["• Loyer :", "• Charges", "• Soutenir les filières :", "• Former dix boulangers"]
    assert [block.level for block in outline(["Un titre de page", *lines]).blocks] == [0, 0, 0, 0]


def test_numbered_lines_are_items_and_keep_their_number() -> None:
    found = outline(["Un titre de page", f"1. {LONG}", f"2. {LONG}"])
    assert compose(found.blocks).split("\n") == [f"1. {LONG}", f"2. {LONG}"]


def test_a_text_without_any_line_has_an_empty_outline() -> None:
    assert outline(["", " "]).blocks == ()


def test_lines_without_capitals_after_a_colon_are_items() -> None:
    lines = [
        "Un titre",
        "",
        LONG,
        "",
        "L'aide est ouverte pour :",
        "un four neuf,",
        "un pétrin",
        "Le reste est exclu.",
    ]
    assert [(block.kind, block.text) for block in read_plain("\n".join(lines)).blocks[1:]] == [
        ("paragraph", "L'aide est ouverte pour :"),
        ("item", "un four neuf,"),
        ("item", "un pétrin"),
        ("paragraph", "Le reste est exclu."),
    ]


def test_the_last_name_of_a_column_does_not_head_the_paragraph_below() -> None:
    assert headings("Un titre de page", LONG, "Jeanne Vidal", "Paul Roux", "Anne Maury", LONG) == []
