"""The routing: which account a request goes to, by the rules of the matching."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.companies.company import Company
from bot.matching.catalogue import Adviser
from bot.matching.routing import Hole, Router, closeness
from bot.store.accounts import Account, account_of
from bot.store.desk_tables import AccountRow, CaseRow, EventRow
from bot.store.holes import count_hole
from bot.store.tables import RequestRow

EVERYWHERE = "PAYS-99"
OPEN_STATES = ("nouvelle", "prise_en_charge")


def adviser_of(account: Account) -> Adviser:
    """Give an account as the matching knows advisers: without a subject of its own, a generalist."""
    return Adviser(
        key=str(account.id),
        name=account.name,
        role=account.role,
        organisation="",
        territories=tuple(f"DEP-{code}" for code in account.territories) or (EVERYWHERE,),
        subjects=account.subjects,
        generalist=not account.subjects,
    )


def choose(
    accounts: Sequence[Account], loads: Mapping[int, int], departement: str | None, about: str, day: date
) -> tuple[Account | None, Hole | None]:
    """Give the account that receives a request, by the rules of the matching: the generalist of the place
    first, the specialist behind; or nobody, and the hole that this is.

    `about` is what is asked, in any words. Where the place is unknown, only those who serve every place may.

    >>> jeanne = Account(1, "j@cci.fr", "Jeanne", "adviser", ("46",))
    >>> paul = Account(2, "p@cci.fr", "Paul", "adviser", ("46",), ("emploi",))
    >>> day = date(2026, 11, 25)
    >>> [choose(some, {}, "46", "emploi", day)[0].name for some in ([jeanne, paul], [paul])]
    ['Jeanne', 'Paul']
    >>> choose([jeanne, paul], {}, "31", "emploi", day)
    (None, Hole(subject='emploi', departement='31', month='2026-11'))
    """
    known = {str(account.id): account for account in accounts}
    if departement is None:
        everywhere = [one for one in accounts if not one.territories]
        fitting = [one for one in everywhere if not one.subjects or closeness(about, one.subjects)]
        chosen = min(
            fitting, key=lambda one: (bool(one.subjects), loads.get(one.id, 0), one.id), default=None
        )
        return chosen, None
    router = Router([adviser_of(one) for one in accounts], lambda: {str(key): n for key, n in loads.items()})
    found = router.route(Company(departement=departement), about, day)
    return (known[found.chain[0].key] if found.chain else None), found.hole


def route(session: Session, clock: Clock, case: CaseRow, *, counts: bool = False) -> Account | None:
    """Give a case to the account that fits, or to the shared tray; never to those who sent it back.

    With `counts`, one that nobody covers is counted as a hole.
    """
    day = clock().date()
    declined = set(
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
    about = case.subject or session.get_one(RequestRow, case.request_id).need
    chosen, hole = choose(free, loads, case.departement, about, day)
    if counts and hole is not None:
        count_hole(session, hole)
    case.account_id = chosen.id if chosen else None
    return chosen
