"""The keys: the servers that may call the API under a name, and what each may do."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, Literal, get_args

from sqlalchemy import select

from bot.clock import Clock
from bot.errors import InvalidInput, NotFound
from bot.store.database import Database
from bot.store.key_tables import ApiKeyRow
from bot.store.messages import KEY_NOT_FOUND, NAME_MISSING, SCOPE_UNKNOWN

Scope = Literal["ask", "search", "match", "request"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
PREFIX: Final = "psr_"
_LONGEST_NAME = 200
_USE_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class ApiKey:
    """A key of another server; its secret is not here, nor anywhere."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    created: datetime
    last_used: datetime | None = None
    revoked: datetime | None = None


class ApiKeys:
    """Keeps the keys. A secret is given once, when its key is made; a revoked key opens nothing."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, name: str, scopes: Collection[str] = SCOPES) -> tuple[ApiKey, str]:
        """Make a key; give it with its secret. Raises InvalidInput without a name or for a wrong scope."""
        named = name.strip()[:_LONGEST_NAME]
        if not named:
            raise InvalidInput(NAME_MISSING)
        if not scopes or not set(scopes) <= set(SCOPES):
            raise InvalidInput(SCOPE_UNKNOWN.format(scopes=", ".join(SCOPES)))
        identity = secrets.token_hex(4)
        # 256 random bits: a plain hash is enough, there is nothing to guess.
        secret = f"{PREFIX}{identity}_{secrets.token_urlsafe(32)}"
        row = ApiKeyRow(
            id=identity,
            name=named,
            secret_hash=_hash(secret),
            scopes=[scope for scope in SCOPES if scope in scopes],
            created=self._clock(),
        )
        with self._database.writing() as session:
            session.add(row)
            session.flush()
            return _key(row), secret

    def all(self) -> list[ApiKey]:
        """Give every key, revoked ones too, newest first."""
        newest = select(ApiKeyRow).order_by(ApiKeyRow.created.desc(), ApiKeyRow.id)
        with self._database.reading() as session:
            return [_key(row) for row in session.scalars(newest)]

    def revoke(self, identity: str) -> None:
        """Close a key for good; raise NotFound when there is none of that id."""
        with self._database.writing() as session:
            row = session.get(ApiKeyRow, identity)
            if row is None:
                raise NotFound(KEY_NOT_FOUND)
            row.revoked = row.revoked or self._clock()

    def key(self, secret: str) -> ApiKey | None:
        """Give the key of a secret, or None; its use is noted, to the minute."""
        with self._database.reading() as session:
            row = session.scalar(select(ApiKeyRow).where(ApiKeyRow.secret_hash == _hash(secret)))
            if row is None or row.revoked is not None:
                return None
            found = _key(row)
        now = self._clock()
        if found.last_used is None or now - found.last_used >= _USE_NOTED_EVERY:
            with self._database.writing() as session:
                session.get_one(ApiKeyRow, found.id).last_used = now
        return found


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _key(row: ApiKeyRow) -> ApiKey:
    scopes = tuple(scope for scope in SCOPES if scope in row.scopes)
    return ApiKey(row.id, row.name, scopes, row.created, row.last_used, row.revoked)
