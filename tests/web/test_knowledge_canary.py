"""The canary: an internal document never shows in what the public can ask, whatever is asked."""

from collections.abc import Iterator
from functools import partial

import pytest
from databases import settings_of
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from word_embedder import WordEmbedder

from bot.bootstrap import Passerelle, open_passerelle
from bot.documents.reading import write_sheet
from bot.serving import open_knowledge, web_application
from bot.store.accounts import Accounts

CANARY = "zirconifère"
SECRET = f"Le dispositif {CANARY} du Causse réserve quarante mille euros aux tanneries de Millau."
OPEN = "Le fournil de Figeac cuit le pain au feu de bois. La tannerie de Millau emploie douze gantiers."
WORDS = (
    *SECRET.rstrip(".").split(),
    *OPEN.split(),
    "budget",
    "qui",
    "combien",
    "?",
    "zirconifere",
    "zirconifèr",
)


@pytest.fixture(scope="module")
def passerelle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passerelle]:
    folder = tmp_path_factory.mktemp("canari")
    opened = open_passerelle(
        settings_of(folder / "data", seeds_dir=folder / "seeds"), embedder=WordEmbedder()
    )
    ada = Accounts(opened.database, opened.clock).add(
        "ada@cci.fr", "Ada Pons", "editor", "quatre-mots-bien-longs"
    )
    desk = open_knowledge(opened)
    for title, text, audience in (("Fournil", OPEN, "public"), (f"Note {CANARY}", SECRET, "internal")):
        document = write_sheet(
            title, text, id=title.split()[0].lower(), audience=audience, url="https://cci.fr/a"
        )
        desk.publisher.put(document, partial(desk.editions.publish, document, owner="Ada", account_id=ada.id))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def public(passerelle: Passerelle) -> Iterator[TestClient]:
    app: FastAPI = web_application(passerelle)
    with TestClient(app) as client:
        yield client


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join))
def test_no_public_search_or_answer_shows_the_canary(public: TestClient, question: str) -> None:
    found = public.get("/api/v1/search", params={"q": question, "k": 50})
    assert "note" not in {one["document_id"] for one in found.json().get("results", ())}
    reply = public.post("/api/v1/chat", json={"message": question})
    told = {name: part for name, part in reply.json().items() if name not in ("profile", "question")}
    # What the visitor wrote may come back in the words of a refusal; nothing else of the note may.
    assert "quarante mille" not in str(told) or "quarante mille" in question
    assert "note" not in {one["document_id"] for one in told.get("citations", ())}
    assert not [one for one in told.get("suggestions", ()) if CANARY in one]


@pytest.mark.parametrize("address", ["/api/v1/documents/note", "/sources/note"])
def test_the_document_itself_is_not_found(public: TestClient, address: str) -> None:
    assert public.get(address).status_code == 404


def test_the_spelling_of_a_question_is_never_mended_to_the_canary(passerelle: Passerelle) -> None:
    terms = passerelle.search.prepare("le dispositif zirconifèr").terms
    assert not [one for one in terms if "zirconifer" in one and one != "zirconif"]


def test_an_adviser_finds_it(passerelle: Passerelle) -> None:
    hits = passerelle.search.search(f"dispositif {CANARY}", audience="internal")
    assert hits[0].document.id == "note"
