"""The sites page: where an administrator says which pages may show the chat, and switches them off."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from bot.errors import InvalidInput
from bot.store.sites import Site, SitePlan, Sites
from bot.web.adviser.guard import SignedIn, checked_form, desk_of
from bot.web.adviser.keys import administrator
from bot.web.adviser.paging import desk_page
from bot.web.adviser.words import SCHEMES
from bot.web.services import services_of
from bot.web.widget.guard import widget_of
from bot.web.widget.identities import identity_secret
from bot.web.widget.snippets import frame_snippet, script_snippet

PAGE = "/conseiller/sites"
router = APIRouter(prefix=PAGE, include_in_schema=False, dependencies=[Depends(administrator)])
Me = Annotated[SignedIn, Depends(administrator)]
_CHECKED = [Depends(checked_form)]


@dataclass
class GivenPlan:
    """A plan as the form sends it: an origin a line."""

    name: Annotated[str, Form(max_length=200)] = ""
    origins: Annotated[str, Form(max_length=10_000)] = ""
    departement: Annotated[str, Form(max_length=3)] = ""
    colour: Annotated[str, Form(max_length=7)] = ""
    scheme: Annotated[str, Form(max_length=10)] = "auto"
    opening: Annotated[str, Form(max_length=1000)] = ""
    per_minute: Annotated[int, Form()] = SitePlan.per_minute
    per_day: Annotated[int, Form()] = SitePlan.per_day

    def plan(self) -> SitePlan:
        """Give the plan, unchecked."""
        return SitePlan(**{**vars(self), "origins": tuple(self.origins.splitlines())})


Given = Annotated[GivenPlan, Depends()]


@router.get("", response_class=HTMLResponse)
def page(request: Request, me: Me) -> HTMLResponse:
    """Give the sites, and the form of a new one."""
    desk_of(request).audit.note(me.account.id, "sites_vus")
    return _list(request, me)


@router.post("", dependencies=_CHECKED)
def add(request: Request, me: Me, given: Given) -> Response:
    """Make a site."""
    try:
        site = _sites(request).add(given.plan())
    except InvalidInput as fault:
        return _refused(_list(request, me, plan=given.plan(), fault=fault.user_message))
    desk_of(request).audit.note(me.account.id, "site_cree", site.key)
    return RedirectResponse(f"{PAGE}/{site.key}", 303)


@router.get("/{key}", response_class=HTMLResponse)
def show(request: Request, me: Me, key: str) -> HTMLResponse:
    """Give a site, with the lines to paste into its pages."""
    return _one(request, me, _sites(request).site(key))


@router.post("/{key}", dependencies=_CHECKED)
def change(request: Request, me: Me, key: str, given: Given) -> Response:
    """Change a site."""
    site = _sites(request).site(key)
    try:
        _sites(request).change(key, given.plan())
    except InvalidInput as fault:
        return _refused(_one(request, me, site, plan=given.plan(), fault=fault.user_message))
    desk_of(request).audit.note(me.account.id, "site_modifie", key)
    return RedirectResponse(f"{PAGE}/{key}", 303)


@router.post("/{key}/couper", dependencies=_CHECKED)
def switch_off(request: Request, me: Me, key: str) -> Response:
    """Switch a site off, at once."""
    return _switched(request, me, key, False)


@router.post("/{key}/ouvrir", dependencies=_CHECKED)
def switch_on(request: Request, me: Me, key: str) -> Response:
    """Switch a site on again."""
    return _switched(request, me, key, True)


@router.post("/{key}/identite", dependencies=_CHECKED)
def renew_identity(request: Request, me: Me, key: str) -> Response:
    """Make a secret for the identities that the site signs, and show it: this once."""
    site = _sites(request).renew_identity(key)
    desk_of(request).audit.note(me.account.id, "site_identite", key)
    return _one(request, me, site, secret=identity_secret(widget_of(request).signing, site))


def _sites(request: Request) -> Sites:
    return widget_of(request).sites


def _switched(request: Request, me: SignedIn, key: str, enabled: bool) -> Response:
    _sites(request).switch(key, enabled)
    desk_of(request).audit.note(me.account.id, "site_ouvert" if enabled else "site_coupe", key)
    return RedirectResponse(f"{PAGE}/{key}", 303)


def _list(request: Request, me: SignedIn, plan: SitePlan | None = None, fault: str = "") -> HTMLResponse:
    values: dict[str, Any] = {"sites": _sites(request).all(), "schemes": SCHEMES, "fault": fault}
    return desk_page("adviser/sites.html", request, me, plan=plan or SitePlan(""), **values)


def _one(
    request: Request,
    me: SignedIn,
    site: Site,
    plan: SitePlan | None = None,
    fault: str = "",
    secret: str = "",
) -> HTMLResponse:
    service = services_of(request).settings.public_url
    values = {
        "site": site,
        "plan": plan or site.plan,
        "schemes": SCHEMES,
        "fault": fault,
        "secret": secret,
        "snippets": {
            "Un bouton sur toutes les pages": script_snippet(site, service),
            "Un simple cadre, sans script": frame_snippet(site.key, service),
        },
    }
    return desk_page("adviser/site.html", request, me, **values)


def _refused(response: HTMLResponse) -> HTMLResponse:
    response.status_code = 422
    return response
