"""The crafts: activities named in a text, by a trade or by what is made, with their NAF code."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from bot.companies.trades import GROWS, MAKES, PROCESSES, REPAIRS, SELLS, TRADES
from bot.companies.wording import Wording, wording

Named = Literal["person", "firm", "doing", "code"]

_LITTLE = {"de", "d'", "du", "des", "a", "en", "sur", "et", "la", "le", "l'", "au", "aux"}
_VERBS = {
    "makes": (r"fabri(?:que|quons|quent|quer)|produi(?:s|t|sons|sent|re)|fai(?:s|t|sons)|transform(?:e|ons|ent|er)|"
    r"confectionn(?:e|ons|er)|cuisin(?:e|ons|er)|concevoir|concoi[st]|concevons|developp(?:e|ons|ent|er)|edit(?:e|ons|er)|"
    r"construi(?:s|t|sons|re)|usin(?:e|ons|er)|fabrication|production|conception|transformation|brass(?:e|ons|er)|distill(?:e|ons|er)|"
    r"imprim(?:e|ons|er)|creation|createurs?|creatrices?|fabricantes?|fabricants?|producteurs?|productrices?|createur"),
    "grows": r"cultiv(?:e|ons|ent|er)|exploitante?s?|elev(?:e|ons|ent|er)|elevage|culture|produi(?:s|t|sons)|producteurs?|productrices?|fai(?:s|t|sons) pousser|fais|fait",
    "sells": r"vend(?:s|ons|ent|re)?|vente|vendeurs?|vendeuses?|commercialis(?:e|ons|ent|er)|marchande?s?",
    "repairs": r"repar(?:e|ons|ent|er)|reparation|entretien|reconditionn(?:e|ons|er)",
}  # fmt: skip
_OBJECTS: Mapping[str, Mapping[str, str]] = {
    "makes": MAKES, "grows": GROWS, "sells": SELLS, "repairs": REPAIRS,
}  # fmt: skip
_BETWEEN = (
    r"(?: et (?:je |on |nous )?(?:vend|repar|commercialis)\w*)?(?: (?:aussi|surtout|principalement|nous-memes|moi-meme))* ?"
    r"(?:d'|de l'|de la |du |des |de |le |la |les |l'|nos |mes |notre |ma |mon |un |une )?"
    r"(?:(?:petite?s?|bon(?:ne)?s?|propres|grande?s?|vieux|vieilles|anciens) )?"
)
_SOLD_ONLINE = re.compile(r"(?:vend|vente|commerc)[^,.;]{0,40} (?:en ligne|sur internet|sur le web)\b")
_ONLINE = "47.91"
_CODE = re.compile(
    r"\b(?:code )?(?:naf|ape)\b\W{0,4}(\d{2}\.?\d{2} ?[a-z])\b|\b(\d{2}\.\d{2}[a-z])\b|\b(\d{4}[a-z])\b"
)


@dataclass(frozen=True)
class Craft:
    """An activity named in a text, from `start` to `end` of its folded form."""

    code: str
    start: int
    end: int
    named: Named


def find_crafts(said: Wording) -> list[Craft]:
    """Give the activities that a text names, in its order, the longest wording of each.

    >>> [(one.code, one.named) for one in find_crafts(wording("menuisière, on fabrique des meubles"))]
    [('43.32', 'person'), ('31', 'doing')]
    """
    found = [*_codes(said), *_doings(said), *_trades(said)]
    kept: list[Craft] = []
    for craft in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(craft.end <= other.start or craft.start >= other.end for other in kept):
            kept.append(craft)
    return sorted(kept, key=lambda one: one.start)


def code_of_trade(text: str) -> str | None:
    """Give the NAF code of a text that names a trade or a kind of company, or None.

    >>> code_of_trade("une boulangerie"), code_of_trade("audioprothésiste"), code_of_trade("licorne")
    ('10.71C', '47.74Z', None)
    """
    found = find_crafts(wording(text))
    return found[0].code if found else None


def trade_words() -> frozenset[str]:
    """Give every folded wording of a trade that is known, inflected."""
    return frozenset(_wordings())


def _trades(said: Wording) -> Iterator[Craft]:
    pattern = _trade_pattern()
    for match in pattern.finditer(said.folded):
        code, named = _wordings()[_same(match.group())]
        yield Craft(code, match.start(), match.end(), named)


def _doings(said: Wording) -> Iterator[Craft]:
    for pattern, codes in _doing_patterns():
        for match in pattern.finditer(said.folded):
            thing = _same(match["thing"])
            code = codes.get(thing) or codes.get(thing[:-1])
            if code:
                is_remote = _SOLD_ONLINE.match(said.folded, match.start())
                code = _ONLINE if is_remote else code
                yield Craft(code, match.start(), match.end(), "doing")


def _codes(said: Wording) -> Iterator[Craft]:
    for match in _CODE.finditer(said.folded):
        digits = next(group for group in match.groups() if group).replace(".", "").replace(" ", "")
        yield Craft(f"{digits[:2]}.{digits[2:].upper()}", match.start(), match.end(), "code")


@cache
def _wordings() -> Mapping[str, tuple[str, Named]]:
    found: dict[str, tuple[str, Named]] = {}
    for line in TRADES.strip().splitlines():
        code, _, rest = line.partition(": ")
        persons, _, firms = rest.partition("|")
        for name in _listed(persons):
            found.update(dict.fromkeys(map(_same, _persons(name)), (code, "person")))
        for name in _listed(firms):
            found.update(dict.fromkeys((_same(name), _same(_plural(name))), (code, "firm")))
    return found


@cache
def _trade_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_either(_wordings())})(?![\w-])")


@cache
def _doing_patterns() -> list[tuple[re.Pattern[str], Mapping[str, str]]]:
    # What one sells and calls one's own, one makes: « je vends mes confitures ».
    own = rf"(?:{_VERBS['sells']}) (?:aussi )?(?:mes|nos|ma|mon|notre) "
    kinds = [(f"(?:{_VERBS[kind]}){_BETWEEN}", objects) for kind, objects in _OBJECTS.items()]
    transforms = rf"(?:transform\w+|transformation){_BETWEEN}"
    return [_doing_pattern(*one) for one in [*kinds, (own, MAKES), (transforms, PROCESSES)]]


def _doing_pattern(verbs: str, objects: Mapping[str, str]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    codes = {_same(thing): code for code, things in objects.items() for thing in things.split(", ")}
    return re.compile(rf"(?<![\w'-])(?:{verbs})(?P<thing>(?:{_either(codes)})[sx]?)\b"), codes


def _either(names: Iterable[str]) -> str:
    """Give the pattern of any of the names, the longest first, with spaces or hyphens."""
    return "|".join(re.escape(name).replace(r"\ ", "[ -]") for name in sorted(names, key=len, reverse=True))


def _listed(names: str) -> list[str]:
    return [wording(name.strip()).folded for name in names.split(",") if name.strip()]


def _same(text: str) -> str:
    return text.replace("-", " ")


def _persons(name: str) -> set[str]:
    """Give the masculine, the feminine and the plurals of a trade: « maçon », « maçonne », « maçons »…"""
    head, *rest = name.split(" ")
    parts = head.split("-")
    masculine = "-".join(parts)
    feminine = "-".join(_feminine(part) for part in parts)
    forms = {masculine, feminine, "-".join(map(_plural_word, parts)), _plural_word(feminine)}
    tail = " ".join(rest)
    if tail and rest[0] not in _LITTLE and not rest[0].startswith(("d'", "l'")):
        tails = {tail, _feminine(tail), _plural_word(tail), _plural_word(_feminine(tail))}
    else:
        tails = {tail}
    return {f"{form} {end}".strip() for form in forms for end in tails}


def _feminine(word: str) -> str:
    for ending, feminine in (
        ("teur", "trice"), ("eur", "euse"), ("er", "ere"), ("ien", "ienne"), ("on", "onne"), ("ier", "iere"),
    ):  # fmt: skip
        if word.endswith(ending):
            return word[: -len(ending)] + feminine
    return word if word.endswith("e") else word + "e"


def _plural(name: str) -> str:
    """Give the plural of a company's name: its noun and the adjective that follows it."""
    words = name.split(" ")
    return " ".join([_plural_word(words[0]), *words[1:]])


def _plural_word(word: str) -> str:
    return word if word.endswith(("s", "x", "z")) else word + ("x" if word.endswith(("eau", "eu")) else "s")
