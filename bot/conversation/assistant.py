"""The assistant: understands a message, finds the evidence, answers or says that it does not know."""

import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from anyio import to_thread

from bot.clock import Clock
from bot.conversation.about_itself import ASIDES, AboutItself
from bot.conversation.answer_kinds import RECOGNISABLE, AnswerKind
from bot.conversation.companion import Companion
from bot.conversation.disagreement import disagreements, notice_of
from bot.conversation.draft import Draft, chamber_of, is_related, other_headings
from bot.conversation.evidence import Evidence
from bot.conversation.extractive import compose
from bot.conversation.finder import Finder, Finding
from bot.conversation.going_on import further, matter_of
from bot.conversation.history import History, Turn
from bot.conversation.judge import Judge
from bot.conversation.localities import beyond, only_around
from bot.conversation.messages import say
from bot.conversation.notices import notices_for
from bot.conversation.reply import Answering, Event, Language, Notice
from bot.conversation.scope import Scope
from bot.conversation.sensitive import cautions
from bot.conversation.small_talk import Intent
from bot.conversation.statement import Statement
from bot.conversation.talk_messages import REPLIES
from bot.conversation.understanding import Part, Understanding, understand
from bot.conversation.unforeseen import Unforeseen
from bot.conversation.writer import Rewriter, Writer, WriterFailed
from bot.documents.model import Audience
from bot.retrieval.search import Search
from bot.tracing import step


