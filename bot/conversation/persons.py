"""The persons: whom a sentence names, and whether it tells who leads a body."""

import re
from collections.abc import Collection
from functools import lru_cache

from bot.conversation.attribution import asks_who_says, without_attribution
from bot.conversation.naming import names_country
from bot.retrieval.words import content_words, fold, stem, words

_NAME = re.compile(
    r"\b(?:[A-ZÀ-Ý](?!['’])[\w'’-]+\s+(?:d[eu]\s+|de\s+la\s+|des\s+|d['’])?){1,3}[A-ZÀ-Ý][\w'’-]+"
)
# « la chaudronnerie Roux »: the name of a body follows what it is.
_BODY = re.compile(
    r"\b(?:[Ll][ea] |[Uu]ne? |[Ss]a |[Ss]on |[Dd]u |[Aa]u |[LlDd]['’])[a-zà-ÿ]{4,} ([A-ZÀ-Ý][\w'’&-]+)(?! [A-ZÀ-Ý])"
)
# « Plusieurs Halles Roses », « les « Food Trucks » »: what stands behind these, and ends as a plural, is a kind.
_MANY = re.compile(r"\b(?:plusieurs|quelques|[dlc]es) (?:[«\"“] ?)?$", re.IGNORECASE)
_ACRONYM = re.compile(r"\b(?!TPE\b|PME\b|ETI\b)[A-Z]{3,}\b")
_ASKS_DOER = re.compile(
    r"^\W*(?:et |mais )?(?:qui|who) (?!(?:est|etait|sont|etaient|sera|serait|is|was|are|were)\b)"
)
_IDENTITY = re.compile(r"\b(?:[Qq]ui (?:est|était|sont)|[Ww]ho (?:is|was|are)) [A-ZÀ-Ý]")
_LEADS = (
    r"(president\w*|presid(e|ent|ait|aient|ee?s?)|directeurs?|directrices?|direction|dirig(e|ent|eait|ee?s?|eante?s?)|patronn?e?s?"
    r"|gerante?s?|maires?|fondat(eur|rice)s?|a la tete|chefs?|cheffes?|conduit|conduisait"
)
_ASKS_ROLE = re.compile(
    r"\b(?:comment s.appel\w+|quel(?:le)? (?:est|etait) le nom d[eu]|who (?:is|was)|qui (?:est|etait|sont|etaient)|c.?est qui)"
    r" ?(?:l[ae]|l'|les|the|une?)\b"
)
_REACHES = re.compile(
    r"\b(?:comment|how) (?:(?:puis.je|peut.on|on (?:peut|fait pour)|je (?:peux|fais pour)|faire pour|can (?:i|we)|do (?:i|we)|to) )?"
    r"(?:joindre|contacter|appeler|reach|contact|call)\b"
)
_RIVALS = re.compile(r"\s(?:contre|face (?:à|aux?)) [^,;.]*")
_ENGLISH_LEADS = "leads?|heads?|chairs?|runs|director|manager|mayor|founder|boss"
_ASKS_LEADER = re.compile(
    rf"\b(qui|comment s.appelle\w*|quel est le nom|who|whom|what is the name)\b.*\b{_LEADS}"
    rf"|{_ENGLISH_LEADS})\b"
)
_LEADER = re.compile(
    rf"\b{_LEADS}|anim(e|ent|ait|ateurs?|atrices?)|responsables?|pilot(e|ent|ait|aient)|ger(e|ent|ait|aient))\b"
)
_LED = re.compile(r"\b(?:dirig\w+|presid(?:e|ent|ait|er)|ger(?:e|ait)|a la tete)\b")
_ASPIRES = re.compile(r"\b(?:candidat\w*|brigu\w+|postul\w+|aspir\w+|se presentai?e?nt?)\b")
_PRONOUN = re.compile(r"^(?:il|elle)\b")
_AT_THE_HEAD = re.compile(rf"\b{_LEADS})\b(?! de file\b)")
_TELLS_LEADING = re.compile(rf"{_LEADER.pattern}|{_ENGLISH_LEADS}|nom|nommee?|appelle|name|called")

# « L'association », « le groupement »: the one that the text is about, since it is given no name.
_SUBJECT = re.compile(
    r"\b(?:[Ll]['’]|[Ll][ae] )(?:association|établissement|structure|groupement|société|entreprise|organisme|maison|club"
    r"|fédération|chambre|école|institution|institut|collectif|syndicat|coopérative|pôle|cluster|réseau|centre|comité|agence|lycée|union"
    r"|interprofession|mission|fondation|équipe)\b(?! (?:de |du |des |d['’])?(?:la |l['’])?[A-ZÀ-Ý])"
)

