"""What the assistant says of itself: only what is so, from what its reader may read."""

from dataclasses import replace
from datetime import date

import pytest
from bakery import CANARY, TOWN, WORDS_ALONE
from talking import converse

from bot.bootstrap import Passerelle
from bot.clock import fixed_clock
from bot.conversation.about_itself import AboutItself
from bot.conversation.assistant import Assistant
from bot.conversation.messages import say
from bot.conversation.reply import Reply
from bot.conversation.small_talk import Intent
from bot.documents.model import Audience, Published
from bot.store.database import Database
from bot.store.library import StoredLibrary

TODAY = date(2026, 11, 22)
HEAD = "Qui dirige le fournil de Figeac ?"
SECRET = "Quels boulangers le fournil de Figeac emploie-t-il en secret ?"


def talk(town: Passerelle, *messages: str, audience: Audience = "public") -> list[Reply]:
    about = AboutItself(town.library, audience, "la maison des entreprises", 400)
    speaking = Assistant(
        town.search, WORDS_ALONE, town.conversations, fixed_clock(TODAY), "la CCI", about, audience
    )
    return converse(speaking, *messages)


def test_who_doubts_an_answer_gets_its_sentences_and_whence_they_are(town: Passerelle) -> None:
    answer, doubt = talk(town, HEAD, "T'es sûr ?")
    assert doubt.kind == "answer"
    assert [one.quote for one in doubt.citations] == [one.quote for one in answer.citations]
    assert [one.kind for one in doubt.notices] == [one.kind for one in answer.notices]
    for citation in answer.citations:
        assert f"« {citation.title} »" in doubt.answer
        assert f"{citation.quote} [{citation.number}]" in doubt.answer


def test_who_wants_it_plainer_gets_the_first_sentence_and_why_no_other_words(town: Passerelle) -> None:
    answer, plainer = talk(town, HEAD, "Explique plus simplement")
    assert say("rewording", "fr") in plainer.answer
    assert [one.quote for one in plainer.citations] == [answer.citations[0].quote]


def test_who_is_not_served_is_told_what_to_do_and_quoted_nothing_more(town: Passerelle) -> None:
    _, reply = talk(town, HEAD, "Tu n'as pas répondu à ma question")
    assert reply.kind == "clarification"
    assert "la maison des entreprises" in reply.answer
    assert reply.citations == []


def test_what_is_wanted_in_other_words_without_an_answer_before_is_refused(town: Passerelle) -> None:
    (reply,) = talk(town, "Résume")
    assert (reply.kind, reply.answer) == ("abstention", say("errand", "fr"))


def test_a_question_goes_on_with_what_was_asked_before_an_aside(town: Passerelle) -> None:
    answer, _, after = talk(town, HEAD, "source ?", "Et qui emploie-t-il ?")
    assert {one.document_id for one in after.citations} == {one.document_id for one in answer.citations}


@pytest.mark.parametrize(
    "message", ["t'es sûr ?", "Quelles sont tes sources ?", "Tes infos sont-elles à jour ?"]
)
def test_without_an_answer_to_doubt_the_documents_are_told(town: Passerelle, message: str) -> None:
    (reply,) = talk(town, message)
    assert reply.kind == "small_talk"
    assert all(f"« {one.title} »" in reply.answer for one in TOWN if one.audience == "public")
    assert CANARY not in reply.answer


def test_an_adviser_is_told_of_the_internal_documents_too(town: Passerelle) -> None:
    (reply,) = talk(town, "Quelles sont tes sources ?", audience="internal")
    assert all(f"« {one.title} »" in reply.answer for one in TOWN)


def test_what_an_adviser_was_quoted_is_not_quoted_again_to_a_visitor(town: Passerelle) -> None:
    (reply,) = talk(town, SECRET, audience="internal")
    assert CANARY in reply.answer
    draft, statements = AboutItself(town.library, "public", "la CCI", 400).answer(Intent.GROUNDS, reply, "fr")
    assert CANARY not in " ".join(statement.text for statement in statements)
    assert draft.kind == "small_talk" or all(
        quote.document.audience == "public" for statement in statements for quote in statement.quotes
    )


def test_what_the_library_no_longer_holds_is_not_quoted_again(town: Passerelle, database: Database) -> None:
    (reply,) = talk(town, HEAD)
    _, statements = AboutItself(StoredLibrary(database), "public", "la CCI", 400).answer(
        Intent.GROUNDS, reply, "fr"
    )
    assert [statement.text for statement in statements] == [say("sources_none", "fr")]


def test_many_documents_are_told_by_a_few_with_what_is_not_sure_of_their_dates(database: Database) -> None:
    library = StoredLibrary(database)
    for number in range(12):
        day = Published(date(2010 + number, 5, 1), "month", certain=number != 1) if number else None
        named = {"id": f"fournil-{number:02}", "title": f"Fournil {number}"}
        library.save(replace(TOWN[0], **named, published=day, passages=()))
    about = AboutItself(library, "public", "la CCI", 400)
    _, (said,) = about.answer(Intent.SOURCES, None, "fr")
    assert said.text.count("« Fournil") == 8
    assert "En voici 8" in said.text
    assert "sans date connue" in said.text
    assert "mai 2011 environ" in said.text
    assert "mai 2012)" in said.text


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Mes données sont-elles conservées ?", "400 jours"),
        ("Are my messages stored?", "400 days"),
        ("Je veux parler à un humain", "la maison des entreprises"),
        ("Ce service est-il gratuit ?", "ni compte ni paiement"),
    ],
)
def test_what_is_kept_and_whom_to_ask_are_told_as_they_are_set(
    town: Passerelle, message: str, told: str
) -> None:
    (reply,) = talk(town, message)
    assert reply.kind == "small_talk"
    assert told in reply.answer
    assert reply.citations == []
