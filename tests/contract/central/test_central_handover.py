"""Shift handover: cases pass from one person to the next in one transaction, and nobody forgets."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.vocabulary import Post
from tests.contract.central import small_city
from tests.contract.central.people_at_the_door import Door, open_door
from tests.contract.central.serving import Person

NORTH, SOUTH = {"area": small_city.NORTH}, {"area": small_city.SOUTH}


@pytest.fixture
def door(tmp_path: Path, database: str) -> Iterator[Door]:
    with open_door(tmp_path, database) as opened:
        for name in ("chen", "wang"):
            opened.hire(name, Post.DISPATCHER)
        opened.hire("lead", Post.SHIFT_SUPERVISOR)
        opened.hire("north", Post.DISPATCHER, areas=(small_city.NORTH,))
        opened.hire("south", Post.DISPATCHER, areas=(small_city.SOUTH,))
        opened.hire("clerk", Post.INTAKE)
        yield opened


@pytest.fixture
def chen(door: Door) -> Person:
    return door.let_in("chen")


@pytest.fixture
def wang(door: Door) -> Person:
    return door.let_in("wang")


def held(door: Door, who: Person, **fields: Any) -> dict[str, Any]:
    """A new case that `who` holds."""
    return who.do(door.inside.person("mei").report(**fields), "claim")


def offer(who: Person, to: str, *cases: dict[str, Any], note: str = "") -> dict[str, Any]:
    """A handover as it stands after the offer."""
    body = {"to": to, "cases": [case["case_id"] for case in cases], "note": note}
    answer = who.send("/v1/handovers", body)
    assert answer.status_code == 201, answer.text
    made = answer.json()["envelopes"][-1]["event"]["handover"]
    return next(h for h in handovers(who) if h["handover"] == made)


def handovers(who: Person, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = who.get(f"/v1/handovers{query}").json()["handovers"]
    return found


def settle(who: Person, handover: dict[str, Any], verb: str, **body: str) -> Any:
    return who.send(f"/v1/handovers/{handover['handover']}/{verb}", body)


def holder(who: Person, case: dict[str, Any]) -> tuple[str, int]:
    now = who.get(f"/v1/cases/{case['case_id']}").json()["case"]
    return now["holder"], now["version"]


def test_acknowledged_the_cases_are_the_next_ones(door: Door, chen: Person, wang: Person) -> None:
    mine = [held(door, chen), held(door, chen)]
    given = offer(chen, "wang", *mine, note="the second one bites")
    assert [holder(chen, case)[0] for case in mine] == ["chen", "chen"]
    done = settle(wang, given, "acknowledge")
    assert done.status_code == 200
    lines = done.json()["envelopes"]
    assert [line["event"]["kind"] for line in lines] == [
        "case_claimed",
        "case_claimed",
        "handover_acknowledged",
    ]
    assert len({line["command_id"] for line in lines}) == 1
    for case in mine:
        assert holder(wang, case) == ("wang", case["version"] + 1)
    settled = handovers(chen)[-1]
    assert (settled["state"], settled["by"]) == ("acknowledged", "wang")
    assert settled["taken"] == [case["case_id"] for case in mine]
    assert handovers(wang, "?open=true") == []


def test_the_same_key_hands_over_once(door: Door, chen: Person, wang: Person) -> None:
    case = held(door, chen)
    given = offer(chen, "wang", case)
    key, path = str(uuid.uuid4()), f"/v1/handovers/{given['handover']}/acknowledge"
    first, again = (wang.send(path, {}, key=key) for _ in range(2))
    assert again.headers["Idempotent-Replayed"] == "true"
    assert first.json() == again.json()
    assert holder(wang, case) == ("wang", case["version"] + 1)
    body, key = {"to": "wang", "cases": [], "note": "n"}, str(uuid.uuid4())
    offers = [chen.send("/v1/handovers", body, key=key) for _ in range(2)]
    assert [answer.status_code for answer in offers] == [201, 201]
    assert offers[0].json() == offers[1].json()


def test_what_the_giver_no_longer_holds_stays_behind_and_is_listed(
    door: Door, chen: Person, wang: Person
) -> None:
    kept, lost, over, free = (held(door, chen) for _ in range(4))
    given = offer(chen, "wang", kept, lost, over, free)
    door.let_in("lead").do(chen.do(lost, "release"), "claim")
    chen.do(over, "close", reason="duplicate")
    chen.do(free, "release")
    fact = settle(wang, given, "acknowledge").json()["envelopes"][-1]["event"]
    assert fact["taken"] == [kept["case_id"], free["case_id"]]
    assert {left["case"]: left["why"] for left in fact["left"]} == {
        lost["case_id"]: "held-by-another",
        over["case_id"]: "over",
    }


def test_an_offer_leaves_out_what_one_does_not_hold(door: Door, chen: Person, wang: Person) -> None:
    mine, theirs = held(door, chen), held(door, wang)
    given = offer(chen, "wang", mine, theirs, {"case_id": 999_999})
    assert given["cases"] == [mine["case_id"]]
    assert [(left["case"], left["why"]) for left in given["left"]] == [
        (theirs["case_id"], "not-held"),
        (999_999, "not-found"),
    ]
    no = chen.send("/v1/handovers", {"to": "wang", "cases": [theirs["case_id"]]})
    assert (no.status_code, no.json()["code"]) == (409, "not-held-by-you")


def test_to_the_pool_they_are_free_at_once_and_the_offer_stays_open(
    door: Door, chen: Person, wang: Person
) -> None:
    case = held(door, chen)
    given = offer(chen, "", case, note="night")
    assert holder(wang, case)[0] == ""
    taken = wang.send("/v1/next", {}).json()["case"]
    assert taken["case_id"] == case["case_id"]
    assert [h["handover"] for h in handovers(wang, "?open=true")] == [given["handover"]]
    assert settle(wang, given, "acknowledge").status_code == 200
    assert handovers(wang, "?open=true") == []


def test_a_settled_handover_says_who_settled_it(door: Door, chen: Person, wang: Person) -> None:
    given = offer(chen, "wang")
    assert settle(wang, given, "decline", text="at the dentist").status_code == 200
    no = settle(wang, given, "acknowledge")
    assert (no.status_code, no.json()["code"]) == (409, "handover-settled")
    assert no.json()["params"]["by"] == "wang"
    assert handovers(chen)[-1]["text"] == "at the dentist"


def test_only_who_is_meant_takes_it_and_the_lead_may(door: Door, chen: Person) -> None:
    given = offer(chen, "wang", held(door, chen))
    other, lead = door.let_in("north"), door.let_in("lead")
    for who, status, code in [
        (chen, 403, "handover-not-yours"),
        (door.inside.person("li"), 200, ""),
    ]:
        answer = settle(who, given, "acknowledge")
        assert (answer.status_code, answer.json().get("code", "")) == (status, code)
    second = offer(chen, "wang")
    assert settle(other, second, "acknowledge").status_code == 404
    assert settle(lead, second, "decline", text="x").json()["code"] == "handover-not-yours"
    assert settle(lead, second, "withdraw").status_code == 200
    assert settle(door.let_in("wang"), given, "withdraw").json()["code"] == "handover-settled"


def test_outside_the_scope_a_handover_is_not_there(door: Door) -> None:
    north, south = door.let_in("north"), door.let_in("south")
    given = offer(north, "", held(door, north, **NORTH), note="secret of the north")
    assert handovers(south) == []
    assert settle(south, given, "acknowledge").status_code == 404
    assert "secret" not in south.get("/v1/log").text
    assert south.get("/v1/snapshot").json()["duty"]["handovers"] == {}
    assert [*north.get("/v1/snapshot").json()["duty"]["handovers"]] == [given["handover"]]
    assert [h["note"] for h in handovers(door.let_in("lead"))] == ["secret of the north"]


def test_nobody_is_given_what_they_would_not_see(door: Door, chen: Person) -> None:
    both = [held(door, chen, **NORTH), held(door, chen, **SOUTH)]
    for to, status, code in [
        ("north", 422, "handover-in-parts"),
        ("nobody", 422, "unknown-colleague"),
        ("chen", 422, "unknown-colleague"),
        ("clerk", 422, "unknown-colleague"),
    ]:
        no = chen.send("/v1/handovers", {"to": to, "cases": [c["case_id"] for c in both]})
        assert (no.status_code, no.json()["code"]) == (status, code)
    given = offer(chen, "north", both[0])
    assert settle(door.let_in("north"), given, "acknowledge").status_code == 200


def test_the_colleagues_are_who_could_take_cases(door: Door, chen: Person) -> None:
    found = chen.get("/v1/colleagues").json()["colleagues"]
    ids = [one["actor_id"] for one in found]
    assert {"wang", "lead", "north", "south", "mei"} <= {*ids, "wang", "mei"}
    assert not {"chen", "clerk", "wall"} & set(ids)
    here = {one["actor_id"] for one in found if one["here"]}
    assert "wang" not in here
    door.let_in("wang")
    found = chen.get("/v1/colleagues").json()["colleagues"]
    assert found[0]["here"]
    assert next(one for one in found if one["actor_id"] == "wang")["here"]
    north = door.let_in("north").get("/v1/colleagues").json()["colleagues"]
    assert "south" not in {one["actor_id"] for one in north}


def test_after_a_restart_everything_is_as_it_was(tmp_path: Path, database: str) -> None:
    with open_door(tmp_path, database) as door:
        door.hire("chen", Post.DISPATCHER)
        chen = door.let_in("chen")
        given = offer(chen, "mei", held(door, chen), note="二期")
        assert chen.send("/v1/views", {"name": "夜班", "query": "prio:1"}).status_code == 201
        before = chen.get("/v1/snapshot").json()["duty"]
    with open_door(tmp_path, database) as door:
        chen = door.let_in("chen")
        assert chen.get("/v1/snapshot").json()["duty"] == before
        header = chen.get("/v1/export?after=4").iter_lines().__next__()
        assert given["handover"].encode() in header
        assert settle(door.inside.person("mei"), given, "acknowledge").status_code == 200
