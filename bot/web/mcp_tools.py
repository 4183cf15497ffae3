"""The tools given to other assistants over MCP: ask, search, match, and read a source."""

from collections.abc import Callable
from typing import Annotated, Any, Final
from urllib.parse import quote

import httpx
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, Field

from bot import __version__
from bot.conversation.reply import Language, Reply
from bot.web.knowledge import Found, PublicDocument
from bot.web.matching import GivenProfile, Kind, ShownMatches
from bot.web.messages import SERVER_AWAY, UNEXPECTED
from bot.web.told import told

INSTRUCTIONS: Final = (
    "Passerelle répond aux entreprises d'après les documents d'une chambre de commerce et d'industrie. "
    "Chaque phrase de `ask` porte un repère [n] : citez la source correspondante. Une abstention veut dire "
    "que les documents ne disent rien : ne complétez pas de mémoire. Un critère « unknown » n'est pas un "
    "refus : demandez-le à la personne."
)
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_ADDS = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)

Api = Callable[[], httpx.AsyncClient]
"""Opens a client of the HTTP API."""


class Tools:
    """The four tools, over the HTTP API: what the API does not give to everybody, they cannot give."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def ask(
        self,
        question: Annotated[str, Field(description="La question, avec les mots de la personne.")],
        conversation_id: Annotated[
            str | None, Field(description="La conversation à poursuivre, rendue par l'appel précédent.")
        ] = None,
        language: Annotated[Language | None, Field(description="Langue de la réponse.")] = None,
    ) -> Annotated[CallToolResult, Reply]:
        """Répond à une question d'après les documents publics de la chambre ; chaque phrase a sa source.

        Dit quand les documents ne répondent pas, et à qui s'adresser.
        """
        asked = {"message": question, "conversation_id": conversation_id, "language": language}
        reply = Reply.model_validate(await self._called("POST", "/api/v1/chat", json=asked))
        sources = [
            f"[{one.number}] {one.title}, {one.publisher} ({one.published or 'sans date'}), "
            f"document {one.document_id} : « {one.quote} »"
            for one in reply.citations
        ]
        return _result("\n\n".join([told(reply), *sources]), reply)

    async def search(
        self,
        query: Annotated[str, Field(description="Ce qu'il faut chercher.")],
        limit: Annotated[int, Field(ge=1, le=50, description="Nombre de passages au plus.")] = 8,
    ) -> Found:
        """Cherche les passages publics les plus proches d'une question, les meilleurs d'abord."""
        found = await self._called("GET", "/api/v1/search", params={"q": query, "k": limit})
        return Found.model_validate(found)

    async def match(
        self,
        need: Annotated[str | None, Field(description="Le besoin, avec les mots de l'entreprise.")] = None,
        profile: Annotated[GivenProfile | None, Field(description="Ce que l'on sait d'elle.")] = None,
        kinds: Annotated[list[Kind] | None, Field(description="Ce qui est cherché ; sinon tout.")] = None,
        limit: Annotated[int, Field(ge=1, le=50)] = 5,
    ) -> ShownMatches:
        """Trouve les programmes, personnes et organismes qui conviennent à une entreprise.

        Chaque critère est jugé : rempli, non rempli, inconnu ou à vérifier par une personne.
        """
        given = profile.model_dump(mode="json", exclude_none=True) if profile else {}
        asked = {"profile": given, "need": need, "kinds": kinds, "limit": limit}
        return ShownMatches.model_validate(await self._called("POST", "/api/v1/match", json=asked))

    async def read_source(
        self, document_id: Annotated[str, Field(description="Le `document_id` d'une citation.")]
    ) -> PublicDocument:
        """Donne un document public entier : ses métadonnées, et ses passages dans l'ordre de lecture."""
        path = f"/api/v1/documents/{quote(document_id, safe='')}"
        return PublicDocument.model_validate(await self._called("GET", path))

    async def _called(self, method: str, path: str, **sent: Any) -> Any:
        try:
            # Opened for one call: those of several clients must not be taken for one visitor's.
            async with self._api() as api:
                answer = await api.request(method, path, **sent)
        except httpx.TransportError as fault:
            raise ToolError(SERVER_AWAY) from fault
        if answer.is_success:
            return answer.json()
        raise ToolError(_fault(answer))


def mcp_server(api: Api) -> MCPServer[Any]:
    """Give the MCP server whose tools call this API."""
    server: MCPServer[Any] = MCPServer(
        "passerelle",
        title="Passerelle",
        instructions=INSTRUCTIONS,
        version=__version__,
        log_level="WARNING",
    )
    tools = Tools(api)
    server.add_tool(tools.ask, title="Poser une question", annotations=_ADDS)
    server.add_tool(tools.search, title="Chercher des passages", annotations=_READS)
    server.add_tool(tools.match, title="Trouver ce qui convient à une entreprise", annotations=_READS)
    server.add_tool(tools.read_source, title="Lire une source", annotations=_READS)
    return server


def _result(text: str, data: BaseModel) -> CallToolResult:
    return CallToolResult(
        content=[TextContent(type="text", text=text)], structured_content=data.model_dump(mode="json")
    )


def _fault(answer: httpx.Response) -> str:
    if "json" not in answer.headers.get("content-type", ""):
        return UNEXPECTED
    problem = answer.json()
    fields = [f"{one['field']} : {one['message']}" for one in problem.get("errors") or []]
    return " ".join([problem.get("detail", UNEXPECTED), *fields])
