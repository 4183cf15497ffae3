"""The questions left without an answer, the review, and the catalogue's forms, in the editors' pages."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import CCI_LOT, GROUPEMENT, GROUPEMENT_ENTRY, said
from fastapi import FastAPI
from serving import wait_until
from starlette.testclient import TestClient
from test_desk import PASSWORD, csrf, signed_in

from bot.conversation.history import Turn
from bot.documents.reading import write_sheet
from bot.evaluation.questions import load_questions
from bot.knowledge.desk import KnowledgeDesk
from bot.matching.catalogue import Adviser, Programme
from bot.matching.catalogue_forms import form_of
from bot.store.database import Database
from bot.store.feedback import Feedback, Opinion
from bot.store.tasks import question_key
from bot.web.services import Services

ROOT = "/conseiller/connaissances"
ASKED = "Où faire réparer un four à Figeac ?"
PROGRAMME = replace(GROUPEMENT_ENTRY, eligibilite="Être dans le Lot.", eligibilite_annees_existence_minimal=2)
ANSWER = "Un four se répare à Figeac chez le chaudronnier Delmas."


@pytest.fixture
def knowledge(services: Services) -> KnowledgeDesk:
    assert services.knowledge is not None
    return services.knowledge


@pytest.fixture
def ada(app: FastAPI, services: Services) -> Iterator[TestClient]:
    assert services.desk is not None
    services.desk.accounts.add("ada@cci.fr", "Ada Pons", "editor", PASSWORD)
    yield from signed_in(app, "ada@cci.fr")


def asked(services: Services, message: str = ASKED, kind: str = "abstention") -> str:
    """Store a turn of that kind; give the id of its message."""
    conversation = services.history.open("visiteur")
    reply = said(message, conversation, "fr", {}).model_copy(update={"kind": kind})
    services.history.append(conversation, Turn(message, message, reply, services.clock()))
    return reply.message_id


def address(message: str = ASKED) -> str:
    return f"{ROOT}/questions/{question_key(message)}"


def test_a_question_asked_twice_is_one_task_and_an_answer_is_none(
    ada: TestClient, services: Services
) -> None:
    asked(services)
    asked(services, "ou faire reparer un FOUR à figeac ?")
    asked(services, "Bonjour, une aide ?", "answer")
    page = ada.get(f"{ROOT}/questions").text
    assert "2 fois" in page
    assert "À traiter (1)" in page
    assert "Bonjour, une aide" not in page


def test_a_bad_rating_is_a_task_with_its_comment_until_it_is_taken_back(
    ada: TestClient, services: Services, database: Database
) -> None:
    message = asked(services, kind="answer")
    feedback = Feedback(database, services.clock)
    feedback.record(Opinion(message, False, comment="Ce n'est pas Figeac."), None)
    page = ada.get(address()).text
    assert "Mal notée" in page
    assert "Ce n&#39;est pas Figeac." in page
    feedback.record(Opinion(message, True), None)
    assert ada.get(address()).status_code == 404


def test_a_question_is_answered_in_place_by_a_sheet(ada: TestClient, services: Services) -> None:
    asked(services)
    empty = ada.post(address() + "/fiche", data={"csrf": csrf(ada), "title": "Le four", "text": " "})
    assert (empty.status_code, 'value="Le four"' in empty.text) == (422, True)
    sheet = {"csrf": csrf(ada), "title": "Réparer un four", "text": ANSWER, "publisher": "CCI du Lot"}
    draft = ada.post(address() + "/fiche", data=sheet).headers["location"]
    shown = ada.get(draft).text
    assert ANSWER in shown
    assert 'value="22/11/2026"' in shown
    assert "À traiter (1)" in ada.get(f"{ROOT}/questions").text
    card = {"title": "Réparer un four", "publisher": "CCI du Lot", "audience": "public", "text": ANSWER}
    done = ada.post(draft, data={"csrf": csrf(ada), **card, "do": "publier"})
    assert done.headers["location"] == address()
    assert "Une fiche y répond" in ada.get(address()).text
    found = ada.get("/api/v1/search", params={"q": ASKED}).json()["results"]
    assert found[0]["text"] == ANSWER
    asked(services)
    assert "À traiter (1)" in ada.get(f"{ROOT}/questions").text


def test_a_question_is_linked_dismissed_and_reopened(ada: TestClient, services: Services) -> None:
    asked(services)
    token = {"csrf": csrf(ada)}
    assert ada.post(address() + "/lier", data={**token, "document_id": "rien"}).status_code == 422
    ada.post(address() + "/lier", data={**token, "document_id": GROUPEMENT.id})
    assert GROUPEMENT.title.replace("'", "&#39;") in ada.get(address()).text
    ada.post(address() + "/rouvrir", data=token)
    assert ada.post(address() + "/ecarter", data=token).status_code == 422
    ada.post(address() + "/ecarter", data={**token, "reason": "Hors sujet"})
    asked(services)
    page = ada.get(f"{ROOT}/questions?etat=dismissed").text
    assert "Hors sujet" in page
    assert "À traiter (0)" in page


def test_one_click_puts_a_question_in_a_set_that_evaluate_reads(
    ada: TestClient, services: Services, tmp_path: Path
) -> None:
    asked(services)
    asked(services, "Qui partage un comptable à Figeac ?")
    token = {"csrf": csrf(ada)}
    linked = address("Qui partage un comptable à Figeac ?")
    ada.post(linked + "/lier", data={**token, "document_id": GROUPEMENT.id})
    for one in (address(), linked):
        ada.post(one + "/evaluation", data=token)
        ada.post(one + "/evaluation", data=token)
    path = tmp_path / "posees.yaml"
    path.write_bytes(ada.get(f"{ROOT}/questions/evaluation.yaml").content)
    first, second = sorted(load_questions(path), key=lambda one: one.kind)
    assert (first.kind, first.documents) == ("answerable", (GROUPEMENT.id,))
    assert first.facts[0][0] in GROUPEMENT.text
    assert (second.kind, second.message) == ("unanswerable", ASKED)
    ada.post(linked + "/evaluation", data={**token, "leave": "1"})
    path.write_bytes(ada.get(f"{ROOT}/questions/evaluation.yaml").content)
    assert [one.message for one in load_questions(path)] == [ASKED]


def test_whoever_erases_a_conversation_erases_its_task(ada: TestClient, services: Services) -> None:
    conversation = services.history.open("visiteur")
    reply = said(ASKED, conversation, "fr", {}).model_copy(update={"kind": "abstention"})
    services.history.append(conversation, Turn(ASKED, ASKED, reply, services.clock()))
    services.history.delete(conversation, "visiteur")
    assert ada.get(address()).status_code == 404


def test_what_is_past_its_date_comes_first_when_answers_cite_it_most(
    ada: TestClient, services: Services, knowledge: KnowledgeDesk
) -> None:
    day = services.clock().date().replace(year=2025)
    knowledge.library.save(write_sheet("Le prêt fini", "Le prêt Causse a pris fin.", id="fini", ends=day))
    page = ada.get(f"{ROOT}/a-revoir").text
    assert "fin de validité le 22 novembre 2025" in page
    for _ in range(2):
        asked(services, kind="answer")
    page = ada.get(f"{ROOT}/a-revoir").text
    assert page.index(GROUPEMENT.title.replace("'", "&#39;")) < page.index("Le prêt fini")
    assert "cité par 2 réponses" in page


def test_two_amounts_for_one_thing_are_shown_side_by_side(ada: TestClient, knowledge: KnowledgeDesk) -> None:
    for name, amount in (("un", "8 000"), ("deux", "9 500")):
        text = f"Le prêt Causse finance les boulangers de Gramat à hauteur de {amount} euros."
        knowledge.library.save(write_sheet(f"Fiche {name}", text, id=name))
    page = ada.get(f"{ROOT}/a-revoir").text
    assert "Deux montants" in page
    assert "8 000 euros" in page
    assert "9 500 euros" in page
    assert "contredisent peut-être (1)" in page


def test_dead_links_of_documents_are_told_with_who_gives_them(
    ada: TestClient, knowledge: KnowledgeDesk
) -> None:
    knowledge.library.save(write_sheet("Le four", "Le four chauffe.", id="four", url="https://parti.fr/four"))
    ada.post(f"{ROOT}/a-revoir/liens", data={"csrf": csrf(ada)})
    wait_until(lambda: not ada.get(f"{ROOT}/a-revoir/liens/etat").json()["running"])
    page = ada.get(f"{ROOT}/a-revoir").text
    assert "Liens morts (1)" in page
    assert "réponse 404" in page
    assert f'{ROOT}/documents/four">Le four' in page


def test_an_entry_is_changed_in_its_form_and_outlives_the_seeds(
    ada: TestClient, knowledge: KnowledgeDesk
) -> None:
    form = {"csrf": csrf(ada), "name": "CCI du Lot", "role": "accueil", "organisation": "cci-lot"}
    form |= {"territories": "DEP-46", "subjects": "emploi\nexport", "status": "known"}
    here = f"{ROOT}/catalogue/adviser/{CCI_LOT.key}"
    bad = ada.post(here, data={**form, "territories": "Lot", "email": "rien"})
    assert bad.status_code == 422
    assert 'id="territories-fault"' in bad.text
    assert 'id="email-fault"' in bad.text
    assert "emploi\nexport" in bad.text
    assert knowledge.catalogue.entry(CCI_LOT.key).entry == CCI_LOT
    assert ada.post(here, data=form).status_code == 303
    knowledge.catalogue.stored.put([CCI_LOT], "seeds")
    kept = knowledge.catalogue.entry(CCI_LOT.key)
    assert isinstance(kept.entry, Adviser)
    assert (kept.origin, kept.entry.subjects) == ("hand", ("emploi", "export"))


def test_a_programme_sent_back_as_it_was_shown_keeps_every_field(
    ada: TestClient, knowledge: KnowledgeDesk
) -> None:
    knowledge.catalogue.stored.put([PROGRAMME], "seeds")
    sent = {"csrf": csrf(ada), **form_of(PROGRAMME), "titre": "Groupement du Causse"}
    answer = ada.post(f"{ROOT}/catalogue/programme/{GROUPEMENT_ENTRY.key}", data=sent)
    assert answer.status_code == 303, answer.text
    kept = knowledge.catalogue.entry(GROUPEMENT_ENTRY.key).entry
    assert isinstance(kept, Programme)
    moved = {"date_mise_a_jour": kept.date_mise_a_jour, "written": kept.written}
    assert kept == replace(PROGRAMME, titre="Groupement du Causse", **moved)


def test_a_quote_that_no_source_holds_and_an_unknown_contact_are_told(ada: TestClient) -> None:
    sent = {"csrf": csrf(ada), **form_of(PROGRAMME), "contacts": "personne"}
    sent["evidence"] = f"{GROUPEMENT.id} | une phrase inventée"
    answer = ada.post(f"{ROOT}/catalogue/programme/{GROUPEMENT_ENTRY.key}", data=sent)
    assert 'id="contacts-fault"' in answer.text
    assert 'id="evidence-fault"' in answer.text


@pytest.mark.parametrize("kind", ["programme", "adviser", "organisation"])
def test_an_empty_form_counts_as_many_faults_as_it_leads_to(ada: TestClient, kind: str) -> None:
    sent = ada.post(f"{ROOT}/catalogue/{kind}/nouveau", data={"csrf": csrf(ada)})
    assert sent.status_code == 422
    counted = re.search(r"(\d+) champs sont à corriger", sent.text)
    summary = re.search(r"À corriger : (.*?)</p>", sent.text)
    assert counted
    assert summary
    assert int(counted[1]) == summary[1].count("<a ") == sent.text.count('aria-invalid="true"')


def test_an_entry_is_added_withdrawn_and_put_back(ada: TestClient, knowledge: KnowledgeDesk) -> None:
    form = {"csrf": csrf(ada), "key": "club-four", "name": "Le club du four", "kind": "cluster"}
    form |= {"description": "Des boulangers.", "territories": "DEP-46", "subjects": "pain", "status": "known"}
    taken = ada.post(f"{ROOT}/catalogue/organisation/nouveau", data={**form, "key": CCI_LOT.key})
    assert 'id="key-fault"' in taken.text
    ada.post(f"{ROOT}/catalogue/organisation/nouveau", data=form)
    assert "Le club du four" in ada.get(f"{ROOT}/catalogue?genre=organisation").text
    here = f"{ROOT}/catalogue/organisation/club-four/retirer"
    for back, count in (("", 0), ("1", 1)):
        ada.post(here, data={"csrf": csrf(ada), "back": back})
        assert len(knowledge.catalogue.stored.catalogue().organisations) == count
