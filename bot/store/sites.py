"""The sites: whose pages may show the chat, from which exact origins, how much, and whether today."""

import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.errors import InvalidInput, NotFound
from bot.store.database import Database
from bot.store.messages import (
    COLOUR_REFUSED,
    DEPARTEMENT_REFUSED,
    OPENING_TOO_LONG,
    QUOTA_REFUSED,
    SCHEME_REFUSED,
    SITE_NAME_MISSING,
    SITE_NOT_FOUND,
)
from bot.store.origins import exact_origins
from bot.store.site_tables import SiteRow

Scheme = Literal["auto", "light", "dark"]
SCHEMES: Final[tuple[Scheme, ...]] = get_args(Scheme)
PREFIX: Final = "site_"
LONGEST_OPENING = 200
_LONGEST_NAME = 200
_MOST_CALLS = 1_000_000
_DEPARTEMENT = re.compile(r"\d{2,3}|2[AB]")
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class SitePlan:
    """What an administrator decides of a site. No origin means that nobody may show the chat."""

    name: str
    origins: tuple[str, ...] = ()
    departement: str | None = None
    colour: str | None = None
    scheme: str = "auto"
    opening: str = ""
    per_minute: int = 60
    per_day: int = 5000

    def checked(self) -> "SitePlan":
        """Give the same plan in its canonical form. Raises InvalidInput, which says in French what to mend.

        >>> SitePlan("CCI du Lot", ("https://www.lot.cci.fr/",), colour="#0B5D57").checked().origins
        ('https://www.lot.cci.fr',)
        """
        plan = replace(
            self,
            name=self.name.strip()[:_LONGEST_NAME],
            origins=exact_origins(self.origins),
            departement=(self.departement or "").strip().upper() or None,
            colour=(self.colour or "").strip().lower() or None,
            opening=" ".join(self.opening.split()),
        )
        for wrong, said in (
            (not plan.name, SITE_NAME_MISSING),
            (plan.departement and not _DEPARTEMENT.fullmatch(plan.departement), DEPARTEMENT_REFUSED),
            (plan.colour and not _COLOUR.fullmatch(plan.colour), COLOUR_REFUSED),
            (plan.scheme not in SCHEMES, SCHEME_REFUSED.format(schemes=", ".join(SCHEMES))),
            (len(plan.opening) > LONGEST_OPENING, OPENING_TOO_LONG.format(most=LONGEST_OPENING)),
            (not 1 <= plan.per_minute <= plan.per_day <= _MOST_CALLS, QUOTA_REFUSED),
        ):
            if wrong:
                raise InvalidInput(said)
        return plan


@dataclass(frozen=True)
class Site:
    """A site. `identities` counts the secrets made for its signed identities; only the last one counts."""

    key: str
    plan: SitePlan
    enabled: bool
    identities: int
    created: datetime

    def admits(self, origin: str) -> bool:
        """Tell whether pages of this very origin may show the chat today."""
        return self.enabled and origin in self.plan.origins


class Sites:
    """Keeps the sites. Each look-up reads the database: what is switched off is off at once."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, plan: SitePlan) -> Site:
        """Make a site, with its public key. Raises InvalidInput."""
        checked = plan.checked()
        row = SiteRow(
            key=PREFIX + secrets.token_hex(10),
            enabled=True,
            identities=0,
            created=self._clock(),
            **_written(checked),
        )
        with self._database.writing() as session:
            session.add(row)
            session.flush()
            return _site(row)

    def all(self) -> list[Site]:
        """Give every site, by name."""
        with self._database.reading() as session:
            rows = session.scalars(select(SiteRow).order_by(SiteRow.name, SiteRow.key))
            return [_site(row) for row in rows]

    def site(self, key: str) -> Site:
        """Give the site of a key, as it is now. Raises NotFound."""
        with self._database.reading() as session:
            return _site(_keyed(session, key))

    def change(self, key: str, plan: SitePlan) -> Site:
        """Give a site another plan. Raises NotFound or InvalidInput."""
        checked = plan.checked()
        with self._database.writing() as session:
            row = _keyed(session, key)
            for name, value in _written(checked).items():
                setattr(row, name, value)
            return _site(row)

    def switch(self, key: str, enabled: bool) -> Site:
        """Switch a site on or off. Raises NotFound."""
        with self._database.writing() as session:
            row = _keyed(session, key)
            row.enabled = enabled
            return _site(row)

    def renew_identity(self, key: str) -> Site:
        """Count one more secret for signed identities: the one before is worth nothing any more."""
        with self._database.writing() as session:
            row = _keyed(session, key)
            row.identities += 1
            return _site(row)


def _keyed(session: Session, key: str) -> SiteRow:
    row = session.get(SiteRow, key)
    if row is None:
        raise NotFound(SITE_NOT_FOUND)
    return row


def _written(plan: SitePlan) -> dict[str, Any]:
    return {name: list(value) if name == "origins" else value for name, value in vars(plan).items()}


def _site(row: SiteRow) -> Site:
    told = {name: getattr(row, name) for name in SitePlan.__dataclass_fields__}
    plan = SitePlan(**{**told, "origins": tuple(row.origins)})
    return Site(row.key, plan, row.enabled, row.identities, row.created)
