"""A case outside one's scope is not there, wherever one looks; who looked is written down."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from casework.vocabulary import Post
from central.errors import StoreError
from central.store.people import audit as audit_table
from tests.contract.central import small_city
from tests.contract.central.people_at_the_door import NOW_MS, Door, open_door

NORTH, SOUTH = {"area": small_city.NORTH}, {"area": small_city.SOUTH}


@pytest.fixture
def door(tmp_path: Path, database: str) -> Iterator[Door]:
    with open_door(tmp_path, database) as opened:
        opened.hire("mei", Post.DISPATCHER)
        opened.hire("north", Post.DISPATCHER, areas=(small_city.NORTH,))
        opened.hire("water", Post.DEPARTMENT, departments=("D02",))
        opened.hire("auditor", Post.AUDITOR)
        yield opened


@pytest.fixture
def cases(door: Door) -> tuple[dict[str, Any], dict[str, Any]]:
    """One case in the north, one in the south."""
    mei = door.inside.person("mei")
    return mei.report(**NORTH), mei.report(**SOUTH)


def test_lists_snapshot_log_and_export_hold_only_ones_own(door: Door, cases: Any) -> None:
    mine, _theirs = cases
    north = door.let_in("north")
    listed = north.get("/v1/cases").json()["cases"]
    assert [case["case_id"] for case in listed] == [mine["case_id"]]
    assert north.get("/v1/snapshot").json()["cases"]["case_id"] == [mine["case_id"]]
    assert {line["case_id"] for line in north.log()} == {mine["case_id"]}
    lines = [json.loads(line) for line in north.get("/v1/export").iter_lines()]
    assert {line["e"]["case_id"] for line in lines if "e" in line} == {mine["case_id"]}


def test_the_feed_is_silent_about_others(door: Door, cases: Any) -> None:
    mine, _theirs = cases
    with door.let_in("north").feed(0) as messages:
        heard = [m for m in (next(messages), next(messages)) if m.name == "log"]
    assert {line["case_id"] for m in heard for line in m.data} == {mine["case_id"]}


def test_a_look_outside_the_scope_is_a_404_and_in_the_trail(door: Door, cases: Any) -> None:
    _mine, theirs = cases
    north = door.let_in("north")
    case_id = theirs["case_id"]
    nowhere = north.get("/v1/cases/999999").json()
    answer = north.get(f"/v1/cases/{case_id}")
    assert answer.status_code == 404
    assert answer.json()["detail"] == nowhere["detail"].replace("999999", str(case_id))
    assert north.act(theirs, "claim").status_code == 404
    assert north.act(theirs, "invented").status_code == 404
    said = [(line.route, line.case_id, line.outcome) for line in door.trail()]
    assert said == [
        ("GET /v1/cases/{case_id}", 999_999, "not-found"),
        ("GET /v1/cases/{case_id}", case_id, "outside-scope"),
        ("POST /v1/cases/{case_id}/claim", case_id, "outside-scope"),
        ("POST /v1/cases/{case_id}/{verb}", case_id, "outside-scope"),
    ]
    assert {(line.actor_id, line.at_ms) for line in door.trail()} == {("north", NOW_MS)}


def test_what_one_may_not_do_is_in_the_trail_too(door: Door) -> None:
    assert door.let_in("water").send("/v1/next", {}).status_code == 403
    (line,) = door.trail()
    assert (line.actor_id, line.route, line.outcome) == ("water", "POST /v1/next", "forbidden")


def test_what_one_may_see_leaves_no_trace(door: Door, cases: Any) -> None:
    mine, _theirs = cases
    assert door.let_in("north").get(f"/v1/cases/{mine['case_id']}").status_code == 200
    assert door.trail() == []


def test_units_are_city_wide_but_not_the_case_they_are_at(door: Door, cases: Any) -> None:
    _mine, theirs = cases
    unit = {"unit_id": 5, "kind": "officer", "call_sign": "U5", **SOUTH}
    everyone = door.inside.person("mei")
    everyone.send("/v1/units", {"units": [unit]})
    everyone.do(theirs, "assign", unit=5)
    assert door.let_in("mei").get("/v1/units/5").json()["case_id"] == theirs["case_id"]
    seen = door.let_in("north").get("/v1/units/5").json()
    assert seen["unit"]["call_sign"] == "U5"
    assert (seen["case_id"], seen["step"]) == (None, None)


def test_a_unit_busy_with_a_case_of_others_does_not_name_it(door: Door, cases: Any) -> None:
    mine, theirs = cases
    everyone, north = door.inside.person("mei"), door.let_in("north")
    unit = {"unit_id": 6, "kind": "officer", "call_sign": "U6", **NORTH}
    everyone.send("/v1/units", {"units": [unit]})
    theirs = everyone.do(theirs, "assign", unit=6)
    no = north.act(mine, "assign", unit=6)
    assert (no.status_code, no.json()["code"]) == (409, "unit-busy")
    assert str(theirs["case_id"]) not in no.text
    assert no.json()["params"]["other"] == ""
    # of two cases the one that may be named is, though it is the older one
    everyone.do(theirs, "withdraw", unit=6, reason="mistake")
    first = everyone.do(everyone.report(**NORTH), "assign", unit=6)
    again = everyone.get(f"/v1/cases/{theirs['case_id']}").json()["case"]
    everyone.do(again, "assign", unit=6, even_if_busy=True)
    no = north.act(mine, "assign", unit=6)
    assert no.json()["params"]["other"] == str(first["case_id"])
    assert str(theirs["case_id"]) not in no.text


def test_the_auditor_turns_the_pages_of_the_trail(door: Door) -> None:
    north = door.let_in("north")
    for case_id in range(1, 6):
        north.get(f"/v1/cases/{case_id}")
    auditor, seen, after = door.let_in("auditor"), [], 0
    while after is not None:
        page = auditor.get(f"/v1/audit?after={after}&limit=2").json()
        assert len(page["entries"]) <= 2
        seen += [entry["case_id"] for entry in page["entries"]]
        after = page["next"]
    assert seen == [1, 2, 3, 4, 5]
    entry = page["entries"][-1]
    assert set(entry) == {"n", "at", "actor_id", "route", "case_id", "outcome"}
    assert auditor.get("/v1/audit?limit=501").status_code == 422


def test_an_auditor_of_a_part_of_the_city_sees_the_trail_of_that_part(
    door: Door, cases: Any
) -> None:
    mine, theirs = cases
    door.hire("auditor-north", Post.AUDITOR, areas=(small_city.NORTH,))
    door.hire("south", Post.DISPATCHER, areas=(small_city.SOUTH,))
    door.hire("everywhere", Post.DISPATCHER, departments=("D01",))
    door.let_in("north").get(f"/v1/cases/{theirs['case_id']}")
    door.let_in("south").get(f"/v1/cases/{mine['case_id']}")
    for name in ("north", "south", "everywhere"):
        door.let_in(name).get("/v1/cases/999999")
        assert door.let_in(name).get("/v1/audit").status_code == 403
    seen = [(e["actor_id"], e["case_id"], e["outcome"]) for e in pages(door, "auditor-north")]
    assert seen == [
        ("south", mine["case_id"], "outside-scope"),
        ("north", 999_999, "not-found"),
        ("north", 0, "forbidden"),
    ]
    assert len(pages(door, "auditor")) == len(door.trail()) == 8


def pages(door: Door, who: str) -> list[dict[str, Any]]:
    """The whole trail as an auditor sees it, two lines at a time."""
    auditor, found, after = door.let_in(who), [], 0
    while after is not None:
        page = auditor.get(f"/v1/audit?after={after}&limit=2").json()
        found += page["entries"]
        after = page["next"]
    return found


def test_a_reader_of_the_trail_writes_nothing(door: Door) -> None:
    answer = door.let_in("auditor").send("/v1/cases", {})
    assert answer.status_code == 403
    assert answer.json()["code"] in ("post-not-allowed", "read-only")


@pytest.mark.parametrize("change", [audit_table.delete(), audit_table.update().values(case_id=1)])
def test_the_database_itself_keeps_the_trail_as_it_is(door: Door, change: Any) -> None:
    door.let_in("north").get("/v1/cases/77")
    refused = pytest.raises((StoreError, DBAPIError), match="append-only")
    with refused, door.inside.store.writing() as db:
        db.execute(change)
    assert [line.case_id for line in door.trail()] == [77]
