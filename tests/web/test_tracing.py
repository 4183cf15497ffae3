"""The traces: steps and durations, sent only where a collector is set, without a word of what is written."""

import asyncio
import json
import re
from collections.abc import Iterator
from concurrent import futures
from pathlib import Path
from typing import Any

import grpc
import pytest
from fastapi.testclient import TestClient
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2, trace_service_pb2_grpc
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from bot import tracing
from bot.bootstrap import Passerelle
from bot.errors import ConfigurationFault
from bot.web.metrics import Metrics

DASHBOARD = Path(__file__).parents[2] / ".assets" / "dashboard.json"
SECRET = "Le fournil de Zwolak perd-il de l'argent ? Écrivez à zoe@zwolak.fr"


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    yield exporter
    tracing.shut_down()


def named(spans: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    return {span.name: span for span in spans.get_finished_spans()}


def test_a_request_is_traced_by_the_pattern_of_its_route(
    client: TestClient, spans: InMemorySpanExporter
) -> None:
    tracing.set_up(None, spans)
    answered = client.post("/api/v1/chat", json={"message": SECRET})
    assert answered.status_code == 200
    told = named(spans)["POST /api/v1/chat"].attributes
    assert told is not None
    assert told["passerelle.status"] == 200
    assert told["passerelle.request_id"] == answered.headers["X-Request-ID"]


@pytest.mark.model
def test_the_steps_of_an_answer_are_of_one_trace(passerelle: Passerelle, spans: InMemorySpanExporter) -> None:
    tracing.set_up(None, spans)

    async def answer() -> None:
        with tracing.step("request"):
            await passerelle.assistant.reply("Combien de clusters en Midi-Pyrénées ?", visitor="v")

    asyncio.run(answer())
    found = named(spans)
    assert {"request", "understand", "draft", "embed", "search", "judge", "store"} <= set(found)
    assert len({span.context.trace_id for span in found.values()}) == 1
    parent = found["search"].parent
    assert parent is not None
    assert parent.span_id == found["draft"].context.span_id
    assert found["judge"].attributes == {"passerelle.kind": "number"}


def test_no_trace_holds_a_word_of_what_is_written_nor_an_address(
    client: TestClient, spans: InMemorySpanExporter
) -> None:
    tracing.set_up(None, spans)
    client.post("/api/v1/chat", json={"message": SECRET})
    client.get("/api/v1/search", params={"q": SECRET})
    client.get("/sources/zwolak-inconnu")
    told = " ".join(span.to_json() for span in spans.get_finished_spans()).lower()
    assert "zwolak" not in told
    assert "fournil" not in told
    assert "127.0.0.1" not in told
    assert "testclient" not in told


def test_a_fault_is_traced_without_its_words(spans: InMemorySpanExporter) -> None:
    tracing.set_up(None, spans)
    with pytest.raises(ValueError, match="zoe"), tracing.step("search"):
        raise ValueError("zoe@zwolak.fr")
    assert "zoe" not in named(spans)["search"].to_json()


def test_without_a_collector_nothing_is_measured(client: TestClient) -> None:
    assert tracing.Tracing.tracer is None
    with tracing.step("search") as step:
        step.tell(passages=3)
        step.rename("other")


def test_an_address_that_is_none_is_refused_in_french() -> None:
    with pytest.raises(ConfigurationFault, match="BOT_OTLP_ENDPOINT"):
        tracing.set_up("collecteur:4317")
    assert tracing.Tracing.tracer is None


class Collector(trace_service_pb2_grpc.TraceServiceServicer):
    """Keeps the names of the spans that it is sent."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def Export(self, request: Any, context: Any) -> Any:  # noqa: N802 - the name is the protocol's
        for resource in request.resource_spans:
            for scope in resource.scope_spans:
                self.names += [span.name for span in scope.spans]
        return trace_service_pb2.ExportTraceServiceResponse()


def test_a_real_collector_gets_the_spans() -> None:
    collector = Collector()
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=1))
    trace_service_pb2_grpc.add_TraceServiceServicer_to_server(collector, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        tracing.set_up(f"http://127.0.0.1:{port}")
        with tracing.step("draft"), tracing.step("search"):
            pass
        tracing.shut_down()
    finally:
        server.stop(None).wait()
    assert collector.names == ["search", "draft"]


def test_the_example_dashboard_asks_for_figures_that_exist() -> None:
    metrics = Metrics()
    metrics.served("GET", "/", 200, 0.1)
    metrics.replied("answer")
    given = set(re.findall(r"^(passerelle_\w+)", metrics.exposition().decode(), re.MULTILINE))
    panels = json.loads(DASHBOARD.read_text("utf-8"))["panels"]
    asked = [target["expr"] for panel in panels for target in panel["targets"]]
    assert len(asked) >= 5
    for expression in asked:
        names = set(re.findall(r"passerelle_\w+", expression))
        assert names
        assert names <= given, expression
