"""The bare call for help: « vous pouvez m'aider ? », a question with nothing in it that a document could answer."""

import re

_WORDS = frozenset(
    word
    for line in (
        "vous tu on je nous me m il y a t se s ce ca c cela en est pour avec par du des de d un une la l le les au dans",
        "pouvez peux peut pourriez pourrait pourrais sauriez savez puis faut faudrait dois doit doivent devons",
        "aider aidez aide aides conseiller conseillez conseil conseils accompagner accompagnez accompagnement",
        "renseigner orienter orientez guider soutenir proposer proposez faire fais fait solution solutions piste pistes",
        "comment que quoi quel quelle quelles quels qui adresser tourner contacter voir appeler parler demander",
        "rencontrer commencer ou quelqu quelque chose idee idees avez auriez possible existe fois svp stp p plait vite",
        "ai aurais avons aurions besoin coup main",
        "dessus situation et alors donc merci bonjour contact interlocuteur bon bonne mon ma moi notre nos cas",
    )
    for word in line.split()
)


def is_bare_call(folded: str) -> bool:
    """Tell whether a folded question only calls for help, with no word of what it is about.

    >>> is_bare_call("vous pouvez m'aider"), is_bare_call("qui peut m'aider a exporter")
    (True, False)
    """
    return all(word in _WORDS for word in re.findall(r"[a-z]+", folded))
