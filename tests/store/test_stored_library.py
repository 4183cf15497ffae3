from dataclasses import replace
from datetime import date

import pytest
from fakes import GROUPEMENT, INTERNAL, make_document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.documents.library import Library
from bot.documents.model import Document, Published
from bot.store.database import Database
from bot.store.library import StoredLibrary


@pytest.fixture
def library(database: Database) -> Library:
    return StoredLibrary(database)


def test_a_document_comes_back_as_it_went_in(library: Library) -> None:
    document = replace(
        GROUPEMENT, ends=date(2022, 12, 31), url="https://exemple.fr/fiche", origin="fiches/groupement.md"
    )
    library.save(document)
    kept = library.document(document.id)
    assert kept == document
    assert kept is not None
    assert kept.origin == "fiches/groupement.md"


def test_a_document_that_is_not_there_is_none(library: Library) -> None:
    assert library.document("inconnu") is None


def test_saving_again_replaces_the_passages(library: Library) -> None:
    library.save(make_document("fiche", "Un premier passage.", "Un second."))
    changed = make_document("fiche", "Un seul passage désormais.")
    library.save(changed)
    assert list(library.documents()) == [changed]


def test_deleting_takes_the_passages_away_and_may_be_done_twice(library: Library) -> None:
    library.save(GROUPEMENT)
    library.delete(GROUPEMENT.id)
    library.delete(GROUPEMENT.id)
    assert list(library.documents()) == []
    library.save(GROUPEMENT)
    assert library.document(GROUPEMENT.id) == GROUPEMENT


def test_documents_come_in_the_order_of_ids_beyond_one_batch(library: Library) -> None:
    documents = [make_document(f"fiche-{number:03d}", f"Passage {number}.") for number in range(120)]
    for document in reversed(documents):
        library.save(document)
    assert list(library.documents()) == documents


def test_hashes_and_origins_are_given_by_id(library: Library) -> None:
    library.save(replace(GROUPEMENT, content_hash="abc", origin="a.md"))
    library.save(replace(INTERNAL, content_hash="def", origin="b.md"))
    assert library.hashes() == {GROUPEMENT.id: "abc", INTERNAL.id: "def"}
    assert library.origins() == {GROUPEMENT.id: "a.md", INTERNAL.id: "b.md"}


def test_a_failed_save_leaves_the_document_before(library: Library) -> None:
    library.save(GROUPEMENT)
    first, second = GROUPEMENT.passages
    twins = replace(GROUPEMENT, passages=(first, replace(second, id=first.id)))
    with pytest.raises(Exception, match="indisponible"):
        library.save(twins)
    assert library.document(GROUPEMENT.id) == GROUPEMENT


# Reading leaves out the zero character, which PostgreSQL does not store.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)
dates = st.builds(
    Published, st.dates(date(1900, 1, 1)), st.sampled_from(["day", "month", "year"]), st.booleans()
)
documents = st.builds(
    lambda passages, more: make_document("fiche", *passages, **more),
    st.lists(texts, max_size=4),
    st.fixed_dictionaries(
        {
            "title": texts,
            "published": st.none() | dates,
            "topics": st.lists(texts, max_size=3).map(tuple),
            "audience": st.sampled_from(["public", "internal"]),
        }
    ),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents)
def test_any_document_survives_the_journey(library: Library, document: Document) -> None:
    library.save(document)
    assert library.document("fiche") == document
