"""The catalogue: programmes, advisers and organisations, as the matching knows them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Kind = Literal["programme", "adviser", "organisation"]


@dataclass(frozen=True)
class Evidence:
    """The words of a source that an entry rests on; `quote` is an exact substring of a passage of it."""

    document_id: str
    quote: str


@dataclass(frozen=True)
class Programme:
    """A programme: the 26 fields of the national format for aid schemes, under their official names,
    and what Passerelle adds. Several values are tuples; an absent field is None or empty.

    Fields `eligibilite_*` are conditions; fields `ciblage_*` are priorities and never refuse.
    """

    id: str
    titre: str
    description: str
    eligibilite: str
    types_aides: tuple[str, ...]
    porteurs: tuple[str, ...]
    cibles: tuple[str, ...]
    eligibilite_geographique: tuple[str, ...]
    date_mise_a_jour: datetime
    ciblage_secteur_activite: tuple[str, ...]
    promesse: str | None = None
    programmes_parents: tuple[str, ...] = ()
    url_source: str | None = None
    eligibilite_geographique_exclusions: tuple[str, ...] = ()
    date_ouverture: datetime | None = None
    date_cloture: datetime | None = None
    base_juridique: str | None = None
    eligibilite_effectif_minimal: int | None = None
    eligibilite_effectif_maximal: int | None = None
    eligibilite_categorie_taille_entreprise: tuple[str, ...] = ()
    eligibilite_annees_existence_minimal: int | None = None
    eligibilite_forme_juridique: tuple[str, ...] = ()
    eligibilite_forme_juridique_exclusions: tuple[str, ...] = ()
    ciblage_naf: tuple[str, ...] = ()
    ciblage_naf_exclusions: tuple[str, ...] = ()
    chainage_paiement: str | None = None

    key: str = ""
    """A readable stable name, « mission-californie-2022 »; the `id` is a UUID."""
    recurrence: str | None = None
    """How it comes back, in French (« chaque année »), or None when that is not known."""
    suspended: bool = False
    status: Literal["known", "uncertain"] = "known"
    """« uncertain » when no source tells whether it still runs."""
    pays: tuple[str, ...] = ()
    """ISO alpha-2 codes of the countries it leads to; empty when it is not about a country."""
    besoins: tuple[str, ...] = ()
    """Needs it answers, in the words of companies."""
    contacts: tuple[str, ...] = ()
    """Keys of the advisers or organisations to turn to."""
    evidence: tuple[Evidence, ...] = ()
    criteria_evidence: dict[str, Evidence] = field(default_factory=dict)
    """The source of a criterion, by the name of its field."""
    written: dict[str, str] = field(default_factory=dict)
    """What a file of the national format said, by field, where the value alone would lose its spelling."""


@dataclass(frozen=True)
class Adviser:
    """A person or a unit that companies can be sent to. Territories are « COM-46042 », « DEP-46 »,
    « REG-76 » or « PAYS-99 » codes: explicit, never inherited from the organisation's."""

    key: str
    name: str
    role: str
    organisation: str
    territories: tuple[str, ...]
    subjects: tuple[str, ...]
    generalist: bool = False
    email: str | None = None
    phone: str | None = None
    url: str | None = None
    absent: tuple[tuple[date, date], ...] = ()
    most_requests: int | None = None
    """Open requests beyond which others are asked first; None is no limit."""
    status: Literal["known", "uncertain"] = "uncertain"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Organisation:
    """A chamber, a cluster, an employer group, a school, a brand: who it is for, and where."""

    key: str
    name: str
    kind: str
    description: str
    territories: tuple[str, ...]
    subjects: tuple[str, ...]
    code_naf: tuple[str, ...] = ()
    members: int | None = None
    email: str | None = None
    phone: str | None = None
    url: str | None = None
    status: Literal["known", "uncertain"] = "uncertain"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """Every entry, in a fixed order; keys and ids are unique across the three kinds."""

    programmes: tuple[Programme, ...] = ()
    advisers: tuple[Adviser, ...] = ()
    organisations: tuple[Organisation, ...] = ()

    def __iter__(self) -> Iterator[Programme | Adviser | Organisation]:
        yield from self.programmes
        yield from self.advisers
        yield from self.organisations
