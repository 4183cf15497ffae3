"""The breaker: stops asking a service that keeps failing, and tries it again after a pause."""

import time
from collections.abc import Callable


class Breaker:
    """Open after `failures` in a row; after `pause` seconds one call is let through to try.

    Every call that was allowed ends with `succeeded`, `failed` or `abandoned`. Meant for one event
    loop: its methods never wait.
    """

    def __init__(
        self, failures: int = 3, pause: float = 30.0, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._failures = failures
        self._pause = pause
        self._now = now
        self._in_a_row = 0
        self._opened: float | None = None
        self._trying = False

    def allows(self) -> bool:
        """Tell whether a call may be made now; the one that tries a half-open service is counted."""
        if self._opened is None:
            return True
        if self._trying or self._now() - self._opened < self._pause:
            return False
        self._trying = True
        return True

    @property
    def state(self) -> str:
        """Name the state: `closed`, `open` or `half_open`."""
        if self._opened is None:
            return "closed"
        return "half_open" if self._trying or self._now() - self._opened >= self._pause else "open"

    def succeeded(self) -> None:
        """Note that the service answered: the breaker closes."""
        self._in_a_row, self._opened, self._trying = 0, None, False

    def failed(self) -> None:
        """Note a failure: the breaker opens at the last one allowed, or again after a vain try."""
        self._in_a_row += 1
        if self._trying or self._in_a_row >= self._failures:
            self._opened = self._now()
        self._trying = False

    def abandoned(self) -> None:
        """Note a call that was given up before the service could show how it does."""
        self._trying = False
