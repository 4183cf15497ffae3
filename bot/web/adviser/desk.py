"""The desk: the tray of requests, and the dossier of each."""

from datetime import UTC, date, datetime
from typing import Annotated, Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from bot.conversation.history import Turn
from bot.errors import InvalidInput, NotFound
from bot.store.cases import Case
from bot.store.tray import Wish
from bot.web.adviser.guard import SignedIn, checked_form, desk_of, signed_in
from bot.web.adviser.paging import desk_page
from bot.web.adviser.words import COMPANY_FIELDS, KINDS, STATES, STEPS, TOLD, VERDICTS
from bot.web.calendar import appointment_file
from bot.web.services import services_of

PARIS = ZoneInfo("Europe/Paris")
_LONGEST_DRAFT = 8000
router = APIRouter(prefix="/conseiller", include_in_schema=False, dependencies=[Depends(signed_in)])
Me = Annotated[SignedIn, Depends(signed_in)]
_WORDS: dict[str, Any] = {"states": STATES, "kinds": KINDS, "steps": STEPS, "told": TOLD}
_CHECKED = [Depends(checked_form)]


@router.get("", response_class=HTMLResponse)
def tray(
    request: Request,
    me: Me,
    etat: Annotated[str, Query(max_length=20)] = "",
    vue: Annotated[str, Query(max_length=20)] = "",
    q: Annotated[str, Query(max_length=100)] = "",
    avant: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """Give a page of the tray, filtered by state and by whose the cases are, and searched."""
    desk = desk_of(request)
    page = desk.tray.page(me.account, Wish(etat, vue, q.strip(), avant))
    desk.audit.note(me.account.id, "liste_vue", " ".join(filter(None, (etat, vue, q.strip()))))
    kept = {name: value for name, value in (("etat", etat), ("vue", vue), ("q", q.strip())) if value}
    values: dict[str, Any] = {"cases": page.cases, "counts": desk.tray.counts(me.account)}
    values |= {"etat": etat, "vue": vue, "q": q, "avant": avant, "newest": f"/conseiller?{urlencode(kept)}"}
    values |= {"older": page.older and f"/conseiller?{urlencode({**kept, 'avant': page.older})}"}
    return _page("adviser/tray.html", request, me, **values)


@router.get("/demandes/{number}", response_class=HTMLResponse)
def dossier(request: Request, me: Me, number: str) -> HTMLResponse:
    """Give the dossier of a case, with the conversation if it was passed on."""
    desk = desk_of(request)
    case = desk.cases.case(me.account, number)
    desk.audit.note(me.account.id, "dossier_vu", number)
    turns = _turns(request, case)
    others = [one for one in desk.accounts.all() if not one.disabled and one.id != me.account.id]
    local = case.appointment.astimezone(PARIS).strftime("%Y-%m-%dT%H:%M") if case.appointment else ""
    values = {"case": case, "turns": turns, "others": others, "appointment": local}
    values |= {"profile": profile_shown(turns), "matches": matches_shown(turns), "verdicts": VERDICTS}
    values |= {"today": services_of(request).clock().date()}
    return _page("adviser/dossier.html", request, me, draft=case.draft or drafted(case, turns), **values)


@router.post("/demandes/{number}/etape", dependencies=_CHECKED)
def step(
    request: Request,
    me: Me,
    number: str,
    state: Annotated[str, Form(max_length=20)],
    reason: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Take the next step of a case."""
    desk = desk_of(request)
    desk.cases.step(me.account, number, state, reason.strip())
    desk.audit.note(me.account.id, "etape_" + state, number)
    return RedirectResponse(
        "/conseiller" if state == "pas_pour_moi" else f"/conseiller/demandes/{number}", 303
    )


@router.post("/demandes/{number}/transmettre", dependencies=_CHECKED)
def hand_over(request: Request, me: Me, number: str, to: Annotated[int, Form()]) -> Response:
    """Give a case to a colleague."""
    desk = desk_of(request)
    desk.cases.hand_over(me.account, number, to)
    desk.audit.note(me.account.id, "transmission", number)
    return RedirectResponse("/conseiller", 303)


@router.post("/demandes/{number}/reponse", dependencies=_CHECKED)
def reply(
    request: Request,
    me: Me,
    number: str,
    draft: Annotated[str, Form(max_length=_LONGEST_DRAFT)] = "",
    appointment: Annotated[str, Form(max_length=16)] = "",
    send: Annotated[str, Form()] = "",
) -> Response:
    """Keep the reply and the appointment; send the reply when asked to."""
    desk = desk_of(request)
    desk.cases.prepare(me.account, number, draft.strip(), _moment(appointment), send=bool(send))
    desk.audit.note(me.account.id, "reponse_envoyee" if send else "reponse_gardee", number)
    return RedirectResponse(f"/conseiller/demandes/{number}", 303)


@router.get("/demandes/{number}/rendez-vous.ics")
def calendar(request: Request, me: Me, number: str) -> Response:
    """Give the appointment as a calendar file."""
    desk = desk_of(request)
    case = desk.cases.case(me.account, number)
    desk.audit.note(me.account.id, "rendez_vous_exporte", number)
    return appointment_file(case, services_of(request).clock())


@router.post("/absence", dependencies=_CHECKED)
def absence(
    request: Request,
    me: Me,
    start: Annotated[date | None, Form()] = None,
    end: Annotated[date | None, Form()] = None,
) -> Response:
    """Note the adviser's own absence."""
    desk = desk_of(request)
    desk.accounts.be_away(me.account.id, start, end)
    desk.audit.note(me.account.id, "absence")
    return RedirectResponse("/conseiller", 303)


def drafted(case: Case, turns: list[Turn]) -> str:
    """Give a reply to start from: the answers that the company was given, each with its sources."""
    lines = ["Bonjour,", "", f"Vous nous avez écrit : « {case.contact.need} »"]
    for turn in turns:
        if turn.reply.kind != "answer":
            continue
        lines += ["", turn.reply.answer]
        lines += [f"[{one.number}] {one.title}, {one.publisher}" for one in turn.reply.citations]
    return "\n".join([*lines, "", "Bien cordialement,", case.adviser or ""]).strip()


def profile_shown(turns: list[Turn]) -> list[tuple[str, str]]:
    """Give what the conversation told of the company, last known first, as the visitor saw it."""
    known = next((turn.reply.profile for turn in reversed(turns) if turn.reply.profile), {})
    labels = {name: label for name, label, _ in COMPANY_FIELDS}
    return [
        (labels[name], str(fact.get("label") or fact.get("value")) if isinstance(fact, dict) else str(fact))
        for name, fact in known.items()
        if name in labels
    ]


def matches_shown(turns: list[Turn]) -> list[dict[str, Any]]:
    """Give the matches that the visitor was shown, each once as it was last judged, best first."""
    last = {match.get("id", match["title"]): match for turn in turns for match in turn.reply.matches}
    return sorted(last.values(), key=lambda match: -float(match.get("score") or 0))


def _turns(request: Request, case: Case) -> list[Turn]:
    if not case.contact.shares_conversation or case.contact.conversation_id is None:
        return []
    try:
        return services_of(request).history.turns(case.contact.conversation_id, None)
    except NotFound:
        return []


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(UTC) if text else None
    except ValueError as fault:
        raise InvalidInput("Cette date n'est pas valable.") from fault


def _page(name: str, request: Request, me: SignedIn, **values: Any) -> HTMLResponse:
    return desk_page(name, request, me, **_WORDS, **values)
