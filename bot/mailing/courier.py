"""The courier: empties the outbox, and puts the reminders that are due in it."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence

from bot.errors import StorageUnavailable
from bot.mailing.sending import NotSent, Sender
from bot.store.cases import Cases
from bot.store.outbox import Channel, Outbox

logger = logging.getLogger(__name__)
_ROUND_SECONDS = 5.0


class Courier:
    """Sends what waits, one parcel at a time; what fails waits and is tried again."""

    def __init__(
        self,
        outbox: Outbox,
        cases: Cases,
        senders: Mapping[Channel, Sender],
        chores: Sequence[Callable[[], None]] = (),
    ) -> None:
        """Make one; `chores` are done after each round of the thread, and may all be done twice."""
        self._chores = chores
        self._outbox = outbox
        self._cases = cases
        self._senders = senders
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def round(self) -> int:
        """Send what is due; give how many parcels left."""
        self._cases.remind()
        left = 0
        for parcel in self._outbox.take(tuple(self._senders)):
            try:
                self._senders[parcel.channel].send(parcel)
            except NotSent as fault:
                logger.warning("A parcel did not leave (%s); it will be tried again.", fault)
                self._outbox.failed(parcel)
            else:
                self._outbox.sent(parcel)
                left += 1
        return left

    def start(self) -> None:
        """Work in a thread of its own until `stop`."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the round under way, and stop."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(_ROUND_SECONDS):
            try:
                self.round()
                for chore in self._chores:
                    chore()
            except StorageUnavailable as fault:
                logger.warning("The database cannot be read: %s", fault.user_message)
