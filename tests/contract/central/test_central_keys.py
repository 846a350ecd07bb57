"""How far an idempotency key reaches and how long it is kept, on both databases."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text, update

from central import app
from central.migrations import NEWEST
from central.store.opening import DATABASE
from central.store.schema import answer
from tests.contract.central.inside import HandClock, Inside, serving
from tests.contract.central.serving import REPORT, Person

KEY = "0f0e0d0c-0b0a-4908-8706-050403020100"
HOUR_MS = 3_600_000
PDF = b"%PDF-1.7\n" + b"0" * 64
BEFORE_ROUTES = "0004"
Serve = Callable[[], AbstractContextManager[Inside]]


@pytest.fixture
def serve(tmp_path: Path, database: str) -> Serve:
    @contextmanager
    def serve() -> Iterator[Inside]:
        with serving(tmp_path, HandClock(), database=database) as inside:
            yield inside

    return serve


def later(inside: Inside, hours: float) -> None:
    """As if the answers had been given so much earlier."""
    with inside.store.writing() as db:
        db.execute(update(answer).values(created_ms=answer.c.created_ms - round(hours * HOUR_MS)))


def attach(who: Person, case_id: int) -> dict[str, object]:
    answer = who.http.post(
        f"{who.url}/v1/cases/{case_id}/attachments?name=a.pdf",
        data=PDF,
        headers={"Idempotency-Key": KEY},
        timeout=10,
    )
    assert answer.status_code == 201, answer.text
    return {"replayed": "Idempotent-Replayed" in answer.headers, **answer.json()}


class TestAKeyOnTwoRoutes:
    def test_is_two_requests(self, serve: Serve) -> None:
        with serve() as inside:
            mei = inside.person("mei")
            one, two = mei.report()["case_id"], mei.report()["case_id"]
            first = mei.send(f"/v1/cases/{one}/accept", {}, 1, KEY)
            other_case = mei.send(f"/v1/cases/{two}/accept", {}, 1, KEY)
            other_verb = mei.send(f"/v1/cases/{one}/file", {}, 2, KEY)
            report = mei.send("/v1/cases", REPORT, key=KEY)
            ids = [a.json()["case"]["case_id"] for a in (first, other_case, other_verb, report)]
            assert ids == [one, two, one, two + 1]
            assert not any("Idempotent-Replayed" in a.headers for a in (other_case, other_verb))
            again = mei.send(f"/v1/cases/{one}/accept", {}, 1, KEY)
            assert again.content == first.content

    def test_is_one_request_however_the_number_is_written(self, serve: Serve) -> None:
        with serve() as inside:
            mei = inside.person("mei")
            case_id = mei.report()["case_id"]
            first = mei.send(f"/v1/cases/{case_id}/accept", {}, 1, KEY)
            again = mei.send(f"/v1/cases/0{case_id}/accept", {}, 1, KEY)
            assert (again.status_code, again.content) == (200, first.content)

    def test_means_one_version_on_each(self, serve: Serve) -> None:
        with serve() as inside:
            mei = inside.person("mei")
            path = f"/v1/cases/{mei.report()['case_id']}/accept"
            mei.send(path, {}, 1, KEY)
            other = mei.send(path, {}, 2, KEY)
            assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


class TestAnAnswer:
    def test_is_kept_for_a_day_whatever_ends_in_between(self, serve: Serve) -> None:
        with serve() as inside:
            first = inside.person("mei").send("/v1/cases", REPORT, key=KEY)
            later(inside, 23.9)
        with serve() as inside:
            again = inside.person("mei").send("/v1/cases", REPORT, key=KEY)
            assert again.content == first.content
            assert again.headers["Idempotent-Replayed"] == "true"

    def test_is_dropped_after_a_day_and_nothing_is_done_twice_to_a_case(self, serve: Serve) -> None:
        with serve() as inside:
            mei = inside.person("mei")
            case_id = mei.report()["case_id"]
            mei.send(f"/v1/cases/{case_id}/note", {"text": "once"}, 1, KEY)
            file = attach(mei, case_id)
            later(inside, 24.1)
        with serve() as inside:
            mei = inside.person("mei")
            head = mei.head()
            note = mei.send(f"/v1/cases/{case_id}/note", {"text": "once"}, 1, KEY)
            assert (note.status_code, note.json()["code"]) == (412, "version-conflict")
            assert note.json()["current"]["version"] == 3
            assert attach(mei, case_id) == file
            assert attach(mei, case_id) == {**file, "replayed": True}
            assert mei.head() == head
            got = mei.get(f"/v1/attachments/{file['attachment']['attachment']}")  # type: ignore[index]
            assert got.content == PDF

    def test_goes_oldest_first_and_so_many_at_once(self, serve: Serve) -> None:
        with serve() as inside:
            mei = inside.person("mei")
            for _ in range(5):
                mei.report()
            now_ms = time.time_ns() // 1_000_000 + 1_000
            gone = [inside.store.forget_answers(now_ms, 2) for _ in range(4)]
            assert gone == [2, 2, 1, 0]


class TestTheTables:
    def test_of_before_routes_keep_their_answers(
        self, serve: Serve, tmp_path: Path, database: str
    ) -> None:
        with serve() as inside:
            first = inside.person("mei").send("/v1/cases", REPORT, key=KEY)
        app.migrate(tmp_path, database, BEFORE_ROUTES)
        app.migrate(tmp_path, database, NEWEST)
        with serve() as inside:
            mei = inside.person("mei")
            assert mei.send("/v1/cases", REPORT, key=KEY).content == first.content
            assert mei.send("/v1/cases/1001/accept", {}, 1, KEY).status_code == 422
            assert mei.head() == 1

    def test_of_before_routes_take_one_answer_of_each_key(
        self, serve: Serve, tmp_path: Path, database: str
    ) -> None:
        with serve() as inside:
            mei = inside.person("mei")
            case_id = mei.send("/v1/cases", REPORT, key=KEY).json()["case"]["case_id"]
            accepted = mei.send(f"/v1/cases/{case_id}/accept", {}, 1, KEY)
            mei.report()
        app.migrate(tmp_path, database, BEFORE_ROUTES)
        engine = create_engine(database or f"sqlite:///{tmp_path / DATABASE}")
        with engine.connect() as db:
            assert db.execute(text("SELECT count(*) FROM answer")).scalar() == 2
        engine.dispose()
        app.migrate(tmp_path, database, NEWEST)
        with serve() as inside:
            again = inside.person("mei").send(f"/v1/cases/{case_id}/accept", {}, 1, KEY)
            assert again.content == accepted.content
