"""The metrics: counts and latencies of the routes, and the kinds of reply, for Prometheus."""

import os

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The figures of one application; its own registry, so that two applications never mix."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "passerelle_requests", "Requêtes servies.", ["method", "route", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "passerelle_request_seconds",
            "Durée des requêtes.",
            ["route"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        # Of several processes behind one address, the one whose figures these are.
        Gauge("passerelle_process", "Le processus qui répond.", ["pid"], registry=self.registry).labels(
            str(os.getpid())
        ).set(1)
        self._replies = Counter(
            "passerelle_replies", "Réponses de l'assistant.", ["kind"], registry=self.registry
        )

    def served(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def replied(self, kind: str) -> None:
        """Count a reply of the assistant."""
        self._replies.labels(kind).inc()

    def exposition(self) -> bytes:
        """Give the figures in the text format of Prometheus."""
        return generate_latest(self.registry)
