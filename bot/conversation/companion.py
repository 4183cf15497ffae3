"""The companion: what joins an answer to put the company in touch with what fits it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from bot.clock import Clock
from bot.companies.facts import label_of
from bot.companies.needs import Need
from bot.conversation.asking import Ask, ask_about_disputes, ask_for_need, ask_to_separate, asked_in
from bot.conversation.draft import Draft
from bot.conversation.history import Turn
from bot.conversation.inviting import invitations_of
from bot.conversation.listening import ADVISER, Heard, listen
from bot.conversation.messages import say
from bot.conversation.need_query import activity_of, queries_of
from bot.conversation.reply import Language, ReplyKind
from bot.conversation.scope import Scope
from bot.conversation.small_talk import Intent
from bot.conversation.statement import Quote, Statement, quote_in
from bot.documents.library import Library
from bot.matching.matchmaker import Match, MatchResult
from bot.matching.messages import QUESTIONS
from bot.matching.ranking import LIVE
from bot.matching.shortlist import MOST, about_activity, for_whom, shortlist
from bot.matching.showing import shown_match
from bot.matching.traces import Asked

_MOST_NEEDS = 3
_CANDIDATES = 20
_EVERYTHING = 50
_MOST_PEOPLE = 3
_PLACES = ("commune", "departement")


class Matching(Protocol):
    """Finds what fits a company."""

    def match(self, asked: Asked) -> tuple[MatchResult, str]:
        """Give what fits, and the id of the trace by which it can be replayed."""
        ...


@dataclass(frozen=True)
class Proposals:
    """What was found for a company: the matches worth showing, and whence each comes."""

    matches: tuple[Match, ...] = ()
    results: tuple[MatchResult, ...] = ()
    traces: tuple[str, ...] = ()


class Companion:
    """Hears what messages tell of the company, and proposes what fits it beside the answer."""

    def __init__(
        self,
        matching: Matching,
        library: Library,
        clock: Clock,
        contact: str,
        scope: Scope | None = None,
    ) -> None:
        self._scope = scope
        self._matching = matching
        self._library = library
        self._clock = clock
        self._contact = contact

    def hear(
        self, message: str, turns: Sequence[Turn], given: Mapping[str, Any] | None, intent: Intent
    ) -> Heard:
        """Give what a message tells of the company. Raises InvalidInput for a profile that cannot be."""
        is_private = self._scope.is_plainly_outside if self._scope is not None else None
        return listen(message, turns, given, intent, self._clock().date(), is_private)

    def accompany(
        self, draft: Draft, statements: list[Statement], heard: Heard, turns: Sequence[Turn]
    ) -> list[Statement]:
        """Put into a draft what fits the company; give the statements to say.

        An answer of the documents stays as it is. Where they have none, the statements tell what was
        noted and quote the catalogue's sources. Raises IndexUnavailable or StorageUnavailable.
        """
        draft.profile = heard.profile.to_json()
        if heard.person:
            return self._to_people(draft, heard)
        needs = _needs_of(heard)
        if needs is None:
            return self._beside(draft, statements, heard, turns)
        found = self._proposals(heard, needs, turns)
        self._show(draft, found)
        draft.invitations = invitations_of(needs, heard.profile.company, draft.language)
        self._ask(draft, heard, needs, found, turns)
        if heard.profile.company.to_be_created and "to_be_created" in heard.learned:
            draft.next_steps.append(say("creator", draft.language))
        if draft.kind == "answer" and not heard.answers and _is_kept(statements, draft, heard):
            return statements
        if heard.asks:
            return [*statements, *self._told(draft)] if found.matches else statements
        return self._instead(draft, heard, needs, found, turns)

    def _to_people(self, draft: Draft, heard: Heard) -> list[Statement]:
        """Say whom to talk to: the advisers of the place, once it is told; else ask for it, once."""
        draft.kind = "small_talk"
        if any(name in heard.profile.facts for name in _PLACES):
            company, day = heard.profile.company, self._clock().date()
            asked = Asked(company, day, kinds=("adviser",), limit=_CANDIDATES, counted=False)
            result, trace = self._matching.match(asked)
            near = [match for match in result.matches if match.verdict.outcome in LIVE][:_MOST_PEOPLE]
            draft.matches = [shown_match(match, self._library) for match in near]
            if near:
                draft.traces = [trace]
                return [Statement(say("person_near", draft.language), ())]
        elif not heard.answers:
            draft.kind, draft.question = "clarification", QUESTIONS["departement"]
            draft.question_about = ["departement", ADVISER]
        return [Statement(say("person", draft.language, contact=self._contact), ())]

    def _beside(
        self, draft: Draft, statements: list[Statement], heard: Heard, turns: Sequence[Turn]
    ) -> list[Statement]:
        """Add what the catalogue has for the need behind a question that no document answers."""
        if draft.kind != "abstention" or not heard.behind:
            return statements
        found = self._proposals(heard, heard.behind[:_MOST_NEEDS], turns)
        if not found.matches:
            return statements
        self._show(draft, found)
        return [*statements, *self._told(draft)]

    def _show(self, draft: Draft, found: Proposals) -> None:
        draft.matches = [shown_match(match, self._library) for match in found.matches]
        draft.traces = list(found.traces)

    def _proposals(self, heard: Heard, needs: Sequence[Need], turns: Sequence[Turn]) -> Proposals:
        asked = tuple(name for name in asked_in(turns) if name in QUESTIONS)
        company, day = heard.profile.company, self._clock().date()
        if not needs:
            return self._for_company(Asked(company, day, limit=_EVERYTHING, asked=asked), heard)
        found, lists = [], []
        counted = {queries_of(need, heard.profile)[0] for need in needs if _is_new(need, heard)}
        for queries in dict.fromkeys(queries_of(need, heard.profile) for need in needs):
            for query in queries:
                result, trace = self._matching.match(
                    Asked(company, day, query, limit=_CANDIDATES, asked=asked, counted=query in counted)
                )
                found.append((result, trace))
                lists.append(shortlist(result.matches))
                if lists[-1]:
                    break
        return Proposals(
            _in_turn(lists), tuple(result for result, _ in found), tuple(trace for _, trace in found)
        )

    def _for_company(self, asked: Asked, heard: Heard) -> Proposals:
        """Give what suits the company while no need is known: what is about its activity, or favours it."""
        result, trace = self._matching.match(asked)
        favoured = for_whom(result.matches)
        activity = activity_of(heard.profile)
        if not activity:
            return Proposals(favoured, (), (trace,))
        near, second = self._matching.match(replace(asked, need=activity, limit=_CANDIDATES, counted=False))
        return Proposals(_in_turn((about_activity(near.matches), favoured)), (), (trace, second))

    def _ask(
        self, draft: Draft, heard: Heard, needs: Sequence[Need], found: Proposals, turns: Sequence[Turn]
    ) -> None:
        ask: Ask | None = ask_about_disputes(heard.profile, turns)
        if ask is None and found.matches:
            ask = ask_to_separate(heard.profile, found.results, turns)
        if ask is None and not needs:
            ask = ask_for_need(turns, draft.language)
        if ask is not None:
            draft.question, draft.question_about = ask.text, list(ask.about)
            draft.question_choices = list(ask.choices)

    def _instead(
        self, draft: Draft, heard: Heard, needs: Sequence[Need], found: Proposals, turns: Sequence[Turn]
    ) -> list[Statement]:
        """Say what was noted and what is proposed, where no document answers."""
        draft.suggestions, draft.notices = [], []
        draft.next_steps = [step for step in draft.next_steps if step == say("creator", draft.language)]
        draft.evidence = ()
        if not draft.question_about:
            draft.question = None
        said = _noted(heard, draft.language)
        if found.matches:
            shown = turns[-1].reply.matches[:1] if turns else []
            same = [one["id"] for one in shown] == [found.matches[0].entry.key]
            said += [Statement(say("updated", draft.language), ())] if same else self._told(draft)
        elif needs:
            said.append(Statement(say("nothing_fits", draft.language), ()))
            draft.next_steps = [say("contact", draft.language, contact=self._whom(found))]
        draft.kind = _kind_of(said, draft, heard)
        return said or [Statement(say("noted_change", draft.language), ())]

    def _told(self, draft: Draft) -> list[Statement]:
        """Introduce the matches: the first that has a source to open is told in the words of it."""
        quote = next((quote for match in draft.matches if (quote := self._quote(match))), None)
        if quote is None:
            return [Statement(say("proposals_alone", draft.language), ())]
        said = Statement(say("proposals", draft.language), ())
        return [said, Statement(f"« {quote.text} »", (quote,))]

    def _whom(self, found: Proposals) -> str:
        """Give whom to turn to when nothing fits: the nearest adviser, else the contact of the service."""
        near = next((person for result in found.results for person in result.route.chain), None)
        if near is None:
            return self._contact
        return f"la {near.name}" if near.name.startswith(("CCI ", "Cellule ")) else near.name

    def _quote(self, match: Mapping[str, Any]) -> Quote | None:
        for citation in match["citations"]:
            document, passage, text = (citation[name] for name in ("document_id", "passage_id", "quote"))
            quote = quote_in(self._library, document, passage, text)
            if quote is not None:
                return quote
        return None


def _needs_of(heard: Heard) -> tuple[Need, ...] | None:
    """Give the needs to match now, none for the company alone; None when this is no turn to match."""
    if heard.needs:
        return heard.needs[:_MOST_NEEDS]
    if heard.asks or not (heard.answers or heard.learned or heard.disputed):
        return None
    return heard.profile.needs[-_MOST_NEEDS:]


def _is_new(need: Need, heard: Heard) -> bool:
    """Tell whether a need is told for the first time, or for a place that was not known: what nobody covers
    is counted once a conversation."""
    told = any(one.subject == need.subject for one in heard.before.needs)
    return not told or any(name in heard.learned for name in _PLACES)


def _is_kept(statements: Sequence[Statement], draft: Draft, heard: Heard) -> bool:
    """Tell whether the documents' answer stands: any to a question; to a need told without one, only what
    quotes a passage that a match rests on too. Where no match has a source that can be opened, it stands too;
    where there is no match, if it is sure."""
    quoted = {quote.passage.id for statement in statements for quote in statement.quotes}
    grounds = {citation["passage_id"] for match in draft.matches for citation in match["citations"]}
    if heard.questions or quoted & grounds:
        return True
    unsure = any(notice.kind == "unsure" for notice in draft.notices)
    return not grounds and (bool(draft.matches) or not heard.needs or not unsure)


def _kind_of(said: Sequence[Statement], draft: Draft, heard: Heard) -> ReplyKind:
    """Give the kind of a reply: only what quotes a source answers."""
    if any(statement.quotes for statement in said):
        return "answer"
    if draft.question:
        return "clarification"
    return "small_talk" if heard.answers and (draft.matches or not draft.next_steps) else "abstention"


def _noted(heard: Heard, language: Language) -> list[Statement]:
    """Say what was noted of the company, or that the question is left."""
    labels = [label_of(name, heard.profile.facts[name]) for name in heard.learned]
    if labels:
        return [Statement(say("noted", language, facts=", ".join(labels)), ())]
    if heard.answers:
        return [Statement(say("noted_change" if heard.changed else "passed", language), ())]
    return []


def _in_turn(lists: Sequence[Sequence[Match]]) -> tuple[Match, ...]:
    """Give the first of each list, then the second of each, each entry once, up to the most shown."""
    longest = max(map(len, lists), default=0)
    found: dict[str, Match] = {}
    for match in (one[place] for place in range(longest) for one in lists if place < len(one)):
        found.setdefault(match.entry.key, match)
    return tuple(found.values())[:MOST]
