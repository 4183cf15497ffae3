"""Words: how French text is cut, folded and stemmed, alike in the index and in a question."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import tantivy

_WORD = re.compile(r"\w+")

# Words that carry the form of a question or of a sentence, never its subject. Folded: no accent.
_FRENCH = """
a afin ai aimerais ainsi alors apres as assez au aucun aucune aujourd aupres aussi autour autre
autres aux avais avait avant avec avez avoir avoirs avons ayant beaucoup bien bonjour bonsoir c ca
car ce ceci cela celle celles celui cent cependant certain certaine certaines certains ces cet cette
ceux chaque chez ci combien comme comment connais connaissez connaitre d dans de dehors deja depuis
des dire dis dit dites dois doit doivent donc dont du effet elle elles en encore entre es est et
etaient etait etant etc ete etes etre eu eux exactement existe explique expliquez fait faire fais
faut font furent fut grace hein ici il ils j je jusqu jusque l la laquelle le lequel les lesquelles
lesquels leur leurs lors lui m ma mais me meme memes merci mes mieux moi moins mon n ne ni niveau
non nos notre nous nouveau on ont ou oui par parce parle parler parlez parmi pas passe pendant peu
peut peuvent peux plus plusieurs plutot pour pourquoi pourrais pourrait pouvez pouvoir pouvons
precisement pres puis puisque qu quand que quel quelle quelles quels quelque quelques qui quoi rien
s sa sais sait sans sauf savez savoir se selon sera serait seront ses si soit sommes son sont sous
souhaite suis suite sur svp stp t ta tandis tant te tel telle telles tels tes toi ton tous tout
toute toutes tres trop trouve trouver tu un une va vais vers veut veux via voici voila voir vont vos
votre voudrais voulez vous vraiment vu y
"""
_ENGLISH = """
about all an and any are at be been being but by can could did do does doing each for from had has
have having her him his how i if in into is it its just may me might my no not of off on once only
or our out please shall she should so some such than that the their them then there these they this
those through to too under until up us very was we were what when where which while who whom whose
why will with would you your tell know want
"""
FUNCTION_WORDS = frozenset(_FRENCH.split()) | frozenset(_ENGLISH.split())
# Words of substance that are function words without their accents.
_TOLD_BY_ACCENT = {"ne": "né", "mais": "maïs"}

_FEMININE = re.compile(r"(?<=\w\w)ees?$")
_stemmer = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.stemmer("french")).build()
)


class Word(NamedTuple):
    """A word of a text: its folded form, its stem, and its characters [start, end)."""

    form: str
    stem: str
    start: int
    end: int


def fold(text: str) -> str:
    """Give the text in lower case, without accents nor ligatures.

    >>> fold("ŒUVRES d'Été à Figeac")
    "oeuvres d'ete a figeac"
    """
    # Decomposed first: some signs only then show a capital.
    lowered = unicodedata.normalize("NFKD", text).lower()
    plain = lowered.replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=200_000)
def stem(form: str) -> str:
    """Give the French stem of a folded word.

    >>> stem("entreprises") == stem("entreprise")
    True
    >>> stem("visitees") == stem("visite")
    True
    """
    # Snowball knows « visitée » by its accent, which is gone.
    analysed: list[str] = _stemmer.analyze(_FEMININE.sub("e", form))
    return analysed[0] if analysed else form


_form = lru_cache(maxsize=200_000)(fold)


def words(text: str) -> list[Word]:
    """Give every word of the text, function words included."""
    found = []
    for match in _WORD.finditer(text):
        form = _form(match.group())
        found.append(Word(form, stem(form), match.start(), match.end()))
    return found


def content_words(text: str) -> list[Word]:
    """Give the words that carry the subject: no function word, no lone letter.

    >>> [word.form for word in content_words("Comment partager un salarié entre plusieurs boulangeries ?")]
    ['partager', 'salarie', 'boulangeries']
    >>> [word.form for word in content_words("Où est-il né ? Je ne sais.")]
    ['ne']
    """
    return [
        word
        for word in words(text)
        if (word.form not in FUNCTION_WORDS and (len(word.form) > 1 or word.form.isdigit()))
        or (
            word.form in _TOLD_BY_ACCENT and text[word.start : word.end].lower() == _TOLD_BY_ACCENT[word.form]
        )
    ]


@lru_cache(maxsize=20_000)
def stems_of(text: str) -> frozenset[str]:
    """Give the stems of the content words of a text.

    >>> sorted(stems_of("Les boulangeries de Figeac"))
    ['boulanger', 'figeac']
    """
    return frozenset(word.stem for word in content_words(text))