_NAME_FOLLOWS = re.compile(r" (?:de |du |des |d['’])?(?:la |l['’])?(?:« ?)?[A-ZÀ-Ý]")
_POINTING = re.compile(r"\b(?:cet|cette|ces?|autres?) $")

# What somebody did, as it is asked, and the words of a sentence that may tell it.
_DEEDS = tuple(
    (re.compile(rf"\b(?:qui|who|quell?e?s? \w+)(?: \S+){{0,3}}? (?:{asked})"), re.compile(rf"\b(?:{told})"))
    for asked, told in (
        (
            r"pa(?:y|ie)|financ|subventionn|sponsor|fund(?:s|ed)\b",
            r"pa(?:y|ie)|financ|subvention|sponsor|mecen|charge\b|frais\b|vers(?:e|a|ent|aient)|offr|offert|rembours|dons?\b|donat|fonds\b"
            r"|budget|cout|investi",
        ),
        (
            r"fond(?:e|a|er|ees?|ent)\b|cree|lanc(?:e|a|er|ees?)|invent|inaugur|instaur|initi|imagin|creat|launch|found(?:s|ed)\b",
            r"fond(?:e|a|er|ees?|ent|at|ation)|cre(?:ee?s?|a|ent)\b|creat|lanc|invent|inaugur|instaur|initi|imagin|institu|origine|naissance"
            r"|nee?s?\b|mis\w* en place|ouver|ouvr|mont(?:e|er|a)|introdui|debut|etabli|bati|constitu",
        ),
        (
            r"ecri|redig|wr(?:ote|ites?)\b",
            r"ecri|redig|auteur|autrice|sign|publi|livre|ouvrage|articl|journal|compos|plume",
        ),
    )
)


def asks_doer(question: str) -> bool:
    """Tell whether a question asks who paid, founded or wrote something.

    >>> asks_doer("Qui a fondé le fournil ?"), asks_doer("Qui livre le fournil ?")
    (True, False)
    """
    return bool(_deeds_asked(question))


@lru_cache(maxsize=2_000)
def _deeds_asked(question: str) -> tuple[re.Pattern[str], ...]:
    """Give what a sentence must say to tell the deeds whose doer a question asks for."""
    asked = fold(question)
    return tuple(told for asks, told in _DEEDS if asks.search(asked))


def tells_deed(sentence: str, question: str) -> bool:
    """Tell whether a sentence speaks of what a question asks the doer of, where that is paying, founding or
    writing; it may always, of anything else.

    >>> tells_deed("Luc Roux pétrit.", "Qui finance le fournil ?"), tells_deed("Luc Roux paie.", "Qui finance le four ?")
    (False, True)
    """
    return all(told.search(fold(sentence)) for told in _deeds_asked(question))


def people_in(text: str) -> list[str]:
    """Give the names of several words that a text writes, most often persons, in reading order.

    >>> people_in("Quand Jeanne Roques ouvre-t-elle ?")
    ['Jeanne Roques']
    """
    found = [match.group().split() for match in _NAME.finditer(text)]
    parted = [parts if content_words(parts[0]) else parts[1:] for parts in found]
    return [" ".join(parts) for parts in parted if len(parts) > 1]


@lru_cache(maxsize=2_000)
def surnames_in(question: str) -> tuple[str, ...]:
    """Give the last word, folded, of each name of several words that a question writes.

    >>> surnames_in("Que pense Jeanne Roques du four ?")
    ('roques',)
    """
    return tuple(fold(name).split()[-1] for name in people_in(question))


@lru_cache(maxsize=2_000)
def asks_leader(question: str) -> bool:
    """Tell whether a question asks who leads something.

    >>> asks_leader("Qui préside la coopérative ?"), asks_leader("Qui porte la coopérative ?")
    (True, False)
    """
    return _ASKS_LEADER.search(fold(question)) is not None


def asks_to_reach_someone(question: str) -> bool:
    """Tell whether a question asks how to reach a person by name: a body is reached as its page says.

    >>> asks_to_reach_someone("Comment joindre Luc Roux ?"), asks_to_reach_someone("Comment joindre le fournil ?")
    (True, False)
    """
    return _REACHES.search(fold(question)) is not None and bool(people_in(question))


def without_rivals(sentence: str) -> str:
    """Give a sentence without whom somebody in it stands against: that is the role of another.

    >>> without_rivals("Luc Roux est candidat contre la liste de Gramat, à Figeac.")
    'Luc Roux est candidat, à Figeac.'
    """
    return _RIVALS.sub("", sentence)


