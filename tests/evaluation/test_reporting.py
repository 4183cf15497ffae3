import asyncio
import json
from datetime import date
from pathlib import Path

import pytest
from outcomes import STAFF as QUOTE
from outcomes import Scripted, answer, citation, lookup, question, refusal
from pydantic import SecretStr
from rich.console import Console

from bot.clock import fixed_clock
from bot.errors import ConfigurationFault
from bot.evaluation.comparison import compare, read_report
from bot.evaluation.gate import load_gate
from bot.evaluation.page import render
from bot.evaluation.report import Report
from bot.evaluation.run import run_evaluation
from bot.evaluation.runner import evaluate
from bot.evaluation.snapshot import snapshot
from bot.evaluation.systems import Outcome
from bot.evaluation.tables import styles_table
from bot.settings import Settings

STAFF = question("effectif", turns=("Combien ?",))
FOLLOW_UP = question("suite", "follow_up", turns=("Où est le fournil ?", "Et combien ?"))
PHONE = question("téléphone", "unanswerable", turns=("Quel téléphone ?",))
QUESTIONS = (STAFF, FOLLOW_UP, PHONE)
PERFECT = {"Combien ?": answer(), "Et combien ?": answer(), "Quel téléphone ?": refusal()}
WORSE = {**PERFECT, "Combien ?": refusal(), "Quel téléphone ?": answer()}


def report_of(*said: dict[str, Outcome], **settings: object) -> Report:
    systems = [
        Scripted(name, outcomes) for name, outcomes in zip(("passerelle", "stock"), said, strict=False)
    ]
    clock = fixed_clock(date(2026, 11, 22))
    return asyncio.run(evaluate(systems, QUESTIONS, lookup, snapshot=settings, clock=clock))


def test_two_runs_tell_what_was_gained_and_lost() -> None:
    mixed = {**PERFECT, "Combien ?": refusal()}
    other = {**PERFECT, "Et combien ?": refusal()}
    comparison = compare(report_of(mixed, seuil=0.4), report_of(other, seuil=0.5, modèle="e5"))
    assert [change.after.question.id for change in comparison.gained] == ["effectif"]
    assert [change.after.question.id for change in comparison.lost] == ["suite"]
    assert comparison.settings == {"seuil": ("0.4", "0.5"), "modèle": ("", "e5")}
    shifts = {shift.metric: (shift.value, shift.count) for shift in comparison.shifts}
    assert shifts["right"] == (0.0, 3)
    assert shifts["facts"] == (0.0, 2)


def test_a_question_reworded_is_not_the_same_question() -> None:
    report = report_of(PERFECT)
    result = report.ours.results[0]
    asked = question("effectif", turns=("Combien de salariés ?",))
    changed = result.model_copy(update={"question": asked})
    ours = report.ours.model_copy(update={"results": (changed, *report.ours.results[1:])})
    comparison = compare(report, report.model_copy(update={"systems": (ours,)}))
    assert (comparison.only_before, comparison.only_after) == (("effectif",), ("effectif",))
    assert comparison.shifts[0].count == 2


def test_a_style_of_many_questions_has_a_row_of_its_own() -> None:
    asked = [question(f"q{row}", turns=("Combien ?",), style=("sms",)) for row in range(10)]
    asked.append(question("seule", turns=("Et combien ?",), style=("rare",)))
    systems = [Scripted("passerelle", {"Combien ?": answer(), "Et combien ?": refusal()})]
    report = asyncio.run(evaluate(systems, asked, lookup, snapshot={}, clock=fixed_clock(date(2026, 11, 22))))
    console = Console(record=True, width=120)
    console.print(styles_table(report.ours))
    rows = [line.split() for line in console.export_text().splitlines() if line.strip()]
    assert ["sms", "10", "100,0", "%"] in [row[:4] for row in rows]
    assert not any(row[0] == "rare" for row in rows)


GATE = """
[[threshold]]
metric = "facts"
minimum = 0.91
[[threshold]]
metric = "refusal_right"
kinds = ["unanswerable", "off_topic"]
minimum = 0.91
[[threshold]]
metric = "wrongful_refusal"
maximum = 0.06
[[lead]]
metric = "right"
margin = 0.1
"""


@pytest.fixture
def gate_file(tmp_path: Path) -> Path:
    file = tmp_path / "gate.toml"
    file.write_text(GATE, encoding="utf-8")
    return file


def test_a_good_run_passes_the_gate(gate_file: Path) -> None:
    assert load_gate(gate_file).failures(report_of(PERFECT, WORSE)) == []


