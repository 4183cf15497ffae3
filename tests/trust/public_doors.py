"""The doors of the public side: each takes a question and gives all that came back."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import anyio
from fastapi import FastAPI
from mcp import Client
from starlette.testclient import TestClient

from bot.bootstrap import Passerelle
from bot.store.keys import ApiKeys
from bot.store.sites import SitePlan, Sites
from bot.web.mcp_doors import over_application

PAGE = "https://www.lot.cci.fr"
EVENTS = {"Accept": "text/event-stream"}
PERSON: dict[str, Any] = {
    "company": "Ferme Delmas",
    "name": "Jeanne Delmas",
    "email": "jeanne@ferme-delmas.fr",
    "commune": "46102",
    "sector": "A",
    "consent": True,
}
TOOLS = (("ask", "question"), ("search", "query"), ("match", "need"), ("read_source", "document_id"))
Door = Callable[[str], str]


@dataclass
class Doors:
    """The public side as a visitor, another site, another server and another assistant see it."""

    client: TestClient
    widget: dict[str, str]
    key: dict[str, str]

    def all(self) -> list[Door]:
        """Give every door."""
        return [
            self.chat,
            self.stream,
            self.widget_chat,
            self.completions,
            self.search,
            self.match,
            self.document,
            self.source,
            self.request,
            self.group,
            self.offer,
            self.conversation,
        ]

    def chat(self, question: str) -> str:
        return self.client.post("/api/v1/chat", json={"message": question}).text

    def stream(self, question: str) -> str:
        return self.client.post("/api/v1/chat", json={"message": question}, headers=EVENTS).text

    def widget_chat(self, question: str) -> str:
        asked = {"message": question}
        return self.client.post("/widget/api/v1/chat", json=asked, headers=self.widget).text

    def completions(self, question: str) -> str:
        asked = {"model": "passerelle", "messages": [{"role": "user", "content": question}]}
        return self.client.post("/v1/chat/completions", json=asked, headers=self.key).text

    def search(self, question: str) -> str:
        return self.client.get("/api/v1/search", params={"q": question, "k": 50}).text

    def match(self, question: str) -> str:
        profile = {"departement": "46", "effectif": 12}
        return self.client.post("/api/v1/match", json={"need": question, "profile": profile}).text

    def document(self, question: str) -> str:
        name = "-".join(question.lower().split()[:2])
        listed = self.client.get("/api/v1/documents", params={"limit": 50}).text
        return listed + self.client.get(f"/api/v1/documents/{name}").text

    def source(self, question: str) -> str:
        # But for the moments at which the counters were made, long numbers that say nothing.
        figures = [one for one in self.client.get("/metrics").text.splitlines() if "_created" not in one]
        return self.client.get(f"/sources/{question.split()[-1]}").text + "\n".join(figures)

    def request(self, question: str) -> str:
        given = self.client.post("/api/v1/requests", json={**PERSON, "need": question, "departement": "46"})
        return given.text + self.client.get(given.json()["follow"]).text

    def group(self, question: str) -> str:
        need = {**PERSON, "function": question[:80], "days_a_week": 2, "start": "2027-01-04"}
        return self._deposit("/api/v1/groups/needs", "/groupements", need)

    def offer(self, question: str) -> str:
        deposit = {**PERSON, "kind": "besoin", "category": "organiques", "text": question}
        return self._deposit("/api/v1/offers", "/offres", deposit)

    def conversation(self, question: str) -> str:
        reply = self.client.post("/api/v1/chat", json={"message": question, "profile": {"effectif": 12}})
        return self.client.get(f"/api/v1/conversations/{reply.json()['conversation_id']}").text

    def _deposit(self, address: str, page: str, body: dict[str, Any]) -> str:
        given = self.client.post(address, json=body)
        follow: str = given.json().get("follow", page)
        seen = self.client.get(follow).text
        told = self.client.get(follow.replace(page, address)).text
        # Withdrawn at once: what is open is compared again at each opening.
        return given.text + seen + told + self.client.delete(follow.replace(page, address)).text


def open_doors(client: TestClient, passerelle: Passerelle) -> Doors:
    """Open the doors: a site with its token, a key of the API."""
    site = Sites(passerelle.database, passerelle.clock).add(SitePlan("CCI du Lot", (PAGE,)))
    given = client.post(f"/widget/sites/{site.key}/token", json={}, headers={"Origin": PAGE})
    own = {"Authorization": f"Bearer {given.json()['token']}", "Origin": str(client.base_url)}
    secret = ApiKeys(passerelle.database, passerelle.clock).add("Client", ["ask"])[1]
    return Doors(client, own, {"Authorization": f"Bearer {secret}"})


def asked_over_mcp(app: FastAPI, questions: list[str]) -> list[str]:
    """Put questions to the four tools in turn, and give all that came back."""
    told: list[str] = []

    async def ask_all() -> None:
        async with Client(over_application(app)) as client:
            for place, question in enumerate(questions):
                name, argument = TOOLS[place % len(TOOLS)]
                answer = await client.call_tool(name, {argument: question})
                told.append(json.dumps(answer.model_dump(mode="json"), ensure_ascii=False))

    anyio.run(ask_all)
    return told
