"""The guard of the widget's calls: a good token, a site that is on, and the frame's own origin."""

from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from starlette.exceptions import HTTPException

from bot.errors import NotFound
from bot.store.sites import Site, SitePlan
from bot.web import visitors
from bot.web.messages import SITE_REFUSED, TOKEN_REFUSED
from bot.web.rates import Quota, Rates, quota_of
from bot.web.services import Widget, services_of
from bot.web.widget.refusals import SiteRefused, TokenRefused
from bot.web.widget.tokens import Tokens

PREVIEW: Final = "site_apercu"
"""The key of the page where developers try the widget: no site of the database, and only our own pages."""

_DAY = 24 * 3600
_TRIES_A_MINUTE, _TRIES_A_DAY = 20, 1000


def widget_of(request: Request) -> Widget:
    """Give the widget's parts; where there are none, its addresses do not exist."""
    widget = services_of(request).widget
    if widget is None:
        raise HTTPException(404)
    return widget


def tokens_of(request: Request) -> Tokens:
    """Give what writes and reads tokens."""
    return Tokens(widget_of(request).signing, services_of(request).clock)


def is_own(request: Request, origin: str) -> bool:
    """Tell whether an origin is that of this service, as it is asked or as it is announced."""
    return origin in _own_origins(request)


def _own_origins(request: Request) -> tuple[str, str]:
    announced = urlsplit(services_of(request).settings.public_url)
    return f"{request.url.scheme}://{request.url.netloc}", f"{announced.scheme}://{announced.netloc}"


def site_of_key(request: Request, key: str) -> Site:
    """Give the site of a key, switched on or not. Raises NotFound."""
    if key != PREVIEW:
        return widget_of(request).sites.site(key)
    plan = SitePlan("Aperçu", _own_origins(request), per_minute=_TRIES_A_MINUTE, per_day=_TRIES_A_DAY)
    return Site(key, plan, enabled=True, identities=0, created=services_of(request).clock())


def admitted(request: Request) -> None:
    """Admit a call of the frame, and note its site and its visitor. Raises TokenRefused or SiteRefused."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer":
        raise TokenRefused(TOKEN_REFUSED)
    found = tokens_of(request).read(token.strip())
    if not _from_the_frame(request):
        raise SiteRefused(SITE_REFUSED)
    site = site_for(request, found.site, found.origin)
    request.state.site = site
    request.state.visitor = found.visitor or visitors.in_header(request)


def counted(request: Request) -> None:
    """Count a question against the quotas of its site. Raises RateExceeded."""
    site: Site = request.state.site
    rates: Rates = request.app.state.rates
    rates.admit(quota_of("site", services_of(request).settings.rate_site), site.key)
    rates.admit(Quota("site-minute", site.plan.per_minute, 60), site.key)
    rates.admit(Quota("site-day", site.plan.per_day, _DAY), site.key)


def site_for(request: Request, key: str, origin: str) -> Site:
    """Give the site of a key if it admits this origin now. Raises SiteRefused, whatever the cause."""
    try:
        site = site_of_key(request, key)
    except NotFound as fault:
        raise SiteRefused(SITE_REFUSED) from fault
    if not site.admits(origin):
        raise SiteRefused(SITE_REFUSED)
    return site


def _from_the_frame(request: Request) -> bool:
    """Tell whether our own page sends the call: a token carried elsewhere is worth nothing there.

    Browsers leave the origin out of a plain GET; what says so then is `Sec-Fetch-Site`.
    """
    origin = request.headers.get("origin")
    if origin is None and request.method == "GET":
        return request.headers.get("sec-fetch-site") == "same-origin"
    return origin is not None and is_own(request, origin)
