"""The language model: a chat endpoint that speaks OpenAI's protocol, streamed, bounded in time, untraced."""

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import Final

import httpx
import openai
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from langsmith import tracing_context

from bot.conversation.breaker import Breaker
from bot.conversation.prompts import Prompt
from bot.errors import Unavailable
from bot.settings import Settings

RETRIES: Final = 2
"""At most, and never once a token has come."""
_CONNECT = 1.5
_WAIT = 0.15
"""Mean wait before the first retry, in seconds; the next one is twice as long."""
_LONGEST = 400
"""Tokens of an answer: four sentences are half of it."""

# All that a remote service may do wrong, down to answers that the client library cannot read.
_FAULTS: Final = (
    openai.OpenAIError,
    httpx.HTTPError,
    OSError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RuntimeError,
)


class ModelFailed(Unavailable):
    """The language model is down, slow, or answers something that is not an answer."""


class LanguageModel:
    """Streams the answer to a prompt. A consumer that leaves closes the connection."""

    def __init__(
        self,
        chat: BaseChatModel,
        breaker: Breaker | None = None,
        *,
        client: httpx.AsyncClient | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._chat = chat
        self._client = client
        self._sleep = sleep
        self.breaker = breaker or Breaker()

    async def stream(self, prompt: Prompt, *, first_within: float, gap: float) -> AsyncGenerator[str]:
        """Give the pieces of the answer as they come.

        The first is waited for `first_within` seconds, retries included, each next one `gap`
        seconds. Raises ModelFailed; what was given before stays true.
        """
        if not self.breaker.allows():
            raise ModelFailed("Le service de rédaction est mis en pause après plusieurs échecs.")
        settled = False
        try:
            pieces = self._retried(prompt, asyncio.get_running_loop().time() + first_within)
            async with aclosing(pieces):
                wait = first_within
                while True:
                    async with asyncio.timeout(wait):
                        piece = await anext(pieces, None)
                    if piece is None:
                        break
                    if not settled:
                        self.breaker.succeeded()
                        settled = True
                    wait = gap
                    yield piece
        except _FAULTS as fault:
            settled = True
            self.breaker.failed()
            raise ModelFailed("Le service de rédaction ne répond pas.") from fault
        finally:
            if not settled:
                self.breaker.abandoned()

    async def complete(self, prompt: Prompt, *, within: float) -> str:
        """Give the whole answer, or raise ModelFailed when it has not come in time."""
        text = ""
        try:
            async with (
                asyncio.timeout(within),
                aclosing(self.stream(prompt, first_within=within, gap=within)) as it,
            ):
                async for piece in it:
                    text += piece
        except TimeoutError as fault:
            raise ModelFailed("Le service de rédaction est trop lent.") from fault
        return text

    async def aclose(self) -> None:
        """Close the connections kept open."""
        if self._client is not None:
            await self._client.aclose()

    async def _retried(self, prompt: Prompt, deadline: float) -> AsyncGenerator[str]:
        """Give the pieces, trying again what failed before its first piece while there is time."""
        for attempt in range(RETRIES + 1):
            begun = False
            try:
                async with aclosing(self._pieces(prompt)) as pieces:
                    async for piece in pieces:
                        begun = True
                        yield piece
                return
            except (openai.OpenAIError, httpx.HTTPError, OSError) as fault:
                wait = random.uniform(0.5, 1.5) * _WAIT * 2**attempt
                late = asyncio.get_running_loop().time() + wait >= deadline
                if begun or late or attempt == RETRIES or not _is_passing(fault):
                    raise
            await self._sleep(wait)

    async def _pieces(self, prompt: Prompt) -> AsyncGenerator[str]:
        messages: list[BaseMessage] = [SystemMessage(prompt.system), HumanMessage(prompt.user)]
        chunks = self._chat.astream(messages)
        while True:
            # What visitors ask is sent to no tracing service, whatever the environment says.
            with tracing_context(enabled=False):
                chunk = await anext(chunks, None)
            if chunk is None:
                return
            if text := str(chunk.text):
                yield text


def connect(settings: Settings) -> LanguageModel | None:
    """Give the model that the settings name, or None when they name none."""
    if not settings.llm_base_url:
        return None
    # Importing this costs two seconds: only those who set a model pay them.
    from langchain_openai import ChatOpenAI

    timeout = httpx.Timeout(settings.llm_timeout, connect=min(_CONNECT, settings.llm_timeout))
    client = httpx.AsyncClient(timeout=timeout)
    chat = ChatOpenAI(
        base_url=settings.llm_base_url,
        model=settings.llm_model or "default",
        # An endpoint without authentication still wants the header to be there.
        api_key=settings.llm_api_key if settings.llm_api_key.get_secret_value() else _no_key,
        temperature=0.0,
        # Sent under the name that every compatible server knows.
        extra_body={"max_tokens": _LONGEST},
        timeout=timeout,
        max_retries=0,
        stream_usage=False,
        stream_chunk_timeout=None,
        use_responses_api=False,
        http_async_client=client,
    )
    return LanguageModel(chat, client=client)


def _no_key() -> str:
    return "none"


def _is_passing(fault: Exception) -> bool:
    """Tell whether the same call may work a moment later."""
    if isinstance(fault, openai.APIStatusError):
        return fault.status_code in (408, 409, 429) or fault.status_code >= 500
    return isinstance(fault, (openai.APIConnectionError, httpx.TransportError, OSError)) and not isinstance(
        fault, openai.APITimeoutError
    )
