"""The calendar file of an appointment (iCalendar, RFC 5545)."""

from datetime import datetime, timedelta

from starlette.responses import Response

from bot.errors import NotFound
from bot.store.cases import Case

_LENGTH = timedelta(minutes=45)
_NO_APPOINTMENT = "Aucun rendez-vous n'est fixé pour cette demande."


def appointment_file(case: Case, now: datetime) -> Response:
    """Give the appointment of a case. Raises NotFound when none is set."""
    if case.appointment is None:
        raise NotFound(_NO_APPOINTMENT)
    from icalendar import Calendar, Event

    event = Event()
    event.add("uid", f"{case.number}@passerelle")
    event.add("dtstamp", now)
    event.add("dtstart", case.appointment)
    event.add("dtend", case.appointment + _LENGTH)
    event.add("summary", f"Rendez-vous avec la CCI, demande {case.number}")
    calendar = Calendar()
    calendar.add("prodid", "-//Passerelle//FR")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return Response(
        calendar.to_ical(),
        media_type="text/calendar",
        headers={
            "Content-Disposition": f'attachment; filename="rendez-vous-{case.number}.ics"',
            "Cache-Control": "no-store",
        },
    )
