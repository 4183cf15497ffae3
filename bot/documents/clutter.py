"""Clutter: the menus, buttons, notices, adverts and credits around the body of a page, taken off."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from bot.documents.clutter_patterns import CREDIT, MENU_WORDS, WEAK_LABELS, WORDINGS

_LONGEST_NOTICE = 300
_LONGEST_LABEL = 170
_WORDY = re.compile(r"cookies|commentaire|t\.co/|pic\.|\[(?:\.|…)", re.IGNORECASE)
"""What the few notices longer than a label speak of: other long lines are body text at once."""
_ACCENTS = re.compile("[\u0300-\u036f]+")
_OUTER = ' \t•·|*►▶→›»«"“”-–—_:;.,!?/'
_PRICE = re.compile(r"\d[\d .]{2,12} ?(?:€|euros?)(?: ?/ ?mois)?")
_NUMBER = re.compile(r"\s*\d{1,4}\s*")
_NAME = re.compile(r"(?:par )?(?:[A-ZÀ-Ý][\w'’-]+ ){1,3}[A-ZÀ-Ý][\w'’-]+")
_CONTACT = re.compile(r"\b0\d(?:[ .]?\d\d){4}\b|\+33|[\w.-]+@[\w-]+\.\w|\b\d{5} [A-ZÀ-Ý]|https?://|www\.")
_ENDED = re.compile(r"[.!?…:][\"”’'»)\]]*\s*$")
_ENDS_PAGE = frozenset({"comments", "subscription", "related", "social", "adverts"})


def without_clutter(lines: Sequence[str]) -> list[str | None]:
    """Give each line cleaned, or None where it is clutter; blank lines stay as they are.

    >>> without_clutter(["Partager sur Facebook", "La newsletter de la CCI compte 900 abonnés.", "390 mots"])
    [None, 'La newsletter de la CCI compte 900 abonnés.', None]
    """
    kept: list[str | None] = [
        CREDIT.sub("", line) if len(line) <= _LONGEST_NOTICE else line for line in lines
    ]
    filled = [index for index, line in enumerate(kept) if line is not None and line.strip()]
    kinds: dict[int, str] = {index: _kind(kept[index] or "") for index in filled}
    _mark_menus(lines, filled, kinds)
    _mark_adverts(lines, filled, kinds)
    _mark_between(lines, filled, kinds)
    _mark_bylines(lines, filled, kinds)
    _mark_page_numbers(lines, filled, kinds)
    _mark_end_of_page(lines, filled, kinds)
    _mark_weak_labels(lines, filled, kinds)
    for index in filled:
        if kinds[index]:
            kept[index] = None
    _drop_repeats(kept, filled)
    return kept


@lru_cache(maxsize=4096)
def _plain(line: str) -> str:
    """Give a line as the patterns expect it: lower case, no accents, no outer punctuation."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", line.replace("’", "'").lower()))
    return " ".join(bare.split()).strip(_OUTER)


def _kind(line: str) -> str:
    """Name the kind of clutter that a whole line is by its wording alone, or give ""."""
    if len(line) > _LONGEST_NOTICE or (len(line) > _LONGEST_LABEL and not _WORDY.search(line)):
        return ""
    plain = _plain(line)
    if not any(character.isalnum() for character in plain):
        return "ornament"
    # "[...]" and "©" are outer punctuation that tells something.
    whole = plain + ("[...]" if re.search(r"\[(?:\.\.\.|…)\]?\s*$", line) else "")
    return next((kind for kind, wording in WORDINGS.items() if wording.fullmatch(whole)), "")


def _is_body(line: str) -> bool:
    """Tell a line of body text: long, or a finished sentence of some words."""
    return len(line) > 100 or (len(line.split()) > 5 and bool(_ENDED.search(line)))


def _mark_menus(lines: Sequence[str], filled: Sequence[int], kinds: dict[int, str]) -> None:
    """Mark runs of short lines that hold at least three entries of menus, or begin the page with one."""
    run: list[int] = []
    for index in filled:
        if not kinds[index] and not MENU_WORDS.fullmatch(_plain(lines[index])):
            break
        kinds[index] = kinds[index] or "navigation"
    for index in [*filled, -1]:
        line = lines[index] if index >= 0 else ""
        if index >= 0 and len(line.strip()) <= 32 and not _ENDED.search(line) and not _CONTACT.search(line):
            run.append(index)
            continue
        words = sum(bool(MENU_WORDS.fullmatch(_plain(lines[entry]))) for entry in run)
        if words >= 3 and words * 4 >= len(run):
            kinds.update(dict.fromkeys(run, "navigation"))
        run = []


