"""What the widget costs the page that shows it: bytes, requests, main-thread time, told at each run."""

import gzip
import statistics

import pytest
from playwright.sync_api import CDPSession, Page, expect
from watched_site import Host

LOADS = 5
LAUNCH = "Une question ?"


def spent(session: CDPSession) -> dict[str, float]:
    """Give the seconds that the main thread of the page has spent so far, by what it did."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return {one["name"]: one["value"] for one in metrics}


def test_the_loader_is_small_asks_once_and_hardly_holds_the_page(
    visitor: Page, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    session = visitor.context.new_cdp_session(visitor)
    session.send("Performance.enable")
    session.send("Network.enable")
    asked: list[tuple[str, int]] = []
    session.on(
        "Network.loadingFinished", lambda told: asked.append((told["requestId"], told["encodedDataLength"]))
    )
    addresses: dict[str, str] = {}
    session.on(
        "Network.requestWillBeSent",
        lambda told: addresses.update({told["requestId"]: told["request"]["url"]}),
    )
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    scripts, tasks = [], []
    for _ in range(LOADS):
        asked.clear()
        visitor.goto("about:blank")
        before = spent(session)
        visitor.goto(f"{host.origin}/clair")
        expect(visitor.get_by_role("button", name=LAUNCH)).to_be_visible()
        after = spent(session)
        scripts.append(1000 * (after["ScriptDuration"] - before["ScriptDuration"]))
        tasks.append(1000 * (after["TaskDuration"] - before["TaskDuration"]))
    ours = [(addresses[one], size) for one, size in asked if addresses[one].startswith(host.service)]
    body = visitor.request.get(f"{host.service}/widget.js", headers={"Accept-Encoding": "gzip"})
    packed = len(gzip.compress(body.body(), mtime=0))
    with capsys.disabled():
        print(
            f"\nLoader: {packed} bytes compressed, {sum(size for _, size in ours)} over the wire, "
            f"{len(ours)} request; main thread {statistics.median(scripts):.1f} ms of script, "
            f"{statistics.median(tasks):.1f} ms with the whole page (median of {LOADS} loads)"
        )
    assert [address for address, _ in ours] == [f"{host.service}/widget.js"]
    assert packed < 15_000
    assert sum(size for _, size in ours) < 15_000
    # A page is held up when a task lasts more than 50 ms.
    assert statistics.median(scripts) < 50
