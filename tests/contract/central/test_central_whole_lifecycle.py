"""The exceptional ways of a case, over HTTP: asked for, decided, paused, merged, escalated."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.contract.central.serving import Central, Person

TO_WORKING = (("accept", {}), ("file", {}), ("dispatch", {"department": "D01"}), ("start", {}))
#: What a merge and its undoing may leave behind.
TRACES = ("version", "updated_at")


def working(who: Person, **fields: Any) -> dict[str, Any]:
    case = who.report(**fields)
    for verb, body in TO_WORKING:
        case = who.do(case, verb, **body)
    return case


def now(who: Person, case: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = who.get(f"/v1/cases/{case['case_id']}").json()["case"]
    return found


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return {k: v for k, v in one.items() if k not in TRACES} == {
        k: v for k, v in other.items() if k not in TRACES
    }


@pytest.mark.parametrize(
    ("verb", "reason", "state"),
    [
        ("return", "wrong-department", "filed"),
        ("extend", "parts-ordered", "working"),
        ("suspend", "waits-for-law", "suspended"),
    ],
)
def test_a_request_waits_until_it_is_approved(
    mei: Person, li: Person, verb: str, reason: str, state: str
) -> None:
    before = working(mei)
    asked = mei.do(before, verb, reason=reason, text="附图")
    assert (asked["state"], asked["request"], asked["request_by"]) == ("working", verb, "mei")
    granted = li.do(asked, "approve", text="同意")
    assert (granted["state"], granted["request"], granted["request_by"]) == (state, "", "")
    if verb == "extend":
        assert granted["due_at"] == asked["request_due"] > before["due_at"]


def test_a_denied_request_changes_nothing_but_the_history(mei: Person, li: Person) -> None:
    before = working(mei)
    after = li.do(mei.do(before, "suspend", reason="waits-for-law"), "deny", text="条件不符")
    assert same(after, before)
    kinds = [e["event"]["kind"] for e in mei.get(f"/v1/cases/{after['case_id']}").json()["history"]]
    assert kinds[-2:] == ["step_requested", "request_denied"]


@pytest.mark.parametrize(
    ("verb", "reason"),
    [
        ("return", "wrong-department"),
        ("extend", "parts-ordered"),
        ("suspend", "waits-for-law"),
        ("rework", "not-clean"),
    ],
)
def test_nobody_approves_what_he_asked_for(mei: Person, li: Person, verb: str, reason: str) -> None:
    case = working(mei)
    if verb == "rework":
        case = mei.do(case, "feedback", text="已清理")
    asked = mei.do(case, verb, reason=reason)
    no = mei.act(asked, "approve")
    assert (no.status_code, no.json()["code"]) == (403, "own-request")
    assert "approve" not in no.json()["allowed"]
    assert "deny" in no.json()["allowed"]
    assert no.json()["current"] == asked
    assert mei.do(li.do(mei.do(asked, "deny"), verb, reason=reason), "approve")["request"] == ""


def test_rework_is_asked_for_and_goes_back_to_the_department(mei: Person, li: Person) -> None:
    case = mei.do(working(mei), "feedback", text="已清理")
    case = li.do(mei.do(case, "rework", reason="not-clean"), "approve")
    assert (case["state"], case["reworks"], case["department"]) == ("dispatched", 1, "D01")


def test_one_request_at_a_time_and_none_is_decided_that_was_not_made(mei: Person) -> None:
    case = working(mei)
    no = mei.act(case, "approve")
    assert (no.status_code, no.json()["code"]) == (409, "nothing-to-approve")
    case = mei.do(case, "return", reason="wrong-department")
    no = mei.act(case, "extend", reason="parts-ordered")
    assert (no.status_code, no.json()["code"]) == (409, "request-pending")
    assert no.json()["params"]["posts"] == "department, dispatcher"


def test_a_suspended_case_has_no_running_deadline_and_gets_it_back(mei: Person, li: Person) -> None:
    before = working(mei)
    paused = li.do(mei.do(before, "suspend", reason="waits-for-law"), "approve")
    assert (paused["due_at"], paused["paused_due"]) == (None, before["due_at"])
    resumed = mei.do(paused, "resume")
    assert (resumed["state"], resumed["paused_at"]) == ("dispatched", None)
    assert resumed["due_at"] >= before["due_at"]


def test_a_voided_case_is_over_and_can_be_reopened(mei: Person) -> None:
    case = mei.do(mei.report(), "void", reason="test-report")
    assert case["state"] == "voided"
    assert case["closed_at"]
    assert mei.do(case, "reopen", reason="not-solved")["state"] == "filed"


class TestMerging:
    def test_both_cases_tell_of_it_in_one_answer(self, mei: Person) -> None:
        case, into = working(mei), mei.report()
        answer = mei.act(case, "merge", into=into["case_id"], reason="same-matter").json()
        assert (answer["case"]["state"], answer["case"]["merged_into"]) == (
            "merged",
            into["case_id"],
        )
        assert [(e["case_id"], e["event"]["kind"]) for e in answer["envelopes"]] == [
            (case["case_id"], "case_merged"),
            (into["case_id"], "duplicate_added"),
        ]
        assert now(mei, into)["merged"] == [case["case_id"]]

    def test_undone_it_leaves_both_as_they_were(self, mei: Person) -> None:
        case, into = mei.do(working(mei), "claim"), mei.report()
        merged = mei.do(case, "merge", into=into["case_id"], reason="same-matter")
        assert merged["holder"] == ""
        assert same(mei.do(merged, "unmerge"), case)
        assert same(now(mei, into), into)

    def test_the_same_key_gives_the_same_answer_again(self, mei: Person) -> None:
        case, into = mei.report(), mei.report()
        headers = {"Idempotency-Key": str(uuid.uuid4()), "If-Match": f'"{case["version"]}"'}
        body = {"into": into["case_id"], "reason": "same-matter"}
        url = f"{mei.url}/v1/cases/{case['case_id']}/merge"
        first, again = (
            mei.http.post(url, json=body, headers=headers, timeout=10) for _ in range(2)
        )
        assert first.json() == again.json()
        assert again.headers["Idempotent-Replayed"] == "true"
        assert now(mei, into)["merged"] == [case["case_id"]]

    def test_not_into_itself_nor_into_nothing_nor_into_what_is_over(self, mei: Person) -> None:
        case = mei.report()
        over = mei.do(mei.report(), "void", reason="test-report")
        for into in (case["case_id"], 999_999, over["case_id"]):
            no = mei.act(case, "merge", into=into, reason="same-matter")
            assert (no.status_code, no.json()["code"]) == (409, "cannot-merge")


def test_the_third_bounce_takes_the_decision_to_the_level_above(
    central: Central, mei: Person
) -> None:
    north, case = central.person("north"), working(mei)
    for department in ("D02", "D01", "D02"):
        assert case["level"] == "town"
        case = north.do(case, "reassign", department=department, reason="not-ours", text="推")
    assert (case["level"], case["bounces"]) == ("city", 3)
    no = north.act(case, "reassign", department="D01", reason="not-ours")
    assert (no.status_code, no.json()["code"]) == (403, "level-above-decides")
    assert mei.do(case, "reassign", department="D01", reason="not-ours")["bounces"] == 4
    history = mei.get(f"/v1/cases/{case['case_id']}").json()["history"]
    sent = [e for e in history if e["event"]["kind"] == "case_reassigned"]
    assert [(e["actor"], e["event"]["department"], e["event"]["text"]) for e in sent[:3]] == [
        ("north", "D02", "推"),
        ("north", "D01", "推"),
        ("north", "D02", "推"),
    ]


def test_somebody_may_escalate_with_a_reason_up_to_the_city(mei: Person) -> None:
    case = mei.do(mei.report(), "escalate", reason="cannot-agree")
    assert case["level"] == "city"
    no = mei.act(case, "escalate", reason="cannot-agree")
    assert (no.status_code, no.json()["code"]) == (409, "already-at-the-top")


def test_an_emergency_runs_two_clocks_of_its_own(mei: Person) -> None:
    calm, urgent = mei.report(), mei.report(category="0305")
    assert calm["contact_due"] is calm["arrival_due"] is None
    assert urgent["contact_due"] < urgent["arrival_due"]
    unit = {"unit_id": 9301, "kind": "officer", "call_sign": "U9301", "area": urgent["area"]}
    mei.send("/v1/units", {"units": [unit]})
    called = mei.do(urgent, "contact", text="已电话联系")
    sent = mei.do(called, "assign", unit=9301)
    there = mei.do(sent, "progress", unit=9301, step="on_scene")
    assert (there["contacted_at"], there["arrived_at"]) == (
        called["updated_at"],
        there["updated_at"],
    )


def test_every_stage_brings_its_own_deadline(mei: Person) -> None:
    case = mei.report()
    for verb, body in TO_WORKING:
        assert (case["stage_due"] is None) is (verb == "start")
        case = mei.do(case, verb, **body)
    assert case["stage_due"] is None
    case = mei.do(case, "feedback", text="")
    assert case["stage_due"] > case["updated_at"]


def test_the_table_of_the_lifecycle_can_be_read_whole(mei: Person) -> None:
    table = mei.get("/v1/workflow").json()
    asked = {row["asks"] for row in table["transitions"]} - {""}
    decided = {row["decides"] for row in table["transitions"] if row["verb"] == "approve"}
    assert asked == decided == {"return", "rework", "extend", "suspend"}
    assert table["bounces_a_level"] == 3
    assert table["levels"] == ["village", "town", "city"]
