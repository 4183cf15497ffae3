"""The cases: what becomes of the requests, from « nouvelle » to closed, and who may see them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.errors import InvalidInput, NotFound
from bot.store.accounts import Account
from bot.store.database import Database
from bot.store.desk_tables import AccountRow, CaseRow, EventRow
from bot.store.erasures import request_mark
from bot.store.messages import REASON_MISSING, REQUEST_NOT_FOUND, STEP_REFUSED
from bot.store.outbox import forget_parcels, put
from bot.store.requests import ContactRequest, contact_of, request_identity, request_number
from bot.store.routing import OPEN_STATES, route
from bot.store.tables import RequestRow

CLOSED: Final = ("aidee", "sans_suite", "injoignable")
STATES: Final = (*OPEN_STATES, *CLOSED, "retiree")
TOLD: Final = ("oui", "en_partie", "non")
REMINDER_DAYS: Final = (3, 7, 21)


@dataclass(frozen=True)
class Event:
    """One step in the life of a case."""

    step: str
    reason: str
    by: str | None
    created: datetime


@dataclass(frozen=True)
class Case:
    """A request with what became of it. `adviser` is None in the shared tray."""

    number: str
    secret: str
    contact: ContactRequest
    state: str
    adviser_id: int | None
    adviser: str | None
    created: datetime
    appointment: datetime | None
    draft: str
    told_by_company: str | None
    events: tuple[Event, ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether something is still to be done."""
        return self.state in OPEN_STATES


class Cases:
    """Takes the steps of a case, for whoever may see it and for the company that holds its secret."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def case(self, account: Account, number: str) -> Case:
        """Give a case with its events. Raises NotFound, also for one that is not for this account."""
        with self._database.reading() as session:
            return _whole(session, *_found(session, number, account))

    def followed(self, number: str, secret: str) -> Case:
        """Give a case to whoever holds its secret. Raises NotFound."""
        with self._database.reading() as session:
            return _whole(session, *_opened(session, number, secret))

    def step(self, account: Account, number: str, state: str, reason: str = "") -> None:
        """Take the next step: take charge, close, or send back (« pas_pour_moi ») to be routed again."""
        allowed = ("prise_en_charge", *CLOSED, "pas_pour_moi")
        if state == "pas_pour_moi" and not reason:
            raise InvalidInput(REASON_MISSING)
        with self._database.writing() as session:
            request, case = _found(session, number, account, lock=True)
            if state not in allowed or case.state not in OPEN_STATES:
                raise InvalidInput(STEP_REFUSED)
            self._note(session, case, state, reason, account.id)
            if state == "pas_pour_moi":
                case.state = "nouvelle"
                self._tell_adviser(session, number, route(session, self._clock, case))
                return
            case.state, case.account_id = state, case.account_id or account.id
            if state == "prise_en_charge":
                case.account_id = account.id
            if state in CLOSED and request.email:
                told = {
                    "to": request.email,
                    "text": "closed",
                    "number": number,
                    "follow": f"/demandes/{number}?cle={case.secret}",
                }
                put(session, self._clock, "mail", told)
            put(session, self._clock, "webhook", {"event": "request." + state, "number": number})

    def hand_over(self, account: Account, number: str, to: int) -> None:
        """Give a case to another account. Raises NotFound for a case or an account that is not there."""
        with self._database.writing() as session:
            _, case = _found(session, number, account, lock=True)
            receiver = session.get(AccountRow, to)
            if receiver is None or receiver.disabled or case.state not in OPEN_STATES:
                raise InvalidInput(STEP_REFUSED)
            case.account_id = to
            self._note(session, case, "transmise", receiver.name, account.id)
            put(session, self._clock, "mail", {"to": receiver.email, "text": "assigned", "number": number})

    def prepare(
        self, account: Account, number: str, draft: str, appointment: datetime | None, *, send: bool
    ) -> None:
        """Keep the reply being written and the appointment; with `send`, put the reply in the outbox."""
        with self._database.writing() as session:
            request, case = _found(session, number, account, lock=True)
            if case.appointment != appointment and appointment is not None:
                self._note(session, case, "rendez_vous", "", account.id)
            case.draft, case.appointment, case.changed = draft, appointment, self._clock()
            if not send:
                return
            if not request.email or not draft or case.state not in OPEN_STATES:
                raise InvalidInput(STEP_REFUSED)
            follow = f"/demandes/{number}?cle={case.secret}"
            told = {"to": request.email, "text": "reply", "number": number, "follow": follow, "body": draft}
            put(session, self._clock, "mail", told)
            self._note(session, case, "reponse", "", account.id)

    def change(self, number: str, secret: str, need: str) -> None:
        """Change what the company asks, while the case is open. Raises NotFound."""
        with self._database.writing() as session:
            request, case = _opened(session, number, secret, lock=True)
            if case.state not in OPEN_STATES:
                raise InvalidInput(STEP_REFUSED)
            request.need = need
            self._note(session, case, "modifiee", "", None)

    def withdraw(self, number: str, secret: str) -> None:
        """Close a case at the company's wish, and erase what says who they are."""
        with self._database.writing() as session:
            request, case = _opened(session, number, secret, lock=True)
            self._database.note_erased("request", [request_mark(request.id, case.secret)])
            forget_parcels(session, number, request.email)
            request.name = request.need = ""
            request.email = request.phone = request.company = request.conversation_id = None
            case.state, case.draft, case.shares_conversation = "retiree", "", False
            self._note(session, case, "retiree", "", None)
            put(session, self._clock, "webhook", {"event": "request.withdrawn", "number": number})
        self._database.scrub()

    def tell(self, number: str, secret: str, told: str) -> None:
        """Note the company's own word on whether it was helped, once the case is closed."""
        with self._database.writing() as session:
            _, case = _opened(session, number, secret, lock=True)
            if told not in TOLD or case.state not in CLOSED:
                raise InvalidInput(STEP_REFUSED)
            case.told_by_company = told
            self._note(session, case, "avis_entreprise", told, None)

    def remind(self) -> int:
        """Put in the outbox the reminders that are due (3, 7 and 21 days); give how many.

        Each is sent once, however often and by however many processes this is called: the rows are locked,
        and counted in the transaction that puts the e-mail. A case of nobody is told to administrators.
        """
        now, sent = self._clock(), 0
        late = [
            (RequestRow.created <= now - timedelta(days=days)) & (CaseRow.reminders == place)
            for place, days in enumerate(REMINDER_DAYS)
        ]
        with self._database.writing() as session:
            query = (
                select(CaseRow, RequestRow)
                .join(RequestRow, RequestRow.id == CaseRow.request_id)
                .where(CaseRow.state.in_(OPEN_STATES), or_(*late))
                .with_for_update(of=CaseRow, skip_locked=True)
            )
            for case, request in session.execute(query).all():
                number = request_number(request.created.year, request.id)
                for email in _reminded(session, case):
                    put(session, self._clock, "mail", {"to": email, "text": "reminder", "number": number})
                    sent += 1
                case.reminders = sum(now - request.created >= timedelta(days=days) for days in REMINDER_DAYS)
        return sent

    def _note(self, session: Session, case: CaseRow, step: str, reason: str, by: int | None) -> None:
        now = self._clock()
        case.changed = now
        session.add(
            EventRow(request_id=case.request_id, account_id=by, step=step, reason=reason, created=now)
        )
        session.flush()

    def _tell_adviser(self, session: Session, number: str, chosen: Account | None) -> None:
        if chosen:
            put(session, self._clock, "mail", {"to": chosen.email, "text": "assigned", "number": number})


