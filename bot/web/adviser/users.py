"""The users pages: where an administrator opens, changes, closes and resets the accounts of the desk."""

import re
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from bot.errors import InvalidInput
from bot.store.account_plan import AccountPlan
from bot.store.accounts import Account, new_password
from bot.web.adviser.guard import SignedIn, checked_form, desk_of
from bot.web.adviser.keys import administrator
from bot.web.adviser.paging import desk_page
from bot.web.adviser.words import OWN_ACCOUNT, ROLES

PAGE: Final = "/conseiller/comptes"
PARIS: Final = ZoneInfo("Europe/Paris")
router = APIRouter(prefix=PAGE, include_in_schema=False, dependencies=[Depends(administrator)])
Me = Annotated[SignedIn, Depends(administrator)]
Number = Annotated[int, Path(ge=1, le=2_000_000_000)]
_CHECKED = [Depends(checked_form)]
_NOTHING_TOLD: Final = {"fault": "", "secret": ""}


def planned(
    email: Annotated[str, Form(max_length=320)] = "",
    name: Annotated[str, Form(max_length=1000)] = "",
    role: Annotated[str, Form(max_length=20)] = "",
    territories: Annotated[str, Form(max_length=2000)] = "",
    subjects: Annotated[str, Form(max_length=4000)] = "",
) -> AccountPlan:
    """Give what a form says of an account; territories and subjects stand between commas or on lines."""
    return AccountPlan(email, name, role or "adviser", _several(territories), _several(subjects))


Plan = Annotated[AccountPlan, Depends(planned)]


@router.get("", response_class=HTMLResponse)
def page(request: Request, me: Me) -> HTMLResponse:
    """Give the accounts, with their last sign-in."""
    desk_of(request).audit.note(me.account.id, "comptes_vus")
    return _list(request, me)


@router.post("", dependencies=_CHECKED)
def add(request: Request, me: Me, plan: Plan) -> Response:
    """Make an account, and show its password: this once."""
    accounts, password = desk_of(request).accounts, new_password()
    try:
        checked = plan.checked()
        made = accounts.add(
            checked.email, checked.name, checked.role, password, checked.territories, checked.subjects
        )
    except InvalidInput as fault:
        return _refused(_list(request, me, plan=plan, fault=fault.user_message))
    desk_of(request).audit.note(me.account.id, "compte_cree", made.email)
    return _list(request, me, secret=password, whose=made)


@router.get("/{number}", response_class=HTMLResponse)
def one(request: Request, me: Me, number: Number) -> HTMLResponse:
    """Give an account, to be changed."""
    account = desk_of(request).accounts.account(number)
    desk_of(request).audit.note(me.account.id, "compte_vu", account.email)
    return _one(request, me, account)


@router.post("/{number}", dependencies=_CHECKED)
def change(request: Request, me: Me, number: Number, plan: Plan) -> Response:
    """Change the name, the role, the territories and the subjects of an account."""
    account = desk_of(request).accounts.account(number)
    given = replace(plan, email=account.email)
    try:
        if account.id == me.account.id and given.role != account.role:
            raise InvalidInput(OWN_ACCOUNT)
        desk_of(request).accounts.change(given)
    except InvalidInput as fault:
        return _refused(_one(request, me, account, plan=given, fault=fault.user_message))
    desk_of(request).audit.note(me.account.id, "compte_modifie", account.email)
    return RedirectResponse(PAGE, 303)


@router.post("/{number}/desactiver", dependencies=_CHECKED)
def disable(request: Request, me: Me, number: Number) -> Response:
    """Close an account and its sessions; nobody closes their own, so that an administrator is left."""
    account = desk_of(request).accounts.account(number)
    if account.id == me.account.id:
        return _refused(_one(request, me, account, fault=OWN_ACCOUNT))
    desk_of(request).accounts.disable(account.email)
    desk_of(request).audit.note(me.account.id, "compte_desactive", account.email)
    return RedirectResponse(PAGE, 303)


@router.post("/{number}/mot-de-passe", dependencies=_CHECKED)
def reset(request: Request, me: Me, number: Number) -> Response:
    """Give an account a new password, shown this once; its sessions end, and it is open again."""
    account, password = desk_of(request).accounts.account(number), new_password()
    desk_of(request).accounts.reset(account.email, password)
    desk_of(request).audit.note(me.account.id, "mot_de_passe_change", account.email)
    if account.id == me.account.id:
        # One's own session has ended with the others: the page is the last thing that it shows.
        return _one(request, me, account, secret=password)
    return _list(request, me, secret=password, whose=account)


def _several(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in re.split(r"[,;\n]", text) if one.strip())


def _list(request: Request, me: SignedIn, *, plan: AccountPlan | None = None, **more: Any) -> HTMLResponse:
    desk = desk_of(request)
    seen = {number: moment.astimezone(PARIS) for number, moment in desk.audit.last("connexion").items()}
    accounts = sorted(desk.accounts.all(), key=lambda one: one.disabled)
    values = {"accounts": accounts, "seen": seen, "roles": ROLES, "plan": plan or AccountPlan()}
    return desk_page("adviser/users.html", request, me, **{**_NOTHING_TOLD, **values, **more})


def _one(
    request: Request, me: SignedIn, account: Account, *, plan: AccountPlan | None = None, **more: Any
) -> HTMLResponse:
    written = AccountPlan(account.email, account.name, account.role, account.territories, account.subjects)
    values = {"account": account, "roles": ROLES, "plan": plan or written}
    return desk_page("adviser/user.html", request, me, **{**_NOTHING_TOLD, **values, **more})


def _refused(response: HTMLResponse) -> HTMLResponse:
    response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return response
