"""The accounts of those who work at the desk: who they are, and whether a password is theirs."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.errors import BotError, InvalidInput, NotFound
from bot.store.account_plan import AccountPlan, Role
from bot.store.database import Database
from bot.store.desk_tables import AccountRow, SessionRow
from bot.store.messages import ACCOUNT_EXISTS, ACCOUNT_NOT_FOUND, PASSWORD_TOO_SHORT, SIGN_IN_FAILED

FREE_FAILURES = 5
_FIRST_LOCK_SECONDS = 30
_LONGEST_LOCK_SECONDS = 3600
SHORTEST_PASSWORD = 12

_hasher = PasswordHasher()
# Checked when there is no such account, so that the time taken tells nothing.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$vDn5NV6TEXNDH6wnM8AMZQ$wcvleIRiBDGe47bNWilwO+7V+MexkTZfYYhPsoUE9NI"


class SignInFailed(BotError):
    """No such account, a wrong password, a disabled or locked account: never told apart."""


@dataclass(frozen=True)
class Account:
    """Someone who works at the desk. No territory means every one; no subject, a generalist."""

    id: int
    email: str
    name: str
    role: Role
    territories: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    disabled: bool = False
    absent_from: date | None = None
    absent_until: date | None = None

    def is_away(self, day: date) -> bool:
        """Tell whether they are absent on a day.

        >>> away = Account(1, "a@cci.fr", "A", "adviser", (), (), False, date(2026, 12, 1), date(2026, 12, 8))
        >>> away.is_away(date(2026, 12, 8)), away.is_away(date(2026, 12, 9))
        (True, False)
        """
        return bool(self.absent_from and self.absent_until and self.absent_from <= day <= self.absent_until)


class Accounts:
    """Keeps the accounts."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(
        self,
        email: str,
        name: str,
        role: str,
        password: str,
        territories: tuple[str, ...] = (),
        subjects: tuple[str, ...] = (),
    ) -> Account:
        """Make an account. Raises InvalidInput when it cannot be so, or the address is taken."""
        plan = AccountPlan(email, name, role, territories, subjects).checked()
        row = AccountRow(
            email=plan.email,
            name=plan.name,
            role=plan.role,
            territories=list(plan.territories),
            subjects=list(plan.subjects),
            password_hash=_hashed(password),
            disabled=False,
            failures=0,
            created=self._clock(),
        )
        with self._database.writing() as session:
            try:
                with session.begin_nested():
                    session.add(row)
            except IntegrityError as fault:
                raise InvalidInput(ACCOUNT_EXISTS) from fault
            return account_of(row)

    def all(self) -> list[Account]:
        """Give every account, by name."""
        with self._database.reading() as session:
            return [account_of(row) for row in session.scalars(select(AccountRow).order_by(AccountRow.name))]

    def account(self, account_id: int) -> Account:
        """Give an account. Raises NotFound."""
        with self._database.reading() as session:
            row = session.get(AccountRow, account_id)
            if row is None:
                raise NotFound(ACCOUNT_NOT_FOUND)
            return account_of(row)

    def change(self, plan: AccountPlan) -> None:
        """Change all but the address, by which it is found. Raises InvalidInput or NotFound."""
        plan = plan.checked()
        with self._database.writing() as session:
            row = _named(session, plan.email)
            row.name, row.role = plan.name, plan.role
            row.territories, row.subjects = list(plan.territories), list(plan.subjects)

    def disable(self, email: str) -> None:
        """Close an account and every session of it. Raises NotFound."""
        with self._database.writing() as session:
            row = _named(session, email)
            row.disabled = True
            session.execute(delete(SessionRow).where(SessionRow.account_id == row.id))

    def reset(self, email: str, password: str) -> None:
        """Give a new password, open the account again, and close its sessions. Raises NotFound."""
        hashed = _hashed(password)
        with self._database.writing() as session:
            row = _named(session, email)
            row.password_hash, row.disabled, row.failures, row.locked_until = hashed, False, 0, None
            session.execute(delete(SessionRow).where(SessionRow.account_id == row.id))

    def be_away(self, account_id: int, start: date | None, end: date | None) -> None:
        """Note an absence, during which nothing new is routed to the account; None ends it."""
        with self._database.writing() as session:
            row = session.get_one(AccountRow, account_id)
            row.absent_from, row.absent_until = start, end

    def sign_in(self, email: str, password: str) -> Account:
        """Give the account of an address and password; raise SignInFailed, whatever the cause.

        Beyond five failures in a row the account is locked, for twice as long each time.
        """
        with self._database.reading() as session:
            row = session.scalar(select(AccountRow).where(AccountRow.email == email.strip().lower()))
            known = row.password_hash if row else _NOBODY
        right = _verified(known, password)
        with self._database.writing() as session:
            row = session.get(AccountRow, row.id, with_for_update=True) if row else None
            now = self._clock()
            locked = row is not None and row.locked_until is not None and row.locked_until > now
            if row is not None and not locked and not right:
                row.failures += 1
                if row.failures >= FREE_FAILURES:
                    row.locked_until = now + timedelta(seconds=lock_seconds(row.failures))
            accepted = row is not None and right and not locked and not row.disabled
            if row is not None and accepted:
                row.failures, row.locked_until = 0, None
                return account_of(row)
        raise SignInFailed(SIGN_IN_FAILED)


def new_password() -> str:
    """Give a password that nobody can guess, to be shown once."""
    return secrets.token_urlsafe(18)


def lock_seconds(failures: int) -> int:
    """Give how long an account is locked after so many failures in a row.

    >>> [lock_seconds(count) for count in (5, 6, 7, 40)]
    [30, 60, 120, 3600]
    """
    return min(_LONGEST_LOCK_SECONDS, _FIRST_LOCK_SECONDS << min(failures - FREE_FAILURES, 20))


def account_of(row: AccountRow) -> Account:
    """Give the account of a row."""
    role: Role = row.role  # type: ignore[assignment]
    return Account(
        row.id,
        row.email,
        row.name,
        role,
        tuple(row.territories),
        tuple(row.subjects),
        row.disabled,
        row.absent_from,
        row.absent_until,
    )


def _named(session: Session, email: str) -> AccountRow:
    row = session.scalar(select(AccountRow).where(AccountRow.email == email.strip().lower()))
    if row is None:
        raise NotFound(ACCOUNT_NOT_FOUND)
    return row


def _hashed(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidInput(PASSWORD_TOO_SHORT)
    return _hasher.hash(password)


def _verified(known: str, password: str) -> bool:
    try:
        return _hasher.verify(known, password)
    except VerificationError:
        return False
