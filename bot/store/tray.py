"""The tray: the cases that an account may see, by pages, filtered and searched."""

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Select, func, or_, select

from bot.store.accounts import Account
from bot.store.cases import STATES, Case, case_of, seen_by
from bot.store.database import Database
from bot.store.desk_tables import AccountRow, CaseRow
from bot.store.requests import request_identity
from bot.store.routing import OPEN_STATES
from bot.store.tables import RequestRow

PAGE: Final = 40
_SHORTEST_PHONE = 4


@dataclass(frozen=True)
class Wish:
    """What to show of the tray: a state, whose (« moi », « partage » or all), words, and where to go on."""

    state: str = ""
    mine: str = ""
    words: str = ""
    before: str = ""


@dataclass(frozen=True)
class TrayPage:
    """Some cases, newest first; `older` is the number to go on before, or None at the end."""

    cases: list[Case]
    older: str | None


class Tray:
    """Gives each adviser their own cases and those of the shared tray; administrators see all."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, account: Account, wish: Wish | None = None) -> TrayPage:
        """Give a page of the cases that an account may see."""
        asked = wish or Wish()
        query = _visible(account)
        if asked.state:
            query = query.where(CaseRow.state == asked.state)
        if asked.mine == "moi":
            query = query.where(CaseRow.account_id == account.id)
        elif asked.mine == "partage":
            query = query.where(CaseRow.account_id.is_(None), CaseRow.state.in_(OPEN_STATES))
        if asked.words:
            query = query.where(_says(asked.words))
        before = request_identity(asked.before)
        if before is not None:
            query = query.where(CaseRow.request_id < before)
        with self._database.reading() as session:
            found = session.execute(query.order_by(CaseRow.request_id.desc()).limit(PAGE + 1)).all()
            cases = [case_of(request, case, name) for request, case, name in found[:PAGE]]
        return TrayPage(cases, cases[-1].number if len(found) > PAGE else None)

    def counts(self, account: Account) -> dict[str, int]:
        """Count the visible cases of each state, and under « partage » the open ones of nobody."""
        seen = seen_by(account)
        shared = select(func.count()).where(CaseRow.account_id.is_(None), CaseRow.state.in_(OPEN_STATES))
        with self._database.reading() as session:
            rows = session.execute(select(CaseRow.state, func.count()).where(seen).group_by(CaseRow.state))
            counts = dict.fromkeys(STATES, 0) | dict(rows.all())
            return counts | {"partage": session.scalar(shared) or 0}


def _visible(account: Account) -> Select[RequestRow, CaseRow, str]:
    return (
        select(RequestRow, CaseRow, AccountRow.name)
        .join(CaseRow, CaseRow.request_id == RequestRow.id)
        .outerjoin(AccountRow, AccountRow.id == CaseRow.account_id)
        .where(seen_by(account))
    )


def _says(words: str) -> ColumnElement[bool]:
    """Tell which cases are of that number, or have these words in who asks.

    SQLite folds the case of ASCII letters only: the usual ways to write an accented one are tried.
    """
    ways = {words, words.lower(), words.upper(), words.capitalize(), words.title()}
    columns = (RequestRow.company, RequestRow.name, RequestRow.email, RequestRow.phone)
    said = [column.icontains(way, autoescape=True) for column in columns for way in sorted(ways)]
    digits = re.sub(r"[\s.()-]", "", words)
    if digits.isdecimal() and len(digits) >= _SHORTEST_PHONE:
        # Kept as +33 5…, given as 05….
        said.append(RequestRow.phone.contains(digits.removeprefix("0"), autoescape=True))
    identity = request_identity(words)
    return or_(*said, *([RequestRow.id == identity] if identity is not None else []))