def _mark_adverts(lines: Sequence[str], filled: Sequence[int], kinds: dict[int, str]) -> None:
    """Mark a price alone on its line, with its label, when an advert's wording follows at once."""
    for place, index in enumerate(filled):
        if not _PRICE.fullmatch(_plain(lines[index])):
            continue
        if any(kinds[after] == "adverts" for after in filled[place + 1 : place + 4]):
            kinds[index] = "adverts"
            label = filled[place - 1] if place else index
            if len(lines[label]) <= 60 and not _ENDED.search(lines[label]):
                kinds[label] = "adverts"


def _mark_between(lines: Sequence[str], filled: Sequence[int], kinds: dict[int, str]) -> None:
    """Mark one or two short lines caught between two lines of the same kind of clutter."""
    for place, index in enumerate(filled):
        for length in (1, 2):
            inside = filled[place + 1 : place + 1 + length]
            closing = filled[place + 1 + length : place + 2 + length]
            if not closing or not kinds[index] or kinds[index] in ("press", "ornament"):
                continue
            if kinds[closing[0]] == kinds[index] and all(
                not kinds[line] and len(lines[line]) <= 60 and not _is_body(lines[line]) for line in inside
            ):
                kinds.update(dict.fromkeys(inside, kinds[index]))


def _mark_bylines(lines: Sequence[str], filled: Sequence[int], kinds: dict[int, str]) -> None:
    """Mark the author's name, alone on a line next to « Publié le »."""
    for before, after in pairwise(filled):
        for one, other in ((before, after), (after, before)):
            if kinds[one] == "press" and abs(one - other) == 1 and _NAME.fullmatch(lines[other].strip()):
                kinds[other] = "press"


def _mark_page_numbers(lines: Sequence[str], filled: Sequence[int], kinds: dict[int, str]) -> None:
    """Mark a bare number between blank lines that interrupts running text."""
    for place, index in enumerate(filled):
        around = [filled[near] for near in (place - 1, place + 1) if 0 <= near < len(filled)]
        if (
            _NUMBER.fullmatch(lines[index])
            and all(abs(near - index) > 1 for near in around)
            and all(len(lines[near].strip()) >= 30 for near in around)
        ):
            kinds[index] = "navigation"


def _mark_end_of_page(lines: Sequence[str], filled: Sequence[int], kinds: dict[int, str]) -> None:
    """Mark the short lines left after the last body text, once the foot of the page has begun."""
    body = [index for index in filled if not kinds[index] and _is_body(lines[index])]
    tail = [index for index in filled if not body or index > body[-1]]
    begun = next((index for index in tail if kinds[index] in _ENDS_PAGE), None)
    if not body or begun is None:
        return
    for index in tail:
        if index > begun and not kinds[index] and not _CONTACT.search(lines[index]):
            kinds[index] = "related"


def _mark_weak_labels(lines: Sequence[str], filled: Sequence[int], kinds: dict[int, str]) -> None:
    """Mark a label such as « En complément » when only clutter comes under it."""
    for place in range(len(filled) - 1, -1, -1):
        index = filled[place]
        following = filled[place + 1 : place + 2]
        if WEAK_LABELS.fullmatch(_plain(lines[index])) and (not following or kinds[following[0]]):
            kinds[index] = "related"


def _drop_repeats(kept: list[str | None], filled: Sequence[int]) -> None:
    """Drop a line equal to the one before it, and a title glued to the start of the next line."""
    previous = ""
    for index in filled:
        line = (kept[index] or "").strip(" •\t")
        if not line:
            continue
        if len(line) >= 15 and line == previous:
            kept[index] = None
            continue
        rest = line[len(previous) :]
        if len(previous) >= 20 and line.startswith(previous) and (rest[0].isupper() or rest[0] in '«"“'):
            kept[index] = rest
        previous = line
