"""The polarity of a sentence: which of its words are denied, and which are only planned or wished."""

import re
from dataclasses import dataclass

from bot.conversation.lexicon import ENGLISH_NEGATORS, LONE_NEGATORS, NEGATORS, RESTRICTORS
from bot.conversation.reply import Language
from bot.retrieval.words import FUNCTION_WORDS, Word, content_words, fold, words

_START = 6
_NONE = ("aucun", "aucune", "rien", "personne")
_BREAK = re.compile(r"[,;:.!?()«»]|\b(?:mais|car|tandis que|alors que|bien que|because|although|while)\b")

_PLANNED = {
    "fr": re.compile(
        r"\b(propos\w+|souhait\w*|voudr\w+|veut|veulent|voul\w+|envisag\w+|annonc\w+|promet\w*|promis\w*|prevo[iy]\w+|prevu\w*"
        r"|devr\w+|devait|devaient|doit|doivent|pourr\w+|projets? de|projet\w*|ambition\w*|objectif\w*|vise|visent|visait|visaient"
        r"|but|esper\w+|appel\w* a|demand\w+|recommand\w+|prepar\w+|prochain\w*|futur\w*|a venir|horizon|candidat\w*|reflexion\w*"
        r"|idee|suggere\w*|faut|faudr\w+|necessaire|important d\w*|essentiel d\w*|fondamental d\w*|permettr\w+"
        r"|intention\w*|peut|peuvent|pouv\w+|attend\w*|prevision\w*"
        r"|reclam\w+|juge\w*|estim\w+|selon)\b|\b\w{3,}(?:erait|eraient|irait|iraient|drait|draient|era|eront|ira|iront)\b"
    ),
    "en": re.compile(
        r"\b(propos\w+|wish\w*|want\w*|would|plan\w*|announc\w+|promis\w+|should|must|could|may|might|project\w*|ambition\w*"
        r"|aim\w*|goal\w*|hope\w*|recommend\w*|suggest\w*|next|future|will|intend\w*|need\w*|expect\w*|prepar\w+|call\w* for"
        r"|encourag\w+|according|was to|were to|candidate|think\w*|consider\w*)\b"
    ),
}
# What turns the words after it into plans, when a sentence that repeats them tells them as done.
_RAISED = re.compile(
    r"\b(propos(?:e|ent|ait|aient|er|ition)s?|souhait(?:e|ent|ait|er)|veut|veulent|voulait|voudrai\w+|envisag(?:e|ent|eait)|annonc(?:e|ent|ait|aient)"
    r"|promet|promettait|prevoit|prevoyait|etait prevu\w*|est prevu\w*|devrai\w+|devait|devaient|pourrai\w+|projet de|ambition|"
    r"objectif|vise a|visait a|demande|recommande|preparait|prepare|reflexion sur|idee de|espere|candidat|doi(?:t|vent) (?:aussi |pouvoir )?\w+(?:er|ir|re)\b)"
)
_AHEAD = re.compile(
    r"\b(?:\w{2,}(?:era|erons|eront|ira|irons|iront|dra|dront|vra|vront|rra|rront)|aura|auront|sera|seront|fera|feront|va|vont|will)\b"
)
_SOON = re.compile(r"\b(?:prochain\w*|bientot|next|upcoming|soon)\b")
_BACK_THEN = re.compile(r"\b\w+(?:ait|aient)\b|\b(?:was|were)\b")


@dataclass(frozen=True)
class Denials:
    """The stems that a text denies, those that it states, and how many negations it holds."""

    denied: frozenset[str]
    stated: frozenset[str]
    scopes: tuple[frozenset[str], ...]


def denials(text: str, language: Language = "fr") -> Denials:
    """Tell which content words of a text stand under a negation.

    >>> sorted(denials("Le four n'est pas gratuit mais le pain est bon.").denied)
    ['gratuit']
    """
    scopes: list[frozenset[str]] = []
    stated: set[str] = set()
    for clause in _BREAK.split(fold(text)):
        tokens = words(clause)
        spots = _english(tokens) if language == "en" else _french(tokens)
        denied_here: set[int] = set()
        for spot in spots:
            if spot:
                scopes.append(frozenset(tokens[i].stem for i in spot))
                denied_here |= spot
        stated |= {t.stem for i, t in enumerate(tokens) if i not in denied_here and _has_content(t)}
    return Denials(frozenset().union(*scopes), frozenset(stated), tuple(scopes))


