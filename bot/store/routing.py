"""The routing: which account a request goes to, by département and subject."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.store.accounts import Account, account_of
from bot.store.desk_tables import AccountRow, CaseRow, EventRow

OPEN_STATES = ("nouvelle", "prise_en_charge")


def choose(
    accounts: Iterable[Account], loads: dict[int, int], departement: str | None, subject: str | None
) -> Account | None:
    """Give the account that fits best, or None: specialists first, then generalists; the least busy wins.

    >>> jeanne = Account(1, "j@cci.fr", "Jeanne", "adviser", ("46",))
    >>> paul = Account(2, "p@cci.fr", "Paul", "adviser", ("46",), ("emploi",))
    >>> choose([jeanne, paul], {}, "46", "emploi").name, choose([jeanne, paul], {}, "46", "export").name
    ('Paul', 'Jeanne')
    >>> choose([jeanne, paul], {}, "31", None) is None
    True
    """
    fitting = [
        account
        for account in accounts
        if (not account.territories or departement in account.territories)
        and (not account.subjects or subject in account.subjects)
    ]
    return min(fitting, key=lambda one: (not one.subjects, loads.get(one.id, 0), one.id), default=None)


def route(
    session: Session, clock: Clock, case: CaseRow, besides: frozenset[int] = frozenset()
) -> Account | None:
    """Give a case to the account that fits, or to the shared tray; never to those who sent it back."""
    day = clock().date()
    declined = besides | set(
        session.scalars(
            select(EventRow.account_id).where(
                EventRow.request_id == case.request_id, EventRow.step == "pas_pour_moi"
            )
        )
    )
    rows = session.scalars(
        select(AccountRow).where(AccountRow.role == "adviser", AccountRow.disabled.is_(False))
    )
    free = [one for one in map(account_of, rows) if one.id not in declined and not one.is_away(day)]
    loads = {
        account_id: count
        for account_id, count in session.execute(
            select(CaseRow.account_id, func.count())
            .where(CaseRow.state.in_(OPEN_STATES), CaseRow.account_id.is_not(None))
            .group_by(CaseRow.account_id)
        )
        if account_id is not None
    }
    chosen = choose(free, loads, case.departement, case.subject)
    case.account_id = chosen.id if chosen else None
    return chosen
