"""The measures of the desk: how long its pages take to open over many stored conversations."""

import asyncio
import secrets
import statistics
import time
from typing import TYPE_CHECKING

from bot.commands.matching import tell_measures
from bot.commands.terminal import Bar

if TYPE_CHECKING:
    import httpx

    from bot.bootstrap import Passerelle
    from bot.evaluation.bench import Measure
    from bot.settings import Settings

_OPENINGS = 30
_MOST_MS = 300.0
_WORDS = {"tray": "plateau des demandes", "dossier": "dossier", "barometer": "baromètre"}


def bench_desk(settings: "Settings", count: int, as_json: bool) -> None:
    """Fill a database that is thrown away with `count` conversations, and time the desk's pages over it."""
    from bot.evaluation.bench import Measure
    from bot.evaluation.bench_desk import fill, recently
    from bot.evaluation.trial import open_trial
    from bot.store.accounts import Accounts
    from bot.store.rollup import Rollup

    with Bar() as bar, open_trial(settings, step=bar.step, progress=bar.show) as (passerelle, _):
        database, password = passerelle.database, secrets.token_urlsafe(16)
        account = Accounts(database, passerelle.clock).add("banc@cci.example", "Banc", "adviser", password)
        bar.step(f"{count} conversations inventées…")
        documents = tuple(passerelle.library.hashes())
        fill(database, count, documents, account.id, recently())
        bar.step("Comptage…")
        begun = time.perf_counter()
        Rollup(database, passerelle.clock).refresh(at_once=True)
        measures = [Measure(name="premier comptage", value=time.perf_counter() - begun, unit="s")]
        bar.step("Pages…")
        measures += asyncio.run(_open_pages(passerelle, account.email, password))
    tell_measures(measures, as_json)


async def _open_pages(passerelle: "Passerelle", email: str, password: str) -> "list[Measure]":
    """Time each page, as the median of several openings by someone who is signed in."""
    import re

    import httpx

    from bot.evaluation.bench import Measure
    from bot.serving import web_application

    transport = httpx.ASGITransport(web_application(passerelle))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as browser:
        await browser.post("/conseiller/connexion", data={"email": email, "password": password})
        tray = (await browser.get("/conseiller")).text
        found = re.search(r'href="(/conseiller/demandes/[\d-]+)"', tray)
        pages = {
            "tray": "/conseiller",
            "dossier": found[1] if found else "/conseiller",
            "barometer": "/conseiller/barometre",
        }
        return [
            Measure(
                name=f"{_WORDS[name]} (médiane sur {_OPENINGS})",
                value=await _median_ms(browser, path),
                unit="ms",
                most=_MOST_MS,
            )
            for name, path in pages.items()
        ]


async def _median_ms(browser: "httpx.AsyncClient", path: str) -> float:
    taken = []
    for _ in range(_OPENINGS):
        begun = time.perf_counter()
        (await browser.get(path)).raise_for_status()
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken)
