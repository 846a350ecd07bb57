"""What happens to a case, over HTTP, from the report to the archive."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.contract.central import small_city
from tests.contract.central.serving import REPORT, Central, Person

TO_CLOSED = [
    ("accept", {}, "accepted"),
    ("file", {}, "filed"),
    ("dispatch", {"department": "D01"}, "dispatched"),
    ("start", {}, "working"),
    ("feedback", {"text": "已清理"}, "feedback"),
    ("verify", {"passed": True}, "verified"),
    ("close", {"reason": "solved"}, "closed"),
]


def walk(who: Person, case: dict[str, Any], until: str) -> dict[str, Any]:
    """Take a case along the usual way until it has reached a state."""
    for verb, body, state in TO_CLOSED:
        if case["state"] == until:
            break
        case = who.do(case, verb, **body)
        assert case["state"] == state
    return case


def test_a_case_goes_its_whole_way_and_every_step_is_in_its_history(mei: Person) -> None:
    case = mei.report()
    assert case["case_id"] >= 1001
    assert case["state"] == "reported"
    case = walk(mei, case, "closed")
    answer = mei.get(f"/v1/cases/{case['case_id']}")
    assert answer.headers["ETag"] == '"8"'
    kinds = [envelope["event"]["kind"] for envelope in answer.json()["history"]]
    assert kinds == [
        "case_reported",
        "case_accepted",
        "case_filed",
        "case_dispatched",
        "work_started",
        "feedback_given",
        "case_verified",
        "case_closed",
    ]
    assert answer.json()["case"] == case


def test_every_verb_has_its_turn(mei: Person) -> None:
    mei.send("/v1/units", {"units": [unit(71), unit(72)]})
    case = walk(mei, mei.report(), "dispatched")
    for verb, body in [
        ("claim", {}),
        ("renew", {}),
        ("assign", {"unit": 71}),
        ("progress", {"unit": 71, "step": "on_scene"}),
        ("assign", {"unit": 72}),
        ("withdraw", {"unit": 72, "reason": "mistake"}),
        ("note", {"text": "看到了"}),
        ("release", {}),
        ("reassign", {"department": "D02", "reason": "not-ours"}),
        ("feedback", {"text": ""}),
        ("verify", {"passed": False}),
        ("feedback", {"text": ""}),
        ("close", {"reason": "on-the-spot"}),
        ("reopen", {"reason": "not-solved"}),
    ]:
        case = mei.do(case, verb, **body)
    assert (case["state"], case["bounces"], case["reworks"]) == ("filed", 1, 1)
    rejected = mei.do(mei.report(), "reject", reason="duplicate")
    assert rejected["state"] == "rejected"


def test_a_place_in_another_datum_is_brought_to_wgs84(mei: Person) -> None:
    case = mei.report(datum="GCJ-02")
    assert 0.003 < 113.75 - case["lon"] < 0.008


def test_of_two_who_claim_at_once_one_wins_and_the_other_learns_who(
    mei: Person, li: Person
) -> None:
    for _ in range(5):
        case = mei.report()
        with ThreadPoolExecutor(2) as both:
            answers = [
                claim.result() for claim in [both.submit(w.act, case, "claim") for w in (mei, li)]
            ]
        won, lost = sorted(answers, key=lambda answer: answer.status_code)
        assert won.status_code == 200
        assert lost.status_code in (409, 412)
        no = lost.json()
        assert no["code"] == "held-by-another"
        assert no["holder"] == won.json()["case"]["holder"]
        assert no["current"]["version"] == 2


def test_a_held_case_is_closed_to_others_on_the_newest_version_too(mei: Person, li: Person) -> None:
    case = mei.do(mei.report(), "claim")
    no = li.act(case, "accept")
    assert (no.status_code, no.json()["code"], no.json()["holder"]) == (
        409,
        "held-by-another",
        "mei",
    )


def test_a_decision_on_an_old_version_is_refused_with_the_case_as_it_is(mei: Person) -> None:
    case = mei.report()
    mei.do(case, "accept")
    no = mei.act(case, "note", text="too late")
    assert no.status_code == 412
    assert no.json()["code"] == "version-conflict"
    assert no.json()["current"]["state"] == "accepted"


def test_a_forbidden_step_names_both_states_and_what_is_allowed(mei: Person) -> None:
    no = mei.act(mei.report(), "verify", passed=True)
    assert no.status_code == 409
    body = no.json()
    assert (body["code"], body["state"], body["target"]) == (
        "transition-forbidden",
        "reported",
        "verified",
    )
    assert "accept" in body["allowed"]
    assert "reported" in body["detail"]
    assert "verified" in body["detail"]
    assert no.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("verb", "body", "status", "code"),
    [
        ("reject", {"reason": "no-such"}, 422, "unknown-reason"),
        ("assign", {"unit": 999_999}, 422, "unknown-unit"),
        ("progress", {"unit": 1, "step": "done"}, 409, "unit-not-assigned"),
        ("close", {"reason": "solved"}, 409, "verification-missing"),
        ("release", {}, 409, "not-held-by-you"),
    ],
)
def test_a_no_says_which_no_it_is(
    mei: Person, verb: str, body: dict[str, Any], status: int, code: str
) -> None:
    no = mei.act(mei.report(), verb, **body)
    assert (no.status_code, no.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"category": "9999"}, "unknown-category"),
        ({"area": "110000000000"}, "unknown-area"),
        ({"component": "M-9"}, "unknown-component"),
        ({"reported_at": "2999-01-01T00:00:00Z"}, "reported-in-the-future"),
        ({"reported_at": "0001-01-01T00:00:00+08:00"}, "invalid-body"),
        ({"reported_at": "9999-12-31T23:59:59-12:00"}, "invalid-body"),
        ({"reported_at": "2026-01-01T00:00:00"}, "invalid-body"),
        ({"lat": 91}, "invalid-body"),
        ({"colour": "red"}, "invalid-body"),
    ],
)
def test_a_report_that_cannot_be_is_refused(mei: Person, fields: Any, code: str) -> None:
    no = mei.send("/v1/cases", {**REPORT, **fields})
    assert (no.status_code, no.json()["code"]) == (422, code)


def test_a_post_one_does_not_hold_is_needed(central: Central, mei: Person) -> None:
    no = central.person("collector").act(mei.report(), "accept")
    assert (no.status_code, no.json()["code"]) == (403, "post-not-allowed")


def test_a_busy_unit_is_sent_only_when_that_is_meant(mei: Person) -> None:
    mei.send("/v1/units", {"units": [unit(81)]})
    mei.do(mei.report(), "assign", unit=81)
    second = mei.report()
    no = mei.act(second, "assign", unit=81)
    assert (no.status_code, no.json()["code"]) == (409, "unit-busy")
    assert mei.do(second, "assign", unit=81, even_if_busy=True)["units"] == {"81": "assigned"}
    where = mei.get("/v1/units/81").json()
    assert (where["case_id"], where["step"]) == (second["case_id"], "assigned")


class TestOutsideOnesScope:
    def test_a_case_does_not_exist(self, central: Central, mei: Person) -> None:
        north = central.person("north")
        case = mei.report(area=small_city.SOUTH)
        assert north.get(f"/v1/cases/{case['case_id']}").status_code == 404
        no, never = north.act(case, "accept"), north.act({**case, "case_id": 999_999}, "accept")
        assert no.status_code == never.status_code == 404
        assert (
            no.json()["detail"].replace(str(case["case_id"]), "999999") == (never.json()["detail"])
        )

    def test_nothing_is_reported_listed_or_in_the_snapshot(
        self, central: Central, mei: Person
    ) -> None:
        north = central.person("north")
        case = mei.report(area=small_city.SOUTH)
        assert north.send("/v1/cases", {**REPORT, "area": small_city.SOUTH}).status_code == 403
        assert case["case_id"] not in north.get("/v1/snapshot").json()["cases"]["case_id"]
        areas = {item["area"] for item in north.get("/v1/cases?limit=500").json()["cases"]}
        assert areas <= {small_city.NORTH}
        logged = {envelope["area"] for envelope in north.log()}
        assert small_city.SOUTH not in logged


def unit(unit_id: int) -> dict[str, Any]:
    return {
        "unit_id": unit_id,
        "kind": "officer",
        "call_sign": f"M{unit_id}",
        "area": small_city.NORTH,
    }
