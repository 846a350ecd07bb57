"""The snapshot in its two forms, each plain and packed with gzip."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from casework import columnar
from casework.columnar import Block, Head, Reader
from tests.contract.central import small_city
from tests.contract.central.serving import Central, Person

PACKED = {"Accept": columnar.MEDIA}


def get(who: Person, **headers: str) -> requests.Response:
    answer = who.get("/v1/snapshot", headers={"Accept-Encoding": "identity", **headers})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"
    return answer


def columns(body: bytes) -> tuple[Head, dict[str, list[Any]]]:
    reader = Reader()
    head, *records = reader.feed(body)
    reader.finish()
    assert isinstance(head, Head)
    found: dict[str, list[Any]] = {}
    for record in records:
        if isinstance(record, Block):
            for name, column in record.columns.items():
                found.setdefault(name, []).extend(column.spread(record.rows))
    return head, found


@pytest.fixture(scope="module", autouse=True)
def cases(central: Central) -> None:
    mei = central.person("mei")
    mei.do(mei.do(mei.report(), "claim"), "accept")
    mei.report(area=small_city.SOUTH, category="0202")


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("text/html", "application/json"),
        ("application/json", "application/json"),
        (columnar.MEDIA, columnar.MEDIA),
        (f"{columnar.MEDIA}, application/json;q=0.5", columnar.MEDIA),
        (f"{columnar.MEDIA};q=0.1, application/json", "application/json"),
    ],
)
def test_the_form_is_the_one_that_is_accepted(mei: Person, accept: str, form: str) -> None:
    answer = get(mei, Accept=accept)
    assert answer.headers["Content-Type"].partition(";")[0] == form
    assert answer.content[:1] == (b"{" if form == "application/json" else columnar.MAGIC[:1])


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip", "gzip"), ("br, gzip;q=0.5", "gzip"), ("gzip;q=0", None), ("identity", None)],
)
@pytest.mark.parametrize("form", ["application/json", columnar.MEDIA])
def test_is_compressed_where_that_is_accepted(
    mei: Person, form: str, accepted: str, encoding: str | None
) -> None:
    answer = get(mei, **{"Accept": form, "Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    if form == columnar.MEDIA:
        assert columns(answer.content)[0].rows
    else:
        assert answer.json()["cases"]["case_id"]


def test_both_forms_hold_the_same(mei: Person) -> None:
    plain = get(mei).json()
    head, table = columns(get(mei, **PACKED).content)
    assert (head.log_id, head.seq) == (plain["log_id"], plain["seq"])
    assert len(head.units) == len(plain["units"])
    assert set(table) == set(plain["cases"])
    assert table["case_id"] == plain["cases"]["case_id"]
    assert table["updated_at"] == plain["cases"]["updated_at"]
    assert table["title"] == plain["cases"]["title"]
    assert head.rows == len(table["case_id"])


def test_the_packed_form_holds_only_ones_own_scope(central: Central, mei: Person) -> None:
    north = central.person("north")
    _, table = columns(get(north, **PACKED).content)
    assert set(table["area"]) == {small_city.NORTH}
    assert table["case_id"] == get(north).json()["cases"]["case_id"]
    _, everything = columns(get(mei, **PACKED).content)
    assert small_city.SOUTH in everything["area"]
