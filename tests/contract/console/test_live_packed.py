"""The live feed takes the packed snapshot, whole or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from casework import columnar
from casework.columnar import MAGIC, End, Head
from casework.packing import framed, pack
from casework.unit import Fixes
from console.feeds.live import LiveFeed
from console.feeds.port import Link, Picture, Trouble
from tests.contract.console.ear import Heard
from tests.contract.console.fake_central import (
    LOG_ID,
    NOW,
    Answer,
    FakeCentral,
    case,
    snapshot,
)

THERE = tuple(case(n, department="D1", units={3: "en_route"}) for n in range(1, 40))
HEAD = framed(Head(LOG_ID, 41, NOW, 1.0, len(THERE), [], Fixes([], [], [], [])))
BODY = MAGIC + HEAD + framed(pack(THERE)) + framed(End(len(THERE)))


def packed(body: bytes, **more: Any) -> Answer:
    return Answer(body=body, kind=columnar.MEDIA, **more)


def in_trouble(item: Any) -> bool:
    return isinstance(item, Link) and item.trouble is not Trouble.NONE


def test_the_packed_form_is_asked_for_and_fills_the_board(
    central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    central.answers["/v1/snapshot"] = [packed(BODY)]
    feed.start(heard)
    board = heard.first(Picture).board
    assert (board.head, board.cases.rows, board.case(7)) == (41, len(THERE), THERE[6])
    [asked] = central.asked_for("/v1/snapshot")
    assert asked.headers["Accept"].startswith(columnar.MEDIA)
    # both are on this machine
    assert asked.headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("answer", "trouble", "told"),
    [
        (packed(BODY[:-1]), "cut", "ends before its last record"),
        (packed(BODY[: len(MAGIC + HEAD)]), "cut", "ends before its last record"),
        (packed(b""), "cut", "ends before its last record"),
        (packed(BODY, short=20), "cut", "IncompleteRead"),
        (packed(b"<html>router</html>"), "not-central", "does not begin with"),
        (packed(BODY[:200] + b"?" + BODY[201:]), "not-central", "checksum"),
        (packed(MAGIC + HEAD + framed(End(0))), "not-central", "39 cases were announced"),
        (
            packed(MAGIC + HEAD + framed(pack((*THERE[1:], THERE[1]))) + framed(End(39))),
            "not-central",
            "an id is there twice",
        ),
        (packed(BODY, headers={"Content-Encoding": "gzip"}), "not-central", "gzip"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_cut_or_damaged_body_is_named_and_taken_again(
    answer: Answer, trouble: str, told: str, central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    central.answers["/v1/snapshot"] = [answer, packed(BODY)]
    feed.start(heard)
    link = heard.until(in_trouble)
    assert link.trouble == trouble
    assert told in link.detail
    assert heard.first(Picture).board.cases.rows == len(THERE)
    assert len(heard.all(Picture)) == 1
    assert len(central.asked_for("/v1/snapshot")) == 2


def test_a_central_that_knows_json_only_is_understood(
    central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    central.answers["/v1/snapshot"] = [Answer(body=snapshot(41, THERE))]
    feed.start(heard)
    assert heard.first(Picture).board.case(7) == THERE[6]
