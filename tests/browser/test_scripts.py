"""The scripts that have a logic of their own, run where they live: in the browser."""

from datetime import date

import pytest
from playwright.sync_api import Page

from bot.web.dates import parse_published, published_in_words

TODAY = date(2026, 11, 22)
DATES = ["2026", "2025", "2013", "2026-11", "2026-10", "2025-11", "2022-10", "2027-02", "2026-11-21"]
DATES += ["2026-10-23", "2026-10-22", "2024-02-29", "2019-03-01", "2026-12-24"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_dates_are_said_alike_by_the_page_and_by_the_server(page: Page, language: str) -> None:
    page.goto("/confidentialite")
    said = page.evaluate(
        """async ([dates, language]) => {
          const { publishedInWords } = await import("/static/js/dates.js");
          return dates.map((one, index) => publishedInWords(one, index % 2 === 0, "2026-11-22", language));
        }""",
        [DATES, language],
    )

    for index, (iso, words) in enumerate(zip(DATES, said, strict=True)):
        published = parse_published(iso, certain=index % 2 == 0)
        assert words == published_in_words(published, TODAY, language)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_events_are_read_however_they_are_cut(page: Page, size: int, line_end: str) -> None:
    lines = [": ping", "", "event: text", 'data: {"text": "Une phrase à Figeac."}', "", "event: done"]
    lines += ['data: {"a":', "data: 1}", "", ""]
    page.goto("/confidentialite")

    events = page.evaluate(
        """async ([text, size]) => {
          const { readEvents } = await import("/static/js/stream.js");
          const bytes = new TextEncoder().encode(text);
          const body = new ReadableStream({
            start(controller) {
              for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
              controller.close();
            },
          });
          const events = [];
          for await (const event of readEvents({ body })) events.push(event);
          return events;
        }""",
        [line_end.join(lines), size],
    )

    assert events == [
        {"name": "text", "data": {"text": "Une phrase à Figeac."}},
        {"name": "done", "data": {"a": 1}},
    ]
