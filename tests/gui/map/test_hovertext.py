"""What the map says of a case under the cursor: the same clock as its row in the queue."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from casework import events as ev
from casework.instant import from_ms
from casework.vocabulary import Request
from console.map.hovertext import case_lines
from tests.support.seat import NOW_MS, Seat, reported, seat


def hear(qtbot: QtBot, at: Seat, *events: ev.AnyEvent) -> str:
    with qtbot.waitSignal(at.session.changed):
        at.happens(7, *events)
    return case_lines(at.session, 0)[-1]


def test_a_paused_case_and_a_stage_are_said_as_in_the_queue(qtbot: QtBot) -> None:
    at = seat()
    with qtbot.waitSignal(at.session.linked):
        pass
    soon = from_ms(NOW_MS) + timedelta(minutes=9, seconds=50)
    assert hear(qtbot, at, replace(reported(), stage_due=soon)) == "To accept · in 9 min (accept)"
    assert hear(qtbot, at, ev.CaseAccepted()) == "To file · in 59 min"
    last = hear(qtbot, at, ev.RequestApproved(Request.SUSPEND))
    assert last == "Suspended · paused, 59 min left"
    at.session.stop()
