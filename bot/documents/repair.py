"""Repair: gives a damaged text back its characters and its sentence ends."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from bot.documents.sentences import STARTERS

_APOSTROPHE = re.compile(
    r"(?<![\w/=&.?-])(jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|qu|aujourd|[cdjlmnst])[?\ufffd](?=[\wÀ-ÿ])(?!\d)",
    re.IGNORECASE,
)
_LIGATURES = {
    "c?ur": "cœur", "c?urs": "cœurs", "s?ur": "sœur", "s?urs": "sœurs", "v?u": "vœu", "v?ux": "vœux",
    "n?ud": "nœud", "n?uds": "nœuds", "m?urs": "mœurs", "b?uf": "bœuf", "b?ufs": "bœufs",
    "man?uvre": "manœuvre", "man?uvres": "manœuvres", "chef-d'?uvre": "chef-d'œuvre",
    "?uvre": "œuvre", "?uvres": "œuvres", "?uf": "œuf", "?ufs": "œufs",
}  # fmt: skip
_LIGATURE = re.compile(
    r"(?<![\w/=&.?-])(?:[csvnmb]|man|chef-d')?[?\ufffd]u(?:rs?|x|ds?|fs?|vres?)?(?![\w?])", re.IGNORECASE
)
_HIGH = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MOJIBAKE = re.compile(rf"[ÂÃÅ][{_HIGH}]|â[€‚„][{_HIGH}¬]")
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)

_TIED_LETTERS = re.compile("[ﬀ-ﬆ]")

_LETTER = "a-zà-öø-ÿœ"
WORD = re.compile(r"\w+")
_GLUED_WORD = re.compile(rf"(?<![\w.@/-])([{_LETTER}]{{4,}})([A-ZÀ-Ý][{_LETTER}]+)(?=[ ,'’])")
_GLUED_STOP = re.compile(rf"(?:(?<=[{_LETTER}]{{3}})|(?<=\)))[.!?…](?=([A-ZÀ-Ý][{_LETTER}]*)[ ,'’])")
_ADDRESS = re.compile(r"www|@|/|_")
_BRAND_ENDS = frozenset(
    ["Com", "Fr", "Net", "Org", "Eu", "Io", "Js", "Tech", "Lab", "Labs", "Car", "Book", "Tube", "Pay", "Pass",
     "Box", "Hub", "App", "Web", "Media", "Plus", "Up", "Store", "Park", "Pro", "Job", "Jobs", "Bank", "Shop"]
)  # fmt: skip


def repair_characters(text: str) -> str:
    """Give the text with its lost characters restored and its invisible ones gone.

    Only what has a single reading is restored: a real question mark keeps its place.

    >>> repair_characters("L?appel d?air : qu?en dit la bou\\xadlangerie de Figeac ? Pourquoi?")
    "L'appel d'air : qu'en dit la boulangerie de Figeac ? Pourquoi?"
    """
    text = _MOJIBAKE.sub(_decoded_again, text)
    text = _SPACES.sub(" ", _LINE_END.sub("\n", text))
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = _TIED_LETTERS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = _LIGATURE.sub(_with_ligature, text)
    return _APOSTROPHE.sub(_with_apostrophe, text)


def _decoded_again(found: re.Match[str]) -> str:
    """Read again as UTF-8 what was read as Windows-1252, or leave it."""
    raw = bytearray()
    for character in found.group():
        raw += bytes([ord(character)]) if ord(character) < 256 else character.encode("cp1252", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return found.group()


def _with_ligature(found: re.Match[str]) -> str:
    known = _LIGATURES.get(found.group().lower().replace("\ufffd", "?"))
    if known is None:
        return found.group()
    return known.capitalize() if found.group()[0].isupper() else known


def _with_apostrophe(found: re.Match[str]) -> str:
    following = found.string[found.end()].lower()
    vowel = unicodedata.normalize("NFD", following)[0] in "aeiouyhœæ"
    return f"{found.group(1)}'" if vowel else found.group()


def split_glued(text: str, words: Mapping[str, int] | None = None) -> str:
    """Part two sentences that lost what stood between them; names in camel case are kept whole.

    `words` counts the words of the whole document, when `text` is a part of it.

    >>> split_glued("Le marché ferme le 30 juinCôté Figeac, OcciCom reste. En juin, on vend moins.")
    'Le marché ferme le 30 juin\\nCôté Figeac, OcciCom reste. En juin, on vend moins.'
    """
    seen = Counter(WORD.findall(text)) if words is None else words

    def parted(found: re.Match[str]) -> str:
        left, right = found.groups()
        # A word seen elsewhere by itself, or one that begins sentences: two words were glued. A
        # whole that comes back, or ends as brands do, is a name.
        likely = left in seen or right.lower() in STARTERS
        name = seen.get(found.group(), 0) > 1 or right in _BRAND_ENDS
        return f"{left}\n{right}" if likely and not name else found.group()

    def spaced(found: re.Match[str]) -> str:
        token = text[max(0, found.start() - 60) : found.start()].rsplit(maxsplit=1)[-1]
        address = found.group(1) in _BRAND_ENDS or _ADDRESS.search(token)
        return found.group() if address else f"{found.group()} "

    return _GLUED_WORD.sub(parted, _GLUED_STOP.sub(spaced, text))
