"""What a room shares: alerts somebody has seen, views of the queue, pairs that are two matters."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.central import small_city
from tests.contract.central.serving import Central, Person


@pytest.fixture
def north(central: Central) -> Person:
    return central.person("north")


def seen(who: Person) -> dict[str, dict[str, Any]]:
    return {a["alert"]: a for a in who.get("/v1/alerts/acknowledged").json()["alerts"]}


def views(who: Person) -> dict[str, dict[str, Any]]:
    return {v["name"]: v for v in who.get("/v1/views").json()["views"]}


class TestAlerts:
    def test_all_learn_who_has_seen_it_and_the_second_is_told(
        self, mei: Person, li: Person
    ) -> None:
        case = mei.report()
        key = f"breach:{case['case_id']}:1"
        body = {"alert": key, "case": case["case_id"], "text": "on my way"}
        assert mei.send("/v1/alerts/acknowledge", body).status_code == 200
        assert (seen(li)[key]["by"], seen(li)[key]["text"]) == ("mei", "on my way")
        no = li.send("/v1/alerts/acknowledge", body)
        assert (no.status_code, no.json()["code"]) == (409, "alert-already-taken")
        assert no.json()["params"]["by"] == "mei"

    def test_one_outside_the_scope_is_not_there(self, mei: Person, north: Person) -> None:
        case = mei.report(area=small_city.SOUTH)
        body = {"alert": f"breach:{case['case_id']}:1", "case": case["case_id"]}
        assert north.send("/v1/alerts/acknowledge", body).status_code == 404
        elsewhere = {"alert": "sensor:9", "area": small_city.SOUTH}
        assert north.send("/v1/alerts/acknowledge", elsewhere).json()["code"] == "outside-scope"
        assert mei.send("/v1/alerts/acknowledge", elsewhere).status_code == 200
        assert "sensor:9" not in seen(north)
        nowhere = mei.send("/v1/alerts/acknowledge", {"alert": "sensor:10"})
        assert nowhere.json()["code"] == "unknown-area"


class TestViews:
    def test_a_view_is_there_for_the_area_until_it_is_withdrawn(
        self, mei: Person, north: Person
    ) -> None:
        body = {"name": "井盖", "query": '"井盖" prio:1', "columns": ["id", "due"], "sort": "-due"}
        assert north.send("/v1/views", body).status_code == 201
        shared = views(mei)["井盖"]
        assert (shared["query"], shared["columns"]) == (body["query"], body["columns"])
        assert shared["area"] == small_city.NORTH
        assert north.send("/v1/views", {**body, "query": "mine"}).status_code == 201
        assert views(mei)["井盖"]["view"] == shared["view"]
        assert views(mei)["井盖"]["query"] == "mine"
        gone = north.send(f"/v1/views/{shared['view']}/withdraw", {})
        assert gone.status_code == 200
        assert "井盖" not in views(mei)
        assert north.send(f"/v1/views/{shared['view']}/withdraw", {}).status_code == 404

    def test_a_colleagues_name_is_taken(self, central: Central, mei: Person) -> None:
        collector = central.person("collector")
        assert mei.send("/v1/views", {"name": "mine only"}).status_code == 201
        no = collector.send("/v1/views", {"name": "mine only"})
        assert (no.status_code, no.json()["code"]) == (409, "view-name-taken")

    @pytest.mark.parametrize(
        "body",
        [
            {"name": ""},
            {"name": "x" * 81},
            {"name": "x", "query": "y" * 1_001},
            {"name": "x", "columns": ["c"] * 61},
            {"name": "x", "colour": "red"},
        ],
    )
    def test_it_is_bounded(self, mei: Person, body: dict[str, Any]) -> None:
        assert mei.send("/v1/views", body).status_code == 422


class TestTwoMatters:
    def test_both_cases_say_so_and_it_can_be_taken_back(self, mei: Person) -> None:
        one, other = mei.report(), mei.report()
        answer = mei.act(one, "distinct", other=other["case_id"], text="two holes").json()
        assert [e["case_id"] for e in answer["envelopes"]] == [one["case_id"], other["case_id"]]
        other = mei.get(f"/v1/cases/{other['case_id']}").json()["case"]
        assert (answer["case"]["distinct"], other["distinct"]) == (
            [other["case_id"]],
            [one["case_id"]],
        )
        no = mei.act(other, "merge", into=one["case_id"], reason="same-matter")
        assert no.json()["code"] == "cannot-merge"
        assert mei.do(other, "undistinct", other=one["case_id"])["distinct"] == []
        one = mei.get(f"/v1/cases/{one['case_id']}").json()["case"]
        assert one["distinct"] == []
        assert mei.do(one, "merge", into=other["case_id"], reason="same-matter")

    def test_not_from_itself_nor_from_nothing_nor_twice(self, mei: Person) -> None:
        one, other = mei.report(), mei.report()
        one = mei.do(one, "distinct", other=other["case_id"])
        for wrong in (one["case_id"], 999_999, other["case_id"]):
            no = mei.act(one, "distinct", other=wrong)
            assert (no.status_code, no.json()["code"]) == (409, "cannot-tell-apart")
