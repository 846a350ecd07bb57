"""Units for many cases: planned aside, changed by line, sent in a batch that can be stopped."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework import events as ev
from casework.refusal import RefusalCode
from console.actions import Actions
from console.batch import IN_FLIGHT
from console.models.sending.desk import SendDesk
from console.models.sending.proposals import Stage
from console.tokens import load_tokens
from console.views.parts import languages
from console.views.sendmany.dialog import SendMany
from console.views.window import ConsoleWindow
from tests.gui.sending.stand import accept, happen, open_cases, refuse, sent, settle, take
from tests.gui.window.draw import Memory
from tests.support.seat import Seat


@pytest.fixture
def many(at: Seat, qtbot: QtBot) -> Iterator[SendMany]:
    """Nine cases for eight officers and a drone, opened and planned."""
    settle(at, count=8, drones=1)
    open_cases(at, *range(10, 16))
    window, actions = QWidget(), Actions(at.session)
    desk = SendDesk(at.session, actions, window)
    made = SendMany(
        at.session, actions, desk, lambda: np.arange(at.session.board.cases.rows), window
    )
    qtbot.addWidget(window)
    with qtbot.waitSignal(made.planner.planned):
        made.begin()
    yield made
    made.hide()


def units(many: SendMany) -> list[int]:
    return [line.candidate.unit_id for line in many.proposals.lines if line.candidate]


def press_send(many: SendMany, qtbot: QtBot) -> None:
    qtbot.mouseClick(many.send, Qt.MouseButton.LeftButton)


def test_every_case_gets_a_unit_of_its_own_and_the_line_says_why(many: SendMany) -> None:
    assert sorted(units(many)) == list(range(1, 10))
    assert "9 of 9 cases get a unit" in many.said.text()
    why = many.table.item(0, 3).text()
    assert "its own area" in why
    assert "5 m/s" in many.table.item(0, 3).toolTip() or "15 m/s" in many.table.item(0, 3).toolTip()


def test_what_is_accepted_is_sent_a_few_at_a_time(at: Seat, many: SendMany, qtbot: QtBot) -> None:
    many.table.setCurrentCell(0, 0)
    qtbot.keyClick(many.table, Qt.Key.Key_Space)  # this one not
    left_out = many.proposals.lines[0].wanted.case_id
    press_send(many, qtbot)
    assert len(sent(at)) == IN_FLIGHT
    done = 0
    while done < 8:
        with qtbot.waitSignal(many.batch.moved):
            accept(at, at.outbox.sent[done])
        done += 1
        qtbot.waitUntil(lambda n=done: len(sent(at)) == min(8, n + IN_FLIGHT))
    assert left_out not in [case for case, _unit, _busy in sent(at)]
    assert not any(busy for _case, _unit, busy in sent(at))
    qtbot.waitUntil(lambda: "8 sent" in many.said.text())
    assert many.table.item(1, 3).text() == "✓ sent"


def test_stopping_sends_no_more_and_the_rest_can_go_later(
    at: Seat, many: SendMany, qtbot: QtBot
) -> None:
    press_send(many, qtbot)
    qtbot.mouseClick(many.leave, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(many.batch.finished):
        for order in at.outbox.sent[:IN_FLIGHT]:
            accept(at, order)
    assert len(sent(at)) == IN_FLIGHT
    stages = [line.stage for line in many.proposals.lines]
    assert (stages.count(Stage.SENT), stages.count(Stage.PROPOSED)) == (4, 5)
    press_send(many, qtbot)
    assert len(sent(at)) == 2 * IN_FLIGHT


def test_a_refused_line_says_why_and_proposes_another_to_be_accepted(
    at: Seat, many: SendMany, qtbot: QtBot
) -> None:
    settle(at, count=12, drones=0)
    press_send(many, qtbot)
    with qtbot.waitSignal(many.batch.moved):
        refuse(at, at.outbox.sent[0], unit="1", other="99")
    line = many.proposals.lines[0]
    assert "busy" in line.note
    assert "please accept" in line.note
    assert line.candidate is not None
    assert line.candidate.unit_id not in [o.command.unit for o in at.outbox.sent]  # type: ignore[union-attr]
    assert not line.accepted
    languages.install("zh_CN")
    later = line.note
    languages.install("en")
    assert later
    assert "please accept" not in later
    assert "busy" not in later


def test_a_unit_that_goes_elsewhere_meanwhile_is_replaced_and_it_is_said(
    at: Seat, many: SendMany
) -> None:
    settle(at, count=12, drones=0)
    line = many.proposals.lines[2]
    assert line.candidate is not None
    gone = line.candidate.unit_id
    open_cases(at, 99)
    take(at, gone, 99)
    many._look_again()
    assert f"WG-{gone:03d} has gone to case 99" in line.note
    assert line.candidate is not None
    assert line.candidate.unit_id != gone
    assert not line.accepted
    assert "!" in many.table.item(2, 3).text()
    assert units(many).count(line.candidate.unit_id) == 1


def test_a_case_that_is_closed_or_served_meanwhile_is_not_sent_to(
    at: Seat, many: SendMany, qtbot: QtBot
) -> None:
    closed, served = many.proposals.lines[0], many.proposals.lines[1]
    happen(at, closed.wanted.case_id, ev.CaseClosed("done"))
    assert served.candidate is not None
    open_cases(at, 50)
    other = next(u for u in range(1, 10) if u != served.candidate.unit_id)
    take(at, other, served.wanted.case_id)
    many._look_again()
    assert closed.stage is Stage.OVER
    assert "meanwhile" in served.note
    press_send(many, qtbot)
    cases = [case for case, _unit, _busy in sent(at)]
    assert closed.wanted.case_id not in cases
    assert served.wanted.case_id not in cases


def test_a_note_on_a_case_keeps_its_line_and_sends_the_version_of_now(
    at: Seat, many: SendMany, qtbot: QtBot
) -> None:
    line = many.proposals.lines[0]
    happen(at, line.wanted.case_id, ev.NoteAdded("look at the back door"))
    many._look_again()
    press_send(many, qtbot)
    order = at.outbox.sent[0]
    assert isinstance(order.command, cm.AssignUnit)
    row = at.session.board.cases.row(order.case_id)
    assert order.version == int(at.session.board.cases.column("version")[row])


def test_another_unit_can_be_chosen_for_a_line(many: SendMany, at: Seat, qtbot: QtBot) -> None:
    settle(at, count=12, drones=0)
    many.table.setCurrentCell(1, 0)
    many._offer_others()
    offered = [many.other.itemData(i) for i in range(many.other.count())]
    free = [u for u in offered if u not in units(many)]
    many.other.activated.emit(offered.index(free[0]))
    assert many.proposals.lines[1].candidate is not None
    assert many.proposals.lines[1].candidate.unit_id == free[0]
    assert len(set(units(many))) == len(units(many))


def test_without_enough_units_it_says_who_stays_and_why(at: Seat, qtbot: QtBot) -> None:
    open_cases(at, *range(10, 18))
    window, actions = QWidget(), Actions(at.session)
    desk = SendDesk(at.session, actions, window)
    made = SendMany(
        at.session, actions, desk, lambda: np.arange(at.session.board.cases.rows), window
    )
    qtbot.addWidget(window)
    with qtbot.waitSignal(made.planner.planned):
        made.begin()
    bare = [line for line in made.proposals.lines if line.candidate is None]
    assert len(bare) == 11 - 6
    assert "cases that need them more" in bare[0].note
    assert "5 without anybody" in made.said.text()
    made.hide()


def test_refusals_of_a_version_are_tried_on_the_case_as_it_is(
    at: Seat, many: SendMany, qtbot: QtBot
) -> None:
    press_send(many, qtbot)
    order = at.outbox.sent[0]
    happen(at, order.case_id, ev.NoteAdded("changed"))
    with qtbot.waitSignal(many.batch.moved):
        refuse(at, order, RefusalCode.VERSION)
    line = next(li for li in many.proposals.lines if li.wanted.case_id == order.case_id)
    assert line.wanted.version == order.version + 1
    assert line.stage is Stage.PROPOSED
    assert line.candidate is not None
    assert line.candidate.unit_id == order.command.unit  # type: ignore[union-attr]
    assert "changed while you decided" in line.note
    assert not line.accepted


def test_the_cases_picked_in_the_queue_are_meant_hidden_ones_too(at: Seat, qtbot: QtBot) -> None:
    open_cases(at, 10, 11)
    window = ConsoleWindow(
        at.session, Actions(at.session, at.session), load_tokens("light"), Memory("en")
    )
    qtbot.addWidget(window)
    window.queue.model.picks.add((11, 8))
    with qtbot.waitSignal(window.send_many.planner.planned):
        window.do("send-many")
    cases = {line.wanted.case_id for line in window.send_many.proposals.lines}
    assert cases == {8, 11}
    window.send_many.hide()
    window.close()
