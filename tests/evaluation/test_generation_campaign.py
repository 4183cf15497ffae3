"""The campaign against a model that bends every fact: nothing without support is shown."""

from bot.conversation.grounding import Verifier
from bot.conversation.llm import LanguageModel
from bot.documents.reading import read_document, readable_files
from bot.evaluation.adversary import Adversary
from bot.evaluation.generation_campaign import campaign
from bot.evaluation.strict_check import unsupported
from bot.resources import packaged


def test_an_adversary_shows_nothing_that_the_sheets_do_not_write() -> None:
    documents = [read_document(path) for path in readable_files([packaged("seeds") / "documents"])]
    model = LanguageModel(Adversary())
    found = campaign(40, model, Verifier(lambda sentence, text: 1.0), documents)
    assert found.answers == 40
    assert found.violations == [], str(found)
    assert found.refused.total() > 2 * found.given
    assert found.given > 20, "true sentences still pass"


def test_the_strict_check_sees_figures_dates_and_names() -> None:
    held = ["Le fournil de Figeac emploie quatorze personnes depuis mai 2019.", "CCI du Lot"]
    assert unsupported("Depuis mai 2019, le fournil de Figeac emploie 14 personnes.", held) == []
    assert unsupported("Le fournil de Cahors emploie 15 personnes depuis juin 2019.", held) == [
        "15",
        "Cahors",
        "juin",
    ]
