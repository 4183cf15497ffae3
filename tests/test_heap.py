"""The heap hands back what was freed, and changes nothing for what is in use."""

import sys
from pathlib import Path

import pytest

from bot import heap


def resident() -> int:
    """Give the resident memory of this process, in kilobytes."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


@pytest.mark.skipif(sys.platform != "linux", reason="the GNU C library is what this is about")
def test_memory_that_was_freed_goes_back_to_the_system() -> None:
    kept = [bytes(50_000) for _ in range(4_000)]
    holes, kept = kept[::2], kept[1::2]
    before = resident()
    del holes
    heap.give_back()
    assert before - resident() > 50_000
    assert all(len(piece) == 50_000 and not any(piece[:100]) for piece in kept[:10])


def test_elsewhere_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    heap.set_up()
    heap.give_back()
