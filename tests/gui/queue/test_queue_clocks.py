"""What the queue says of clocks: the deadline that comes first, clocks that stand still, levels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from casework import events as ev
from casework.instant import from_ms
from casework.vocabulary import Level, Request
from console.models.queue import QueueModel
from console.models.sortkeys import By
from console.tokens import load_tokens
from console.views.queue import QueueView
from tests.support.seat import NOW_MS, Seat, reported, seat

NOW = from_ms(NOW_MS)
SUSPEND = (
    ev.CaseAccepted(),
    ev.CaseFiled(),
    ev.CaseDispatched("D01"),
    ev.StepRequested(Request.SUSPEND, "waits-for-law"),
    ev.RequestApproved(Request.SUSPEND),
)
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    yield made
    made.session.stop()


def hear(at: Seat, case_id: int, *events: ev.AnyEvent) -> None:
    at.session._apply([at.envelope(case_id, e) for e in events], [], False)


def said(model: QueueModel, case_id: int, by: By, role: int = Qt.ItemDataRole.DisplayRole) -> str:
    return str(model.index(model.position_of(case_id), by).data(role))


def test_a_suspended_case_says_that_its_clock_stands_still_and_what_is_left(at: Seat) -> None:
    hear(at, 1, reported(), *SUSPEND)
    model = QueueModel(at.session)
    assert said(model, 1, By.CLOCK) == "paused, 59 min left"
    assert "stands still since" in said(model, 1, By.CLOCK, SPOKEN)
    assert model.counts.overdue == 0


def test_a_suspended_case_without_a_limit_is_paused_all_the_same(at: Seat) -> None:
    hear(at, 1, replace(reported(), due_at=None), *SUSPEND)
    assert said(QueueModel(at.session), 1, By.CLOCK) == "paused"


def test_a_case_suspended_too_late_keeps_that_in_sight_and_is_not_counted_as_overdue(
    at: Seat,
) -> None:
    hear(at, 1, reported(due_ms=NOW_MS - 600_000), *SUSPEND)
    model = QueueModel(at.session)
    assert said(model, 1, By.CLOCK) == "paused, overdue 10 min"
    assert model.counts.overdue == 0


def test_clocks_that_stand_still_come_after_all_that_run(at: Seat) -> None:
    hear(at, 1, reported(priority=1, due_ms=NOW_MS + 60_000), *SUSPEND)
    hear(at, 2, reported(priority=4, due_ms=NOW_MS + 900_000))
    hear(at, 3, reported(priority=1, due_ms=NOW_MS + 30_000), *SUSPEND)
    hear(at, 4, replace(reported(priority=4), due_at=None))
    assert [QueueModel(at.session).case_at(p) for p in range(4)] == [2, 4, 3, 1]


def test_the_first_deadline_that_counts_is_shown_and_named(at: Seat) -> None:
    soon = replace(reported(), stage_due=NOW + timedelta(minutes=9, seconds=59))
    hear(at, 1, soon)
    model = QueueModel(at.session)
    assert said(model, 1, By.CLOCK) == "in 9 min (accept)"
    assert "accept due 2023-11-15 06:23:19" in said(model, 1, By.CLOCK, SPOKEN)
    assert "accept due" in said(model, 1, By.CLOCK, Qt.ItemDataRole.ToolTipRole)
    hear(at, 1, ev.CaseAccepted())
    assert said(model, 1, By.CLOCK) == "in 59 min"
    assert "disposal due" in said(model, 1, By.CLOCK, SPOKEN)


def test_an_emergency_shows_contact_then_arrival_then_its_own_limit(at: Seat) -> None:
    urgent = replace(
        reported(priority=1, due_ms=NOW_MS + 7_200_000),
        contact_due=NOW + timedelta(minutes=30),
        arrival_due=NOW + timedelta(minutes=60),
    )
    hear(at, 1, urgent)
    model = QueueModel(at.session)
    assert said(model, 1, By.CLOCK) == "in 29 min (contact)"
    hear(at, 1, ev.ReporterContacted())
    assert said(model, 1, By.CLOCK) == "in 59 min (arrival)"


def test_a_stage_that_breaches_counts_as_overdue(at: Seat) -> None:
    hear(at, 1, replace(reported(), stage_due=NOW - timedelta(minutes=5)))
    model = QueueModel(at.session)
    assert said(model, 1, By.CLOCK) == "overdue 5 min (accept)"
    assert model.counts.overdue == 1


def test_who_alone_decides_and_how_often_it_was_sent_on_is_said(at: Seat) -> None:
    hear(at, 1, reported())
    model = QueueModel(at.session)
    assert said(model, 1, By.STATE, SPOKEN) == "State: To accept"
    hear(at, 1, ev.CaseReassigned("D01", "D02", "not-ours", 3), ev.CaseEscalated(Level.CITY))
    assert said(model, 1, By.STATE, SPOKEN) == (
        "State: To handle (may only be decided by: city, sent on 3 ×)"
    )


def pixels(view: QueueView, case_id: int, by: By) -> QImage:
    """One cell without its colours."""
    box: QRect = view.table.visualRect(view.model.index(view.model.position_of(case_id), by))
    return (
        view.table.viewport().grab(box).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    )


def test_pause_and_level_are_shapes_in_the_row_not_colours(at: Seat, qtbot: QtBot) -> None:
    hear(at, 1, reported(), *SUSPEND[:3])
    hear(at, 2, reported(), *SUSPEND[:3])
    view = QueueView(at.session, load_tokens("light"))
    qtbot.addWidget(view)
    view.resize(1_200, 300)
    with qtbot.waitExposed(view):
        view.show()
    sign = QRect(0, 0, 20, 20)
    assert pixels(view, 1, By.STATE) == pixels(view, 2, By.STATE)
    hear(at, 1, ev.CaseEscalated(Level.CITY))
    assert pixels(view, 1, By.STATE) != pixels(view, 2, By.STATE)
    hear(at, 1, *SUSPEND[3:])
    assert pixels(view, 1, By.CLOCK).copy(sign) != pixels(view, 2, By.CLOCK).copy(sign)
