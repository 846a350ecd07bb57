"""What central counts about itself, in Prometheus' text format. No person is named in it."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client import generate_latest as as_text

#: Seconds. Claims are answered in milliseconds; what takes a second is trouble.
BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """One central's figures, in a registry of its own, so that two in one process do not mix."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()

        def gauge(name: str, text: str) -> Gauge:
            return Gauge(f"zhiwang_{name}", text, registry=registry)

        self._commands = Counter(
            "zhiwang_commands", "Writes answered", ["verb", "outcome", "status"], registry=registry
        )
        self._seconds = Histogram(
            "zhiwang_command_seconds",
            "From the request to the answer",
            ["verb"],
            buckets=BUCKETS,
            registry=registry,
        )
        # to find a row by its labels takes longer than to count in it
        self._counted: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._reads = Counter(
            "zhiwang_reads", "Reads answered", ["route", "status"], registry=registry
        )
        self.feeds = gauge("feed_clients", "Connected readers of the feed")
        self.queued = gauge("queue_depth", "Commands waiting for the writer")
        self.head = gauge("log_head", "Number of the last announced log line")
        self.units = gauge("position_units", "Units whose position is known")
        self.cases = gauge("cases_in_memory", "Cases open or closed lately")

    def command(self, verb: str, outcome: str, status: int, seconds: float) -> None:
        """One write was answered."""
        counted = self._counted.get((verb, outcome, status))
        if counted is None:
            counted = self._commands.labels(verb, outcome, status), self._seconds.labels(verb)
            self._counted[verb, outcome, status] = counted
        counted[0].inc()
        counted[1].observe(seconds)

    def read(self, route: str, status: int) -> None:
        """One read was answered, or has begun to be."""
        self._reads.labels(route, status).inc()

    def text(self) -> bytes:
        """Everything, as Prometheus reads it."""
        return as_text(self._registry)
