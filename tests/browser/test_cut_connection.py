"""A connection that breaks in the middle of an answer: the visitor reads it to its end all the same."""

from cutting_proxy import cutting
from journeys import ask
from playwright.sync_api import Browser, expect
from watched_site import Site

QUESTION = "Que propose la CCI chaque année ? Réponds, mais lentement."


def test_an_answer_cut_off_twice_is_gone_on_with_where_it_stopped(browser: Browser, site: Site) -> None:
    with cutting(site.origin, cuts=2) as proxy:
        context = browser.new_context(base_url=f"http://127.0.0.1:{proxy.port}")
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.goto("/")
        exchange = ask(page, QUESTION)
        expect(exchange.locator(".source")).to_have_count(2)
        expect(page.locator(".exchange")).to_have_count(1)
        expect(page.locator(".callout-fault")).to_have_count(0)
        expect(exchange.locator(".prose")).to_contain_text("mars 2023")
        context.close()
    assert proxy.cuts == 0
    assert [b"last-event-id" in one.lower() for one in proxy.seen] == [False, True, True]
    assert len(site.assistant.languages) == 1
