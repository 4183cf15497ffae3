"""The barometer page: what companies ask for, as charts, as tables and as files."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.barometer.charts import HIDDEN, bars, columns
from bot.barometer.coverage import Coverage
from bot.barometer.facts import OTHER
from bot.barometer.publication import grid_from
from bot.barometer.sheets import (
    Sheet,
    departements_sheet,
    documents_sheet,
    grid_sheet,
    label,
    line_bars,
    line_sheet,
    neutral,
    share_bars,
    table_sheet,
    words_sheet,
    year_sheets,
)
from bot.barometer.tile_map import legend, tile_map
from bot.companies.needs import SUBJECTS
from bot.web.adviser.guard import SignedIn, checked_form, desk_of, signed_in
from bot.web.adviser.paging import desk_page
from bot.web.adviser.words import BAROMETER, DELAYS, EVERY_SUBJECT, KINDS, STATES, UNANSWERED, UNCOVERED
from bot.web.services import services_of

PAGE = "/conseiller/barometre"
_CORRECTORS = ("editor", "administrator")
router = APIRouter(prefix=PAGE, include_in_schema=False, dependencies=[Depends(signed_in)])
Me = Annotated[SignedIn, Depends(signed_in)]
Year = Annotated[str, Query(pattern=r"^(20\d\d)?$")]


def corrector(me: Me) -> SignedIn:
    """Give the editor or administrator who is signed in; for others the questions do not exist."""
    if me.account.role not in _CORRECTORS:
        raise HTTPException(404)
    return me


Corrector = Annotated[SignedIn, Depends(corrector)]


@router.get("", response_class=HTMLResponse)
def page(
    request: Request, me: Me, annee: Year = "", sujet: Annotated[str, Query(max_length=200)] = ""
) -> HTMLResponse:
    """Give the barometer of a year, the last one unless told; its map of one subject, if told."""
    barometer = desk_of(request).barometer
    year, years = _year(request, annee), barometer.years()
    found = barometer.year(year)
    desk_of(request).audit.note(me.account.id, "barometre_vu", year)
    data = found.data
    charts = _charts(data) if data.get("lines") else []
    delays = data.get("requests", {}).get("delays", {})
    values = {
        "year": year,
        "years": years or [year],
        "computed": found.computed,
        "total": data["lines"]["month"]["total"] if charts else None,
        "charts": charts,
        "chart_titles": [*BAROMETER.values(), UNANSWERED],
        "grids": [grid_sheet(data, name) for name in data.get("grids", ()) if name != "subject/outcome"],
        "coverage": _coverage(barometer.holes(year), sujet),
        "alone": _outcomes(data),
        "words": words_sheet(data),
        "documents": documents_sheet(data),
        "delays": [(words, delays[name]) for name, words in DELAYS.items() if name in delays],
        "hidden": HIDDEN,
        "uncovered": UNCOVERED,
        "corrects": me.account.role in _CORRECTORS,
    }
    return desk_page("adviser/barometer.html", request, me, **values)


@router.get("/export.{kind}")
def export(
    request: Request, me: Me, kind: Annotated[Literal["csv", "xlsx"], Path()], annee: Year = ""
) -> Response:
    """Give every table of a year as one file, with nothing in it that the page hides."""
    year = _year(request, annee)
    barometer = desk_of(request).barometer
    data = barometer.year(year).data
    holes = barometer.holes(year)
    sheets = [*year_sheets(data), *_outcomes(data), *([_holes_sheet(holes)] if holes else [])]
    desk_of(request).audit.note(me.account.id, f"barometre_exporte_{kind}", year)
    write, media_type = _WRITERS[kind]
    return Response(
        write(sheets),
        media_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="barometre-{year}.{kind}"',
            "Cache-Control": "no-store",
        },
    )


@router.get("/sujets", response_class=HTMLResponse)
def subjects(
    request: Request, me: Corrector, sujet: Annotated[str, Query(max_length=30)] = ""
) -> HTMLResponse:
    """Give the latest questions with their subjects, to be corrected."""
    questions = desk_of(request).barometer.questions(sujet)
    desk_of(request).audit.note(me.account.id, "questions_vues", sujet)
    known = {OTHER: "Autre sujet", **SUBJECTS}
    return desk_page("adviser/subjects.html", request, me, questions=questions, subjects=known, sujet=sujet)


@router.post("/sujets", dependencies=[Depends(checked_form)])
def correct(
    request: Request,
    me: Corrector,
    conversation: Annotated[str, Form(max_length=64)],
    subject: Annotated[str, Form(max_length=30)],
    sujet: Annotated[str, Form(max_length=30)] = "",
) -> Response:
    """Set the subject of a question by hand."""
    desk_of(request).barometer.correct(conversation, subject)
    desk_of(request).audit.note(me.account.id, "sujet_corrige", conversation)
    return RedirectResponse(f"{PAGE}/sujets?sujet={sujet}" if sujet in SUBJECTS else f"{PAGE}/sujets", 303)


def _year(request: Request, asked: str) -> str:
    years = desk_of(request).barometer.years()
    return asked or next(iter(years), f"{services_of(request).clock():%Y}")


def _charts(data: Mapping[str, Any]) -> list[tuple[str, Sheet]]:
    """Give each chart with the table that says the same."""
    drawn = []
    for dimension, title in BAROMETER.items():
        draw = columns if dimension == "month" else bars
        values = line_bars(data, dimension)
        if dimension == "departement":
            values = values[:20]
        drawn.append((draw(f"par-{dimension}", title, values), line_sheet(data, dimension)))
    share = share_bars(data)
    drawn.append(
        (
            bars("sans-reponse", UNANSWERED, share),
            grid_sheet(data, "subject/outcome"),
        )
    )
    return drawn


def _outcomes(data: Mapping[str, Any]) -> list[Sheet]:
    """Give the requests by outcome, when there are any to show."""
    outcomes = data.get("requests", {}).get("outcomes")
    if not outcomes:
        return []
    sheet = table_sheet("demandes", "Demandes par suite donnée", grid_from(outcomes), ("kind", "state"))
    head = ("Demande", *(STATES.get(one, one) for one in sheet.head[1:]))
    rows = tuple((KINDS.get(str(one), one), *rest) for one, *rest in sheet.rows)
    return [Sheet(sheet.name, sheet.title, head, rows)]


def _holes_sheet(holes: Coverage) -> Sheet:
    return table_sheet("non-couvert", UNCOVERED, holes.table, ("subject", "departement"))


def _coverage(holes: Coverage | None, asked: str) -> dict[str, Any] | None:
    """Give the map of what nobody covers, of the subject asked for if it is shown, with its tables."""
    if holes is None:
        return None
    subject = asked if asked in holes.table.rows else ""
    told = label("subject", subject) if subject else EVERY_SUBJECT
    counts = holes.counts(subject)
    return {
        "subject": subject,
        "subjects": [("", EVERY_SUBJECT), *((key, label("subject", key)) for key in holes.table.rows)],
        "map": tile_map("carte", f"{UNCOVERED} : {told}", counts),
        "legend": legend(),
        "sheets": [departements_sheet(told, counts), _holes_sheet(holes)],
    }


def _csv(sheets: Iterable[Sheet]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    for sheet in sheets:
        writer.writerows([neutral([sheet.title]), neutral(sheet.head), *map(neutral, sheet.rows), []])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _xlsx(sheets: Iterable[Sheet]) -> bytes:
    from xlsxwriter import Workbook

    written = io.BytesIO()
    with Workbook(
        written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name[:31])
            page.write_string(0, 0, sheet.title, bold)
            page.set_column(0, 0, 40)
            for line, row in enumerate([sheet.head, *sheet.rows], 1):
                for place, value in enumerate(row):
                    if isinstance(value, str):
                        page.write_string(line, place, value, bold if line == 1 else None)
                    else:
                        page.write_number(line, place, value)
    return written.getvalue()


_WRITERS = {
    "csv": (_csv, "text/csv; charset=utf-8"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
