"""The framing: the words by which somebody asks the assistant, around what is asked."""

import re

from bot.retrieval.words import content_words

_TELLING = r"(?:conseill|recommand|suggér|sugger|indiqu|précis|precis|renseign|donn|fourni|communiqu)\w*"
_ASKING = (
    r"(?:est[- ]ce que )?(?:tu|vous) (?:peux |pouvez |pourrais |pourriez |saurais |sauriez )?"
    r"|(?:peux|pourrais|saurais)[- ]tu |(?:pouvez|pourriez|sauriez)[- ]vous |merci de "
)
_FRAME = re.compile(
    rf"^\s*(?:(?:{_ASKING})(?:me |nous |m['’]){_TELLING}|{_TELLING}[- ](?:moi|nous))"
    r"(?:,? s['’]il (?:te|vous) pla[iî]t,?)?(?: sur)?\s+",
    re.IGNORECASE,
)


def without_frame(question: str) -> str:
    """Give the question without the words that ask for it to be told, where something is left.

    « Conseiller » and « indiquer » would be searched as the subject otherwise.

    >>> without_frame("Tu me conseilles quelle formation ?"), without_frame("Tu me conseilles quoi ?")
    ('quelle formation ?', 'Tu me conseilles quoi ?')
    """
    bare = _FRAME.sub("", question)
    return bare if content_words(bare) else question
