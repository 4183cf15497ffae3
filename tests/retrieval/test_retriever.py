"""The retriever of LangChain, alone and in a small chain."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.documents import Document
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda, RunnablePassthrough
from pydantic import ValidationError
from workshop import Bench, Workshop

from bot.errors import IndexUnavailable
from bot.retrieval import PasserelleRetriever

CANARY = "zibeline"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    workshop = Workshop(Path(tmp_path_factory.mktemp("atelier")))
    workshop.write_all()
    workshop.write("budget", f"Le budget {CANARY} finance un fournil secret à Figeac.", "internal")
    workshop.ingest()
    with workshop.open() as opened:
        yield opened


def test_it_gives_passages_with_the_ids_by_which_they_are_cited(bench: Bench) -> None:
    retriever = PasserelleRetriever(search=bench.search, k=2)
    assert isinstance(retriever, BaseRetriever)
    found = retriever.invoke("Qui cuit le pain à Figeac ?")
    assert len(found) == 2
    document = bench.library.document("fournil")
    assert document is not None
    passage = next(one for one in document.passages if one.id == found[0].id)
    assert found[0].page_content == passage.text
    assert found[0].metadata["document_id"] == "fournil"
    assert found[0].metadata["passage_id"] == passage.id
    assert found[0].metadata["title"] == "Fiche fournil"
    assert found[0].metadata["source"] == f"/sources/fournil#{passage.id.rpartition('.')[2]}"
    assert [one.metadata["rank"] for one in found] == [1, 2]
    assert found[0].metadata["score"] >= found[1].metadata["score"]


def test_it_never_gives_an_internal_document_and_cannot_be_asked_to(bench: Bench) -> None:
    retriever = PasserelleRetriever(search=bench.search, k=50)
    for question in (CANARY, f"Quel est le budget {CANARY} du fournil secret ?"):
        assert CANARY not in str(retriever.invoke(question))
    with pytest.raises(ValidationError):
        PasserelleRetriever(search=bench.search, audience="internal")  # type: ignore[call-arg]


def test_it_works_in_a_chain_at_once_in_a_batch_and_later(bench: Bench) -> None:
    def written(found: list[Document]) -> str:
        return "\n".join(f"[{one.id}] {one.page_content}" for one in found)

    chain = (
        {
            "sources": PasserelleRetriever(search=bench.search, k=1) | written,
            "question": RunnablePassthrough(),
        }
        | ChatPromptTemplate.from_template("Sources :\n{sources}\n\nQuestion : {question}")
        | RunnableLambda(lambda prompt: prompt.to_messages()[0])
        | StrOutputParser()
    )
    bread, skins = "Qui cuit le pain à Figeac ?", "Combien d'artisans gantiers à Millau ?"
    prompt = chain.invoke(bread)
    assert prompt.startswith("Sources :\n[fournil.p1] ")
    assert prompt.endswith(f"Question : {bread}")
    assert chain.batch([bread, skins]) == [prompt, asyncio.run(chain.ainvoke(skins))]


def test_an_index_that_is_down_is_not_taken_for_nothing_found(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object, **__: object) -> None:
        raise IndexUnavailable("La recherche est indisponible.")

    monkeypatch.setattr(bench.search, "search", down)
    with pytest.raises(IndexUnavailable):
        PasserelleRetriever(search=bench.search).invoke("pain")
