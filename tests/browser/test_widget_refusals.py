"""The widget against those it is not meant for: strangers, stolen tokens, hostile pages, closed sites."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from test_widget import LAUNCH, QUESTION, ask, framed, opened
from watched_site import Host, Watch

REFUSED = "L'assistant n'est pas disponible sur ce site pour le moment."
NOISE = (
    "Failed to load resource",
    "blocked by CORS policy",
    "frame-ancestors",
    "Refused to frame",
    "violates",
)
FETCH = """async ([address, headers, body]) => {
  try {
    const answer = await fetch(address, { method: "POST", headers, body });
    return answer.status;
  } catch (fault) {
    return "refused";
  }
}"""


def is_refused(page: Page) -> None:
    page.get_by_role("button", name=LAUNCH).click()
    expect(page.get_by_role("status").filter(has_text=REFUSED)).to_be_visible()
    assert page.locator("iframe").count() == 0
    expect(page.get_by_role("link", name="Ouvrir l'assistant dans une page")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=LAUNCH)).to_be_focused()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("127.0.0.1", id="another-name-of-the-same-machine"),
        pytest.param("localhost.evil.localhost", id="allowed-name-as-a-prefix"),
        pytest.param("evil.localhost", id="allowed-name-as-a-suffix"),
    ],
)
def test_a_stranger_gets_neither_a_token_nor_the_frame(
    visitor: Page, host: Host, surroundings: Watch, name: str
) -> None:
    stranger = f"http://{name}:{host.port}"
    surroundings.others += (stranger,)
    surroundings.expected = NOISE
    visitor.goto(f"{stranger}/clair")
    is_refused(visitor)
    visitor.goto(f"{stranger}/cadre")
    assert blocked(visitor)


def blocked(page: Page) -> bool:
    page.wait_for_load_state("networkidle")
    return all("composer" not in frame.content() for frame in page.frames if frame != page.main_frame)


def test_a_sandboxed_page_of_an_allowed_site_is_nobody(
    visitor: Page, host: Host, surroundings: Watch
) -> None:
    surroundings.expected = NOISE
    visitor.goto(f"{host.origin}/bac-a-sable")
    inner = visitor.frame_locator("iframe")
    inner.get_by_role("button", name=LAUNCH).click()
    expect(inner.get_by_role("status").filter(has_text=REFUSED)).to_be_visible()
    assert inner.locator("body").evaluate("self.origin") == "null"


def test_an_allowed_page_inside_a_stranger_shows_nothing(
    visitor: Page, host: Host, surroundings: Watch
) -> None:
    stranger = f"http://127.0.0.1:{host.port}"
    surroundings.others += (stranger,)
    surroundings.expected = NOISE
    visitor.goto(f"{stranger}/clair")
    visitor.evaluate(
        "(address) => document.body.insertAdjacentHTML('beforeend',"
        " `<iframe id='inner' title='x' src='${address}' width='900' height='900'></iframe>`)",
        f"{host.origin}/cadre",
    )
    visitor.frame_locator("#inner").locator("#own").wait_for()
    assert blocked(visitor)


def token_of(page: Page, host: Host) -> str:
    with page.expect_response(
        lambda one: one.url.endswith("/token") and one.request.method == "POST"
    ) as given:
        opened(page)
    return str(given.value.json()["token"])


def test_a_stolen_token_is_worth_nothing_on_any_page(visitor: Page, host: Host, surroundings: Watch) -> None:
    surroundings.expected = NOISE
    visitor.goto(f"{host.origin}/clair")
    token = token_of(visitor, host)
    stranger = f"http://127.0.0.1:{host.port}"
    surroundings.others += (stranger,)
    call = [
        f"{host.service}/widget/api/v1/chat",
        {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        '{"message": "Bonjour"}',
    ]
    before = len(host.assistant.languages)
    assert visitor.evaluate(FETCH, call) == "refused"
    visitor.goto(f"{stranger}/clair")
    assert visitor.evaluate(FETCH, call) == "refused"
    assert len(host.assistant.languages) == before


def test_an_expired_token_is_refused_once_the_page_gets_no_other(
    visitor: Page, host: Host, surroundings: Watch
) -> None:
    surroundings.expected = NOISE
    visitor.goto(f"{host.origin}/clair")
    chat = opened(visitor)
    visitor.route("**/widget/sites/**", lambda route: route.abort())
    host.clock.now += timedelta(minutes=11)
    chat.get_by_label("Votre question").fill(QUESTION)
    chat.get_by_label("Votre question").press("Enter")
    expect(chat.locator(".callout-fault")).to_contain_text("restée ouverte trop longtemps")
    expect(chat.get_by_label("Votre question")).to_have_value(QUESTION)


def test_a_site_switched_off_is_off_at_the_next_question_and_at_the_next_opening(
    visitor: Page, host: Host, surroundings: Watch
) -> None:
    surroundings.expected = NOISE
    visitor.goto(f"{host.origin}/clair")
    chat = opened(visitor)
    ask(chat)
    began = host.clock.now
    host.sites.switch(host.pages.key, False)
    chat.get_by_label("Votre question").fill("Et qui l'organise ?")
    chat.get_by_label("Votre question").press("Enter")
    expect(chat.locator(".callout-fault")).to_contain_text(REFUSED)
    visitor.reload()
    is_refused(visitor)
    visitor.goto(f"{host.origin}/cadre")
    expect(visitor.frame_locator("#plain").get_by_text(REFUSED)).to_be_visible()
    assert host.clock.now - began < timedelta(minutes=1)
    host.sites.switch(host.pages.key, True)
    visitor.goto(f"{host.origin}/clair")
    ask(opened(visitor))


SPOKEN = """() => {
  const frame = document.querySelector("passerelle-chat").shadowRoot.querySelector("iframe");
  const say = (data) => frame.contentWindow.postMessage(data, "*");
  const token = "a.b.c";
  for (const data of [
    null, 7, "send", [], { type: "send", text: "Intrus" },
    { passerelle: 2, type: "send", text: "Intrus" },
    { passerelle: 1, type: "send" },
    { passerelle: 1, type: "send", text: "" },
    { passerelle: 1, type: "send", text: { toString: () => "Intrus" }.toString === 1 ? 1 : 7 },
    { passerelle: 1, type: "send", text: "x".repeat(2001) },
    { passerelle: 1, type: "send", text: "Intrus", more: 1 },
    { passerelle: 1, type: "constructor" },
    { passerelle: 1, type: "__proto__" },
    { passerelle: 1, type: "start", token, expires_in: 600, options: {} },
    { passerelle: 1, type: "start", token, expires_in: 600, modal: true, options: { colour: "red" } },
    { passerelle: 1, type: "start", token, expires_in: 600, modal: true, options: { html: "x" } },
    { passerelle: 1, type: "token", token: "pas un jeton", expires_in: 600 },
    { passerelle: 1, type: "token", token, expires_in: 1e9 },
  ]) say(data);
  // The same, well formed, from another window than the page around.
  const other = document.createElement("iframe");
  document.body.append(other);
  other.contentWindow.eval(`parent.document.querySelector("passerelle-chat").shadowRoot.querySelector("iframe")
    .contentWindow.postMessage({ passerelle: 1, type: "send", text: "Intrus" }, "*")`);
}"""


def test_a_page_that_sends_anything_else_than_the_protocol_is_not_heard(visitor: Page, host: Host) -> None:
    host.pages.script = "<script>addEventListener('unload', () => {})</script>"
    visitor.goto(f"{host.origin}/clair")
    chat = opened(visitor)
    visitor.evaluate(SPOKEN)
    ask(chat)
    expect(chat.locator(".message-visitor")).to_have_count(1)
    expect(chat.locator(".message-visitor")).to_contain_text(QUESTION)


FORGED = """async () => {
  window.told = [];
  for (const name of ["answered", "request", "closed"])
    document.addEventListener(`passerelle:${name}`, (event) => window.told.push([name, event.detail]));
  const answered = { passerelle: 1, type: "answered", kind: "answer", sources: 2 };
  window.postMessage(answered, "*");
  window.postMessage({ passerelle: 1, type: "close" }, "*");
  const other = document.createElement("iframe");
  document.body.append(other);
  other.contentWindow.eval(`parent.postMessage(${JSON.stringify(answered)}, "*");
    parent.postMessage({ passerelle: 1, type: "renew" }, "*")`);
  const frame = document.querySelector("passerelle-chat").shadowRoot.querySelector("iframe");
  for (const [origin, source, data] of [
    ["https://evil.example", frame.contentWindow, answered],
    [location.origin, frame.contentWindow, answered],
    [new URL(frame.src).origin, window, answered],
    [new URL(frame.src).origin, frame.contentWindow, { ...answered, text: "secret" }],
    [new URL(frame.src).origin, frame.contentWindow, { ...answered, sources: -1 }],
    [new URL(frame.src).origin, frame.contentWindow, { passerelle: 1, type: "valueOf" }],
  ]) window.dispatchEvent(new MessageEvent("message", { origin, source, data }));
  await new Promise((resolve) => setTimeout(resolve));
  return window.told;
}"""


def test_the_page_hears_nobody_but_the_frame(visitor: Page, host: Host) -> None:
    visitor.goto(f"{host.origin}/clair")
    opened(visitor)
    assert visitor.evaluate(FORGED) == []
    expect(visitor.get_by_role("dialog")).to_be_visible()


def test_no_message_of_ours_is_sent_to_whoever_listens(visitor: Page, host: Host) -> None:
    script = visitor.request.get(f"{host.service}/widget.js").text()
    modules = [
        visitor.request.get(f"{host.service}/static/js/widget/{name}.js").text()
        for name in ("frame", "host", "session")
    ]
    sent = [line for text in (script, *modules) for line in text.splitlines() if "postMessage(" in line]
    assert len(sent) == 2
    assert not any('"*"' in line or "'*'" in line for line in sent)


def test_scripts_of_the_page_cannot_reach_into_the_frame(visitor: Page, host: Host) -> None:
    visitor.goto(f"{host.origin}/clair")
    opened(visitor)
    reached = visitor.evaluate(
        """() => {
          const frame = document.querySelector("passerelle-chat").shadowRoot.querySelector("iframe");
          const tries = [() => frame.contentWindow.document.body, () => frame.contentWindow.sessionStorage,
            () => frame.contentWindow.location.href];
          return tries.map((one) => { try { return String(one()); } catch (fault) { return fault.name; } })
            .concat(String(frame.contentDocument));
        }"""
    )
    assert reached == ["SecurityError", "SecurityError", "SecurityError", "null"]
    assert (
        framed(visitor)
        .locator("body")
        .evaluate("() => { try { return parent.document && 'reached' } catch (f) { return f.name } }")
        == "SecurityError"
    )


def test_no_other_page_of_ours_can_be_framed_even_by_an_allowed_site(
    visitor: Page, host: Host, surroundings: Watch
) -> None:
    surroundings.expected = NOISE
    for path in ("/", "/confidentialite", "/conseiller/connexion", "/sources/mission-californie"):
        headers = visitor.request.get(f"{host.service}{path}").headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
    page = visitor.request.get(f"{host.service}/widget/chat?site={host.pages.key}").headers
    assert page["content-security-policy"].endswith(f"frame-ancestors {host.origin}")
    assert "x-frame-options" not in page
    assert page["cache-control"] == "no-store"
