"""A write that fails at any place changes nothing; a write that is sent again happens once."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.contract.central import small_city
from tests.contract.central.inside import HandClock, Inside, serving
from tests.contract.central.sabotage import Saboteur
from tests.contract.central.serving import REPORT, Person
from tests.contract.central.storm import Order, stored

UNITS = [
    {"unit_id": i, "kind": "officer", "call_sign": f"U{i}", "area": small_city.NORTH}
    for i in (1, 2, 3)
]


@pytest.fixture
def inside(tmp_path: Path, database: str) -> Iterator[Inside]:
    """A central of one's own whose clock stands still."""
    with serving(tmp_path, HandClock(), database=database) as running:
        yield running


def send(who: Person, order: Order, key: str) -> requests.Response:
    return who.send(order.path, order.body, order.version, key)


def a_report(_who: Person) -> Order:
    return Order("/v1/cases", REPORT, None)


def a_claim(who: Person) -> Order:
    case = who.report()
    return Order(f"/v1/cases/{case['case_id']}/claim", {}, case["version"])


def the_next(who: Person) -> Order:
    who.report()
    return Order("/v1/next", {}, None)


def an_assignment(who: Person) -> Order:
    assert who.send("/v1/units", {"units": UNITS}).status_code == 200
    case = who.do(who.report(), "claim")
    return Order(
        f"/v1/cases/{case['case_id']}/assign", {"unit": 1, "even_if_busy": True}, case["version"]
    )


def a_merge(who: Person) -> Order:
    into, case = who.report(), who.do(who.report(), "claim")
    body = {"into": into["case_id"], "reason": "same-matter"}
    return Order(f"/v1/cases/{case['case_id']}/merge", body, case["version"], lines=2)


def units(_who: Person) -> Order:
    return Order("/v1/units", {"units": UNITS}, None)


class TestAWriteThatFails:
    @pytest.mark.parametrize(
        "prepare", [a_report, a_claim, the_next, an_assignment, a_merge, units]
    )
    def test_at_any_place_leaves_all_or_nothing_and_the_next_one_works(
        self, inside: Inside, prepare: Callable[[Person], Order]
    ) -> None:
        mei, saboteur, nth = inside.person("mei"), Saboteur(inside.store), 0
        # the office has done its tidying, which writes too, before it answers for the first time
        mei.report()
        while True:
            nth += 1
            full = nth % 2 == 0
            order, key = prepare(mei), str(uuid.uuid4())
            before, head = stored(inside.store), mei.head()
            saboteur.fail(nth, full=full)
            answer = send(mei, order, key)
            if saboteur.missed():
                break
            assert answer.status_code == (507 if full else 500), answer.text
            assert stored(inside.store) == before
            assert mei.head() == head
            again = send(mei, order, key)
            assert again.status_code in (200, 201), again.text
            assert "Idempotent-Replayed" not in again.headers
            # a merge is two lines, one on each case: both or none
            assert [line["command_id"] for line in mei.log(head)] == [key] * order.lines
        assert answer.status_code in (200, 201)
        # the event, its hash, the state or the units, the answer and the commit at the least
        assert nth > 5

    def test_takes_its_neighbours_in_the_same_transaction_with_it_and_nobody_else(
        self, inside: Inside
    ) -> None:
        mei, saboteur = inside.person("mei"), Saboteur(inside.store)
        mei.report()
        keys = [str(uuid.uuid4()) for _ in range(8)]
        with ThreadPoolExecutor(8) as pool:
            saboteur.fail(3, full=True)
            sent = [pool.submit(send, inside.person("mei"), a_report(mei), key) for key in keys]
            answers = [one.result() for one in sent]
        assert not saboteur.missed()
        codes = {key: answer.status_code for key, answer in zip(keys, answers, strict=True)}
        assert set(codes.values()) <= {201, 507}
        assert 507 in codes.values()
        done = {key for key in keys if codes[key] == 201}
        assert {line["command_id"] for line in mei.log(1)} == done
        assert {send(mei, a_report(mei), key).status_code for key in keys} == {201}
        log = mei.log(1)
        assert sorted(line["command_id"] for line in log) == sorted(keys)
        assert [line["seq"] for line in log] == list(range(2, 10))


