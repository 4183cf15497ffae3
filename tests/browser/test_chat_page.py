"""The chat page, as a visitor lives it."""

import re

import pytest
from journeys import ask
from playwright.sync_api import BrowserContext, Page, Route, expect
from scripted_assistant import MISSION
from watched_site import Site, Watch

QUESTION = "Quelles missions d'études à l'étranger sont proposées ?"

COUNT_ANNOUNCEMENTS = """() => {
  window.announced = [];
  const region = document.getElementById("announcer");
  new MutationObserver(() => region.textContent && window.announced.push(region.textContent))
    .observe(region, { childList: true, characterData: true, subtree: true });
}"""


def test_the_welcome_says_that_it_is_an_ai_and_what_it_keeps(page: Page) -> None:
    page.goto("/")

    welcome = page.locator("#welcome")
    expect(welcome).to_contain_text("intelligence artificielle")
    expect(welcome).to_contain_text("Ce que nous gardons")
    expect(page.locator(".dock")).to_contain_text("Passerelle est une IA")
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_question_gets_an_answer_with_its_sources(page: Page) -> None:
    page.goto("/")

    exchange = ask(page, QUESTION)

    expect(exchange.locator(".message-visitor")).to_contain_text(QUESTION)
    expect(exchange.locator(".prose")).to_contain_text("La CCI Occitanie propose chaque année")
    expect(exchange.locator(".chip")).to_have_count(2)
    expect(exchange.locator(".source").first).to_contain_text("octobre 2022, il y a 4 ans (date déduite)")
    expect(exchange.locator(".callout")).to_have_count(2)
    expect(page.locator("#welcome")).to_be_hidden()
    expect(page.get_by_label("Votre question")).to_be_focused()
    expect(page.get_by_label("Votre question")).to_have_value("")