class Assistant(Answering):
    """Answers messages. Every turn is stored before its `done` event is given."""

    def __init__(
        self,
        search: Search,
        judge: Judge,
        history: History,
        clock: Clock,
        contact: str,
        about: AboutItself,
        audience: Audience = "public",
        writer: Writer | None = None,
        rewriter: Rewriter | None = None,
        companion: Companion | None = None,
        unforeseen: Unforeseen | None = None,
        scope: Scope | None = None,
    ) -> None:
        self._search = search
        self._finder = Finder(search, judge, audience, scope)
        self._history = history
        self._clock = clock
        self._contact = contact
        self._about = about
        self._audience: Audience = audience
        self._writer = writer
        self._rewriter = rewriter
        self._companion = companion
        self._unforeseen = unforeseen

    async def stream(
        self,
        message: str,
        *,
        conversation_id: str | None = None,
        visitor: str,
        language: Language | None = None,
        profile: dict[str, Any] | None = None,
    ) -> AsyncIterator[Event]:
        """Give the reply as events: `start`, then `text`, `citation`, `match` and `notice`, then `done`."""
        conversation, turns = await to_thread.run_sync(self._open, conversation_id, visitor)
        message_id = uuid.uuid4().hex
        yield Event(name="start", data={"conversation_id": conversation, "message_id": message_id})
        with step("understand"):
            understanding = await self._understand(message, turns, language)
        with step("draft"):
            draft, statements = await to_thread.run_sync(
                self._accompanied, message, understanding, turns, profile
            )
        async for statement in self._written(draft, statements):
            text, citations = draft.add(statement)
            yield Event(name="text", data={"text": text})
            for citation in citations:
                yield Event(name="citation", data=citation.model_dump(mode="json"))
        for match in draft.matches:
            yield Event(name="match", data=match)
        draft.notices = [
            *self._cautions(message, understanding),
            *notices_for(draft.quotes, self._clock().date(), draft.language),
            *draft.notices,
        ]
        for notice in draft.notices:
            yield Event(name="notice", data=notice.model_dump(mode="json"))
        reply = draft.reply(conversation, message_id)
        turn = Turn(message, draft.searched, reply, self._clock())
        with step("store"):
            await to_thread.run_sync(self._history.append, conversation, turn)
        yield Event(name="done", data=reply.model_dump(mode="json"))

    async def _understand(
        self, message: str, turns: Sequence[Turn], language: Language | None
    ) -> Understanding:
        """Understand by rules; a question that leans on the conversation may be completed by the model."""
        understanding = understand(message, turns, language, self._in_full)
        if understanding.intent is Intent.QUESTION and self._unforeseen is not None:
            completed = partial(self._unforeseen.complete, understanding, message, replied=bool(turns))
            understanding = await to_thread.run_sync(completed)
        if self._rewriter is None or not understanding.follows:
            return understanding
        complete = await self._rewriter.rewrite(message, turns)
        if complete is None:
            return understanding
        return replace(understand(complete, (), understanding.language), worried=understanding.worried)

    def _in_full(self, question: str) -> str:
        return self._search.in_full(question, audience=self._audience)

    def _cautions(self, message: str, understanding: Understanding) -> list[Notice]:
        if understanding.intent is not Intent.QUESTION:
            return []
        return cautions(message, worried=understanding.worried, language=understanding.language)

    async def _written(self, draft: Draft, statements: Sequence[Statement]) -> AsyncIterator[Statement]:
        """Give the verified sentences of the writer, if there is one and it holds; else the extracts."""
        if self._writer is not None and draft.evidence:
            try:
                async for statement in self._writer.write(draft.searched, draft.evidence, draft.language):
                    draft.mode = "generative"
                    yield statement
            except WriterFailed:
                draft.notices.append(Notice(kind="degraded", text=say("degraded", draft.language)))
            if draft.mode == "generative":
                return
        for statement in statements:
            yield statement

    def _open(self, conversation_id: str | None, visitor: str) -> tuple[str, list[Turn]]:
        if conversation_id is None:
            return self._history.open(visitor), []
        return conversation_id, self._history.turns(conversation_id, visitor or None)

    def _accompanied(
        self,
        message: str,
        understanding: Understanding,
        turns: Sequence[Turn],
        profile: dict[str, Any] | None,
    ) -> tuple[Draft, list[Statement]]:
        """Draft the answer, and beside it what fits the company; what nothing answers may be an aside."""
        drafted = self._drafted(message, understanding, turns, profile)
        asked = understanding.intent is Intent.QUESTION and drafted[0].kind == "abstention"
        if self._unforeseen is None or not asked:
            return drafted
        aside = self._unforeseen.tell(message, replied=bool(turns), unanswered=True)
        if aside in (Intent.QUESTION, Intent.WEARINESS):
            return drafted
        return self._drafted(message, Understanding(aside, understanding.language), turns, profile)

    def _drafted(
        self,
        message: str,
        understanding: Understanding,
        turns: Sequence[Turn],
        profile: dict[str, Any] | None,
    ) -> tuple[Draft, list[Statement]]:
        """Draft once: its own answers need no search."""
        if self._companion is None:
            return self._draft(understanding, turns)
        heard = self._companion.hear(message, turns, profile, understanding.intent)
        if heard.learned and not heard.questions:
            understanding = understanding.turned_away()
        alone: tuple[Draft, list[Statement]] = (Draft("clarification", understanding.language), [])
        draft, statements = alone if heard.answers else self._draft(understanding, turns)
        return draft, self._companion.accompany(draft, statements, heard, turns)

    def _draft(self, understanding: Understanding, turns: Sequence[Turn]) -> tuple[Draft, list[Statement]]:
        language = understanding.language
        last = turns[-1].reply if turns else None
        offered = last is not None and last.question is not None and not last.question_about
        asks_more = understanding.intent is Intent.MORE and last is not None and bool(last.citations)
        if asks_more or (offered and understanding.intent is Intent.AGREEMENT):
            return self._more(turns, language)
        if understanding.intent in ASIDES:
            return self._about.answer(understanding.intent, last, language)
        if understanding.intent is not Intent.QUESTION:
            kind, key = REPLIES[understanding.intent]
            return Draft(kind, language), [Statement(say(key, language), ())]
        findings = [self._finder.find(part, language) for part in understanding.parts]
        answered = [finding for finding in findings if finding.chosen]
        if not answered:
            return self._abstention(findings, understanding)
        return self._answer(findings, answered, understanding)

    def _answer(
        self, findings: Sequence[Finding], answered: Sequence[Finding], understanding: Understanding
    ) -> tuple[Draft, list[Statement]]:
        """Quote what answers; what is only known of a wider place than the one asked of is no answer."""
        language = understanding.language
        draft = Draft("answer", language, searched=understanding.searched)
        draft.notices = [
            Notice(kind="partial", text=say("partial", language, part=finding.part.focus.rstrip(" ?")))
            for finding in findings
            if not finding.chosen
        ]
        far = beyond(answered[0].part.presentation, self._finder.tells_of)
        if far:
            draft.notices.append(Notice(kind="partial", text=say("beyond", language, narrow=far)))
        if any(finding.confidence < self._finder.sure for finding in answered):
            whom = self._whom(answered[0].chosen[0])
            draft.notices.append(Notice(kind="unsure", text=say("unsure", language, contact=whom)))
        clashes = [clash for f in answered for clash in disagreements(f.chosen, f.ranked)]
        draft.notices.extend(notice_of(clash, language) for clash in clashes)
        others = [clash.other for clash in clashes]
        chosen = list({e.key: e for e in [*(e for f in answered for e in f.chosen), *others]}.values())
        draft.question = self._offer(answered, chosen, language)
        draft.suggestions = other_headings(findings, {evidence.hit.passage.heading for evidence in chosen})
        draft.evidence = tuple(chosen)
        statements = compose(chosen)
        if language == "en":
            statements.insert(0, Statement(say("frame", "en"), ()))
        wider = [finding.widened for finding in answered if finding.widened]
        if wider and len(wider) == len(answered):
            draft.kind, draft.evidence = "abstention", ()
            statements.insert(0, Statement(only_around(wider[0], language), ()))
            draft.next_steps = [say("contact", language, contact=self._whom(chosen[0]))]
        elif wider:
            draft.notices.append(Notice(kind="partial", text=only_around(wider[0], language)))
        return draft, statements

    def _more(self, turns: Sequence[Turn], language: Language) -> tuple[Draft, list[Statement]]:
        """Go on with the last answer: the sentences nearest to its matter, of the documents it quoted."""
        last = turns[-1]
        looked_for = self._search.terms(last.searched, audience=self._audience)
        finding = self._finder.find(Part(matter_of(last, looked_for), "", AnswerKind.OTHER), language)
        chosen = further(finding.ranked, turns)
        if not chosen:
            draft = Draft("abstention", language, searched=last.searched)
            return draft, [Statement(say("no_more", language), ())]
        return Draft("answer", language, searched=last.searched), compose(chosen)

    def _offer(
        self, answered: Sequence[Finding], chosen: Sequence[Evidence], language: Language
    ) -> str | None:
        """Offer to go on when sentences near the answer are left."""
        cited = {evidence.hit.document.id for evidence in chosen}
        told = {evidence.key for evidence in chosen}
        left = [
            evidence
            for finding in answered
            for evidence in finding.ranked[:12]
            if evidence.key not in told and evidence.hit.document.id in cited and evidence.sentence_words
        ]
        return say("more", language) if left else None

    def _abstention(
        self, findings: Sequence[Finding], understanding: Understanding
    ) -> tuple[Draft, list[Statement]]:
        language = understanding.language
        draft = Draft("abstention", language, searched=understanding.searched)
        inside = [finding for finding in findings if not finding.is_outside]
        near = next((e for f in inside for e in f.ranked[:1] if is_related(e, f.part)), None)
        kind = findings[0].part.kind if findings else AnswerKind.OTHER
        draft.next_steps = [say("contact", language, contact=self._whom(near))]
        if near is not None:
            draft.suggestions = other_headings(findings, set())
        if near is None:
            return draft, [Statement(say("off_topic", language), ())]
        opening = (
            say("unknown_kind", language, thing=say(f"thing_{kind.value}", language))
            if kind in RECOGNISABLE
            else say("unknown", language)
        )
        closest = compose([near])[0]
        return draft, [
            Statement(opening, ()),
            Statement(say("known", language, quote=f"« {closest.text} »"), closest.quotes),
        ]

    def _whom(self, near: Evidence | None) -> str:
        return (near and chamber_of(near.hit.document)) or self._contact
