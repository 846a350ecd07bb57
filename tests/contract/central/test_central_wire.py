"""Writing safely, and every no in one form."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from casework.refusal import RefusalCode
from central.api.problems import STATUS
from tests.contract.central import small_city
from tests.contract.central.serving import REPORT, Central, Person

PROBLEM = "application/problem+json"


def assert_problem(answer: requests.Response, status: int, code: str = "") -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == PROBLEM
    body = answer.json()
    assert body["status"] == status
    assert body["detail"]
    assert body["type"].endswith(body["code"])
    if code:
        assert body["code"] == code


def test_every_refusal_has_a_status() -> None:
    assert set(STATUS) == set(RefusalCode)


class TestTheIdempotencyKey:
    def test_gives_the_same_answer_again_and_does_nothing_twice(self, mei: Person) -> None:
        key = str(uuid.uuid4())
        first = mei.send("/v1/cases", REPORT, key=key)
        again = mei.send("/v1/cases", REPORT, key=key)
        assert again.status_code == first.status_code == 201
        assert again.content == first.content
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Idempotent-Replayed"] == "true"
        assert "Idempotent-Replayed" not in first.headers

    def test_gives_the_answer_of_then_after_the_case_has_moved_on(self, mei: Person) -> None:
        case, key = mei.report(), str(uuid.uuid4())
        path = f"/v1/cases/{case['case_id']}/accept"
        first = mei.send(path, {}, 1, key)
        mei.do(first.json()["case"], "file")
        assert mei.send(path, {}, 1, key).content == first.content

    def test_repeats_a_refusal_too(self, mei: Person) -> None:
        case, key = mei.report(), str(uuid.uuid4())
        path = f"/v1/cases/{case['case_id']}/file"
        first = mei.send(path, {}, 1, key)
        mei.do(case, "accept")
        again = mei.send(path, {}, 1, key)
        assert (again.status_code, again.json()) == (409, first.json())

    def test_repeats_registered_units(self, mei: Person) -> None:
        key = str(uuid.uuid4())
        body = {
            "units": [{"unit_id": 5, "kind": "drone", "call_sign": "D5", "area": small_city.NORTH}]
        }
        first = mei.send("/v1/units", body, key=key)
        assert first.json()["registered"] == 1
        assert mei.send("/v1/units", body, key=key).content == first.content

    def test_does_not_mind_other_white_space(self, mei: Person) -> None:
        key, url = str(uuid.uuid4()), mei.url + "/v1/next"
        codes = {
            mei.http.post(url, data=data, headers={"Idempotency-Key": key}, timeout=5).status_code
            for data in ("{}", " { } ")
        }
        assert len(codes) == 1
        assert codes <= {200, 404}

    def test_means_one_body_only(self, mei: Person) -> None:
        key = str(uuid.uuid4())
        mei.send("/v1/cases", REPORT, key=key)
        other = mei.send("/v1/cases", {**REPORT, "title": "x"}, key=key)
        assert_problem(other, 422, "idempotency-key-reused")

    def test_is_each_persons_own(self, mei: Person, li: Person) -> None:
        key = str(uuid.uuid4())
        one, two = (who.send("/v1/cases", REPORT, key=key) for who in (mei, li))
        assert one.json()["case"]["case_id"] != two.json()["case"]["case_id"]

    def test_lets_one_of_many_at_once_do_the_work(self, mei: Person) -> None:
        key, head = str(uuid.uuid4()), mei.head()
        with ThreadPoolExecutor(8) as pool:
            sent = [pool.submit(mei.send, "/v1/cases", REPORT, key=key) for _ in range(16)]
            answers = [one.result() for one in sent]
        assert {answer.status_code for answer in answers} <= {201, 409}
        assert {a.json().get("code", "idempotency-key-busy") for a in answers} == {
            "idempotency-key-busy"
        }
        assert mei.head() == head + 1

    @pytest.mark.parametrize("key", ["", "short", "x" * 65, "with space in it"])
    def test_is_asked_for(self, mei: Person, key: str) -> None:
        answer = mei.send("/v1/cases", REPORT, key="x" * 8, headers={"Idempotency-Key": key})
        assert_problem(answer, 400, "idempotency-key-missing")


class TestIfMatch:
    def test_is_asked_for(self, mei: Person) -> None:
        case = mei.report()
        answer = mei.send(f"/v1/cases/{case['case_id']}/accept", {})
        assert_problem(answer, 428)

    @pytest.mark.parametrize("tag", ["1", "*", 'W/"1"', '"1", "2"', '"x"', '"-1"'])
    def test_is_one_version_in_quotes(self, mei: Person, tag: str) -> None:
        case = mei.report()
        path = f"/v1/cases/{case['case_id']}/accept"
        assert_problem(mei.send(path, {}, headers={"If-Match": tag}), 400)


class TestWhoIsAsking:
    def test_is_asked_everywhere_but_at_the_door(self, central: Central) -> None:
        for path in ("/v1/me", "/v1/cases", "/v1/feed", "/v1/export", "/v1/snapshot"):
            assert_problem(requests.get(central.url + path, timeout=5), 401)
        assert requests.get(central.url + "/healthz", timeout=5).json()["status"] == "ok"

    @pytest.mark.parametrize("value", ["Bearer nobody", "Bearer", "Basic abc", "Bearer \u00e9"])
    def test_nobody_gets_in_with_a_wrong_token(self, central: Central, value: str) -> None:
        headers = {"Authorization": value.encode("latin-1")}
        assert_problem(requests.get(central.url + "/v1/me", headers=headers, timeout=5), 401)

    def test_is_told_on_request(self, mei: Person, central: Central) -> None:
        me = central.person("north").get("/v1/me").json()
        assert (me["actor_id"], me["areas"]) == ("north", [small_city.NORTH])

    def test_a_wall_reads_and_never_writes(self, central: Central, mei: Person) -> None:
        wall, case = central.person("wall"), mei.report()
        assert wall.get(f"/v1/cases/{case['case_id']}").status_code == 200
        for path in ("/v1/cases", f"/v1/cases/{case['case_id']}/accept", "/v1/next"):
            assert_problem(wall.send(path, REPORT, 1), 403, "read-only")
        for path in ("/v1/units", "/v1/positions"):
            assert_problem(wall.send(path, {}), 403, "read-only")


class TestWhatDoesNotFit:
    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"[]",
            b"null",
            b'{"lon": NaN}',
            b'{"lon": Infinity}',
            b'{"title": "\xff\xfe"}',
            b'{"title": "\\ud800"}',
            b'{"lon": 1e999}',
            b"[" * 100_000,
            b'{"title": ' + b'{"a":' * 50_000,
            b"\x00\x01",
        ],
        ids=lambda body: repr(body[:20]),
    )
    def test_is_a_problem_and_never_a_failure(self, mei: Person, body: bytes) -> None:
        for path in ("/v1/cases", "/v1/cases/1001/dispatch", "/v1/units", "/v1/positions"):
            headers = {"Idempotency-Key": str(uuid.uuid4()), "If-Match": '"1"'}
            answer = mei.http.post(mei.url + path, data=body, headers=headers, timeout=5)
            assert_problem(answer, 422, "invalid-body")

    def test_a_body_that_is_too_large(self, mei: Person) -> None:
        big = b" " * (1024 * 1024 + 1)
        headers = {"Idempotency-Key": str(uuid.uuid4())}
        assert_problem(
            mei.http.post(mei.url + "/v1/cases", data=big, headers=headers, timeout=5), 413
        )
        chunks = (big[i : i + 65_536] for i in range(0, len(big), 65_536))
        assert_problem(
            mei.http.post(mei.url + "/v1/cases", data=chunks, headers=headers, timeout=5), 413
        )

    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [
            ("GET", "/", 404),
            ("GET", "/v2/cases", 404),
            ("GET", "/v1/cases/abc", 404),
            ("GET", "/v1/cases/-1", 404),
            ("GET", "/v1/cases/0", 404),
            ("GET", f"/v1/cases/{'9' * 30}", 404),
            ("GET", "/v1/units/77777777777777777777777777", 404),
            ("POST", "/v1/cases/1001/expire", 404),
            ("POST", "/v1/cases/1001/launch", 404),
            ("DELETE", "/v1/cases/1001", 405),
            ("PUT", "/v1/cases", 405),
            ("GET", "/v1/next", 405),
            ("GET", "/v1/cases?limit=0", 422),
            ("GET", "/v1/cases?limit=501", 422),
            ("GET", "/v1/cases?limit=many", 422),
            ("GET", "/v1/cases?state=lost", 422),
            ("GET", "/v1/cases?order=beauty", 422),
            ("GET", "/v1/cases?after=nonsense", 422),
            ("GET", "/v1/cases?after=%E2%98%83", 422),
            ("GET", "/v1/cases?priority=9", 422),
            ("GET", "/v1/cases?overdue=maybe", 422),
            ("GET", "/v1/cases?colour=red", 422),
            ("GET", "/v1/areas?level=moon", 422),
            ("GET", "/v1/log?after=-1", 422),
            ("GET", "/v1/export?after=99999999", 422),
            ("GET", "/v1/feed?after=x", 422),
        ],
    )
    def test_a_wrong_address(self, mei: Person, method: str, path: str, status: int) -> None:
        headers = {"Idempotency-Key": str(uuid.uuid4()), "If-Match": '"1"'}
        assert_problem(mei.http.request(method, mei.url + path, headers=headers, timeout=5), status)

    def test_a_case_id_beyond_all_numbers(self, mei: Person) -> None:
        assert_problem(mei.send(f"/v1/cases/{'9' * 30}/accept", {}, 1), 404, "not-found")

    def test_a_unit_id_beyond_all_numbers(self, mei: Person) -> None:
        unit: dict[str, Any] = {"kind": "officer", "call_sign": "M", "area": small_city.NORTH}
        answer = mei.send("/v1/units", {"units": [{**unit, "unit_id": 2**63}]})
        assert_problem(answer, 422, "invalid-body")
        case = mei.report()
        assert_problem(mei.act(case, "assign", unit=2**70), 422)


def test_text_from_outside_comes_back_as_it_was(mei: Person) -> None:
    title = "'; DROP TABLE event;-- <script>{{ 7*7 }}</script> \u202e\u0000 %s 😀"
    case = mei.report(title=title)
    assert mei.get(f"/v1/cases/{case['case_id']}").json()["case"]["title"] == title
    found = mei.get("/v1/cases", params={"q": "<script>{{"}).json()["cases"]
    assert case["case_id"] in {item["case_id"] for item in found}
