"""The widget on somebody else's page, as its visitor and its maker live it."""

import json

from playwright.sync_api import FrameLocator, Page, expect
from watched_site import Host, Watch

QUESTION = "Quelles missions d'études à l'étranger sont proposées ?"
LAUNCH = "Une question ?"
RECORD = """<script>window.told = [];
for (const name of ["ready", "opened", "closed", "answered", "request"])
  document.addEventListener(`passerelle:${name}`, (event) => told.push([name, event.detail]));</script>"""


def framed(page: Page) -> FrameLocator:
    return page.locator("passerelle-chat").frame_locator("iframe")


def opened(page: Page) -> FrameLocator:
    page.get_by_role("button", name=LAUNCH).click()
    expect(framed(page).get_by_label("Votre question")).to_be_focused()
    return framed(page)


def lie_still(page: Page) -> None:
    """Wait for the end of the opening: until then a browser may give a click to the page under the frame."""
    page.evaluate("""async () => {
        const dialog = document.querySelector("passerelle-chat").shadowRoot.querySelector("dialog");
        await Promise.all(dialog.getAnimations().map((one) => one.finished));
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    }""")


def ask(chat: FrameLocator, question: str = QUESTION) -> None:
    chat.get_by_label("Votre question").fill(question)
    chat.get_by_label("Votre question").press("Enter")
    chat.locator(".exchange").last.locator(".actions").wait_for()


def test_a_visitor_opens_the_chat_asks_and_reads_the_source(visitor: Page, host: Host) -> None:
    visitor.goto(f"{host.origin}/clair")
    chat = opened(visitor)
    ask(chat)
    expect(chat.locator(".prose")).to_contain_text("La CCI Occitanie propose chaque année")
    chat.locator(".chip").first.click()
    expect(chat.locator("#source-panel mark")).to_contain_text("La CCI Occitanie")
    with visitor.context.expect_page() as document:
        chat.get_by_role("link", name="Lire le document").click()
    expect(document.value.get_by_role("heading", level=1)).to_contain_text("aveyronnaises")


def test_nothing_is_loaded_before_the_chat_is_opened_nor_kept_before_the_first_message(
    visitor: Page, host: Host
) -> None:
    asked: list[str] = []
    visitor.on("request", lambda request: asked.append(request.url))
    visitor.goto(f"{host.origin}/clair")
    expect(visitor.get_by_role("button", name=LAUNCH)).to_be_visible()
    visitor.wait_for_load_state("networkidle")
    assert [one for one in asked if one.startswith(host.service)] == [f"{host.service}/widget.js"]

    chat = opened(visitor)
    chat.get_by_label("Votre question").fill("Un brouillon")
    frame = next(one for one in visitor.frames if one.url.startswith(host.service))
    kept = "JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie])"
    frame.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert json.loads(frame.evaluate(kept)) == [{}, {}, ""]
    assert visitor.context.cookies() == []
    ask(chat)
    session, local, cookie = json.loads(frame.evaluate(kept))
    assert {name.rsplit("-", 1)[0] for name in session} == {"passerelle-conversation", "passerelle-visitor"}
    assert (local, cookie, visitor.context.cookies()) == ({}, "", [])
    assert json.loads(visitor.evaluate(kept)) == [{}, {}, ""]


def test_the_conversation_is_there_again_after_a_reload(visitor: Page, host: Host) -> None:
    visitor.goto(f"{host.origin}/clair")
    ask(opened(visitor))
    visitor.reload()
    chat = opened(visitor)
    expect(chat.locator(".exchange")).to_have_count(1)
    expect(chat.locator(".prose")).to_contain_text("La CCI Occitanie")
    ask(chat, "Quel est son numéro de téléphone ?")
    expect(chat.locator(".exchange")).to_have_count(2)


