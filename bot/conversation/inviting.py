"""The inviting: the page of deposit that a need leads to, filled with what was heard."""

from collections.abc import Sequence
from urllib.parse import urlencode

from bot.companies.company import Company
from bot.companies.needs import Need
from bot.conversation.messages import say
from bot.conversation.reply import Invitation, Language
from bot.matching.board_wording import told_on_board
from bot.matching.functions import families, families_by_words

_SHARED = "partage_emploi"
_LONGEST = 500


def invitations_of(needs: Sequence[Need], company: Company, language: Language) -> list[Invitation]:
    """Give the invitations to deposit these needs, each page once."""
    found: dict[str, Invitation] = {}
    for need in needs:
        one = _invitation(need, company.commune or "", language)
        if one is not None:
            found.setdefault(one.href.partition("?")[0], one)
    return list(found.values())


def _invitation(need: Need, commune: str, language: Language) -> Invitation | None:
    if need.subject == _SHARED:
        said = {"function": _function(need.text), "commune": commune}
        return Invitation(text=say("invite_group", language), href=_address("/groupements", said))
    told = told_on_board(need.text, need.subject)
    if told is None:
        return None
    said = {"kind": told.kind, "category": told.category, "text": told.text[:_LONGEST], "commune": commune}
    return Invitation(text=say(f"invite_{told.kind}", language), href=_address("/offres", said))


def _function(text: str) -> str:
    """Give a function that a text names, in the words of our table; empty for none, or for several."""
    named = families_by_words(text)
    return families()[next(iter(named))].examples[0] if len(named) == 1 else ""


def _address(path: str, said: dict[str, str]) -> str:
    filled = {name: value for name, value in said.items() if value}
    return f"{path}?{urlencode(filled)}" if filled else path
