"""A document laid out for reading."""

from hypothesis import given
from hypothesis import strategies as st

from bot.documents.model import Document
from bot.documents.splitting import split
from bot.web.reading import blocks, sections

SHEET = """# Le Lot

Le département compte deux filières fortes.

## Contact

Sa chambre reçoit les entreprises à Cahors."""


def test_passages_stand_under_the_last_of_their_headings() -> None:
    document = Document("lot", "Le Lot", SHEET, "h", split(SHEET, "lot"))

    laid = sections(document)

    assert [section.heading for section in laid] == ["Le Lot", "Contact"]
    assert [passage.anchor for section in laid for passage in section.passages] == ["p1", "p2"]


@given(st.lists(st.sampled_from(["Une phrase.", "- un point", "2. une étape", "", "   "]), max_size=12))
def test_no_line_of_a_passage_is_lost(lines: list[str]) -> None:
    shown = [text for block in blocks("\n".join(lines)) for text in (block.items or (block.text,))]

    assert shown == [line.removeprefix("- ").removeprefix("2. ") for line in lines if line.strip()]
