"""The heap: how the C library gives memory out, fills it, and hands it back to the system (mallopt(3)).

Elsewhere than on Linux with the GNU C library, nothing here does anything.
"""

import ctypes
import gc
import linecache
import sys
from typing import Any

_M_MMAP_THRESHOLD = -3
_M_PERTURB = -6
_M_ARENA_MAX = -8
_LARGE = 128 * 1024
"""Bytes from which a piece comes from the system, which gives it filled with zeros."""
_ARENAS = 2
"""Heaps that threads share. Left to itself the library makes eight a core, each with holes of its own."""


def set_up() -> None:
    """Fill memory as it is given out and given back, large pieces apart, from few heaps.

    Chroma writes whole pieces of memory to its files, the part that it has not filled too: what visitors had
    written, left there by other work, was seen to go with it. Without measurable cost on an embedding.
    """
    mallopt = _of_the_library("mallopt")
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGE)
        mallopt(_M_PERTURB, 1)
        mallopt(_M_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Hand free memory back to the system: imports and the unpacking of a model leave 100 MB and more.

    The lines of source that decorators of libraries read go too; tracebacks read theirs again.
    """
    linecache.clearcache()
    malloc_trim = _of_the_library("malloc_trim")
    if malloc_trim is not None:
        malloc_trim(0)


def settle() -> None:
    """Hand free memory back, and count what is in use as staying: cycles that come later are looked for among
    later objects only. Among half a million that never go, the collector looks so seldom that cycles pile up.
    """
    gc.collect()
    gc.freeze()
    give_back()


def _of_the_library(name: str) -> Any:
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
