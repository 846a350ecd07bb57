"""The register of components: listed, looked up, and named by reports."""

from __future__ import annotations

import pytest

from tests.contract.central import small_city
from tests.contract.central.serving import Person


@pytest.mark.parametrize(
    ("query", "found", "more"),
    [
        ("", ["M-1", "M-2", "M-3"], None),
        (f"?area={small_city.NORTH}", ["M-1", "M-3"], None),
        ("?category=0202", [], None),
        ("?limit=2", ["M-1", "M-2"], "M-2"),
        ("?limit=2&after=M-2", ["M-3"], None),
    ],
)
def test_components_are_listed_in_order_page_by_page(
    mei: Person, query: str, found: list[str], more: str | None
) -> None:
    page = mei.get(f"/v1/components{query}").json()
    assert ([component["code"] for component in page["components"]], page["next"]) == (found, more)


def test_one_component_says_who_owns_it_and_what_it_has_to_meet(mei: Person) -> None:
    one = mei.get("/v1/components/M-1").json()
    assert (one["owner_en"], one["standard"]) == ("Water", "GB/T 23858-2009")


def test_a_component_that_there_is_not_is_named(mei: Person) -> None:
    answer = mei.get("/v1/components/M-9")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    assert "M-9" in answer.json()["detail"]


def test_a_report_names_its_component_and_the_case_carries_it_on(mei: Person) -> None:
    case = mei.report(component="M-2")
    assert case["component"] == "M-2"
    assert mei.get(f"/v1/cases/{case['case_id']}").json()["case"]["component"] == "M-2"
    assert mei.report()["component"] == ""
