"""The remainder: what a file said that its document does not hold, shown to whoever publishes it."""


def cut_off(whole: str, kept: str) -> tuple[str, ...]:
    """Give the lines of `whole` whose letters and figures are nowhere in `kept`, each once, in order.

    >>> cut_off("Accueil\\nLe fournil de Figeac em-\\nbauche.\\nAccueil", "Le fournil de Figeac embauche.")
    ('Accueil',)
    """
    held = _letters(kept)
    lines = (" ".join(line.split()) for line in whole.splitlines())
    return tuple(dict.fromkeys(line for line in lines if _letters(line) and _letters(line) not in held))


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
