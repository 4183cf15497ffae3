"""The login: the only pages of the desk that are open to all."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from bot.store.accounts import SignInFailed
from bot.web.adviser.guard import SIGN_IN, checked_form, desk_of, forget, own_form, presented, remember
from bot.web.frame import frame_of, render

router = APIRouter(prefix="/conseiller", include_in_schema=False)


@router.get("/connexion", response_class=HTMLResponse)
def page(request: Request) -> HTMLResponse:
    """Give the sign-in page."""
    desk_of(request)
    return render("adviser/login.html", frame_of(request, "fr"), fault="", email="")


@router.post("/connexion", dependencies=[Depends(own_form)])
def sign_in(
    request: Request,
    email: Annotated[str, Form(max_length=320)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Sign in under a new session; whatever is wrong, say the same."""
    desk = desk_of(request)
    try:
        account = desk.accounts.sign_in(email, password)
    except SignInFailed as fault:
        desk.audit.note(None, "connexion_refusee")
        values = {"fault": fault.user_message, "email": email}
        return render("adviser/login.html", frame_of(request, "fr"), 401, **values)
    response = RedirectResponse("/conseiller", 303)
    remember(response, request, desk.sessions.open(account.id, presented(request)))
    desk.audit.note(account.id, "connexion")
    return response


@router.post("/deconnexion", dependencies=[Depends(checked_form)])
def sign_out(request: Request) -> Response:
    """Revoke the session."""
    desk_of(request).sessions.close(presented(request))
    response = RedirectResponse(SIGN_IN, 303)
    forget(response, request)
    return response
