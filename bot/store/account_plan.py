"""The plan of an account: what is written of someone who is to work at the desk, and its faults."""

from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from email_validator import EmailNotValidError, validate_email

from bot.companies.geography import find_place
from bot.errors import InvalidInput
from bot.store.messages import (
    ACCOUNT_EMAIL_INVALID,
    ACCOUNT_NAME_MISSING,
    ROLE_UNKNOWN,
    SUBJECT_TOO_LONG,
    TERRITORY_UNKNOWN,
)

Role = Literal["adviser", "editor", "administrator"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
_LONGEST_NAME: Final = 200
_LONGEST_SUBJECT: Final = 100


@dataclass(frozen=True)
class AccountPlan:
    """What is written of an account. No territory means every one; no subject, a generalist."""

    email: str = ""
    name: str = ""
    role: str = "adviser"
    territories: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()

    def checked(self) -> "AccountPlan":
        """Give it as it is kept: territories by their codes, each thing once. Raises InvalidInput.

        >>> kept = AccountPlan("Paul@CCI.fr", " Paul ", "editor", ("Lot", "46", "2a"), ("export",)).checked()
        >>> kept.email, kept.name, kept.territories, kept.subjects
        ('paul@cci.fr', 'Paul', ('46', '2A'), ('export',))
        """
        name = self.name.strip()
        if not name or len(name) > _LONGEST_NAME:
            raise InvalidInput(ACCOUNT_NAME_MISSING)
        if self.role not in ROLES:
            raise InvalidInput(ROLE_UNKNOWN.format(roles=", ".join(ROLES)))
        subjects = tuple(dict.fromkeys(stripped for one in self.subjects if (stripped := one.strip())))
        if any(len(one) > _LONGEST_SUBJECT for one in subjects):
            raise InvalidInput(SUBJECT_TOO_LONG.format(most=_LONGEST_SUBJECT))
        codes = dict.fromkeys(_code(stripped) for one in self.territories if (stripped := one.strip()))
        return replace(self, email=_email(self.email), name=name, territories=tuple(codes), subjects=subjects)


def _email(text: str) -> str:
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError as fault:
        raise InvalidInput(ACCOUNT_EMAIL_INVALID) from fault


def _code(text: str) -> str:
    for place in find_place(text):
        if place.kind == "departement":
            return place.code
    raise InvalidInput(TERRITORY_UNKNOWN.format(text=text))
