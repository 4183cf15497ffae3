"""Imports: what a server does not need to answer is not in its memory."""

import subprocess
import sys

import pytest

from bot.imports import left_out


def test_a_library_that_is_left_out_is_as_one_that_is_not_installed_and_can_be_had_afterwards() -> None:
    sys.modules.pop("this", None)
    with left_out("this"), pytest.raises(ImportError):
        __import__("this.poem")
    assert "this" not in sys.modules


def test_a_library_that_is_there_already_stays() -> None:
    with left_out("json"):
        import json
    assert sys.modules["json"] is json


def _loaded(statement: str, names: tuple[str, ...]) -> str:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{statement}\nimport sys\nprint([one for one in {names} if one in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_an_application_holds_no_library_that_it_does_not_need_to_answer() -> None:
    unneeded = ("docx", "reportlab", "xlsxwriter", "icalendar", "pygments", "cryptography")
    statement = "import bot.retrieval.vector_store, bot.store.schema, bot.web.app, bot.serving"
    assert _loaded(statement, unneeded) == "[]"


def test_the_model_is_loaded_without_libraries_of_tables_and_pictures() -> None:
    statement = "from bot.retrieval import encoder\nencoder._prepare(1)"
    loaded = _loaded(statement, ("sentence_transformers", "sklearn", "pandas", "PIL"))
    assert loaded == "['sentence_transformers', 'sklearn']"
