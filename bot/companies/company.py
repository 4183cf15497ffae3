"""The company: what is known of it, each fact possibly missing. Missing is unknown, never « no »."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Headcount:
    """A number of employees, or the range it lies in: directories give ranges, people give numbers."""

    least: int
    most: int

    def __post_init__(self) -> None:
        if not 0 <= self.least <= self.most:
            raise ValueError(f"{self.least} to {self.most} is no range of employees")


@dataclass(frozen=True)
class Company:
    """A company or one to be. Codes are official ones; None is unknown.

    `code_naf` may stop at any level: « C », « 10 », « 10.71 » or « 10.71C ». `commune`, `departement`
    and `region` are INSEE codes (« 46128 », « 46 », « 76 »). `country` is the ISO 3166 alpha-2 code of
    the country its project aims at, not of the company.
    """

    siren: str | None = None
    siret: str | None = None
    effectif: Headcount | None = None
    code_naf: str | None = None
    commune: str | None = None
    departement: str | None = None
    region: str | None = None
    forme_juridique: str | None = None
    created: date | None = None
    country: str | None = None
    to_be_created: bool | None = None
