"""A real Chromium on a real server: what the tests of this folder share."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from databases import database_url
from fakes import TODAY, MovingClock, fake_services
from host_pages import HostPages
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from scripted_assistant import MISSION, ScriptedAssistant
from serving import served
from watched_site import ADMINISTRATOR, ADVISER, PASSWORD, Host, Site, Watch

from bot.clock import fixed_clock
from bot.evaluation.bench_desk import fill
from bot.matching.routing import Hole
from bot.store.database import Database, open_database
from bot.store.matching import CoverageHoles
from bot.store.rollup import Rollup
from bot.web.app import create_app

# A shared machine is slow at times; what is right shows at once all the same.
expect.set_options(timeout=15_000)

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Playwright also turns off the partitions in which browsers keep what a frame of another site stores.
    "--disable-features=AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,MediaRouter,PaintHolding,OptimizationHints,NetworkTimeServiceQuerying,"
    "PreconnectToSearch",
]


def chromium() -> str | None:
    """Give the Chromium of this machine: BOT_CHROMIUM, or the first one on the path."""
    return os.environ.get("BOT_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")
    # Playwright's event loop runs in the main thread until the session ends: no test of the assistant
    # could run its own after it.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium here: apt-get install chromium, or name one in BOT_CHROMIUM")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, headless=True, args=_FLAGS)
        yield launched
        launched.close()


def ask_all_year(database: Database) -> None:
    """Leave enough made-up conversations for the barometer to have something to draw."""
    fill(database, 400, (MISSION.id,), 1, datetime(2026, 11, 22, tzinfo=UTC))
    Rollup(database, fixed_clock(TODAY)).refresh(at_once=True)
    holes = CoverageHoles(database)
    for departement in ("46",) * 9 + ("31",) * 6 + ("974", "12"):
        holes.record(Hole("export", departement, "2026-11"))


@pytest.fixture(scope="session")
def running_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    database = open_database(database_url(tmp_path_factory.mktemp("site")))
    services = fake_services(database)
    services.library.save(MISSION)
    assert services.desk is not None
    services.desk.accounts.add(ADVISER, "Paul Roux", "adviser", PASSWORD, ("46",))
    services.desk.accounts.add(ADMINISTRATOR, "Ada Pons", "administrator", PASSWORD)
    ask_all_year(database)
    assistant = ScriptedAssistant(services.history, services.clock)
    application = create_app(fake_services(database, assistant=assistant))
    with served(application) as origin:
        yield Site(origin, assistant)
    database.close()


@pytest.fixture(scope="session")
def running_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    database = open_database(database_url(tmp_path_factory.mktemp("widget")))
    clock = MovingClock()
    services = fake_services(database, clock=clock)
    services.library.save(MISSION)
    assert services.widget is not None
    assistant = ScriptedAssistant(services.history, clock)
    application = create_app(fake_services(database, assistant=assistant, clock=clock))
    pages = HostPages()
    with served(application) as service, served(pages.application()) as here:
        pages.service = service
        yield Host(service, int(here.rsplit(":", 1)[1]), pages, services.widget.sites, clock, assistant)
    database.close()


@pytest.fixture
def host(running_host: Host) -> Host:
    running_host.renew()
    return running_host


@pytest.fixture
def surroundings(host: Host) -> Watch:
    return Watch(host.service, others=(host.origin,))


@pytest.fixture
def visitor(browser: Browser, host: Host, surroundings: Watch) -> Iterator[Page]:
    """A page of another site, in which nothing may go wrong and no third party may be reached."""
    opened = browser.new_context(viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(8_000)
    opened.on("page", surroundings.follow)
    yield opened.new_page()
    opened.close()
    surroundings.verify()


@pytest.fixture
def site(running_site: Site) -> Site:
    running_site.assistant.failures = 0
    running_site.assistant.languages.clear()
    return running_site


@pytest.fixture
def watch(site: Site) -> Iterator[Watch]:
    """Every page of every test: no console error, no CSP violation, no request to another origin."""
    watching = Watch(site.origin)
    yield watching
    watching.verify()


@pytest.fixture
def context(browser: Browser, site: Site, watch: Watch) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=site.origin, viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(8_000)
    opened.on("page", watch.follow)
    yield opened
    opened.close()


@pytest.fixture
def phone(browser: Browser, site: Site, watch: Watch) -> Iterator[Page]:
    opened = browser.new_context(
        base_url=site.origin, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    )
    opened.set_default_timeout(8_000)
    opened.on("page", watch.follow)
    yield opened.new_page()
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
