"""The preview: a page that stands in for somebody else's, where developers try the widget's attributes."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from bot.store.sites import LONGEST_OPENING, Scheme
from bot.web.frame import frame_of, render
from bot.web.widget.guard import PREVIEW

router = APIRouter(include_in_schema=False)


@router.get("/developpeurs/apercu", response_class=HTMLResponse)
def preview(
    request: Request,
    lang: Literal["fr", "en"] = "fr",
    place: Literal["right", "left", "inline"] = "right",
    theme: Scheme = "auto",
    colour: Annotated[str, Query(pattern=r"^(#[0-9a-fA-F]{6})?$")] = "",
    opening: Annotated[str, Query(max_length=LONGEST_OPENING)] = "",
    territory: Annotated[str, Query(pattern=r"^(\d{2,3}|2[AB])?$")] = "",
) -> Response:
    """Give the page with the widget dressed as asked; only the developers' page frames it."""
    request.state.frame_ancestors = request.state.frame_sources = "'self'"
    given = {
        "site": PREVIEW,
        "lang": lang,
        "position": "left" if place == "left" else "",
        "mode": "inline" if place == "inline" else "",
        "theme": theme if theme != "auto" else "",
        "colour": colour,
        "opening": opening,
        "territory": territory,
    }
    attributes = {f"data-{name}": value for name, value in given.items() if value}
    return render(
        "widget/preview.html", frame_of(request, lang), attributes=attributes, inline=place == "inline"
    )
