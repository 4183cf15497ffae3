"""The follower: takes in, within a second, what other processes change of what this one keeps in memory."""

import logging
import threading
from collections.abc import Callable, Mapping

from bot.errors import BotError

logger = logging.getLogger(__name__)
_ROUND_SECONDS = 1.0


class Follower:
    """Watches the numbers of changes. What fails is tried again at the next round."""

    def __init__(
        self, numbers: Callable[[], Mapping[str, int]], renewals: Mapping[str, Callable[[], object]]
    ) -> None:
        """`renewals` says, by the name of what changed, how to take it in."""
        self._numbers = numbers
        self._renewals = renewals
        self._seen: dict[str, int] = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)

    def round(self) -> None:
        """Take in what changed since the last round. Raises what a renewal raises."""
        for name, number in self._numbers().items():
            if name in self._renewals and self._seen.get(name) != number:
                self._renewals[name]()
                self._seen[name] = number

    def start(self) -> None:
        """Watch in a thread of its own until `stop`."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the round under way, and stop."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(_ROUND_SECONDS):
            try:
                self.round()
            except BotError as fault:
                logger.warning("Changes of other processes cannot be taken in: %s", fault.user_message)
