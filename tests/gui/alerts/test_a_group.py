"""One act acknowledges a whole group, and what was refused is said."""

from __future__ import annotations

from dataclasses import replace as changed

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.refusal import Refusal, RefusalCode
from casework.vocabulary import Channel
from console.feeds.port import Trouble
from console.models.alertround import IN_FLIGHT
from console.outbox.port import Outcome
from console.views.window import ConsoleWindow
from tests.gui.alerts.coming import comes, listed, told
from tests.support.seat import Seat


def answer(at: Seat, qtbot: QtBot, refuse: frozenset[int] = frozenset(), away: bool = False) -> int:
    """Central answers what has been sent, and what is sent then; returns how many."""
    answered = 0
    while answered < len(at.outbox.sent):
        order = at.outbox.sent[answered]
        case = order.command.case  # type: ignore[union-attr]
        said = Outcome(order.command_id, 0, "alert-acknowledge")
        if case in refuse:
            no = Refusal(RefusalCode.ALERT_TAKEN, "taken", verb="alert-acknowledge")
            said = changed(said, refusal=no)
        elif away:
            said = changed(said, trouble=Trouble.TIMEOUT, final=False)
        with qtbot.waitSignal(at.session.outcome):
            at.outbox.answer(said)
        answered += 1
    return answered


def test_a_group_is_acknowledged_by_one_act_and_what_was_refused_is_said(
    emergency: ConsoleWindow, at: Seat, qtbot: QtBot
) -> None:
    comes(at, *range(100, 150), priority=3, channel=Channel.SENSOR)
    told(emergency)
    emergency.alerts.view.table.selectRow(1)
    emergency.do("alert-ack-group")
    emergency.do("alert-ack-group")  # a second stroke adds nothing
    assert len(at.outbox.sent) == IN_FLIGHT
    assert answer(at, qtbot, refuse=frozenset({103, 140})) == 50
    keys = {order.command.alert for order in at.outbox.sent}  # type: ignore[union-attr]
    assert len(keys) == 50
    said = emergency.command.answer.text()
    for part in ("48 of 50", "Sensor or drone reports, Dongcheng", "2 ×", "colleague"):
        assert part in said, said
    view = emergency.alerts.view
    view.table.selectRow(1)
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    assert [row[0].strip()[:3] for row in listed(emergency) if "✕" in row[3]] == ["103", "140"]


def test_one_alert_within_an_open_group_is_acknowledged_alone(
    emergency: ConsoleWindow, at: Seat, qtbot: QtBot
) -> None:
    comes(at, 100, 101, 102, priority=3, channel=Channel.SENSOR)
    told(emergency)
    view = emergency.alerts.view
    view.table.selectRow(1)
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    view.table.selectRow(3)
    view.one.click()
    assert [o.command.case for o in at.outbox.sent] == [101]  # type: ignore[union-attr]
    answer(at, qtbot)
    assert "101" in emergency.command.answer.text()


def test_while_central_is_away_a_group_does_not_fill_the_outbox(
    emergency: ConsoleWindow, at: Seat, qtbot: QtBot
) -> None:
    comes(at, *range(100, 150), priority=3, channel=Channel.SENSOR)
    told(emergency)
    emergency.alerts.view.table.selectRow(1)
    emergency.do("alert-ack-group")
    assert answer(at, qtbot, away=True) == IN_FLIGHT
    said = emergency.command.answer.text()
    assert f"{IN_FLIGHT} wait in the outbox, {50 - IN_FLIGHT} are still" in said
