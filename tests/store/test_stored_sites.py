from dataclasses import replace

import pytest
from fakes import TODAY

from bot.clock import fixed_clock
from bot.errors import InvalidInput, NotFound
from bot.store.database import Database
from bot.store.origins import exact_origin, exact_origins
from bot.store.sites import SitePlan, Sites

LOT = SitePlan("CCI du Lot", ("https://www.lot.cci.fr",), "46", "#7a1f3d", "light", "Bonjour !", 30, 900)


@pytest.fixture
def sites(database: Database) -> Sites:
    return Sites(database, fixed_clock(TODAY))


def test_a_site_is_kept_whole_and_found_by_its_key(sites: Sites) -> None:
    site = sites.add(LOT)
    assert site.key.startswith("site_")
    assert sites.site(site.key) == site
    assert (site.plan, site.enabled, site.identities) == (LOT, True, 0)
    assert sites.all() == [site]


def test_a_site_admits_its_exact_origins_only_and_none_while_it_is_off(sites: Sites) -> None:
    site = sites.add(LOT)
    assert site.admits("https://www.lot.cci.fr")
    for stranger in (
        "http://www.lot.cci.fr",
        "https://lot.cci.fr",
        "https://www.lot.cci.fr.evil.example",
        "https://evil.example/?https://www.lot.cci.fr",
        "https://www.lot.cci.fr:8443",
        "null",
        "",
    ):
        assert not site.admits(stranger)
    assert not sites.switch(site.key, False).admits("https://www.lot.cci.fr")
    assert sites.switch(site.key, True).admits("https://www.lot.cci.fr")


def test_a_site_without_origins_is_closed_to_everybody(sites: Sites) -> None:
    site = sites.add(SitePlan("Sans adresse"))
    assert not any(site.admits(one) for one in ("https://www.lot.cci.fr", "null", "*", ""))


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "https://*",
        "https://*.cci.fr",
        "https://cci.fr/page",
        "https://cci.fr?x=1",
        "https://moi@cci.fr",
        "https://cci.fr:70000",
        "https://cci.fr;",
        "https://cci.fr 'unsafe-inline'",
        "https://cci..fr",
        "https://[::1]:80",
        "//cci.fr",
        "cci.fr",
        "null",
        "javascript://cci.fr",
        "http://cci.fr",
        "https://-cci.fr",
        "https://",
    ],
)
def test_what_is_not_an_exact_protected_origin_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        exact_origin(text)


def test_origins_are_written_as_browsers_write_them_each_once() -> None:
    given = (
        "HTTPS://CCI.fr/",
        " https://cci.fr:443 ",
        "",
        "https://chambre-évènement.fr",
        "http://127.0.0.1:8001",
    )
    assert exact_origins(given) == (
        "https://cci.fr",
        "https://xn--chambre-vnement-2mbp.fr",
        "http://127.0.0.1:8001",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "  "},
        {"departement": "Lot"},
        {"colour": "red"},
        {"colour": "#0b5d57; }"},
        {"scheme": "rose"},
        {"opening": "a" * 201},
        {"per_minute": 0},
        {"per_minute": 10, "per_day": 9},
        {"origins": tuple(f"https://cci{number}.fr" for number in range(51))},
    ],
)
def test_a_plan_that_cannot_work_is_refused_in_french(sites: Sites, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInput) as refused:
        sites.add(replace(LOT, **wrong))  # type: ignore[arg-type]
    assert refused.value.user_message.endswith(".")
    assert sites.all() == []


def test_changing_a_site_keeps_its_key_and_its_state(sites: Sites) -> None:
    site = sites.switch(sites.add(LOT).key, False)
    changed = sites.change(site.key, replace(LOT, name="CCI Lot", origins=()))
    assert (changed.key, changed.enabled) == (site.key, False)
    assert sites.site(site.key).plan.origins == ()


def test_a_key_that_is_not_ours_leads_nowhere(sites: Sites) -> None:
    for act in (sites.site, sites.renew_identity, lambda key: sites.switch(key, True)):
        with pytest.raises(NotFound):
            act("site_inconnu")