class TestTheSameKey:
    def test_from_eight_at_once_has_one_effect_and_one_answer(self, inside: Inside) -> None:
        people = [inside.person("mei") for _ in range(8)]
        for _ in range(10):
            key, head = str(uuid.uuid4()), people[0].head()
            with ThreadPoolExecutor(8) as pool:
                answers = list(pool.map(lambda who, key=key: who.send("/v1/cases", REPORT, key=key),
                                        people))  # fmt: skip
            assert [line["command_id"] for line in people[0].log(head)] == [key]
            busy = [one for one in answers if one.status_code == 409]
            assert {one.json()["code"] for one in busy} <= {"idempotency-key-busy"}
            told = [one for one in answers if one.status_code == 201]
            assert len(busy) + len(told) == 8
            assert len({one.content for one in told}) == 1

    def test_in_flight_is_refused_until_the_first_has_its_answer(self, inside: Inside) -> None:
        people, key = [inside.person("mei") for _ in range(8)], str(uuid.uuid4())
        with ThreadPoolExecutor(8) as pool:
            # nobody else writes while this transaction is open
            with inside.store.begin():
                sent = [pool.submit(who.send, "/v1/cases", REPORT, key=key) for who in people]
                done = as_completed(sent)
                early = [next(done).result() for _ in range(7)]
                other = people[0].send("/v1/cases", {**REPORT, "title": "other"}, key=key)
            late = next(done).result()
        for one in (*early, other):
            assert (one.status_code, one.json()["code"]) == (409, "idempotency-key-busy")
        assert late.status_code == 201
        for who in people:
            again = who.send("/v1/cases", REPORT, key=key)
            assert (again.content, again.headers["ETag"]) == (late.content, late.headers["ETag"])
            assert again.headers["Idempotent-Replayed"] == "true"
        assert len(people[0].log()) == 1

    def test_gives_the_same_bytes_after_the_case_went_on_and_after_a_restart(
        self, tmp_path: Path, database: str
    ) -> None:
        first: dict[str, tuple[Order, requests.Response]] = {}
        with serving(tmp_path, HandClock(), database=database) as inside:
            mei, li = inside.person("mei"), inside.person("li")
            case = mei.report()
            for who, verb in ((mei, "claim"), (li, "claim"), (mei, "renew"), (mei, "release")):
                order = Order(f"/v1/cases/{case['case_id']}/{verb}", {}, case["version"])
                key = str(uuid.uuid4())
                answer = send(who, order, key)
                first[f"{who.http.headers['Authorization']} {key}"] = order, answer
                case = mei.get(f"/v1/cases/{case['case_id']}").json()["case"]
            assert [a.status_code for _, a in first.values()] == [200, 409, 200, 200]
            self.repeat(inside, first)
        with serving(tmp_path, HandClock(), database=database) as again:
            self.repeat(again, first)
            assert len(again.person("mei").log()) == 4

    def repeat(self, inside: Inside, first: dict[str, tuple[Order, Any]]) -> None:
        for who_and_key, (order, answer) in first.items():
            token, key = who_and_key.rsplit(" ", 1)
            who = inside.person("mei")
            who.http.headers["Authorization"] = token
            again = send(who, order, key)
            assert (again.status_code, again.content) == (answer.status_code, answer.content)

    def test_with_another_body_is_refused_and_belongs_to_one_person_and_route(
        self, inside: Inside
    ) -> None:
        mei, li, key = inside.person("mei"), inside.person("li"), str(uuid.uuid4())
        first = mei.send("/v1/cases", REPORT, key=key)
        other = mei.send("/v1/cases", {**REPORT, "title": "other"}, key=key)
        assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
        elsewhere = mei.send("/v1/next", {}, key=key)
        assert elsewhere.status_code == 200
        assert elsewhere.json()["case"]["holder"] == "mei"
        assert "Idempotent-Replayed" not in elsewhere.headers
        hers = li.send("/v1/cases", REPORT, key=key)
        assert hers.status_code == 201
        assert hers.json()["case"]["case_id"] != first.json()["case"]["case_id"]

    def test_must_be_there_and_be_one(self, inside: Inside) -> None:
        mei = inside.person("mei")
        for key in (None, "", "short", "x" * 65, "with a space"):
            headers = {} if key is None else {"Idempotency-Key": key}
            answer = mei.http.post(mei.url + "/v1/cases", json=REPORT, headers=headers, timeout=10)
            assert (answer.status_code, answer.json()["code"]) == (400, "idempotency-key-missing")
        assert mei.log() == []
