"""An assistant that follows a script, for the browser: what it says depends on one word of the message."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.clock import Clock
from bot.conversation.history import History, Turn
from bot.conversation.reply import Answering, Citation, Event, Language, Notice, Reply
from bot.documents.model import Document, Passage, Published
from bot.documents.splitting import split
from bot.errors import IndexUnavailable

_TEXT = """# Une mission chaque année

La CCI Occitanie propose chaque année une mission d'études à l'étranger aux dirigeants de PME. En octobre \
2022, une poignée d'entreprises de l'Aveyron est partie une semaine en Californie.

# Ce qui a été vu

Le groupe a visité des sociétés de la Silicon Valley et deux universités. Trois leçons en sont restées :
- la vitesse de décision ;
- le droit à l'erreur ;
- l'entraide entre concurrents.

# La suite

La mission suivante partira en mars 2023 vers le Canada. Les entreprises intéressées s'adressent à la CCI de \
leur département."""

MISSION = Document(
    id="mission-californie",
    title="Des PME aveyronnaises en Californie",
    text=_TEXT,
    content_hash="mission-1",
    passages=split(_TEXT, "mission-californie"),
    kind="article",
    publisher="Centre Presse",
    published=Published(date(2022, 10, 1), "month", certain=False),
    people=("Dominique Costes",),
    organisations=("CCI Occitanie",),
    territories=("Aveyron", "Occitanie"),
    topics=("international",),
    source="Article de presse sans date ; octobre 2022 se déduit du texte.",
    url="https://presse.example/mission",
)


def _cite(number: int, passage: Passage, quote: str) -> Citation:
    assert quote in passage.text
    return Citation(
        number=number,
        document_id=MISSION.id,
        passage_id=passage.id,
        title=MISSION.title,
        publisher=MISSION.publisher,
        published="2022-10",
        published_certain=False,
        url=MISSION.url,
        quote=quote,
        passage=passage.text,
        heading=passage.heading,
        href=f"/sources/{MISSION.id}#{passage.id.removeprefix(MISSION.id + '.')}",
    )


def _quoted(wanted: str) -> tuple[Passage, str]:
    return next((p, s.text) for p in MISSION.passages for s in p.sentences if wanted in s.text)


def _answer(language: Language) -> dict[str, Any]:
    (first, offer), (last, leaving) = _quoted("chaque année une mission"), _quoted("mars 2023")
    citations = [_cite(1, first, offer), _cite(2, last, leaving)]
    if language == "en":
        return {
            "answer": f"According to the sources, in French: « {offer} » [1]",
            "citations": citations[:1],
            "notices": [Notice(kind="old_source", text=f"Old source: “{MISSION.title}” dates from 2022.")],
        }
    return {
        "answer": f"{offer} [1]\n{leaving} [2]",
        "citations": citations,
        "notices": [
            Notice(kind="past_date", text="La date annoncée (mars 2023) est passée."),
            Notice(kind="old_source", text=f"Source ancienne : « {MISSION.title} » date d'octobre 2022."),
        ],
        "suggestions": ["Quelles entreprises sont parties ?", "Quelles leçons en sont restées ?"],
        "next_steps": ["Demandez à votre CCI la date de la prochaine mission."],
    }


def _abstention() -> dict[str, Any]:
    return {
        "kind": "abstention",
        "answer": "Je n'ai trouvé aucun numéro de téléphone dans mes sources. Adressez-vous à votre CCI.",
        "suggestions": ["Qui est Dominique Costes ?"],
    }


def _matches() -> dict[str, Any]:
    card = {
        "id": "mission",
        "kind": "programme",
        "title": "Mission d'études internationale",
        "verdict": "eligible",
        "reasons": ["Votre entreprise est en Occitanie."],
        "contact": {"name": "Service international", "organisation": "CCI Occitanie"},
        "next_step": "Écrire avant la fin du mois.",
    }
    return {**_answer("fr"), "matches": [card]}


@dataclass
class ScriptedAssistant(Answering):
    """« panne » fails as often as `failures` says, « lent » takes its time, « téléphone » has no answer,
    « fiche » brings a match; anything else gets the answer about the mission."""

    history: History
    clock: Clock
    failures: int = 0
    languages: list[Language | None] = field(default_factory=list)

    async def stream(
        self,
        message: str,
        *,
        conversation_id: str | None = None,
        visitor: str,
        language: Language | None = None,
        profile: dict[str, Any] | None = None,
    ) -> AsyncIterator[Event]:
        self.languages.append(language)
        conversation_id = conversation_id or await asyncio.to_thread(self.history.open, visitor)
        reply = self._said(message, conversation_id, language or "fr")
        named = {"conversation_id": conversation_id, "message_id": reply.message_id}
        yield Event(name="start", data=named)
        if "panne" in message and self.failures > 0:
            self.failures -= 1
            raise IndexUnavailable("La recherche est momentanément indisponible. Réessayez.")
        for citation in reply.citations:
            yield Event(name="citation", data=citation.model_dump(mode="json"))
        for sentence in reply.answer.split("\n"):
            yield Event(name="text", data={"text": sentence})
            await asyncio.sleep(1.5 if "lent" in message else 0.02)
        await asyncio.to_thread(
            self.history.append, conversation_id, Turn(message, message, reply, self.clock())
        )
        yield Event(name="done", data=reply.model_dump(mode="json"))

    def _said(self, message: str, conversation_id: str, language: Language) -> Reply:
        if "téléphone" in message:
            parts = _abstention()
        else:
            parts = _matches() if "fiche" in message else _answer(language)
        return Reply.model_validate(
            {
                "conversation_id": conversation_id,
                "message_id": secrets.token_urlsafe(12),
                "kind": "answer",
                "language": language,
                **parts,
            }
        )
