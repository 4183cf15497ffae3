"""The needs of employer groups that companies deposited, as the builder wants them."""

from bot.matching.given_need import read_need
from bot.matching.group_need import GroupNeed
from bot.store.deposits import Deposits


class StoredNeeds:
    """Gives the needs that are open today, each under the id of its deposit."""

    def __init__(self, deposits: Deposits) -> None:
        self._deposits = deposits

    def needs(self) -> list[GroupNeed]:
        """Give them, oldest first."""
        return [read_need(one.data, one.id) for one in self._deposits.open_ones("groupement")]
