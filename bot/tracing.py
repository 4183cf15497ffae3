"""The tracing: how long each step of an answer takes, told to an OpenTelemetry collector when one is set.

A span holds the name of a step, and figures: never what somebody wrote, nor who or where they are. Without a
collector nothing is imported and nothing is measured.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

from bot.errors import ConfigurationFault

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter

Figure = str | int | float | bool
_SERVICE = "passerelle"


class Step:
    """A step that is under way; without a span, nothing is kept of it."""

    def __init__(self, span: Any = None) -> None:
        self._span = span

    def tell(self, **figures: Figure) -> None:
        """Add figures to the step."""
        if self._span is not None:
            self._span.set_attributes({f"{_SERVICE}.{name}": figure for name, figure in figures.items()})

    def rename(self, name: str) -> None:
        """Name the step anew, once more is known of it."""
        if self._span is not None:
            self._span.update_name(name)


class Tracing:
    """The tracer of this process, if one was set up."""

    tracer: ClassVar[Any] = None
    provider: ClassVar[Any] = None


def set_up(endpoint: str | None, exporter: "SpanExporter | None" = None) -> None:
    """Send the spans to the collector at `endpoint` (OTLP over gRPC), in batches; without one, to nobody.

    `exporter` takes the place of the collector's. Raises ConfigurationFault for an address that is none.
    """
    shut_down()
    if endpoint is None and exporter is None:
        return
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": _SERVICE}))
    if exporter is not None:
        provider.add_span_processor(SimpleSpanProcessor(exporter))
    else:
        if not str(endpoint).startswith(("http://", "https://")):
            raise ConfigurationFault("BOT_OTLP_ENDPOINT doit être une adresse http:// ou https://.")
        insecure = str(endpoint).startswith("http://")
        provider.add_span_processor(
            BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint, insecure=insecure))
        )
    Tracing.provider, Tracing.tracer = provider, provider.get_tracer(_SERVICE)


def shut_down() -> None:
    """Send what is left to send, and trace no more; the end of the process does it too."""
    if Tracing.provider is not None:
        Tracing.provider.shutdown()
    Tracing.provider = Tracing.tracer = None


@contextmanager
def step(name: str, **figures: Figure) -> Iterator[Step]:
    """Measure a step; those begun inside are its children, in other threads too.

    >>> with step("recherche") as searching:
    ...     searching.tell(passages=8)
    """
    if Tracing.tracer is None:
        yield Step()
        return
    # What a fault says may quote a message: it is told by its type, elsewhere.
    with Tracing.tracer.start_as_current_span(
        name, record_exception=False, set_status_on_exception=False
    ) as span:
        told = Step(span)
        told.tell(**figures)
        yield told
