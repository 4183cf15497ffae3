"""The language model against a real endpoint that works, lags, breaks and lies."""

import asyncio
import time
from contextlib import aclosing

import pytest
from pydantic import SecretStr
from scripted_model import cutting, endless, free_port, saying, sending, serving

from bot.conversation.breaker import Breaker
from bot.conversation.llm import LanguageModel, ModelFailed, connect
from bot.conversation.prompts import Prompt
from bot.settings import Settings

PROMPT = Prompt("Tu rédiges.", "Combien de fournils à Figeac ?", ())


def settings(url: str, timeout: float = 1.0) -> Settings:
    return Settings(
        llm_base_url=url, llm_model="essai", llm_timeout=timeout, llm_api_key=SecretStr("cle-d-essai")
    )


def model_for(url: str, timeout: float = 1.0) -> LanguageModel:
    model = connect(settings(url, timeout))
    assert model is not None
    return model


async def listen(model: LanguageModel, within: float = 1.0) -> list[str]:
    return [piece async for piece in model.stream(PROMPT, first_within=within, gap=within)]


def heard(url: str, timeout: float = 1.0) -> list[str]:
    async def run() -> list[str]:
        model = model_for(url, timeout)
        try:
            return await listen(model, timeout)
        finally:
            await model.aclose()

    return asyncio.run(run())


def test_without_a_service_there_is_no_model() -> None:
    assert connect(Settings()) is None


def test_the_answer_is_streamed_piece_by_piece() -> None:
    with serving(saying("Quatre ", "fournils.")) as endpoint:
        assert heard(endpoint.url) == ["Quatre ", "fournils."]
    (call,) = endpoint.calls
    assert call["stream"] is True
    assert call["model"] == "essai"
    assert call["max_tokens"] == 400
    assert [message["role"] for message in call["messages"]] == ["system", "user"]
    assert endpoint.headers[0]["authorization"] == "Bearer cle-d-essai"


def test_a_passing_error_is_tried_again_twice_at_most() -> None:
    with serving(saying("Oui."), failures=2) as endpoint:
        assert heard(endpoint.url, 3.0) == ["Oui."]
        assert len(endpoint.calls) == 3
    with serving(saying("Oui."), failures=9) as endpoint:
        with pytest.raises(ModelFailed):
            heard(endpoint.url, 3.0)
        assert len(endpoint.calls) == 3


def test_a_refusal_is_not_tried_again() -> None:
    with serving(saying("Oui."), failures=9, status=401) as endpoint:
        with pytest.raises(ModelFailed):
            heard(endpoint.url)
        assert len(endpoint.calls) == 1


def test_nothing_is_tried_again_after_the_first_piece() -> None:
    async def run(url: str) -> list[str]:
        model, pieces = model_for(url), []

        async def gather() -> None:
            async for piece in model.stream(PROMPT, first_within=1, gap=1):
                pieces.append(piece)

        with pytest.raises(ModelFailed):
            await gather()
        await model.aclose()
        return pieces

    with serving(cutting("Quatre ")) as endpoint:
        assert asyncio.run(run(endpoint.url)) == ["Quatre "]
        assert len(endpoint.calls) == 1


@pytest.mark.parametrize(
    "script",
    [
        saying("Trop tard.", first=3.0),
        sending(b"\x00\xff\xfe garbage \x80\x81"),
        sending(b'data: {"choices": null}\n\n'),
        sending(b"data: [1, 2]\n\ndata: oui\n\n"),
        sending(b"<html><body>502</body></html>"),
    ],
)
def test_what_is_no_answer_fails_or_says_nothing_in_time(script: object) -> None:
    started = time.monotonic()
    with serving(script) as endpoint:  # type: ignore[arg-type]
        try:
            pieces = heard(endpoint.url, 0.6)
        except ModelFailed:
            pieces = []
        assert time.monotonic() - started < 2.5
    assert pieces == []


def test_a_refused_connection_fails_in_time() -> None:
    started = time.monotonic()
    with pytest.raises(ModelFailed):
        heard(f"http://127.0.0.1:{free_port()}/v1")
    assert time.monotonic() - started < 1.5


def test_who_leaves_closes_the_connection() -> None:
    async def run(url: str) -> None:
        model = model_for(url)
        async with aclosing(model.stream(PROMPT, first_within=1, gap=1)) as pieces:
            async for _ in pieces:
                break
        for _ in range(100):
            if endpoint.left.is_set():
                break
            await asyncio.sleep(0.02)
        await model.aclose()

    with serving(endless("encore ")) as endpoint:
        asyncio.run(run(endpoint.url))
        assert endpoint.left.is_set()


def test_no_tracer_is_called_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    traced = f"http://127.0.0.1:{free_port()}"
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", traced)
    monkeypatch.setenv("LANGSMITH_API_KEY", "cle-d-essai")
    called: list[object] = []
    monkeypatch.setattr("langsmith.Client.create_run", lambda *a, **k: called.append(a))
    with serving(saying("Oui.")) as endpoint:
        assert heard(endpoint.url) == ["Oui."]
    assert called == []


def test_the_breaker_opens_after_failures_in_a_row_and_lets_one_call_try() -> None:
    now = [0.0]
    breaker = Breaker(failures=2, pause=30, now=lambda: now[0])
    for _ in range(2):
        assert breaker.allows()
        breaker.failed()
    assert not breaker.allows()
    assert breaker.state == "open"
    now[0] = 31
    assert breaker.state == "half_open"
    assert breaker.allows()
    assert not breaker.allows(), "one call at a time tries"
    breaker.failed()
    assert not breaker.allows(), "a vain try opens it again"
    now[0] = 62
    assert breaker.allows()
    breaker.abandoned()
    assert breaker.allows(), "a try given up leaves the place"
    breaker.succeeded()
    assert breaker.state == "closed"


def test_an_open_breaker_spares_the_service() -> None:
    async def run(url: str) -> None:
        chat = model_for(url)
        for _ in range(3):
            with pytest.raises(ModelFailed):
                await listen(chat)
        asked = len(endpoint.calls)
        with pytest.raises(ModelFailed):
            await listen(chat)
        assert len(endpoint.calls) == asked
        await chat.aclose()

    with serving(saying("Oui."), failures=99, status=400) as endpoint:
        asyncio.run(run(endpoint.url))
