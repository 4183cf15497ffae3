"""The companion beside an answer: what it adds, what it leaves alone, what it says where nothing answers."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

import pytest
from bakery import WORDS_ALONE
from fakes import CCI_LOT, GROUPEMENT, GROUPEMENT_ENTRY, TODAY
from talking import converse

from bot.bootstrap import Passerelle
from bot.clock import fixed_clock
from bot.conversation.about_itself import AboutItself
from bot.conversation.assistant import Assistant
from bot.conversation.companion import Companion
from bot.conversation.messages import say
from bot.conversation.reply import Event
from bot.matching.catalogue import Catalogue
from bot.matching.matchmaker import Matchmaker, MatchResult
from bot.matching.traces import Asked, MatchDesk
from bot.store.database import Database
from bot.store.library import StoredLibrary
from bot.store.matching import CoverageHoles, MatchTraces

CLOCK = fixed_clock(TODAY)
NEED = "On est 12 à Figeac et on voudrait partager un comptable entre quatre entreprises"
PLAIN = "Qui dirige le fournil de Figeac ?"


class SharingOnly:
    """Finds the employer group for whoever speaks of sharing, and nothing for anyone else."""

    def propose(self, need: str) -> dict[str, float]:
        return {GROUPEMENT_ENTRY.key: 0.99} if "partag" in need else {}


@dataclass
class Watched:
    """A matching that notes what it was asked."""

    desk: MatchDesk
    asked: list[Asked] = field(default_factory=list)

    def match(self, asked: Asked) -> tuple[MatchResult, str]:
        self.asked.append(asked)
        return self.desk.match(asked)


@pytest.fixture
def matching(database: Database) -> Watched:
    StoredLibrary(database).save(GROUPEMENT)
    matchmaker = Matchmaker(Catalogue((GROUPEMENT_ENTRY,), (CCI_LOT,)), SharingOnly())
    return Watched(MatchDesk(matchmaker, MatchTraces(database, CLOCK), CoverageHoles(database)))


def assistant(town: Passerelle, matching: Watched, database: Database) -> Assistant:
    companion = Companion(matching, StoredLibrary(database), CLOCK, "la maison des entreprises")
    return speaker(town, companion)


def speaker(town: Passerelle, companion: Companion | None = None) -> Assistant:
    whom = "la maison des entreprises"
    about = AboutItself(town.library, "public", whom, 400)
    return Assistant(town.search, WORDS_ALONE, town.conversations, CLOCK, whom, about, companion=companion)


def events(speaking: Assistant, message: str) -> Sequence[Event]:
    async def heard() -> list[Event]:
        return [event async for event in speaking.stream(message, visitor="jeanne")]

    return asyncio.run(heard())


def test_a_plain_question_costs_no_match_and_keeps_its_answer(
    town: Passerelle, matching: Watched, database: Database
) -> None:
    (with_companion,) = converse(assistant(town, matching, database), PLAIN)
    (without,) = converse(speaker(town), PLAIN)
    assert matching.asked == []
    assert (with_companion.kind, with_companion.answer) == (without.kind, without.answer)
    assert with_companion.matches == []


def test_matches_are_sent_after_the_text_and_are_those_of_done(
    town: Passerelle, matching: Watched, database: Database
) -> None:
    told = events(assistant(town, matching, database), NEED)
    order = {"start": 0, "text": 1, "citation": 1, "match": 2, "notice": 3, "done": 4}
    ranks = [order[event.name] for event in told]
    assert ranks == sorted(ranks)
    cards = [event.data for event in told if event.name == "match"]
    assert cards
    assert cards == told[-1].data["matches"]


def test_a_match_carries_a_trace_that_can_be_found_again(
    town: Passerelle, matching: Watched, database: Database
) -> None:
    (reply,) = converse(assistant(town, matching, database), NEED)
    assert reply.traces
    assert all(MatchTraces(database, CLOCK).trace(identity) for identity in reply.traces)


def test_what_nobody_covers_is_counted_once_a_conversation_and_subject(
    town: Passerelle, database: Database
) -> None:
    holes = CoverageHoles(database)
    alone = MatchDesk(Matchmaker(Catalogue(), SharingOnly()), MatchTraces(database, CLOCK), holes)
    converse(
        assistant(town, Watched(alone), database),
        NEED,
        "On cherche toujours à partager ce comptable",
        "Nous sommes 14 maintenant, et on veut partager un comptable",
        "On est une boulangerie",
    )
    assert [(hole.departement, hole.count) for hole in holes.coverage_holes()] == [("46", 1)]
    converse(assistant(town, Watched(alone), database), NEED)
    assert [hole.count for hole in holes.coverage_holes()] == [2]


def test_the_turn_keeps_its_matches_and_its_profile(
    town: Passerelle, matching: Watched, database: Database
) -> None:
    (reply,) = converse(assistant(town, matching, database), NEED)
    (kept,) = town.conversations.turns(reply.conversation_id, "jeanne")
    assert kept.reply == reply
    assert kept.reply.profile["effectif"]["value"] == 12
    assert kept.reply.profile["effectif"]["words"]


def test_a_later_plain_question_keeps_the_profile_and_gets_no_card(
    town: Passerelle, matching: Watched, database: Database
) -> None:
    first, second = converse(assistant(town, matching, database), NEED, PLAIN)
    assert second.profile == first.profile
    assert second.matches == []


def test_what_was_asked_is_not_asked_again(town: Passerelle, matching: Watched, database: Database) -> None:
    need = "On veut partager un comptable entre quatre entreprises"
    first, second = converse(assistant(town, matching, database), need, "je ne sais pas")
    assert first.question_about
    assert set(first.question_about) <= set(matching.asked[-1].asked)
    assert second.question_about != first.question_about


def test_a_yes_to_a_question_about_the_company_is_no_call_for_more(
    town: Passerelle, matching: Watched, database: Database
) -> None:
    need = "On veut partager un comptable entre quatre entreprises"
    first, second = converse(assistant(town, matching, database), need, "oui")
    assert first.question_about
    assert second.kind == "small_talk"


def test_a_need_that_nothing_answers_is_told_so_with_whom_to_ask(
    town: Passerelle, matching: Watched, database: Database
) -> None:
    (reply,) = converse(
        assistant(town, matching, database), "On est à Figeac, on cherche à recruter un soudeur"
    )
    assert reply.matches == []
    assert "Je ne trouve rien" in reply.answer
    assert reply.next_steps == ["Pour une réponse sûre, adressez-vous à la CCI du Lot."]


@pytest.mark.parametrize(
    ("said", "path", "filled"),
    [
        (
            "On est une brasserie à Cahors, je cherche à valoriser mes drêches",
            "/offres",
            {"kind": "offre", "category": "organiques", "commune": "46042"},
        ),
        (
            "Je suis un commerce à Figeac qui veut des légumes locaux",
            "/offres",
            {"kind": "besoin", "category": "legumes_fruits", "commune": "46102"},
        ),
        (
            "On est à Figeac et on veut partager un comptable entre quatre entreprises",
            "/groupements",
            {"function": "comptable", "commune": "46102"},
        ),
    ],
)
def test_a_need_of_another_company_leads_to_the_page_of_deposit_filled(
    town: Passerelle, matching: Watched, database: Database, said: str, path: str, filled: dict[str, str]
) -> None:
    (reply,) = converse(assistant(town, matching, database), said)
    (one,) = reply.invitations
    address = urlsplit(one.href)
    assert address.path == path
    assert one.text.startswith("Déposez ce")
    found = dict(parse_qsl(address.query))
    assert {name: found.get(name) for name in filled} == filled


def test_a_need_that_is_for_the_chamber_alone_leads_to_no_deposit(
    town: Passerelle, matching: Watched, database: Database
) -> None:
    first, second = converse(assistant(town, matching, database), "On cherche à recruter un soudeur", PLAIN)
    assert first.invitations == second.invitations == []


def test_what_has_no_source_to_open_takes_no_answers_place(
    town: Passerelle, matching: Watched, database: Database
) -> None:
    need = "On est 12 à Gramat et on veut partager la tournée du fournil par Capdenac et par Cajarc"
    (sourced,) = converse(assistant(town, matching, database), need)
    assert say("proposals", "fr") in sourced.answer
    StoredLibrary(database).delete(GROUPEMENT.id)
    (reply,) = converse(assistant(town, matching, database), need)
    assert reply.matches
    assert not any(match["citations"] for match in reply.matches)
    assert reply.kind == "answer"
    assert reply.citations
    assert say("proposals", "fr") not in reply.answer


def test_matches_without_a_source_are_not_said_to_be_told_by_one(
    town: Passerelle, matching: Watched, database: Database
) -> None:
    StoredLibrary(database).delete(GROUPEMENT.id)
    (reply,) = converse(assistant(town, matching, database), NEED)
    assert say("proposals_alone", "fr") in reply.answer
    assert not reply.citations


def test_who_asks_for_a_person_is_given_those_of_the_place(
    town: Passerelle, matching: Watched, database: Database
) -> None:
    (reply,) = converse(
        assistant(town, matching, database), "Comment joindre un conseiller de la CCI à Cahors ?"
    )
    assert [match["title"] for match in reply.matches] == ["CCI du Lot"]
    assert reply.answer == say("person_near", "fr")
    assert reply.traces
    assert [asked.kinds for asked in matching.asked] == [("adviser",)]


@pytest.mark.parametrize(
    ("answer", "people"), [("Figeac", ["CCI du Lot"]), ("Nice", []), ("je ne sais pas", [])]
)
def test_who_asks_for_a_person_is_asked_where_once(
    town: Passerelle, matching: Watched, database: Database, answer: str, people: list[str]
) -> None:
    first, second = converse(assistant(town, matching, database), "Je veux parler à un humain", answer)
    assert (first.kind, first.question_about) == ("clarification", ["departement", "adviser"])
    assert [match["title"] for match in second.matches] == people
    assert second.question is None
    assert ("la maison des entreprises" in second.answer) == (not people)


def test_a_place_told_before_is_not_asked_again_of_who_wants_a_person(
    town: Passerelle, matching: Watched, database: Database
) -> None:
    _, second = converse(assistant(town, matching, database), NEED, "Un conseiller svp")
    assert [match["title"] for match in second.matches] == ["CCI du Lot"]