def test_the_answer_comes_sentence_by_sentence_and_can_be_stopped(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Votre question").fill("Réponds, mais lentement")
    page.keyboard.press("Enter")

    expect(page.locator(".sentence")).to_have_count(1)
    expect(page.locator(".sentence")).to_contain_text("La CCI Occitanie")
    page.get_by_role("button", name="Arrêter la réponse").click()

    expect(page.locator(".exchange")).to_contain_text("Réponse arrêtée")
    expect(page.locator(".sentence")).to_have_count(1)
    expect(page.get_by_role("button", name="Envoyer", exact=True)).to_be_visible()
    expect(page.get_by_label("Votre question")).to_be_focused()


def test_a_starter_and_a_suggestion_are_asked_with_one_click(page: Page) -> None:
    page.goto("/")

    page.get_by_role("link", name=re.compile("filières importantes du Lot")).click()
    page.get_by_role("button", name="Quelles leçons en sont restées ?").click()

    expect(page.locator(".message-visitor").nth(0)).to_contain_text("filières importantes du Lot")
    expect(page.locator(".message-visitor").nth(1)).to_contain_text("Quelles leçons en sont restées ?")
    expect(page.locator(".actions")).to_have_count(2)


def test_an_abstention_looks_like_one_and_says_whom_to_ask(page: Page) -> None:
    page.goto("/")

    exchange = ask(page, "Quel est son numéro de téléphone ?")

    expect(exchange.locator(".message-abstention")).to_contain_text("Les sources ne le disent pas")
    expect(exchange).to_contain_text("Adressez-vous à votre CCI")
    expect(exchange.locator(".sources")).to_have_count(0)


def test_a_match_is_shown_with_its_verdict_and_reasons(page: Page) -> None:
    page.goto("/")

    exchange = ask(page, "Montre une fiche")

    expect(exchange.locator(".match")).to_contain_text("Mission d'études internationale")
    expect(exchange.locator(".verdict")).to_have_text("Éligible")
    expect(exchange.locator(".match")).to_contain_text("Votre entreprise est en Occitanie.")
    expect(exchange.locator(".match")).to_contain_text("Service international, CCI Occitanie")


def test_reloading_keeps_the_conversation_and_its_citations(page: Page) -> None:
    page.goto("/")
    ask(page, QUESTION)
    ask(page, "Quel est son numéro de téléphone ?")

    page.reload()

    expect(page.locator(".exchange")).to_have_count(2)
    expect(page.locator(".exchange").first.locator(".chip")).to_have_count(2)
    page.locator(".chip").first.click()
    expect(page.locator("#source-panel mark")).to_have_text(re.compile("^La CCI Occitanie"))
    expect(page.locator("#announcer")).to_be_empty()


def ask_before_it_is_back(page: Page, question: str) -> Route:
    """Reload a conversation and ask before it is back; give the request for it, held."""
    page.goto("/")
    ask(page, QUESTION)
    held: list[Route] = []
    page.route("**/api/v1/conversations/*", lambda route: held.append(route))
    with page.expect_request("**/api/v1/conversations/*"):
        page.reload()
    page.get_by_label("Votre question").fill(question)
    page.keyboard.press("Enter")
    return held[0]


def test_a_question_asked_while_the_conversation_comes_back_stands_under_it(page: Page) -> None:
    held = ask_before_it_is_back(page, "Montre une fiche")

    expect(page.get_by_label("Votre question")).to_be_empty()
    page.wait_for_function("document.querySelector('#send').hidden")
    expect(page.locator(".exchange")).to_have_count(0)
    held.continue_()

    expect(page.locator(".exchange")).to_have_count(2)
    expect(page.locator(".exchange").last).to_contain_text("Mission d'études internationale")
    expect(page.locator(".exchange").first.locator(".chip")).to_have_count(2)


def test_a_question_stopped_while_the_conversation_comes_back_is_given_back(page: Page) -> None:
    held = ask_before_it_is_back(page, "Montre une fiche")

    page.locator("#stop").click()
    held.continue_()

    expect(page.get_by_label("Votre question")).to_have_value("Montre une fiche")
    expect(page.locator(".exchange")).to_have_count(1)
    expect(page.locator("#send")).to_be_visible()


def test_a_new_conversation_forgets_the_one_before(page: Page) -> None:
    page.goto("/")
    ask(page, QUESTION)

    page.get_by_role("link", name="Nouvelle conversation").click()

    expect(page.locator("#welcome")).to_be_visible()
    expect(page.locator(".exchange")).to_have_count(0)
    page.reload()
    expect(page.locator("#welcome")).to_be_visible()


def test_an_error_loses_nothing_and_can_be_tried_again(page: Page, site: Site) -> None:
    site.assistant.failures = 1
    page.goto("/")
    page.get_by_label("Votre question").fill("Une panne, peut-être ?")
    page.keyboard.press("Enter")

    expect(page.locator(".callout-fault")).to_contain_text("La recherche est momentanément indisponible")
    expect(page.get_by_label("Votre question")).to_have_value("Une panne, peut-être ?")
    page.get_by_role("button", name="Réessayer").click()

    expect(page.locator(".exchange .actions")).to_have_count(1)
    expect(page.locator(".exchange")).to_have_count(1)
    expect(page.get_by_label("Votre question")).to_have_value("")


def test_offline_the_text_is_kept(page: Page, context: BrowserContext, watch: Watch) -> None:
    watch.expected = ("ERR_INTERNET_DISCONNECTED",)
    page.goto("/")
    context.set_offline(True)
    expect(page.locator("#offline")).to_be_visible()
    page.get_by_label("Votre question").fill("Suis-je hors ligne ?")
    page.keyboard.press("Enter")

    expect(page.locator(".callout-fault")).to_contain_text("hors connexion")
    expect(page.get_by_label("Votre question")).to_have_value("Suis-je hors ligne ?")
    context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()


def test_a_conversation_that_is_gone_from_the_server_starts_anew(page: Page, watch: Watch) -> None:
    watch.expected = ("404",)
    page.goto("/")
    page.evaluate("sessionStorage.setItem('passerelle-conversation', 'disparue')")

    exchange = ask(page, QUESTION)

    expect(exchange.locator(".chip")).to_have_count(2)
    assert page.evaluate("sessionStorage.getItem('passerelle-conversation')") != "disparue"


def test_a_useless_answer_is_told_with_its_reason(page: Page) -> None:
    page.goto("/")
    exchange = ask(page, QUESTION)

    exchange.get_by_role("button", name="Réponse inutile").click()
    exchange.get_by_label("L'information n'est plus à jour").check()
    exchange.get_by_label("Un commentaire").fill("La mission est passée.")
    with page.expect_request("**/api/v1/feedback") as sent:
        exchange.get_by_role("button", name="Envoyer mon avis").click()

    given = sent.value.post_data_json
    assert (given["useful"], given["reason"], given["comment"]) == (
        False,
        "outdated",
        "La mission est passée.",
    )
    expect(exchange).to_contain_text("Merci, votre avis est enregistré.")
    expect(exchange.get_by_role("button", name="Réponse inutile")).to_have_attribute("aria-pressed", "true")
    expect(exchange.get_by_role("button", name="Réponse inutile")).to_be_focused()


def test_the_answer_is_copied_with_its_sources(page: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/")
    exchange = ask(page, QUESTION)

    exchange.get_by_role("button", name="Copier la réponse").click()

    expect(exchange).to_contain_text("Copié")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "La CCI Occitanie propose chaque année" in copied
    assert f"[2] « La mission suivante partira en mars 2023 vers le Canada. » ({MISSION.title}" in copied
    assert MISSION.url in copied


def test_a_message_near_the_limit_is_counted_and_one_beyond_is_not_sent(page: Page) -> None:
    page.goto("/")
    field = page.get_by_label("Votre question")

    field.fill("a" * 1590)
    expect(page.locator("#counter")).to_be_hidden()
    field.fill("a" * 1990)
    expect(page.locator("#counter")).to_have_text("1990 caractères sur 2000")
    field.fill("a" * 2001)
    page.keyboard.press("Enter")

    expect(page.locator("#counter")).to_contain_text("dépasse 2000 caractères")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("a" * 2001)
    expect(page.locator(".exchange")).to_have_count(0)


def test_shift_enter_makes_a_new_line(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Votre question").press_sequentially("Bonjour")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("qui aide une boulangerie ?")

    expect(page.get_by_label("Votre question")).to_have_value("Bonjour\nqui aide une boulangerie ?")
    expect(page.locator(".exchange")).to_have_count(0)


def test_a_finished_answer_is_announced_once(page: Page) -> None:
    page.goto("/")
    ask(page, QUESTION)
    page.evaluate(COUNT_ANNOUNCEMENTS)

    ask(page, "Et ensuite, quelles leçons ?")

    announced = page.evaluate("window.announced")
    assert len(announced) == 1
    assert announced[0].startswith("Réponse de Passerelle : La CCI Occitanie")
    assert announced[0].endswith("2 sources.")
    assert "[" not in announced[0]
    assert page.locator("[aria-live], [role=log]").count() == 0
    expect(page.locator("[role=status]").filter(has_text="Réponse de Passerelle")).to_have_count(1)


def test_english_is_a_choice_that_goes_with_the_question(page: Page, site: Site) -> None:
    page.goto("/")
    ask(page, QUESTION)
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".exchange")).to_have_count(1)  # the conversation came along

    page.get_by_label("Your question").fill("Which study missions are there?")
    page.keyboard.press("Enter")
    page.locator(".exchange").nth(1).locator(".actions").wait_for()

    answer = page.locator(".exchange").nth(1)
    assert site.assistant.languages == [None, "en"]
    expect(answer.locator(".prose [lang=fr]")).to_have_text(re.compile(r"^«\sLa CCI Occitanie"))
    expect(answer.locator(".prose")).to_have_attribute("lang", "en")
    expect(answer.locator(".source")).to_contain_text("October 2022, 4 years ago (date inferred)")
    answer.locator(".chip").click()
    expect(page.locator("#source-panel blockquote")).to_have_attribute("lang", "fr")
    expect(page.locator("#panel-document")).to_have_attribute("href", re.compile(r"\?lang=en#p\d"))


def test_a_draft_survives_the_change_of_language(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Votre question").fill("Une question pas encore envoyée")
    page.get_by_role("link", name="English").click()

    expect(page.get_by_label("Your question")).to_have_value("Une question pas encore envoyée")


@pytest.mark.parametrize("machine", ["light", "dark"])
def test_the_theme_follows_the_machine_until_the_visitor_chooses(page: Page, machine: str) -> None:
    dark_paper, light_paper = "rgb(16, 25, 28)", "rgb(247, 244, 236)"
    papers = {"light": light_paper, "dark": dark_paper}
    other = "dark" if machine == "light" else "light"
    page.emulate_media(color_scheme=machine)
    page.goto("/")
    expect(page.locator("html")).to_have_css("background-color", papers[machine])

    page.locator("#theme-toggle").click()
    expect(page.locator("html")).to_have_css("background-color", papers[other])
    page.reload()
    expect(page.locator("html")).to_have_css("background-color", papers[other])


def test_text_from_the_server_never_becomes_markup(page: Page) -> None:
    page.goto("/")

    exchange = ask(page, "<img src=x onerror=alert(1)> [1] **gras**")

    expect(exchange.locator(".message-visitor")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(exchange.locator("img")).to_have_count(0)


def test_the_printed_page_keeps_words_and_sources_only(page: Page) -> None:
    page.goto("/")
    exchange = ask(page, QUESTION)
    page.emulate_media(media="print")

    expect(exchange.locator(".source-quote").first).to_be_visible()
    expect(page.locator(".dock")).to_be_hidden()
    expect(exchange.locator(".actions")).to_be_hidden()
