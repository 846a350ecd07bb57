"""An alert acknowledged at one seat, through a real central: the other one sees who took it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.support.consoles import SLOW_MS, City, Console

pytestmark = pytest.mark.e2e


def waiting(at: Console) -> int:
    return sum(at.window.alerts.alerting.alerts.groups.fresh)


def who(at: Console) -> str:
    line = at.window.alerts.view.model.line(0)
    return line.who if line else ""


def test_who_acknowledges_first_has_it_and_both_seats_say_so(
    qtbot: QtBot, city: City, console: Callable[[str], Console]
) -> None:
    mei, li = console("mei"), console("li")
    city.mei.report(title="积水", channel="sensor")
    for one in (mei, li):
        qtbot.waitUntil(lambda o=one: waiting(o) == 1, timeout=SLOW_MS)
        one.window.alerts.alerting.tick()
        one.window.do("alerts")
        one.window.do("alert-next")
    mei.window.alerts.view.note.setText("已派人")
    mei.window.do("alert-ack")
    qtbot.waitUntil(lambda: waiting(li) == 0, timeout=SLOW_MS)
    qtbot.waitUntil(lambda: who(li) == "mei", timeout=SLOW_MS)
    qtbot.waitUntil(lambda: who(mei) == "you", timeout=SLOW_MS)
    key = next(iter(li.session.desk.duty.alerts))
    assert li.session.desk.seen(key).text == "已派人"  # type: ignore[union-attr]
    with qtbot.waitSignal(li.session.outcome, timeout=SLOW_MS) as told:
        li.session.acknowledge_alert(key, case_id=int(key.split(":")[1]))
    assert told.args[0].refusal.params["by"] == "mei"
    late = console("li")
    qtbot.waitUntil(lambda: len(late.window.alerts.alerting.alerts.groups) == 1, timeout=SLOW_MS)
    assert waiting(late) == 0
