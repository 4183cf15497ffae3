"""The recognising of a conversation that a client sends back whole instead of naming it."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from hashlib import sha256

_REMEMBERED = 2000


class Recognised:
    """Remembers, by what was said in it, the latest state of each conversation. Thread-safe.

    Only a hash is kept, in memory. A state is given once: who goes on twice from the same place, to ask
    again otherwise, gets a conversation of its own the second time.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[str, str] = OrderedDict()
        self._turning = threading.Lock()

    def remember(self, caller: str, said: Sequence[str], conversation_id: str) -> None:
        """Note that this conversation is the one in which exactly this was said."""
        with self._turning:
            self._known[_hash(caller, said)] = conversation_id
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)

    def take(self, caller: str, said: Sequence[str]) -> str | None:
        """Give the conversation in which exactly this was said, and forget that state of it."""
        with self._turning:
            return self._known.pop(_hash(caller, said), None)


def _hash(caller: str, said: Sequence[str]) -> str:
    parts = [caller, *said]
    return sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()