def flips(sentence: str, source: str) -> bool:
    """Tell whether a sentence denies what its source states, or states what it denies.

    >>> flips("Le groupement recrute sans contrat.", "Le groupement recrute avec un contrat.")
    True
    >>> flips("Toutes les idées sont bonnes.", "Tout n'est pas transposable, mais les idées sont bonnes.")
    False
    """
    said, held = denials(sentence), denials(source)
    denied = _starts(held.denied)
    if any(_starts(scope).isdisjoint(denied) for scope in said.scopes):
        return True
    told = _starts(said.stated) - _starts(said.denied)
    return bool(told & (denied - _starts(held.stated)))


def counts_differ(sentence: str, source: str) -> bool:
    """Tell whether an English sentence denies and its French source does not, or the reverse."""
    return bool(denials(sentence, "en").scopes) != bool(denials(source).scopes)


def raises(sentence: str, source: str, language: Language = "fr") -> bool:
    """Tell whether a sentence gives as done what its source only plans, wishes or proposes.

    >>> raises("Le fournil a ouvert une boutique.", "Le fournil souhaite ouvrir une boutique à Figeac.")
    True
    >>> raises("Le fournil voulait ouvrir une boutique.", "Le fournil souhaite ouvrir une boutique à Figeac.")
    False
    """
    if _PLANNED[language].search(fold(sentence)):
        return False
    mark = _RAISED.search(fold(source))
    if mark is None:
        return False
    if language == "en":
        return True
    planned = {word.stem for word in content_words(fold(source)[mark.end() :])}
    told = {word.stem for word in content_words(fold(source)[: mark.start()])}
    said = {word.stem for word in content_words(sentence)} - told
    return bool(said) and len(said & planned) >= len(said) / 2


def looks_ahead(sentence: str) -> bool:
    """Tell whether a sentence speaks of something still to come.

    >>> looks_ahead("La mission partira en mars 2023."), looks_ahead("La mission était prévue en mars 2023.")
    (True, False)
    """
    folded = fold(sentence)
    soon = _SOON.search(folded) is not None and _BACK_THEN.search(folded) is None
    return soon or _AHEAD.search(folded) is not None


def _starts(stems: frozenset[str]) -> frozenset[str]:
    """Give the stems cut short, so that the forms of one verb are one."""
    return frozenset(stem[:_START] for stem in stems)


def _french(tokens: list[Word]) -> list[set[int]]:
    """Give the places that each negation of a clause denies."""
    spots = []
    for place, token in enumerate(tokens):
        if token.form in ("ne", "n"):
            spots.append(_after_ne(tokens, place))
        elif (
            token.form in LONE_NEGATORS
            and not any(t.form in ("ne", "n") for t in tokens[max(0, place - 4) : place])
        ) or (token.form == "non" and place + 1 < len(tokens)):
            spots.append(_following(tokens, place + 1))
    return spots


def _after_ne(tokens: list[Word], place: int) -> set[int]:
    """Give what « ne … pas » denies; « ne … que » and « ne … pas seulement » deny nothing."""
    for other in range(place + 1, min(place + 7, len(tokens))):
        if tokens[other].form not in NEGATORS:
            continue
        if other + 1 < len(tokens) and tokens[other + 1].form in RESTRICTORS:
            return set()
        between = {i for i in range(place + 1, other) if _has_content(tokens[i])}
        if tokens[other].form in _NONE:
            return between | _following(tokens, other + 1)
        return between or _following(tokens, other + 1)
    # « Aucun sucre n'est ajouté » denies the noun as much as the verb.
    none = next((i for i in range(place) if tokens[i].form in _NONE), None)
    return set() if none is None else _following(tokens, none + 1) | _following(tokens, place + 1)


def _english(tokens: list[Word]) -> list[set[int]]:
    spots = []
    for place, token in enumerate(tokens):
        if token.form in ENGLISH_NEGATORS or (
            token.form == "t" and place and tokens[place - 1].form.endswith("n")
        ):
            spots.append(_following(tokens, place + 1) or {place})
    return spots


def _following(tokens: list[Word], start: int) -> set[int]:
    """Give the place of the first word after `start` that carries meaning."""
    return {next((i for i in range(start, len(tokens)) if _has_content(tokens[i])), -1)} - {-1}


def _has_content(word: Word) -> bool:
    return word.form not in FUNCTION_WORDS and len(word.form) > 1 and not word.form.isdigit()