def _reminded(session: Session, case: CaseRow) -> list[str]:
    """Give the addresses of those who answer for a case."""
    query = select(AccountRow.email).where(AccountRow.disabled.is_(False))
    if case.account_id is None:
        return list(session.scalars(query.where(AccountRow.role == "administrator")))
    return list(session.scalars(query.where(AccountRow.id == case.account_id)))


def seen_by(account: Account) -> ColumnElement[bool]:
    """Tell which cases an account may see: their own and those of nobody; administrators see all."""
    if account.role == "administrator":
        return CaseRow.request_id.is_not(None)
    return or_(CaseRow.account_id == account.id, CaseRow.account_id.is_(None))


def _row(session: Session, number: str, lock: bool) -> tuple[RequestRow, CaseRow]:
    identity = request_identity(number)
    case = session.get(CaseRow, identity, with_for_update=lock) if identity is not None else None
    request = session.get(RequestRow, case.request_id) if case else None
    if case is None or request is None or request_number(request.created.year, request.id) != number:
        raise NotFound(REQUEST_NOT_FOUND)
    return request, case


def _found(
    session: Session, number: str, account: Account, *, lock: bool = False
) -> tuple[RequestRow, CaseRow]:
    request, case = _row(session, number, lock)
    if account.role != "administrator" and case.account_id not in (None, account.id):
        raise NotFound(REQUEST_NOT_FOUND)
    return request, case


def _opened(session: Session, number: str, secret: str, *, lock: bool = False) -> tuple[RequestRow, CaseRow]:
    request, case = _row(session, number, lock)
    if not compare_digest(case.secret.encode(), secret.encode()):
        raise NotFound(REQUEST_NOT_FOUND)
    return request, case


def case_of(request: RequestRow, case: CaseRow, adviser: str | None, events: tuple[Event, ...] = ()) -> Case:
    """Give the case of its rows."""
    return Case(
        request_number(request.created.year, request.id),
        case.secret,
        contact_of(request, case),
        case.state,
        case.account_id,
        adviser,
        request.created,
        case.appointment,
        case.draft,
        case.told_by_company,
        events,
    )


def _whole(session: Session, request: RequestRow, case: CaseRow) -> Case:
    rows = session.execute(
        select(EventRow, AccountRow.name)
        .outerjoin(AccountRow, AccountRow.id == EventRow.account_id)
        .where(EventRow.request_id == case.request_id)
        .order_by(EventRow.id)
    )
    events = tuple(Event(row.step, row.reason, name, row.created) for row, name in rows)
    account = session.get(AccountRow, case.account_id) if case.account_id else None
    return case_of(request, case, account.name if account else None, events)
