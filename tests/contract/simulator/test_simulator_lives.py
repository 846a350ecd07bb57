"""The simulator against a real central: it lives, it survives, it stops."""

from __future__ import annotations

import http.server
import json
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from casework.events import UnitsRegistered
from casework.vocabulary import CaseState
from tests.contract.simulator.living_city import (
    ANN,
    TOKEN,
    Child,
    Reader,
    answers,
    errors,
    free_port,
    start_central,
    start_simulator,
    write_city,
)

pytestmark = pytest.mark.e2e
RATE = 240.0


class Stage:
    """One central on its port, and whatever else was started."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.city, self.port = folder, write_city(folder / "city"), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.children: list[Child] = []

    def central(self) -> Child:
        self.children.append(start_central(self.folder, self.city, self.port, RATE))
        return self.children[-1]

    def simulator(self, *more: str, token: str = TOKEN, cold: bool = False) -> Child:
        city = start_simulator(self.folder, self.city, self.url, *more, token=token, cold=cold)
        self.children.append(city)
        return city


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    for child in reversed(made.children):
        child.stop()


def test_cases_pass_through_their_states_and_nothing_is_answered_with_an_error(
    stage: Stage,
) -> None:
    stage.central()
    city = stage.simulator("--backlog", "60")
    assert city.ready() == {"seed": 11, "ready": True}
    reader = Reader(stage.url)
    backlog: set[CaseState] = set()

    def backlog_then_life(now: Reader) -> bool:
        backlog.update(case.state for case in now.cases.values())
        closed = sum(case.state is CaseState.CLOSED for case in now.cases.values())
        later = list(now.cases.values())[60:]
        fresh = [case for case in later if case.state is not CaseState.REPORTED]
        return closed >= 5 and len(fresh) >= 5 and now.fixes > 200

    reader.until(backlog_then_life)
    assert len(backlog) >= 8
    kinds = {type(envelope.event).__name__ for envelope in reader.log}
    assert {"CaseReassigned", "UnitAssigned", "UnitProgressed", "CaseVerified"} <= kinds
    assert city.stop() == 0
    assert errors(answers(city.log)) == {}


@pytest.mark.parametrize("end", ["stopped", "killed"])
def test_it_goes_on_when_central_comes_back(stage: Stage, end: str) -> None:
    central = stage.central()
    city = stage.simulator("--backlog", "20")
    city.ready()
    reader = Reader(stage.url)
    reader.until(lambda now: len(now.cases) >= 20 and now.seq > 60)
    if end == "killed":
        central.process.kill()
    central.stop()
    stage.central()
    before, fixes = reader.seq, reader.fixes
    reader.until(lambda now: now.seq > before + 30 and now.fixes > fixes + 50)
    assert len({envelope.id for envelope in reader.log}) == len(reader.log)
    assert city.process.poll() is None
    assert city.stop() == 0
    unreachable = ("unreachable", "GET /v1/snapshot")
    serious = [what for what in errors(answers(city.log)) if not what.startswith(unreachable)]
    assert serious == []


def test_a_second_start_registers_nobody_again_and_brings_no_second_backlog(stage: Stage) -> None:
    stage.central()
    first = stage.simulator("--backlog", "15")
    first.ready()
    reader = Reader(stage.url)
    reader.until(lambda now: len(now.cases) >= 15)
    first.stop()
    filed = first.log.read_text().count("open cases after")
    second = stage.simulator("--backlog", "500")
    second.ready()
    seq = reader.seq
    reader.until(lambda now: now.seq > seq + 10)
    second.stop()
    registered = [e for e in reader.log if isinstance(e.event, UnitsRegistered)]
    assert sum(len(e.event.units) for e in registered) == 44  # type: ignore[union-attr]
    said = second.log.read_text()
    assert "0 newly registered" in said
    assert said.count("open cases after") == filed


def test_what_somebody_else_holds_is_left_alone_until_the_lease_ends(stage: Stage) -> None:
    stage.central()
    stage.simulator("--backlog", "60").ready()
    reader, taken = Reader(stage.url), 0

    def taken_by_ann(now: Reader) -> bool:
        nonlocal taken
        filed = [c for c in now.cases.values() if c.state is CaseState.FILED]
        taken = next((c.case_id for c in filed if claim(stage.url, c.case_id, c.version)), 0)
        return bool(taken)

    reader.until(taken_by_ann)

    def kinds(now: Reader) -> list[str]:
        return [type(e.event).__name__ for e in now.log if e.case_id == taken]

    reader.until(lambda now: "CaseDispatched" in kinds(now))
    history = kinds(reader)
    assert history[:4] == ["CaseReported", "CaseAccepted", "CaseFiled", "CaseClaimed"]
    assert history.index("LeaseExpired") < history.index("CaseDispatched")


def claim(url: str, case_id: int, version: int) -> bool:
    """Whether Ann got the case."""
    headers = {
        "Authorization": f"Bearer {ANN}",
        "Idempotency-Key": str(uuid.uuid4()),
        "If-Match": f'"{version}"',
    }
    path = f"{url}/v1/cases/{case_id}/claim"
    return requests.post(path, json={}, headers=headers, timeout=5).status_code == 200


def test_a_wrong_token_is_a_clear_end(stage: Stage) -> None:
    stage.central()
    city = stage.simulator(token="nobody-knows-this-one")
    assert city.process.wait(30.0) == 1
    assert "does not accept the token (401)" in city.log.read_text()


class _Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<html>Please log in to the hotel's network</html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        pass


def test_a_web_page_instead_of_central_is_a_clear_end(tmp_path: Path) -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), _Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            url = f"http://127.0.0.1:{server.server_port}"
            city = start_simulator(tmp_path, write_city(tmp_path / "city"), url)
            assert city.process.wait(30.0) == 1
            city.stop()
        finally:
            server.shutdown()
            thread.join()
    assert "answers with a web page" in city.log.read_text()


def test_a_city_that_cannot_be_read_is_a_clear_end(tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    city = start_simulator(tmp_path, tmp_path / "city", "http://127.0.0.1:1")
    assert city.process.wait(30.0) == 1
    city.stop()
    assert "gazetteer.json" in city.log.read_text()
    assert "Traceback" not in city.log.read_text()


def test_the_ready_line_is_all_it_says_on_stdout(stage: Stage) -> None:
    stage.central()
    city = stage.simulator("--backlog", "0", cold=True)
    assert city.process.stdout
    assert json.loads(city.process.stdout.readline())["ready"] is True
    assert city.process.stdin
    city.process.stdin.close()
    assert city.process.stdout.read() == b""
    assert city.process.wait(20.0) == 0
