"""What the world sends that it should not: one table, and what becomes of each line of it."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
import requests
from msgspec.structs import replace

from casework.codec import decode_envelope
from tests.contract.central import small_city
from tests.contract.central.inside import HandClock, serving
from tests.contract.central.serving import REPORT, Central, Person

TEXTS = {
    "rare Han": "𠮷野家㐂寿司𪚥",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈🧑🏽‍🚒",
    "right to left": "\u202eשלום\u202c العربية",
    "zero width": "a\u200bb\u200cc\u200dd\ufeffe\u2060",
    "not composed": "e\u0301 \uac00 \u1100\u1161",
    "control": "tab\there\u0000\u0085\u2028\u2029\u007f",
    "markup": "{{7*7}}<b>%s</b>'; --",
}
FIELDS = ("title", "address", "description", "reporter", "village", "grid")
#: What a report must not say, as it is written in JSON, and the code of the no.
REPORTS: dict[str, tuple[str, str]] = {
    "not a number": ('"lon": NaN', "invalid-body"),
    "infinity": ('"lat": Infinity', "invalid-body"),
    "infinity below": ('"lat": -Infinity', "invalid-body"),
    "beyond every float": ('"lon": 1e999', "invalid-body"),
    "latitude 200": ('"lat": 200', "invalid-body"),
    "longitude -181": ('"lon": -181', "invalid-body"),
    "a time without a zone": ('"reported_at": "2026-03-02T12:00:00"', "invalid-body"),
    "a day and no time": ('"reported_at": "2026-03-02"', "invalid-body"),
    "the year 1900": ('"reported_at": "1900-01-01T00:00:00Z"', "invalid-body"),
    "the year 9999": ('"reported_at": "9999-12-31T23:59:59Z"', "invalid-body"),
    "the year 10000": ('"reported_at": "10000-01-01T00:00:00Z"', "invalid-body"),
    "the year 9999 west of it": ('"reported_at": "9999-12-31T23:59:59-14:00"', "invalid-body"),
    "an hour ahead": ('"reported_at": "2100-01-01T00:00:00Z"', "reported-in-the-future"),
    "a number for a time": ('"reported_at": 1772424000', "invalid-body"),
    "an unknown field": ('"colour": "red"', "invalid-body"),
    "a field of another shape": ('"verb": "close"', "invalid-body"),
    "a priority beyond 32 bits": ('"priority": 2147483648', "invalid-body"),
    "a priority beyond 64 bits": ('"priority": 18446744073709551617', "invalid-body"),
    "a float for a whole number": ('"priority": 2.0', "invalid-body"),
    "a text for a number": ('"lon": "113.75"', "invalid-body"),
    "half a surrogate pair": (r'"title": "\ud842"', "invalid-body"),
    "an empty title": ('"title": ""', "invalid-body"),
    "a title of 501": (f'"title": "{"题" * 501}"', "invalid-body"),
    "a text of 10,001": (f'"description": "{"字" * 10_001}"', "invalid-body"),
    "deep": ('"title": ' + "[" * 50_000 + "]" * 50_000, "invalid-body"),
    "an area of another city": ('"area": "110000000000"', "unknown-area"),
    "a datum nobody knows": ('"datum": "CGCS-9"', "invalid-body"),
    "two megabytes": (f'"description": "{"x" * 2_000_000}"', "body-too-large"),
}
STATUS = {"invalid-body": 422, "body-too-large": 413}


def post(who: Person, path: str, body: bytes, **headers: str) -> requests.Response:
    more = {"Idempotency-Key": str(uuid.uuid4()), "If-Match": '"1"', **headers}
    return who.http.post(who.url + path, data=body, headers=more, timeout=10)


def no(answer: requests.Response, status: int, code: str) -> dict[str, Any]:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text[:300]
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem["detail"]
    return problem


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_that_says(mei: Person, name: str) -> None:
    field, code = REPORTS[name]
    plain = {k: v for k, v in REPORT.items() if k != field.split('"')[1]}
    body = json.dumps(plain)[:-1].encode() + b", " + field.encode() + b"}"
    head = mei.head()
    no(post(mei, "/v1/cases", body), STATUS.get(code, 422), code)
    assert mei.head() == head


class TestText:
    @pytest.mark.parametrize("name", TEXTS)
    def test_comes_back_in_the_very_same_bytes_everywhere(self, mei: Person, name: str) -> None:
        text, head = TEXTS[name], mei.head()
        with mei.feed(head) as feed:
            case = mei.report(**dict.fromkeys(FIELDS, text))
            heard = next(message for message in feed if message.name == "log").data[0]
        noted = mei.do(case, "note", text=text)
        log = mei.get(f"/v1/log?after={head}").content.splitlines()
        export = [line for line in mei.get("/v1/export").content.splitlines() if b'"e":' in line]
        shown = mei.get(f"/v1/cases/{case['case_id']}").json()
        spelt = json.dumps(text, ensure_ascii=False).encode()
        for told in (case, noted, shown["case"], heard["event"], shown["history"][0]["event"]):
            assert [told[field] for field in FIELDS] == [text] * len(FIELDS)
        for line in (log[0], export[-2]):
            event = decode_envelope(line if line in log else line[5:-1]).event
            assert [getattr(event, field) for field in FIELDS] == [text] * len(FIELDS)
        assert decode_envelope(log[1]).event.text.encode() == text.encode()  # type: ignore[union-attr]
        if name not in ("control", "markup"):  # JSON may write those in more than one way
            assert log[0].count(spelt) == len(FIELDS)

    def test_of_ten_thousand_characters_is_kept_and_one_more_is_refused(self, mei: Person) -> None:
        case = mei.report(description="字" * 10_000)
        noted = mei.do(case, "note", text="𠮷" * 10_000)
        shown = mei.get(f"/v1/cases/{case['case_id']}").json()
        assert shown["history"][-1]["event"]["text"] == "𠮷" * 10_000
        detail = no(mei.act(noted, "note", text="x" * 10_001), 422, "invalid-body")["detail"]
        assert "10000" in detail
        assert "text" in detail


class TestNumbers:
    @pytest.mark.parametrize("number", [2**31, 2**53 + 1, 2**63 - 1, 10**18 - 1])
    def test_beyond_every_version_are_a_stale_version(self, mei: Person, number: int) -> None:
        case = mei.report()
        problem = no(
            mei.send(f"/v1/cases/{case['case_id']}/accept", {}, number), 412, "version-conflict"
        )
        assert str(number) in problem["detail"]
        assert problem["current"] == case

    def test_beyond_64_bits_are_no_version(self, mei: Person) -> None:
        case = mei.report()
        no(mei.send(f"/v1/cases/{case['case_id']}/accept", {}, 2**63), 400, "bad-request")

    @pytest.mark.parametrize("number", [2**31, 2**53, 2**53 + 1, 2**63, 2**64, 10**40])
    def test_beyond_every_case_are_no_case(self, mei: Person, number: int) -> None:
        no(mei.get(f"/v1/cases/{number}"), 404, "not-found")
        no(mei.get(f"/v1/cases/{number}/attachments"), 404, "not-found")
        no(mei.send(f"/v1/cases/{number}/accept", {}, 1), 404, "not-found")
        case, body = mei.report(), {"into": number, "reason": "same-matter"}
        merged = mei.act(case, "merge", **body)
        assert (merged.status_code, merged.json()["code"]) in (
            (409, "cannot-merge"),
            (422, "invalid-body"),
        )

    @pytest.mark.parametrize("number", [2**31, 2**53, 2**53 + 1, 2**63, 2**64, 10**40, -1])
    def test_beyond_every_unit_are_no_unit(self, mei: Person, number: int) -> None:
        case = mei.report()
        answer = mei.act(case, "assign", unit=number)
        assert answer.status_code == 422
        assert answer.json()["code"] in ("unknown-unit", "invalid-body")
        assert mei.get(f"/v1/units/{number}").status_code == 404

    @pytest.mark.parametrize("number", [2**53 + 1, 2**63, 2**64, 10**40, -1])
    def test_that_could_be_rounded_name_no_unit(self, mei: Person, number: int) -> None:
        unit = {"kind": "officer", "call_sign": "M", "area": small_city.NORTH}
        body = json.dumps({"units": [{**unit, "unit_id": number}]}).encode()
        no(post(mei, "/v1/units", body), 422, "invalid-body")

    @pytest.mark.parametrize("number", [2**53 + 1, 2**63, 2**64, 10**40])
    def test_beyond_every_line_are_refused_as_a_place_in_the_log(
        self, mei: Person, number: int
    ) -> None:
        no(mei.get(f"/v1/log?after={number}"), 422, "invalid-parameter")
        no(mei.get(f"/v1/feed?after={number}"), 422, "invalid-parameter")
        last = {"Last-Event-ID": str(number)}
        no(mei.get("/v1/feed", headers=last), 422, "invalid-parameter")

    @pytest.mark.parametrize("number", [2**31, 2**53])
    def test_that_lie_in_the_future_of_the_log_ask_for_a_new_picture(
        self, mei: Person, number: int
    ) -> None:
        with mei.feed(0, **{"Last-Event-ID": str(number)}) as feed:
            assert [message.name for message in feed] == ["hello", "resync"]

    def test_of_a_fix_that_make_no_sense_refuse_that_fix_alone(self, central: Central) -> None:
        mei = central.person("mei")
        unit = {"kind": "officer", "call_sign": "F", "area": small_city.NORTH, "unit_id": 2**53}
        assert mei.send("/v1/units", {"units": [unit]}).status_code == 200
        fixes = {"unit": [2**53, 2**53], "lon": [113.75, 113.75], "lat": [200.0, 23.0],
                 "at_ms": [1_000, 2_000]}  # fmt: skip
        body = {"area": small_city.NORTH, "datum": "WGS-84", "fixes": fixes}
        taken = mei.send("/v1/positions", body).json()
        assert taken["accepted"] == 1
        assert [one["unit"] for one in taken["refused"]] == [2**53]


class TestAPlaceThatCannotBeRight:
    @pytest.mark.parametrize("datum", ["WGS-84", "GCJ-02", "BD-09"])
    @pytest.mark.parametrize(("lon", "lat"), [(0, 0), (0.0, -0.0), (0.001, -0.001)])
    def test_null_island_is_taken_and_marked(
        self, mei: Person, datum: str, lon: float, lat: float
    ) -> None:
        head = mei.head()
        case = mei.report(lon=lon, lat=lat, datum=datum)
        assert case["doubt"] == "null-island"
        shown = mei.get(f"/v1/cases/{case['case_id']}").json()
        assert shown["case"]["doubt"] == shown["history"][0]["event"]["doubt"] == "null-island"
        assert mei.log(head)[0]["event"]["doubt"] == "null-island"
        columns = mei.get("/v1/snapshot").json()["cases"]
        at = columns["case_id"].index(case["case_id"])
        assert columns["doubt"][at] == "null-island"

    def test_a_place_in_the_city_is_not(self, mei: Person) -> None:
        assert mei.report()["doubt"] == ""

    def test_outside_the_boundary_is_taken_and_marked(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        city = small_city.gazetteer()
        ring = [(113.7, 23.0), (113.8, 23.0), (113.8, 23.1), (113.7, 23.1)]
        areas = [replace(a, rings=[ring] if a.level == "city" else []) for a in city.areas]
        monkeypatch.setattr(small_city, "gazetteer", lambda: replace(city, areas=areas))
        with serving(tmp_path, HandClock()) as inside:
            mei = inside.person("mei")
            doubts = [mei.report(lon=lon)["doubt"] for lon in (113.75, 113.805, 113.85, -113.75)]
        assert doubts == ["", "", "outside-city", "outside-city"]
