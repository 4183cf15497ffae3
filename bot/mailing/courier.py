"""The courier: empties the outbox, and puts the reminders that are due in it."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence

from bot.clock import Clock, system_clock
from bot.errors import StorageUnavailable
from bot.mailing.resting import Rest
from bot.mailing.sending import NotSent, Sender, Unreachable
from bot.store.cases import Cases
from bot.store.outbox import Channel, Outbox, Parcel

logger = logging.getLogger(__name__)
_ROUND_SECONDS = 5.0
_MOST = 20
"""Parcels of one channel sent in one round: chores must have their turn."""
_FAREWELL = 1.0
"""Seconds left to the parcel under way when told to stop. Past them it is given up, and sent again."""


class Courier:
    """Sends what waits, one parcel at a time; what fails waits and is tried again.

    A channel whose other side does not answer rests after one vain try, whatever waits for it.
    """

    def __init__(
        self,
        outbox: Outbox,
        cases: Cases,
        senders: Mapping[Channel, Sender],
        chores: Sequence[Callable[[], None]] = (),
        clock: Clock = system_clock,
        chosen: Callable[[], bool] = lambda: True,
    ) -> None:
        """Make one; `chores` are done after each round of the thread, and may all be done twice.

        `chosen` tells, before each round, whether this process is the one that does it.
        """
        self._chosen = chosen
        self._chores = chores
        self._outbox = outbox
        self._cases = cases
        self._senders = senders
        self._rests = {channel: Rest(clock) for channel in senders}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def round(self) -> int:
        """Send what is due; give how many parcels left."""
        self._cases.remind()
        return sum(self._empty(channel) for channel, rest in self._rests.items() if rest.is_over)

    def _empty(self, channel: Channel) -> int:
        """Send what is due on one channel, each parcel leased when its turn comes: no lease ends before."""
        left = 0
        for _ in range(_MOST):
            parcels = () if self._stopping.is_set() else self._outbox.take((channel,), limit=1)
            for parcel in parcels:
                left += self._send(parcel)
            if not parcels or not self._rests[channel].is_over:
                break
        return left

    def _send(self, parcel: Parcel) -> bool:
        rest = self._rests[parcel.channel]
        try:
            self._senders[parcel.channel].send(parcel)
        except Unreachable as fault:
            logger.warning("Nothing leaves by %s (%s); it rests.", parcel.channel, fault)
            self._outbox.failed(parcel, rest.begin())
            return False
        except NotSent as fault:
            logger.warning("A parcel did not leave (%s); it will be tried again.", fault)
            self._outbox.failed(parcel)
            return False
        rest.end()
        self._outbox.sent(parcel)
        return True

    def start(self) -> None:
        """Work in a thread of its own until `stop`."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the parcel under way if it takes no longer than a second, and stop."""
        self._stopping.set()
        self._thread.join(_FAREWELL)

    def _run(self) -> None:
        while not self._stopping.wait(_ROUND_SECONDS):
            try:
                if not self._chosen():
                    continue
                self.round()
                for chore in self._chores:
                    chore()
            except StorageUnavailable as fault:
                logger.warning("The database cannot be read: %s", fault.user_message)