def test_escape_closes_what_is_inside_first_then_the_chat_and_gives_the_focus_back(
    visitor: Page, host: Host
) -> None:
    visitor.goto(f"{host.origin}/clair")
    chat = opened(visitor)
    ask(chat)
    chat.locator(".chip").first.click()
    expect(chat.locator("#source-panel")).to_be_visible()
    visitor.keyboard.press("Escape")
    expect(chat.locator("#source-panel")).to_be_hidden()
    expect(visitor.get_by_role("dialog")).to_be_visible()
    visitor.keyboard.press("Escape")
    expect(visitor.locator("passerelle-chat dialog")).to_be_hidden()
    expect(visitor.get_by_role("button", name=LAUNCH)).to_be_focused()
    visitor.keyboard.press("Enter")
    expect(chat.locator(".exchange")).to_have_count(1)
    expect(chat.get_by_label("Votre question")).to_be_focused()
    visitor.get_by_role("button", name="Fermer l'assistant").click()
    expect(visitor.get_by_role("button", name=LAUNCH)).to_be_focused()


def test_the_focus_stays_inside_while_the_chat_is_open(visitor: Page, host: Host) -> None:
    visitor.goto(f"{host.origin}/clair")
    opened(visitor)
    seen = set()
    for key in ["Tab"] * 30 + ["Shift+Tab"] * 30:
        visitor.keyboard.press(key)
        seen.add(visitor.evaluate("document.activeElement.localName"))
    assert seen <= {"passerelle-chat", "body"}
    assert "passerelle-chat" in seen


def test_the_page_is_told_what_happens_without_a_word_of_what_was_said(visitor: Page, host: Host) -> None:
    host.pages.script = RECORD
    visitor.goto(f"{host.origin}/clair")
    chat = opened(visitor)
    ask(chat)
    chat.get_by_role("button", name="Être contacté").click()
    chat.get_by_label("Votre nom").fill("Jeanne Delmas")
    chat.get_by_label("Adresse électronique").fill("jeanne@boulangerie-figeac.fr")
    chat.get_by_label("Votre besoin en quelques mots").fill("Partager un comptable.")
    chat.get_by_label("J'accepte que ma chambre").check()
    chat.get_by_role("button", name="Envoyer ma demande").click()
    chat.get_by_role("link", name="Suivre ma demande").wait_for()
    visitor.wait_for_function("told.length >= 4")
    assert visitor.evaluate("told") == [
        ["ready", {}],
        ["opened", {}],
        ["answered", {"kind": "answer", "sources": 2}],
        ["request", {"kind": "autre"}],
    ]


def test_a_page_drives_the_chat_and_fills_it_in(visitor: Page, host: Host) -> None:
    profile = json.dumps({"effectif": 20, "code_naf": "10.71C"})
    host.pages.attributes = (
        'data-lang="fr" data-position="left" data-colour="#ffd400" data-opening="Bonjour, vous cherchez ?" '
        f'data-territory="46" data-subject="international" data-profile=\'{profile}\''
    )
    visitor.goto(f"{host.origin}/clair")
    visitor.wait_for_function("window.Passerelle")
    sent: list[dict[str, object]] = []
    visitor.on("request", lambda one: one.url.endswith("/chat") and sent.append(one.post_data_json))
    assert visitor.get_by_role("button", name=LAUNCH).bounding_box()["x"] < 100  # type: ignore[index]

    visitor.evaluate(f"Passerelle.send({json.dumps(QUESTION)})")
    chat = framed(visitor)
    chat.locator(".exchange .actions").wait_for()
    expect(chat.locator(".message-visitor")).to_contain_text(QUESTION)
    assert sent[0]["profile"] == {"departement": "46", "effectif": 20, "code_naf": "10.71C"}
    expect(chat.get_by_placeholder("Votre question : international…")).to_be_visible()
    chat.get_by_role("button", name="Être contacté").click()
    expect(chat.get_by_label("Département")).to_have_value("46")
    chat.get_by_role("button", name="Fermer").last.click()
    visitor.evaluate("Passerelle.close()")
    expect(visitor.locator("passerelle-chat dialog")).to_be_hidden()
    visitor.evaluate("Passerelle.open()")
    expect(visitor.locator("passerelle-chat dialog")).to_be_visible()
    lie_still(visitor)
    chat.get_by_role("link", name="Nouvelle conversation").click()
    expect(chat.get_by_role("heading", name="Bonjour, vous cherchez ?")).to_be_visible()
    for wrong in ("''", "null", "'a'.repeat(2001)"):
        assert (
            visitor.evaluate(f"(() => {{ try {{ Passerelle.send({wrong}) }} catch {{ return 'non' }} }})()")
            == "non"
        )


