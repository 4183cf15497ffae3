"""The command line, run in this process on an embedder of words, so that no model is loaded."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from databases import environment_of
from word_embedder import WordEmbedder

from bot.cli import main
from bot.commands.answers import told_reply
from bot.conversation.reply import Citation, Notice, Reply

FOURNIL = """---
id: fournil-figeac
title: Le fournil de Figeac
publisher: Lettre du Lot
published: 2024-05-02
---
Le fournil de Figeac emploie quatorze personnes. Le fournil de Figeac livre douze cantines scolaires du Lot.
"""


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = tmp_path / "seeds" / "documents"
    documents.mkdir(parents=True)
    (documents / "fournil.md").write_text(FOURNIL, "utf-8")
    return documents


@pytest.fixture
def run(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    for name, value in environment_of(tmp_path / "data").items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("BOT_SEEDS_DIR", str(folder.parent))
    monkeypatch.setattr("bot.retrieval.embedder.load_embedder", lambda *_, **__: WordEmbedder())

    def ran(*arguments: str) -> Ran:
        capsys.readouterr()
        try:
            main(arguments)
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 0
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran


def test_the_first_question_reads_the_seeds_and_prints_its_sources(run: Run) -> None:
    asked = run("ask", "Combien de personnes emploie le fournil de Figeac ?")
    assert asked.code == 0
    assert "conversation" in asked.out
    assert "Premier démarrage" in asked.err


def test_an_answer_in_json_is_the_reply_of_the_http_contract(run: Run) -> None:
    asked = run("ask", "Bonjour", "--json")
    assert Reply.model_validate(asked.data).kind == "small_talk"


def test_a_question_is_read_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Merci !\n"))
    assert run("ask", "-", "--json").data["kind"] == "small_talk"


def test_a_conversation_goes_on(run: Run) -> None:
    first = run("ask", "Bonjour", "--json").data["conversation_id"]
    assert run("ask", "Merci", "--conversation", first, "--json").data["conversation_id"] == first


def test_an_unknown_conversation_is_refused_in_french(run: Run) -> None:
    asked = run("ask", "Merci", "--conversation", "inconnue")
    assert asked.code == 1
    assert "conversation" in asked.err
    assert asked.out == ""


@pytest.mark.parametrize("message", ["", "   ", "x" * 2001])
def test_a_message_that_is_empty_or_too_long_is_refused(run: Run, message: str) -> None:
    asked = run("ask", message)
    assert asked.code == 1
    assert asked.err.startswith("La question")


@pytest.mark.parametrize(
    "arguments", [["ask"], ["ask", "Bonjour", "--lang", "de"], ["search", "x", "-k", "0"]]
)
def test_a_command_written_wrongly_exits_with_2(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).code == 2


def test_a_search_gives_passages(run: Run) -> None:
    found = run("search", "cantines scolaires", "--json").data["results"]
    assert found[0]["document_id"] == "fournil-figeac"
    assert "cantines" in found[0]["text"]
    assert "Le fournil de Figeac" in run("search", "cantines scolaires").out


def test_a_wrong_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_THREADS", "beaucoup")
    refused = run("search", "cantines")
    assert refused.code == 1
    assert "BOT_THREADS : un nombre entier est attendu." in refused.err


def test_good_files_go_in_and_a_bad_one_gets_one_line(run: Run, tmp_path: Path) -> None:
    more = tmp_path / "plus"
    more.mkdir()
    (more / "moulin.txt").write_text("Le moulin de Cahors emploie six personnes depuis 2019.", "utf-8")
    (more / "vide.txt").write_text("", "utf-8")
    done = run("ingest", str(more))
    assert done.code == 0
    assert "1 ajouté(s), 1 refusé(s)" in done.out
    refused = [line for line in done.err.splitlines() if line.startswith("Refusé")]
    assert refused == ["Refusé : vide.txt : le fichier est vide."]


def test_an_ingestion_where_every_file_is_refused_fails(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "vide.txt"
    empty.write_text("", "utf-8")
    assert run("ingest", str(empty)).code == 1
    assert run("ingest", str(tmp_path / "absent.pdf")).code == 1


def test_the_seeds_are_read_again_and_pruned(run: Run, folder: Path) -> None:
    assert run("ingest", "--json").data["unchanged"] == ["fournil-figeac"]
    (folder / "fournil.md").unlink()
    assert run("ingest").out.strip() == "Documents : aucun fichier trouvé."
    assert run("ingest", "--prune", "--json").data["removed"] == ["fournil-figeac"]


def test_several_workers_need_servers_that_they_can_share(run: Run) -> None:
    refused = run("serve", "--workers", "2", "--port", "0")
    assert refused.code == 1
    assert "BOT_CHROMA_URL" in refused.err


def test_an_evaluation_runs_on_other_documents_under_other_names(run: Run, tmp_path: Path) -> None:
    (tmp_path / "essai").mkdir()
    (tmp_path / "essai" / "000_fournil.txt").write_text(FOURNIL.split("---\n")[2], "utf-8")
    (tmp_path / "questions.yaml").write_text(
        '- id: emploi\n  kind: answerable\n  turns: ["Combien de personnes emploie le fournil ?"]\n'
        "  documents: [fournil-figeac]\n  facts: [[quatorze]]\n",
        "utf-8",
    )
    (tmp_path / "alias.yaml").write_text("000-fournil: fournil-figeac\n", "utf-8")
    report, asked = tmp_path / "rapport.json", ("evaluate", "--no-stock", "--questions")
    done = run(
        *asked,
        str(tmp_path / "questions.yaml"),
        "--documents",
        str(tmp_path / "essai"),
        "--alias",
        str(tmp_path / "alias.yaml"),
        "--json",
        str(report),
    )
    assert done.code == 0
    (result,) = json.loads(report.read_text("utf-8"))["systems"][0]["results"]
    assert result["question"]["documents"] == ["000-fournil"]
    assert result["scores"]["recall_1"] == 1.0
    assert not (tmp_path / "data" / "passerelle.sqlite3").exists()


def test_an_evaluation_tells_which_documents_it_lacks(run: Run, tmp_path: Path) -> None:
    (tmp_path / "questions.yaml").write_text(
        '- {id: a, kind: answerable, turns: ["Qui livre ?"], documents: [inconnu], facts: [[rien]]}\n',
        "utf-8",
    )
    assert "inconnu" in run("evaluate", "--no-stock", "--questions", str(tmp_path / "questions.yaml")).err


def test_questions_that_do_not_exist_are_refused(run: Run, tmp_path: Path) -> None:
    assert run("evaluate", "--questions", str(tmp_path / "absent.yaml")).code == 1


def test_a_contrast_set_is_asked_alone_and_must_hold_something(run: Run, tmp_path: Path) -> None:
    beside = run("evaluate", "--contrast", str(tmp_path), "--questions", str(tmp_path))
    assert beside.code == 2
    assert "--contrast" in beside.err
    empty = run("evaluate", "--contrast", str(tmp_path))
    assert empty.code == 1
    assert "aucun fichier" in empty.err


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--light"]])
def test_light_commands_load_neither_the_model_nor_the_index(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom bot.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "heavy = {'torch', 'sentence_transformers', 'chromadb', 'fastapi'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_reply_is_told_with_all_that_surrounds_it() -> None:
    reply = Reply(
        conversation_id="c1",
        message_id="m1",
        kind="answer",
        language="fr",
        answer="Le fournil emploie quatorze personnes. [1]",
        citations=[
            Citation(
                number=1,
                document_id="fournil-figeac",
                passage_id="fournil-figeac.p1",
                title="Le fournil de Figeac",
                publisher="Lettre du Lot",
                published="2024-05",
                published_certain=False,
                quote="Le fournil\nemploie quatorze personnes.",
                passage="Le fournil\nemploie quatorze personnes.",
                href="/sources/fournil-figeac#p1",
            )
        ],
        notices=[Notice(kind="old_source", text="Source ancienne.")],
        next_steps=["Appelez votre CCI."],
        suggestions=["Qui livre les cantines ?"],
        question="Voulez-vous en savoir plus ?",
    )
    told = "\n".join(told_reply(reply))
    for expected in (
        "quatorze personnes. [1]",
        "[1] Le fournil de Figeac (Lettre du Lot, 2024-05, date déduite)",
        "« Le fournil emploie quatorze personnes. »",
        "/sources/fournil-figeac#p1",
        "À noter : Source ancienne.",
        "→ Appelez votre CCI.",
        "? Qui livre les cantines ?",
        "Voulez-vous en savoir plus ?",
    ):
        assert expected in told


def test_a_key_of_the_api_is_printed_once_then_listed_and_revoked(run: Run) -> None:
    made = run("keys", "add", "Site de la CCI", "--scope", "ask")
    assert made.out.startswith("psr_")
    assert "jamais affichée" in made.err
    (listed,) = run("keys", "list", "--json").data
    assert (listed["name"], listed["scopes"], listed["last_used"]) == ("Site de la CCI", ["ask"], None)
    assert run("keys", "revoke", listed["id"]).code == 0
    assert "révoquée" in run("keys", "list").out
    assert run("keys", "revoke", "inconnue").code == 1


def test_a_site_is_added_shown_and_switched_off_from_the_command_line(run: Run) -> None:
    made = run("sites", "add", "CCI du Lot", "--origin", "https://www.lot.cci.fr/", "--colour", "#7a1f3d")
    key = made.out.strip()
    assert run("sites", "origins", key, "--add", "http://localhost:8001").out.splitlines() == [
        "https://www.lot.cci.fr",
        "http://localhost:8001",
    ]
    assert run("sites", "origins", key, "--remove", "http://localhost:8001").out == "https://www.lot.cci.fr\n"
    assert run("sites", "origins", key, "--add", "*").code == 1
    run("sites", "change", key, "--departement", "46", "--per-day", "100")
    run("sites", "disable", key)
    shown = run("sites", "show", key, "--json").data
    assert (shown["enabled"], shown["departement"], shown["colour"]) == (False, "46", "#7a1f3d")
    assert (shown["per_minute"], shown["per_day"]) == (60, 100)
    assert f'data-site="{key}" data-colour="#7a1f3d"' in run("sites", "show", key).out
    assert "coupé" in run("sites", "list").out
    run("sites", "enable", key)
    assert "en service" in run("sites", "list").out
    first, second = run("sites", "identity", key).out, run("sites", "identity", key).out
    assert first.startswith("psi_")
    assert first != second
    assert run("sites", "show", key, "--json").data["identities"] is True
    assert run("sites", "show", "site_inconnu").code == 1
    assert "reste fermé" in run("sites", "add", "Sans origine").err
