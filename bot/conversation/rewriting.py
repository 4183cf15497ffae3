"""The rewriting: a follow-up question made complete in itself by a language model, if it does so soberly."""

from collections.abc import Sequence

from bot.conversation.history import Turn
from bot.conversation.llm import LanguageModel, ModelFailed
from bot.conversation.names import Nameable, names
from bot.conversation.orders import gives_orders
from bot.conversation.prompts import render
from bot.conversation.values import values
from bot.masking import masked

LONGEST = 300
"""Characters of a rewritten question."""
_TURNS = 3
"""Turns of the conversation that are shown to the model, the latest."""


class Rewriter:
    """Completes questions. Gives nothing rather than a question that says something new."""

    def __init__(self, model: LanguageModel, within: float = 2.0) -> None:
        self._model = model
        self._within = within

    async def rewrite(self, question: str, turns: Sequence[Turn]) -> str | None:
        """Give the question as it would be asked outside the conversation, or None to keep the rules' one."""
        question = masked(question)
        # What was no question, an outburst for one, is no business of the model.
        asked = [turn for turn in turns if turn.searched]
        shown = [{"question": masked(turn.searched), "answer": turn.reply.answer} for turn in asked[-_TURNS:]]
        prompt = render("rewriting", {"question": question, "turns": shown, "longest": LONGEST})
        try:
            written = await self._model.complete(prompt, within=self._within)
        except ModelFailed:
            return None
        said = [question, *(text for turn in shown for text in turn.values())]
        return sober(written, question, said)


def sober(written: str, question: str, said: Sequence[str]) -> str | None:
    """Give a rewritten question when it is one line, short, and names nothing that was not said.

    It must keep the names and figures of the question itself.

    >>> said = ["Qui préside le fournil de Figeac ?", "Jeanne Delmas le préside.", "Et son adresse ?"]
    >>> sober("Quelle est l'adresse du fournil de Figeac ?", said[-1], said)
    "Quelle est l'adresse du fournil de Figeac ?"
    >>> sober("Quelle est l'adresse de Paul Roux ?", said[-1], said) is None
    True
    """
    line = written.strip().strip('«»"“” ').strip()
    if not line or "\n" in line or len(line) > LONGEST or not line.endswith("?") or gives_orders(line):
        return None
    before = Nameable(said)
    if not all(before.holds(name) for name in names(line) if not name.opens):
        return None
    figures = {found.value for text in said for found in values(text, articles=True)}
    kept = {found.value for found in values(line)}
    if not kept <= figures or not {found.value for found in values(question)} <= kept:
        return None
    after = Nameable([line])
    return line if all(after.holds(name) for name in names(question) if not name.opens) else None
