"""An alert acknowledged at one seat, through a real central: the other one sees who took it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.actions import Actions
from console.tokens import load_tokens
from console.views.window import ConsoleWindow
from tests.gui.test_session_central import SLOW_MS, City, Desk
from tests.gui.window.draw import Memory

pytestmark = pytest.mark.e2e


class Seat(Desk):
    """Somebody's session with the window over it."""

    def __init__(self, qtbot: QtBot, url: str, actor: str) -> None:
        super().__init__(qtbot, url, actor)
        actions = Actions(self.session, self.session)
        self.window = ConsoleWindow(self.session, actions, load_tokens("light"), Memory("en"))
        qtbot.addWidget(self.window)
        self.alerts = self.window.alerts
        self.window.show()

    def waiting(self) -> int:
        return sum(self.alerts.alerting.alerts.groups.fresh)

    def who(self) -> str:
        line = self.alerts.view.model.line(0)
        return line.who if line else ""


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    yield made
    made.central.stop()


@pytest.fixture
def seat(qtbot: QtBot, city: City) -> Iterator[Callable[[str], Seat]]:
    made: list[Seat] = []

    def begin(actor: str) -> Seat:
        made.append(Seat(qtbot, city.url, actor))
        return made[-1]

    yield begin
    for one in made:
        one.window.close()
        one.stop()


def test_who_acknowledges_first_has_it_and_both_seats_say_so(
    qtbot: QtBot, city: City, seat: Callable[[str], Seat]
) -> None:
    mei, li = seat("mei"), seat("li")
    city.mei.report(title="积水", channel="sensor")
    for one in (mei, li):
        qtbot.waitUntil(lambda o=one: o.waiting() == 1, timeout=SLOW_MS)
        one.alerts.alerting.tick()
        one.window.do("alerts")
        one.window.do("alert-next")
    mei.alerts.view.note.setText("已派人")
    mei.window.do("alert-ack")
    qtbot.waitUntil(lambda: li.waiting() == 0, timeout=SLOW_MS)
    qtbot.waitUntil(lambda: li.who() == "mei", timeout=SLOW_MS)
    qtbot.waitUntil(lambda: mei.who() == "you", timeout=SLOW_MS)
    key = next(iter(li.session.desk.duty.alerts))
    assert li.session.desk.seen(key).text == "已派人"  # type: ignore[union-attr]
    with qtbot.waitSignal(li.session.outcome, timeout=SLOW_MS) as told:
        li.session.acknowledge_alert(key, case_id=int(key.split(":")[1]))
    assert told.args[0].refusal.params["by"] == "mei"
    late = seat("li")
    qtbot.waitUntil(lambda: len(late.alerts.alerting.alerts.groups) == 1, timeout=SLOW_MS)
    assert late.waiting() == 0