def test_a_chat_opened_again_at_once_stays_open(visitor: Page, host: Host) -> None:
    visitor.goto(f"{host.origin}/clair")
    opened(visitor)
    states = visitor.evaluate("""async () => {
        const dialog = document.querySelector("passerelle-chat").shadowRoot.querySelector("dialog");
        const told = [];
        for (const name of ["opened", "closed"]) Passerelle.on(name, () => told.push(name));
        Passerelle.close();
        Passerelle.open();
        await new Promise((later) => setTimeout(later, 300));
        return [dialog.open, told];
    }""")
    assert states == [True, ["closed", "opened"]]
    visitor.keyboard.press("Escape")
    expect(visitor.locator("passerelle-chat dialog")).to_be_hidden()
    visitor.get_by_role("button", name=LAUNCH).click()
    expect(visitor.locator("passerelle-chat dialog")).to_be_visible()


def test_the_chat_speaks_english_where_the_page_does(visitor: Page, host: Host) -> None:
    host.pages.attributes = 'data-lang="en"'
    visitor.goto(f"{host.origin}/clair")
    visitor.get_by_role("button", name="Any questions?").click()
    expect(framed(visitor).get_by_label("Your question")).to_be_focused()


def test_an_element_in_the_text_opens_in_its_place(visitor: Page, host: Host) -> None:
    host.pages.attributes = 'data-mode="inline"'
    host.pages.body = (
        '<passerelle-chat opening="Parlez-nous de votre projet." height="620"></passerelle-chat>'
    )
    visitor.goto(f"{host.origin}/clair")
    expect(visitor.get_by_text("Parlez-nous de votre projet.")).to_be_visible()
    assert visitor.locator("passerelle-chat iframe").count() == 0
    visitor.get_by_role("button", name=LAUNCH).click()
    chat = framed(visitor)
    ask(chat)
    assert visitor.locator("passerelle-chat iframe").bounding_box()["height"] > 600  # type: ignore[index]
    visitor.keyboard.press("Escape")
    expect(chat.locator(".prose")).to_be_visible()
    visitor.evaluate("Passerelle.close()")
    expect(visitor.get_by_role("button", name=LAUNCH)).to_be_focused()


def test_a_plain_frame_needs_no_script_of_ours_on_the_page(visitor: Page, host: Host) -> None:
    visitor.goto(f"{host.origin}/cadre")
    chat = visitor.frame_locator("#plain")
    expect(chat.get_by_role("heading", name="Bonjour du cadre")).to_be_visible()
    ask(chat)
    expect(chat.locator(".prose")).to_contain_text("La CCI Occitanie")


def test_the_page_may_have_a_strict_policy_of_its_own(visitor: Page, host: Host) -> None:
    visitor.goto(f"{host.origin}/stricte")
    ask(opened(visitor))


def test_a_token_that_ends_meanwhile_is_renewed_without_a_word(
    visitor: Page, host: Host, surroundings: Watch
) -> None:
    surroundings.expected = ("401",)
    visitor.goto(f"{host.origin}/clair")
    chat = opened(visitor)
    ask(chat)
    host.clock.now = host.clock.now.replace(hour=host.clock.now.hour + 1)
    ask(chat, "Et maintenant ?")
    expect(chat.locator(".exchange")).to_have_count(2)


def test_a_link_stands_in_for_the_chat_without_javascript(visitor: Page, host: Host) -> None:
    answer = visitor.request.get(
        f"{host.service}/widget/chat?site={host.pages.key}", headers={"Sec-Fetch-Dest": "document"}
    )
    assert answer.url == f"{host.service}/"
