"""The journal page: where an administrator reads what was seen, changed and exported, by whom and when."""

from typing import Annotated
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from bot.web.adviser.guard import SignedIn, desk_of
from bot.web.adviser.keys import administrator
from bot.web.adviser.paging import desk_page
from bot.web.adviser.trail import told

PAGE = "/conseiller/journal"
PARIS = ZoneInfo("Europe/Paris")
router = APIRouter(prefix=PAGE, include_in_schema=False, dependencies=[Depends(administrator)])


@router.get("", response_class=HTMLResponse)
def page(
    request: Request,
    me: Annotated[SignedIn, Depends(administrator)],
    compte: Annotated[str, Query(pattern=r"^\d{0,9}$")] = "",
    avant: Annotated[str, Query(pattern=r"^\d{0,15}$")] = "",
) -> HTMLResponse:
    """Give a page of the trail, of everybody or of one account; reading it is noted too."""
    desk = desk_of(request)
    traces, older = desk.audit.page(
        before=int(avant) if avant else None, account_id=int(compte) if compte else None
    )
    desk.audit.note(me.account.id, "journal_vu", compte)
    values = {
        "traces": [(trace.created.astimezone(PARIS), told(trace.action), trace) for trace in traces],
        "accounts": desk.accounts.all(),
        "compte": compte,
        "avant": avant,
        "newest": f"{PAGE}?{urlencode({'compte': compte})}",
        "older": older and f"{PAGE}?{urlencode({'compte': compte, 'avant': older})}",
    }
    return desk_page("adviser/journal.html", request, me, **values)
