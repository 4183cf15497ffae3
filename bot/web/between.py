"""Between companies: what the pages and the API of employer groups and of the board work with."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.matching.functions import Meaning
from bot.matching.group_desk import GroupDesk
from bot.store.database import Database
from bot.store.deposits import Deposits
from bot.store.group_needs import StoredNeeds
from bot.store.group_parts import GroupParts
from bot.store.introductions import Introductions


@dataclass(frozen=True)
class Between:
    """The deposits of companies, and what is proposed to them."""

    deposits: Deposits
    groups: GroupDesk
    introductions: Introductions


def open_between(database: Database, clock: Clock, meaning: Meaning | None = None) -> Between:
    """Give it over a database."""
    deposits = Deposits(database, clock)
    introductions = Introductions(database, clock)
    groups = GroupDesk(StoredNeeds(deposits), GroupParts(database), meaning, refusals=introductions.refusals)
    return Between(deposits, groups, introductions)
