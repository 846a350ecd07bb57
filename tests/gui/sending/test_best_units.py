"""The best units of a case: their reasons, one key for the first, two for a busy one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework import events as ev
from console.batch import Batch
from console.views.bestunits import BestUnits
from tests.gui.sending.stand import accept, happen, place, refuse, sent, take
from tests.support.seat import Seat


def shown(best: BestUnits) -> list[int]:
    return [row.unit for row in best.rows if not row.isHidden()]


def told(best: BestUnits, act: str) -> str:
    """What the person is told when an action is triggered."""
    heard: list[str] = []
    best._actions.told.connect(heard.append)
    best._actions.noted.connect(heard.append)
    best._actions.run(act, 7)
    best._actions.told.disconnect(heard.append)
    best._actions.noted.disconnect(heard.append)
    return " | ".join(heard)


def test_the_best_come_first_with_their_reasons_for_eye_and_ear(best: BestUnits) -> None:
    assert shown(best) == [1, 2, 3, 4]
    first = best.rows[0]
    assert "WG-001" in first.who.text()
    assert "100 m" in first.who.text()
    for said in ("its own area", "trained for it", "position: now"):
        assert said in first.why.text()
    for said in ("its own area", "trained for it", "free", "position: now", "100 m away"):
        assert said in first.accessibleDescription()
    assert "5 m/s" in first.toolTip()
    assert "5 m/s" in first.button.accessibleDescription()


def test_the_key_sends_the_first_and_says_what_was_sent(
    at: Seat, best: BestUnits, qtbot: QtBot
) -> None:
    said = told(best, "send")
    assert sent(at) == [(7, 1, False)]
    assert "Sending WG-001" in said
    with qtbot.waitSignal(best._actions.noted, check_params_cb=lambda t: "has been sent" in t):
        accept(at, at.outbox.sent[-1])


def test_a_unit_on_its_way_is_recommended_to_nobody_else(at: Seat, best: BestUnits) -> None:
    best._actions.run("send", 7)
    best._actions.run("send", 8)
    assert sent(at) == [(7, 1, False), (8, 2, False)]


def test_a_refused_unit_is_free_for_the_next_again(at: Seat, best: BestUnits, qtbot: QtBot) -> None:
    best._actions.run("send", 7)
    with qtbot.waitSignal(best.desk.changed):
        refuse(at, at.outbox.sent[-1], unit="1", other="99")
    best._actions.run("send", 8)
    assert sent(at)[-1] == (8, 1, False)


def test_a_busy_unit_takes_a_second_key_that_names_the_case_it_leaves(
    at: Seat, best: BestUnits
) -> None:
    for unit in range(1, 7):
        take(at, unit, 9)
    best.refresh()
    assert shown(best)[0] == 1
    said = told(best, "send")
    assert sent(at) == []
    assert "Nobody fits: 6 busy" in said
    assert "WG-001" in said
    assert "leave case 9" in said
    assert "Shift+F2" in said
    said = told(best, "redirect")
    assert sent(at) == [(7, 1, True)]
    assert "away from case 9" in said


def test_the_second_key_alone_only_asks(at: Seat, best: BestUnits) -> None:
    take(at, 3, 9)
    assert "leave case 9" in told(best, "redirect")
    assert sent(at) == []


def test_what_was_offered_is_asked_anew_when_the_unit_is_at_another_case_by_now(
    at: Seat, best: BestUnits
) -> None:
    take(at, 3, 8)
    told(best, "redirect")
    happen(at, 8, ev.UnitWithdrawn(3, "not-needed"))
    take(at, 3, 9)
    assert "leave case 9" in told(best, "redirect")
    assert sent(at) == []


def test_why_nobody_fits_is_said_with_counts(at: Seat, best: BestUnits) -> None:
    take(at, 1, 9)
    at.session.clock.follow(at.session.clock.now_ms() + 20 * 60_000, 1.0, at.session.last_heard)
    place(at, {2: 0.5, 6: 0.08}, later_ms=20 * 60_000)
    best.refresh()
    text = best.said.text()
    assert "4 with a position that is too old" in text
    assert "1 too far away" in text
    assert "1 that would not get back on the battery" in text
    assert shown(best) == []


def test_units_that_move_change_places_but_not_under_the_cursor(
    at: Seat, best: BestUnits, qtbot: QtBot
) -> None:
    here = QPointF(5, 5)
    QApplication.sendEvent(best, QEnterEvent(here, here, here))
    place(at, {5: 0.0001}, later_ms=60_000)
    best.refresh()
    assert shown(best) == [1, 2, 3, 4]
    assert "held" in best.said.text()
    QApplication.sendEvent(best, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: shown(best)[0] == 5)


def test_what_is_shown_first_is_what_is_sent_first(at: Seat, best: BestUnits) -> None:
    here = QPointF(5, 5)
    QApplication.sendEvent(best, QEnterEvent(here, here, here))
    best.refresh()
    place(at, {5: 0.0001}, later_ms=60_000)
    best._actions.run("send", 7)
    assert sent(at) == [(7, 1, False)]


def test_a_held_unit_that_became_busy_says_so_and_is_offered_not_sent(
    at: Seat, best: BestUnits, qtbot: QtBot
) -> None:
    here = QPointF(5, 5)
    QApplication.sendEvent(best, QEnterEvent(here, here, here))
    take(at, 1, 9)
    best.refresh()
    assert "at case 9" in best.rows[0].why.text()
    qtbot.mouseClick(best.rows[0].button, Qt.MouseButton.LeftButton)
    assert sent(at) == []
    best._actions.run("send", 7)
    assert sent(at) == [(7, 2, False)]


def test_a_line_sends_its_own_unit(at: Seat, best: BestUnits, qtbot: QtBot) -> None:
    qtbot.mouseClick(best.rows[2].button, Qt.MouseButton.LeftButton)
    assert sent(at) == [(7, 3, False)]


def test_a_closed_case_has_no_list(at: Seat, best: BestUnits) -> None:
    happen(at, 7, ev.CaseClosed("done"))
    case = at.session.board.case(7)
    assert case is not None
    best.show_case(case)
    assert best.isHidden()


@pytest.mark.parametrize("act", ["send", "redirect"])
def test_without_any_unit_the_keys_say_so(act: str, qtbot: QtBot) -> None:
    from console.actions import Actions
    from console.tokens import load_tokens
    from tests.gui.sending.stand import open_cases
    from tests.support.seat import seat

    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    open_cases(made, 7)
    best = BestUnits(made.session, Actions(made.session), load_tokens("light"))
    qtbot.addWidget(best)
    assert "knows no units" in told(best, act)
    made.session.stop()


def test_many_picked_cases_can_be_sent_to_by_the_same_action(at: Seat, best: BestUnits) -> None:
    batch = Batch(at.session, best._actions)
    assert batch.begin("send", (7, 8, 9))
    assert sent(at) == [(7, 1, False), (8, 2, False), (9, 3, False)]
    assert batch.running