@lru_cache(maxsize=2_000)
def asks_role(question: str) -> bool:
    """Tell whether a question asks who has a role, without telling of leading.

    >>> asks_role("Qui est le trésorier du fournil ?"), asks_role("Qui livre le fournil ?")
    (True, False)
    """
    return _ASKS_ROLE.search(fold(question)) is not None and not asks_leader(question)


def tells_of_its_subject(sentence: str) -> bool:
    """Tell whether a sentence speaks of a body without its name, as one does of what a text is about.

    >>> tells_of_its_subject("L'école est dirigée par Luc Roux."), tells_of_its_subject("L'école de Figeac a fermé.")
    (True, False)
    """
    return _SUBJECT.search(sentence) is not None


def writes_alone(sentence: str, noun: str) -> bool:
    """Tell whether a sentence writes a folded noun, in any of its forms, that no name follows and no « ce »
    points at.

    >>> [writes_alone(told, "jury") for told in ("Le jury vote.", "Le jury de Gramat vote.", "Ce jury vote.")]
    [True, False, False]
    """
    wanted = stem(noun)
    return any(
        word.stem == wanted
        and _POINTING.search(fold(sentence[: word.start])) is None
        and _NAME_FOLLOWS.match(sentence, word.end) is None
        for word in words(sentence)
    )


def tells_leading(form: str) -> bool:
    """Tell whether a folded word tells of leading, or asks for a name.

    >>> tells_leading("preside"), tells_leading("ecole")
    (True, False)
    """
    return _TELLS_LEADING.fullmatch(form) is not None


def names_someone(sentence: str, question: str) -> bool:
    """Tell whether a sentence names somebody, or a body, whom the question did not name.

    Whoever says the sentence does not count, unless that is what is asked; « qui est X » asks for X. A body of
    one name does something, and is nobody.

    >>> told = "Ce four est réparé par la chaudronnerie Roux."
    >>> names_someone(told, "Qui répare ce four ?"), names_someone(told, "Qui est le réparateur du four ?")
    (True, False)
    """
    said = sentence if asks_who_says(question) else without_attribution(sentence)
    known = "" if _IDENTITY.search(question) else fold(question)
    people = [name for name in people_in(said) if not _is_kind(name, said)]
    found = [*people, *_ACRONYM.findall(said)]
    if _ASKS_DOER.search(fold(question)):
        found += _BODY.findall(said)
    return any(not _is_known(name, known) and not names_country(name, "") for name in found)


def _is_kind(name: str, text: str) -> bool:
    """Tell whether a text writes a name of several words as that of many things alike."""
    return name.endswith("s") and _MANY.search(text.partition(name)[0]) is not None


def _is_known(name: str, known: str) -> bool:
    """Tell whether a folded text writes a name: the last word of it, or half of its words."""
    parts = fold(name).split()
    written = [re.search(rf"\b{re.escape(part)}\b", known) is not None for part in parts]
    return written[-1] or 2 * sum(written) >= len(parts)


def tells_leader(sentence: str, question: str) -> bool:
    """Tell whether a sentence tells of leading, and who, where the question asks what somebody leads.

    >>> asked = "Quelle entreprise dirige Luc Roux ?"
    >>> tells_leader("Luc Roux, patron de Grain Doré, pétrit.", asked), tells_leader("Luc Roux aime Grain Doré.", asked)
    (True, False)
    """
    asked = fold(question)
    if _LED.search(asked) is None:
        return True
    said = fold(without_attribution(sentence))
    who = surnames_in(question)
    named = not who or _PRONOUN.search(said) is not None or any(surname in said for surname in who)
    return named and _AT_THE_HEAD.search(said) is not None and not _aspires(said, asked)


def names_leader(sentence: str, question: str, bodies: Collection[str]) -> bool:
    """Tell whether a sentence names a person, none of `bodies`, and tells of somebody who leads.

    >>> asked = "Qui dirige le Fournil Doré ?"
    >>> names_leader("Le patron du Fournil Doré, Luc Roux, pétrit.", asked, ["Fournil Doré"])
    True
    >>> names_leader("Le Fournil Doré livre la Halle Rose.", asked, ["Halle Rose"])
    False
    """
    said = without_attribution(sentence)
    known = fold(" ; ".join((question, *bodies)))
    persons = [name for name in people_in(said) if not _is_known(name, known)]
    told = fold(said)
    return bool(persons) and not _aspires(told, fold(question)) and _LEADER.search(told) is not None


def _aspires(sentence: str, question: str) -> bool:
    """Tell whether a folded sentence tells of somebody who would lead, where the question does not."""
    return _ASPIRES.search(sentence) is not None and _ASPIRES.search(question) is None
