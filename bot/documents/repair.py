"""Repair: gives a damaged text back its characters, its lines and its sentence ends."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

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

_ENDING = re.compile(r"[.!?…:;][\"”’'»)\]]*\s*$|[»”]\s*$")
_STOPPED = re.compile(r"[.!?…,)][\"”’'»)\]]*\s*$")
_HANGING = re.compile(
    r"(?:\b(?:le|la|les|l|un|une|des|du|de|d|et|ou|à|au|aux|en|par|pour|sur|dans|avec|sans|que|qui|ce|cette|ces|"
    r"son|sa|ses|leur|leurs|notre|votre|entre|vers|chez|sous|est|sont)|[,(«’'/+&-])\s*$",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"([^\W\d_]+)-$")
_COMPOUND_LEFT = frozenset(
    ["porte", "demi", "non", "sous", "mi", "ex", "vice", "après", "avant", "grand", "haut", "chef", "savoir",
     "peut", "celui", "celle", "ceux", "lui", "elle", "eux", "vis", "semi", "quasi", "rendez", "chiffre"]
)  # fmt: skip
_COMPOUND_RIGHT = frozenset(
    ["il", "elle", "on", "nous", "vous", "ils", "elles", "je", "tu", "ci", "là", "même", "mêmes", "t", "y",
     "ce", "être", "à", "de"]
)  # fmt: skip
_BULLETED = re.compile(r"\s*(?:[•‣▪◦·*–—-]|o(?=\s)|\d{1,3}[.)]|[a-z]\))\s+\S")


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


def join_lines(lines: Sequence[str]) -> list[str]:
    """Join lines that were broken in mid-sentence, across blank lines too; blank lines stay.

    >>> join_lines(["La boulangerie de Figeac a embauché deux", "", "apprentis en sep-", "tembre.", "Bilan"])
    ['La boulangerie de Figeac a embauché deux apprentis en septembre.', 'Bilan']
    """
    words = frozenset(re.findall(r"[\w-]+", " ".join(lines).lower()))
    width = _wrap_width(lines)
    joined: list[str] = []
    parts: list[str] = []
    blanks = opened = 0
    for line in lines:
        if not line.strip():
            blanks += 1
            continue
        if parts and _continues(parts[-1], line, width, opened > 0):
            parts[-1], rest = _glue(parts[-1], line.strip(), words)
            parts.append(rest)
        else:
            joined.extend(["".join(parts)] * bool(parts) + [""] * blanks)
            parts, opened = [line.rstrip()], 0
        blanks = 0
        opened += line.count("(") - line.count(")")
    return [*joined, *["".join(parts)] * bool(parts)]


def _wrap_width(lines: Sequence[str]) -> int:
    """Give the width at which a text was wrapped, or 0 when its paragraphs are whole lines."""
    lengths = sorted(len(line.strip()) for line in lines if len(line.strip()) > 30)
    if len(lengths) < 4:
        return 0
    widest = lengths[int(len(lengths) * 0.95)]
    return widest if widest <= 160 and lengths[-1] <= widest * 1.3 else 0


def _continues(previous: str, line: str, width: int, opened: bool) -> bool:
    """Tell whether `line` goes on with the sentence that `previous` left open."""
    if _BULLETED.match(line):
        return False
    first = line.lstrip()[0]
    tail = previous.rstrip()[-40:]
    if _ENDING.search(tail):
        return opened and first.islower()
    if _HYPHEN.search(tail) and first.islower():
        return True
    length = len(previous.strip())
    wrapped = 0 < width <= length + len(line.split(maxsplit=1)[0]) + 1
    hanging = bool(_HANGING.search(tail))
    if first.islower() or first in "(«,;":
        return wrapped or hanging or length > 25
    # A short line with a capital and no full stop is more likely a heading than the end of a paragraph.
    heading = len(line.strip()) < 0.7 * width and not _STOPPED.search(line[-20:])
    return (wrapped and not heading) or (length > 25 and hanging)


def _glue(left: str, right: str, words: frozenset[str]) -> tuple[str, str]:
    """Give two halves of a sentence ready to be set side by side, a hyphenated word made whole."""
    hyphen = _HYPHEN.search(left[-40:])
    if hyphen is None:
        return left, right if left.endswith(("’", "'", "-", "/")) else f" {right}"
    start = hyphen.group(1).lower()
    end = re.split(r"[\W\d_]", right.lower(), maxsplit=1)[0]
    compound = start in _COMPOUND_LEFT or end in _COMPOUND_RIGHT or f"{start}-{end}" in words
    return (left if compound and start + end not in words else left[:-1]), right


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