def test_each_figure_that_falls_makes_the_gate_red_with_a_line_of_its_own(gate_file: Path) -> None:
    failures = load_gate(gate_file).failures(report_of(WORSE))
    assert [line.partition(" :")[0] for line in failures] == [
        "faits attendus donnés",
        "refus à bon escient (sans réponse, hors sujet)",
        "refus à tort",
    ]
    assert failures[0] == "faits attendus donnés : 50,0\u202f%, au lieu d'au moins 91,0\u202f%."


def test_a_stock_pipeline_as_good_as_ours_makes_the_gate_red(gate_file: Path) -> None:
    (failure,) = load_gate(gate_file).failures(report_of(PERFECT, PERFECT))
    assert "stock" in failure


def test_the_committed_gate_fails_a_run_that_lacks_a_figure() -> None:
    without = report_of(PERFECT)
    kept = tuple(result for result in without.ours.results if result.question.kind != "follow_up")
    system = without.ours.model_copy(update={"results": kept})
    report = without.model_copy(update={"systems": (system,)})
    assert load_gate().failures(without) == []
    assert load_gate().failures(report) == ["questions de suite justes : aucune question ne la mesure."]


@pytest.mark.parametrize(
    "text", ["", "[[threshold]]\nmetric = 'facts'", "[[threshold]]\nmetric = 'charme'\nminimum = 1", "]"]
)
def test_a_gate_that_could_not_fail_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "gate.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationFault):
        load_gate(file)


def test_the_page_shows_every_miss_with_its_evidence_and_escapes_what_it_quotes() -> None:
    wrong = answer(f"<b>Treize</b> personnes. {QUOTE[:20]} [1]", citations=(citation(),))
    page = render(report_of({**PERFECT, "Combien ?": wrong}, PERFECT), failures=["faits : 50 %"])
    assert "&lt;b&gt;Treize&lt;/b&gt;" in page
    assert "<b>Treize" not in page
    assert "fait absent : 14 personnes / quatorze" in page
    assert f"<mark>{QUOTE}</mark>" in page
    assert "Juste chez" in page
    assert "faits : 50 %" in page
    assert page.count("<details") == 1
    assert "http://" not in page
    assert "https://" not in page


def test_a_run_writes_its_files_and_gives_its_exit_code(tmp_path: Path, gate_file: Path) -> None:
    first, second, page = tmp_path / "a.json", tmp_path / "b.json", tmp_path / "r.html"
    shown, told = Console(record=True, width=140), Console(record=True, width=140)

    def run(said: dict[str, Outcome], **options: object) -> int:
        systems = [Scripted("passerelle", said), Scripted("stock", WORSE)]
        return asyncio.run(
            run_evaluation(
                systems,
                QUESTIONS,
                lookup,
                snapshot={},
                notes=["Haystack manque."],
                gate_file=gate_file,
                output=shown,
                errors=told,
                **options,  # type: ignore[arg-type]
            )
        )

    assert run(PERFECT, json_file=first) == 0
    assert run(WORSE, json_file=second, html_file=page, compare_with=first) == 1
    text = shown.export_text()
    for expected in ("faits attendus donnés", "stock", "Perdues : 2", "Haystack manque."):
        assert expected in text
    assert "Seuil non tenu : refus à tort" in told.export_text()
    assert read_report(second).ours.figures["all"]["facts"].value == 0.5
    assert json.loads(first.read_text("utf-8"))["systems"][0]["figures"]["all"]["right"]["value"] == 1.0
    assert "Depuis le rapport précédent" in page.read_text("utf-8")


def test_a_wrong_path_is_refused_before_the_first_question(tmp_path: Path) -> None:
    nobody = Scripted("passerelle", {})
    for options in ({"json_file": tmp_path / "absent" / "a.json"}, {"compare_with": tmp_path / "a.json"}):
        with pytest.raises(ConfigurationFault):
            asyncio.run(run_evaluation([nobody], QUESTIONS, lookup, snapshot={}, **options))


def test_the_snapshot_keeps_no_secret(tmp_path: Path) -> None:
    settings = Settings(
        llm_api_key=SecretStr("sk-figeac"),
        llm_base_url="https://cci:motdepasse@llm.example/v1?key=sk-figeac",
        database_url="postgresql://bot:motdepasse@db.example/bot",
        data_dir=tmp_path / "état",
    )
    file = tmp_path / "suite.yaml"
    file.write_text("[]", encoding="utf-8")
    taken = snapshot(settings, [file], index="e5")
    written = json.dumps(taken, ensure_ascii=False)
    for secret in ("sk-figeac", "motdepasse", str(tmp_path)):
        assert secret not in written
    assert taken["settings"]["llm_base_url"] == "https://***@llm.example/v1"
    assert taken["settings"]["data_dir"] == "état"
    assert len(taken["questions"]["suite.yaml"]) == 16
    assert taken["index"] == "e5"
