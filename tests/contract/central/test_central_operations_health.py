"""What a supervisor, a balancer and Prometheus see of central, and how it ends."""

from __future__ import annotations

import json
import signal
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from central.api import health
from central.api.routes import INSIDE, OPEN
from central.api.watch import _PARAMETER
from tests.contract.central.inside import HandClock, serving
from tests.contract.central.serving import Central, Person

COUNTED = ("zhiwang_reads_total", "zhiwang_commands_total")


def figures(url: str) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    answer = requests.get(f"{url}/metrics", timeout=10)
    assert answer.status_code == 200, answer.text
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


@pytest.fixture
def starter(tmp_path: Path, city_folder: Path) -> Iterator[Callable[..., Central]]:
    """Start a central on the test's own folder."""
    started: list[Central] = []

    def begin(*flags: str) -> Central:
        started.append(Central(tmp_path / "data", city_folder, *flags))
        return started[-1]

    yield begin
    for running in started:
        running.stop()


class TestReady:
    def test_says_where_the_log_is_and_that_nothing_lags(self, mei: Person) -> None:
        mei.report()
        answer = requests.get(f"{mei.url}/readyz", timeout=10)
        assert answer.status_code == 200
        state = answer.json()
        assert state["status"] == "ready"
        assert state["head"] == mei.head()
        assert state["lag"] == 0

    def test_is_503_while_the_database_takes_no_write_and_recovers(self, tmp_path: Path) -> None:
        with serving(tmp_path, HandClock()) as inside:
            path = tmp_path / "central.sqlite3"
            with closing(sqlite3.connect(path, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                patience, health.PATIENCE_S = health.PATIENCE_S, 0.2
                try:
                    answer = requests.get(f"{inside.url}/readyz", timeout=10)
                finally:
                    health.PATIENCE_S = patience
                other.execute("ROLLBACK")
            assert answer.status_code == 503
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["code"] == "not-ready"
            assert requests.get(f"{inside.url}/healthz", timeout=10).status_code == 200
            assert requests.get(f"{inside.url}/readyz", timeout=20).status_code == 200


class TestFigures:
    def test_count_commands_by_verb_and_outcome(self, tmp_path: Path) -> None:
        with serving(tmp_path, HandClock()) as inside:
            mei, li = inside.person("mei"), inside.person("li")
            case = mei.report()
            mei.do(case, "claim")
            assert li.act(case, "claim").status_code == 412
            key = str(uuid.uuid4())
            for _ in range(2):
                mei.send("/v1/next", {}, key=key)
            found = figures(inside.url)

        def count(verb: str, outcome: str, status: str) -> float:
            labels = {("verb", verb), ("outcome", outcome), ("status", status)}
            return found["zhiwang_commands_total", frozenset(labels)]

        assert count("cases", "done", "201") == 1
        assert count("claim", "done", "200") == 1
        assert count("claim", "refused", "412") == 1
        assert count("next", "replayed", "404") == 1
        assert found["zhiwang_command_seconds_count", frozenset({("verb", "claim")})] == 2
        assert found["zhiwang_log_head", frozenset()] == 2

    def test_count_the_readers_of_the_feed(self, tmp_path: Path) -> None:
        with serving(tmp_path, HandClock()) as inside, inside.person("mei").feed(0) as feed:
            assert next(feed).name == "hello"
            assert next(feed).name == "beat"
            assert figures(inside.url)["zhiwang_feed_clients", frozenset()] == 1

    def test_name_every_route_by_its_shape(self, tmp_path: Path) -> None:
        with serving(tmp_path, HandClock()) as inside:
            mei, number = inside.person("mei"), uuid.uuid4().hex
            for route in (*INSIDE, *OPEN):
                (path,) = route.paths
                if "GET" in route.http_methods and path != "/v1/feed":
                    mei.get(_PARAMETER.sub(lambda m: "7" if m[1] == "int" else number, path))
            mei.http.delete(f"{inside.url}/v1/sessions/{number}", timeout=10)
            found = {(name, dict(labels)["route" if "reads" in name else "verb"])
                     for name, labels in figures(inside.url) if name in COUNTED}  # fmt: skip
        routes = {shape for name, shape in found if name == "zhiwang_reads_total"}
        assert "unknown" not in routes
        assert {"/v1/attachments/{id}", "/v1/attachments/{id}/thumbnail", "/docs",
                "/v1/cases/{id}/attachments", "/v1/units/{id}"} <= routes  # fmt: skip
        assert number not in str(routes)
        assert ("zhiwang_commands_total", "sessions") in found

    def test_do_not_grow_with_what_strangers_ask_for(self, mei: Person) -> None:
        for name in ("张三", "a/b/c", "../../etc"):
            mei.get(f"/v1/{name}")
            mei.send(f"/v1/cases/1/{name}", {}, 1)
        text = requests.get(f"{mei.url}/metrics", timeout=10).text
        assert "张三" not in text
        assert "etc" not in text
        assert 'verb="unknown"' in text

    def test_are_for_this_machine_or_for_a_token(
        self, mei: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(health, "_is_here", lambda _request: False)
        with serving(tmp_path, HandClock()) as inside:
            assert requests.get(f"{inside.url}/metrics", timeout=10).status_code == 401
            assert inside.person("mei").get("/metrics").status_code == 200


class TestRequestIds:
    def test_the_callers_id_comes_back(self, mei: Person) -> None:
        answer = mei.get("/v1/me", headers={"X-Request-Id": "shift-7.a_b"})
        assert answer.headers["X-Request-Id"] == "shift-7.a_b"

    @pytest.mark.parametrize("wrong", ["", "two words", "x" * 65, "<script>"])
    def test_anything_else_gets_a_new_one(self, mei: Person, wrong: str) -> None:
        answer = mei.get("/healthz", headers={"X-Request-Id": wrong})
        assert uuid.UUID(answer.headers["X-Request-Id"])

    def test_the_log_has_the_id_and_nobodys_name(self, starter: Callable[..., Central]) -> None:
        central = starter("--log-requests")
        mei = central.person("mei")
        mei.send("/v1/cases", {"title": "张三 13800138000"}, headers={"X-Request-Id": "find-me"})
        mei.get("/v1/cases?q=张三&limit=0")
        said = central.stop()
        lines = [json.loads(line) for line in said.splitlines()]
        found = [line for line in lines if line.get("request_id") == "find-me"]
        assert [(line["path"], line["status"]) for line in found] == [("/v1/cases", 422)]
        assert "张三" not in said
        assert "13800138000" not in said
        assert "mei" not in said


class TestTheEnd:
    def test_a_signal_ends_it_in_good_order_within_five_seconds(
        self, starter: Callable[..., Central], tmp_path: Path
    ) -> None:
        central = starter()
        mei = central.person("mei")
        answer = mei.get("/v1/feed?after=0", stream=True)
        lines = answer.iter_lines()
        assert next(lines) == b"event: hello"
        acknowledged = [mei.report()["case_id"] for _ in range(5)]
        central.process.send_signal(signal.SIGTERM)
        rest = b"\n".join(lines)
        assert rest.endswith(b": central ends\n")
        assert central.process.wait(timeout=5) == 0
        central.stop()
        with serving(tmp_path / "data", HandClock()) as inside:
            page = inside.person("mei").get("/v1/cases?order=id").json()["cases"]
        assert [case["case_id"] for case in page] == acknowledged
