"""Reading: the queue, the snapshot, reference data, the export, the API's own description."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from casework.case import Case
from casework.codec import decode_envelope
from casework.fold import fold
from casework.instant import to_ms
from central.api.openapi import ROUTES
from tests.contract.central import small_city
from tests.contract.central.serving import Central, Person


def folded(lines: list[bytes]) -> dict[int, Case]:
    """Every case, made from the log alone."""
    cases: dict[int, Case] = {}
    for line in lines:
        envelope = decode_envelope(line)
        if envelope.case_id:
            case = fold(cases.get(envelope.case_id), envelope)
            assert case is not None
            cases[envelope.case_id] = case
    return cases


def columns(case: Case) -> dict[str, Any]:
    """A case as the snapshot shows it."""
    plain = msgspec.to_builtins(case, builtin_types=(), str_keys=True)
    for name in Case.__struct_fields__:
        value = getattr(case, name)
        if hasattr(value, "tzinfo"):
            plain[name] = to_ms(value)
    return json.loads(json.dumps(plain))


def test_the_snapshot_is_what_the_log_folds_into(mei: Person) -> None:
    busy = mei.do(mei.do(mei.report(village=small_city.NORTH_VILLAGE), "claim"), "accept")
    mei.do(busy, "note", text="看看")
    snapshot = mei.get("/v1/snapshot").json()
    lines = [line for line in mei.get("/v1/log").iter_lines() if line]
    cases = folded(lines[: snapshot["seq"]])
    table = snapshot["cases"]
    assert set(table) == set(Case.__struct_fields__)
    rows = [dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)]
    assert {row["case_id"]: row for row in rows} == {
        case_id: columns(case) for case_id, case in cases.items()
    }


def test_the_log_is_numbered_from_one_without_a_gap(mei: Person) -> None:
    mei.report()
    assert [envelope["seq"] for envelope in mei.log()] == list(range(1, mei.head() + 1))
    assert [envelope["seq"] for envelope in mei.log(after=1)][:1] == [2]
    assert len(list(mei.get("/v1/log?limit=1").iter_lines())) == 1


@pytest.fixture(scope="module")
def mine(central: Central) -> list[dict[str, Any]]:
    """Six cases in the south; one is accepted, one is held."""
    mei, south = central.person("mei"), {"area": small_city.SOUTH, "category": "0202"}
    many = [mei.report(**south, title=f"Queue {i}", priority=i % 4 + 1) for i in range(6)]
    return [mei.do(many[0], "accept"), mei.do(many[1], "claim"), *many[2:]]


class TestTheQueue:
    def ids(self, who: Person, query: str) -> list[int]:
        answer = who.get(f"/v1/cases?{query}")
        assert answer.status_code == 200, answer.text
        return [case["case_id"] for case in answer.json()["cases"]]

    @pytest.mark.parametrize(
        ("query", "picked"),
        [
            ("q=queue", [0, 1, 2, 3, 4, 5]),
            ("q=Queue&state=accepted", [0]),
            ("q=queue&state=accepted&state=reported&order=-id", [5, 4, 3, 2, 1, 0]),
            ("q=queue&priority=1&priority=2&order=id", [0, 1, 4, 5]),
            ("q=queue&order=priority", [0, 4, 1, 5, 2, 3]),
            ("q=queue&holder=mei", [1]),
            ("q=queue&holder=&order=-id&limit=2", [5, 4]),
            ("q=queue&overdue=true", []),
            ("q=queue&overdue=false&category=0202&limit=1", [0]),
            (f"q=queue&area={small_city.NORTH}", []),
            (f"q=queue&area={small_city.CITY}&area={small_city.NORTH}&limit=1", [0]),
            ("q=100%25", []),
        ],
    )
    def test_is_filtered_and_ordered(
        self, mei: Person, mine: list[dict[str, Any]], query: str, picked: list[int]
    ) -> None:
        assert self.ids(mei, query) == [mine[i]["case_id"] for i in picked]

    @pytest.mark.parametrize("order", ["id", "-id", "due", "-due", "priority", "-updated"])
    def test_is_turned_page_by_page(
        self, mei: Person, mine: list[dict[str, Any]], order: str
    ) -> None:
        seen, path = [], f"/v1/cases?q=queue&order={order}&limit=2"
        cursor = ""
        while cursor is not None:
            page = mei.get(f"{path}&after={cursor}").json()
            seen += [case["case_id"] for case in page["cases"]]
            cursor = page["next"]
        assert seen == self.ids(mei, f"q=queue&order={order}")
        assert len(seen) == len(mine)

    def test_is_found_by_its_number(self, mei: Person, mine: list[dict[str, Any]]) -> None:
        assert mine[3]["case_id"] in self.ids(mei, f"q=%23{mine[3]['case_id']}")


def test_reference_data_is_the_citys(mei: Person) -> None:
    towns = mei.get("/v1/areas?level=town").json()["areas"]
    assert [area["code"] for area in towns] == [small_city.NORTH, small_city.SOUTH]
    assert len(mei.get("/v1/departments").json()["departments"]) == 2
    assert len(mei.get("/v1/categories").json()["categories"]) == 3
    assert mei.get("/v1/reasons").json()["close"][0]["code"] == "solved"
    verbs = {row["verb"] for row in mei.get("/v1/workflow").json()["transitions"]}
    assert {"accept", "close", "reassign"} <= verbs
    whole = mei.get("/v1/gazetteer")
    assert msgspec.json.decode(whole.content, type=type(small_city.gazetteer())) == (
        small_city.gazetteer()
    )
    same = mei.get("/v1/gazetteer", headers={"If-None-Match": whole.headers["ETag"]})
    assert (same.status_code, same.content) == (304, b"")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["C-1", "W-1"]),
        ("?kind=camera", ["C-1"]),
        (f"?area={small_city.NORTH}", ["C-1"]),
        (f"?area={small_city.SOUTH}&kind=camera", []),
    ],
)
def test_cameras_and_sensors_are_listed_by_kind_and_area(
    mei: Person, query: str, found: list[str]
) -> None:
    devices = mei.get(f"/v1/devices{query}").json()["devices"]
    assert [device["device_id"] for device in devices] == found


def test_a_kind_of_device_that_there_is_not_is_refused_by_name(mei: Person) -> None:
    answer = mei.get("/v1/devices?kind=periscope")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-parameter")
    assert "camera" in answer.json()["detail"]


def test_units_are_listed_by_kind_area_and_freedom(mei: Person) -> None:
    units = [
        {"unit_id": 9100 + i, "kind": kind, "call_sign": f"U{i}", "area": area}
        for i, (kind, area) in enumerate(
            [
                ("officer", small_city.NORTH),
                ("drone", small_city.SOUTH),
                ("drone", small_city.NORTH),
            ]
        )
    ]
    answer = mei.send("/v1/units", {"units": units}).json()
    assert answer["envelopes"][0]["event"]["kind"] == "units_registered"
    mei.do(mei.report(), "assign", unit=9102)

    def ids(query: str) -> set[int]:
        found = mei.get(f"/v1/units?{query}").json()["units"]
        return {unit["unit_id"] for unit in found if 9100 <= unit["unit_id"] < 9200}

    assert ids("") == {9100, 9101, 9102}
    assert ids("kind=drone") == {9101, 9102}
    assert ids(f"kind=drone&area={small_city.NORTH}") == {9102}
    assert ids("free=true") == {9100, 9101}
    assert ids("free=false") == {9102}

    cursor, turned = 9_099, []
    while cursor is not None and cursor < 9_102:
        page = mei.get(f"/v1/units?limit=1&after={cursor}").json()
        turned += [unit["unit_id"] for unit in page["units"]]
        cursor = page["next"]
    assert turned == [9_100, 9_101, 9_102]
    assert mei.get("/v1/units?limit=10001").status_code == 422


class TestPositions:
    def send(self, who: Person, fixes: dict[str, Any], datum: str = "WGS-84") -> dict[str, Any]:
        body = {"area": small_city.NORTH, "datum": datum, "fixes": fixes}
        answer = who.http.post(who.url + "/v1/positions", json=body, timeout=5)
        assert answer.status_code == 202, answer.text
        return answer.json()

    @pytest.fixture(autouse=True)
    def units(self, mei: Person) -> None:
        units = [
            {"unit_id": i, "kind": "officer", "call_sign": f"P{i}", "area": small_city.NORTH}
            for i in (9201, 9202)
        ]
        mei.send("/v1/units", {"units": units})

    def test_the_newest_fix_of_a_unit_wins(self, mei: Person) -> None:
        head = mei.head()
        two = {"unit": [9201, 9202], "lon": [113.7, 113.8], "lat": [23.0, 23.1]}
        assert self.send(mei, {**two, "at_ms": [2_000, 2_000]}) == {"accepted": 2, "refused": []}
        late = self.send(mei, {**two, "lon": [0, 0], "at_ms": [1_000, 3_000]})
        assert late["accepted"] == 1
        assert late["refused"][0]["unit"] == 9201
        fix = mei.get("/v1/units/9201").json()["fix"]
        assert (fix["lon"], fix["at_ms"]) == ([113.7], [2_000])
        assert mei.get("/v1/units/9202").json()["fix"]["lon"] == [0.0]
        assert mei.head() == head

    def test_what_cannot_be_is_refused_fix_by_fix(self, mei: Person) -> None:
        bad = {
            "unit": [9201, 9201, 9201, 424242],
            "lon": [181, 113.7, 113.7, 113.7],
            "lat": [0, 0, 0, 0],
            "at_ms": [5_000, 2**62, -5, 5_000],
            "heading": [0, 0, 0, 0],
        }
        refused = self.send(mei, bad)["refused"]
        assert [item["unit"] for item in refused] == bad["unit"]
        assert all(item["why"] for item in refused)

    def test_columns_of_unlike_length_are_refused(self, mei: Person) -> None:
        body = {"area": small_city.NORTH, "datum": "WGS-84"}
        fixes = {"unit": [1, 2], "lon": [1.0], "lat": [1.0], "at_ms": [1]}
        answer = mei.http.post(mei.url + "/v1/positions", json={**body, "fixes": fixes}, timeout=5)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-body")

    def test_without_a_datum_nothing_is_taken(self, mei: Person) -> None:
        fixes = {"unit": [], "lon": [], "lat": [], "at_ms": []}
        body = {"area": small_city.NORTH, "fixes": fixes}
        answer = mei.http.post(mei.url + "/v1/positions", json=body, timeout=5)
        assert answer.status_code == 422
        assert "datum" in answer.json()["detail"]


class TestTheIncidentLogFile:
    def lines(self, who: Person, after: int = 0) -> list[dict[str, Any]]:
        answer = who.get(f"/v1/export?after={after}")
        assert answer.status_code == 200, answer.text
        return [json.loads(line) for line in answer.iter_lines()]

    def test_holds_the_whole_log_between_a_head_and_an_end(self, mei: Person) -> None:
        mei.report()
        head, *middle, end = self.lines(mei)
        assert (head["format"], head["version"], head["from_seq"]) == ("zhiwang-log", 1, 1)
        assert head["cases"] is None
        assert head["gazetteer"]["city"] == "dongguan"
        events = [line["e"] for line in middle if "e" in line]
        assert events == mei.log()[: len(events)]
        assert end == {"end": True, "events": len(events), "head": events[-1]["seq"]}

    def test_begins_later_with_the_picture_of_then(self, mei: Person) -> None:
        case = mei.report()
        at = mei.head()
        mei.do(case, "accept")
        head, *middle, _end = self.lines(mei, after=at)
        assert head["from_seq"] == at + 1
        place = head["cases"]["case_id"].index(case["case_id"])
        assert head["cases"]["state"][place] == "reported"
        assert next(line["e"]["seq"] for line in middle if "e" in line) == at + 1


def test_the_description_names_every_route_and_every_field(mei: Person) -> None:
    document = mei.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    report = document["components"]["schemas"]["ReportCase"]
    assert {"category", "lon", "lat", "datum"} <= set(report["required"])
    text = mei.get("/docs").text
    for route in ROUTES:
        assert route.method in document["paths"][route.path]
        assert route.path in text
    assert "<script" not in text
    for route in ROUTES:
        if route.method == "get" and "{" not in route.path and "feed" not in route.path:
            expected = 403 if route.path == "/v1/audit" else 200  # mei is no auditor
            assert mei.get(route.path).status_code == expected, route.path
