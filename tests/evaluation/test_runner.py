import asyncio
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcomes import Scripted, answer, citation, lookup, question, refusal

from bot.clock import fixed_clock
from bot.conversation.reply import Notice, Reply
from bot.errors import ConfigurationFault
from bot.evaluation.answerability import auroc, risk_coverage
from bot.evaluation.intervals import bootstrap, quantile
from bot.evaluation.ranking import rank_scores
from bot.evaluation.report import Report
from bot.evaluation.runner import evaluate
from bot.evaluation.systems import AssistantSystem, Outcome

STAFF = question("effectif", turns=("Combien ?",))
FOUNDED = question("fondation", turns=("Par qui ?",), facts=(("Jeanne Roux",),))
PHONE = question("téléphone", "unanswerable", turns=("Quel téléphone ?",))


def report_of(**changes: Outcome) -> Report:
    said = {
        "Combien ?": answer(confidence=0.9),
        "Par qui ?": refusal(confidence=0.2),
        "Quel téléphone ?": answer(confidence=0.5),
    }
    system = Scripted("passerelle", {**said, **changes})
    return asyncio.run(
        evaluate([system], [STAFF, FOUNDED, PHONE], lookup, clock=fixed_clock(date(2026, 11, 22)))
    )


def test_figures_are_means_over_the_questions_they_apply_to() -> None:
    ours = report_of().ours
    everything = ours.figures["all"]
    assert (everything["facts"].value, everything["facts"].count) == (0.5, 2)
    assert everything["wrongful_answer"].value == 1.0
    assert everything["cost"].value == pytest.approx(5 / 3)
    assert everything["right"].value == pytest.approx(1 / 3)
    assert ours.figures["unanswerable"]["refusal_right"].value == 0.0
    assert "facts" not in ours.figures["unanswerable"]
    assert [miss.question.id for miss in ours.misses()] == ["fondation", "téléphone"]
    assert ours.figure("right", ["unanswerable"]).value == 0.0  # type: ignore[union-attr]
    assert ours.figure("follow_up_right") is None


def test_ranking_scores_follow_the_place_of_the_first_right_document() -> None:
    asked = {one.id: one for one in (STAFF, FOUNDED, PHONE)}
    rankings = {"effectif": ("halle", "marché", "fournil"), "fondation": (), "téléphone": ("fournil",)}
    scores = rank_scores(asked, rankings)
    assert scores["effectif"] == {"recall_1": 0.0, "recall_5": 1.0, "mrr_10": pytest.approx(1 / 3)}
    assert scores["fondation"] == {"recall_1": 0.0, "recall_5": 0.0, "mrr_10": 0.0}
    assert "téléphone" not in scores


def test_a_search_that_found_nothing_at_all_scores_nothing() -> None:
    assert rank_scores({"effectif": STAFF}, {"effectif": ()})["effectif"]["mrr_10"] == 0.0
    assert rank_scores({"téléphone": PHONE}, {"téléphone": ()}) == {}


def test_confidences_give_an_auroc_and_a_curve() -> None:
    ours = report_of(**{"Par qui ?": refusal(confidence=0.2, documents=("halle", "fournil"))}).ours
    assert ours.auroc == 0.5  # 0.9 beats 0.5, 0.2 does not
    assert [(point.coverage, point.risk) for point in ours.curve] == [
        (pytest.approx(1 / 3), 0.0),
        (pytest.approx(2 / 3), 0.5),
        (1.0, pytest.approx(2 / 3)),
    ]


def test_equal_confidences_are_one_point_and_half_a_win() -> None:
    assert auroc([0.5, 0.5], [True, False]) == 0.5
    assert auroc([0.5], [True]) is None
    assert [point.coverage for point in risk_coverage([0.5, 0.5], [True, False])] == [1.0]


@given(st.lists(st.sampled_from([0.0, 1.0]), min_size=1, max_size=30))
def test_an_interval_holds_its_mean_and_is_the_same_twice(values: list[float]) -> None:
    value, low, high = bootstrap(values)
    assert 0 <= low <= value <= high <= 1
    assert bootstrap(values) == (value, low, high)


def test_the_median_of_latencies_is_not_their_mean() -> None:
    assert bootstrap([1.0, 2.0, 9.0], quantile(0.5))[0] == 2.0


def test_a_report_survives_json() -> None:
    report = report_of()
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_an_evaluation_of_nothing_is_refused() -> None:
    with pytest.raises(ConfigurationFault):
        asyncio.run(evaluate([], [STAFF], lookup))


class Echo:
    """An assistant that remembers who wrote what, and answers with a citation."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str | None, str]] = []

    async def reply(
        self, message: str, *, conversation_id: str | None = None, visitor: str, language: object = None
    ) -> Reply:
        self.heard.append((message, conversation_id, visitor))
        return Reply(
            conversation_id=conversation_id or f"c-{visitor}",
            message_id="m",
            kind="answer",
            language="fr",
            answer=f"{message} [1]",
            citations=[citation()],
            notices=[Notice(kind="old_source", text="Source ancienne.")],
        )


def test_each_question_is_a_conversation_of_its_own_and_only_its_last_turn_is_judged() -> None:
    echo = Echo()
    system = AssistantSystem(
        "passerelle", echo, lambda text, number: ["fournil", "halle", "fournil"], confidence=len
    )
    asyncio.run(system.ask(["Bonjour", "Combien ?"]))
    outcome = asyncio.run(system.ask(["Par qui ?"]))
    first, second = "evaluation-1", "evaluation-2"
    assert echo.heard == [
        ("Bonjour", None, first),
        ("Combien ?", f"c-{first}", first),
        ("Par qui ?", None, second),
    ]
    assert outcome.documents == ("fournil", "halle")
    assert (outcome.notices, outcome.confidence) == (("old_source",), 9)
    assert outcome.seconds > 0
