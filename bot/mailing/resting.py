"""The rest: a way out that does not answer is left alone for a while, longer each time."""

from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock

_FIRST: Final = timedelta(seconds=30)
_LONGEST: Final = timedelta(minutes=10)


class Rest:
    """When the other side of one channel may be called again: after thirty seconds, one minute, two… up to
    ten minutes, until it answers."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._length = timedelta()
        self._until: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Tell whether the other side may be called now."""
        return self._until is None or self._clock() >= self._until

    def begin(self) -> datetime:
        """Rest, since the other side did not answer; give until when."""
        self._length = min(max(self._length * 2, _FIRST), _LONGEST)
        self._until = self._clock() + self._length
        return self._until

    def end(self) -> None:
        """Note that the other side answers."""
        self._length, self._until = timedelta(), None
