"""The sessions: browsers that are signed in, each known by the hash of a random token."""

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete

from bot.clock import Clock
from bot.store.accounts import Account, account_of
from bot.store.database import Database
from bot.store.desk_tables import AccountRow, SessionRow

LIFETIME = timedelta(hours=12)


class Sessions:
    """Keeps the sessions; a revoked or expired one is as if it had never been."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def open(self, account_id: int, previous: str | None = None) -> str:
        """Open a session under a new token, and close the one this browser had."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        with self._database.writing() as session:
            session.execute(delete(SessionRow).where(SessionRow.expires <= now))
            if previous:
                session.execute(delete(SessionRow).where(SessionRow.token_hash == _hash(previous)))
            session.add(
                SessionRow(
                    token_hash=_hash(token), account_id=account_id, expires=now + LIFETIME, created=now
                )
            )
        return token

    def account(self, token: str) -> Account | None:
        """Give who is signed in with this token, or None."""
        with self._database.reading() as session:
            row = session.get(SessionRow, _hash(token))
            if row is None or row.expires <= self._clock():
                return None
            account = session.get(AccountRow, row.account_id)
            return None if account is None or account.disabled else account_of(account)

    def close(self, token: str) -> None:
        """Revoke a session."""
        with self._database.writing() as session:
            session.execute(delete(SessionRow).where(SessionRow.token_hash == _hash(token)))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
