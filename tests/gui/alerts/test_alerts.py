"""Alerts at the seat: seen, stepped through, acknowledged for all, muted but never hidden."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from casework import dutycommands as dc
from casework import dutyevents as de
from casework import events as ev
from casework.instant import from_ms
from casework.refusal import Refusal, RefusalCode
from casework.vocabulary import Channel, Post
from console.board.alerts.kinds import Kind, Klass
from console.board.alerts.meter import Load
from console.feeds.port import Link, LinkState, Picture
from console.models.alerting import Alerting
from console.models.alertlines import MOST_ALERTS, lines
from console.models.watch import Alarm
from console.outbox.port import Outcome
from console.tokens import load_tokens
from console.views.alerts.ringing import FILE, Ringer
from console.views.wall.window import WallWindow
from console.views.window import ConsoleWindow
from tests.gui.alerts.coming import comes, listed, told
from tests.support.seat import NOW_MS, Seat, operator, seat
from tools.build_sounds import write

KEY = f"emergency:50:{NOW_MS}"


def seen(at: Seat, key: str, actor: str = "wang", text: str = "") -> None:
    case = int(key.split(":")[1])
    said = de.AlertAcknowledged(key, case, text)
    at.session._apply([at.envelope(0, said, actor=actor)], [], False)


def test_an_emergency_stands_across_the_window_with_kind_place_and_count(
    emergency: ConsoleWindow,
) -> None:
    said = emergency.alerts.strip.text()
    for part in ("critical", "Untaken emergency", "Dongcheng", "×1"):
        assert part in said
    assert listed(emergency)[0] == ("▸ ■ Untaken emergency", "Dongcheng", "1", "")
    assert emergency.places.docks["alerts"].windowTitle() == "Alerts (1)"


def test_the_key_steps_to_the_case_and_the_next_acknowledges_it_by_name(
    emergency: ConsoleWindow, at: Seat
) -> None:
    emergency.do("alert-next")
    assert at.session.selected_case == 50
    assert emergency.alerts.view.chosen().alert.key == KEY  # type: ignore[union-attr]
    emergency.alerts.view.note.setText("  on it ")
    emergency.do("alert-ack")
    assert at.outbox.sent[-1].command == dc.AcknowledgeAlert(KEY, 50, "", "on it")
    assert any("sending…" in row for row in listed(emergency))
    emergency.do("alert-ack")
    assert len(at.outbox.sent) == 1  # once is enough
    assert "on its way already" in emergency.command.answer.text()
    seen(at, KEY, actor="seat-1", text="on it")
    told(emergency)
    assert emergency.alerts.strip.text() == ""
    assert any("you" in who and "on it" in who for *_, who in listed(emergency))


def test_what_a_colleague_took_says_so_here_and_rings_on_the_map_no_longer(
    emergency: ConsoleWindow, at: Seat
) -> None:
    assert emergency.map.extras.alarms.of_case(50)
    seen(at, KEY)
    told(emergency)
    assert emergency.map.extras.alarms.of_case(50) is None
    assert listed(emergency)[0][2:] == ("0 / 1", "wang")


def test_acknowledged_on_the_map_is_acknowledged_for_all(
    emergency: ConsoleWindow, at: Seat
) -> None:
    at.session.select(50)
    emergency.map.extras.acknowledge()
    assert at.outbox.sent[-1].command == dc.AcknowledgeAlert(KEY, 50, "", "")


def test_a_refused_acknowledgement_stays_to_be_done(
    emergency: ConsoleWindow, at: Seat, qtbot: QtBot
) -> None:
    emergency.do("alert-next")
    emergency.do("alert-ack")
    order = at.outbox.sent[-1]
    refused = Refusal(RefusalCode.ALERT_TAKEN, "taken", verb="alert-acknowledge")
    with qtbot.waitSignal(at.session.outcome):
        at.outbox.answer(Outcome(order.command_id, 0, "alert-acknowledge", refusal=refused))
    assert not emergency.alerts.alerting.is_asked(KEY)
    assert listed(emergency)[0][2] == "1"


def test_taking_the_case_ends_the_alert_everywhere(emergency: ConsoleWindow, at: Seat) -> None:
    until = from_ms(NOW_MS + 900_000)
    at.session._apply([at.envelope(50, ev.CaseClaimed("li", until))], [], False)
    told(emergency)
    assert emergency.alerts.strip.text() == ""
    assert listed(emergency) == []


def test_a_flood_is_one_line_with_its_counts_and_what_is_critical_stays_apart(
    emergency: ConsoleWindow, at: Seat
) -> None:
    comes(at, *range(100, 1_100), priority=3, channel=Channel.SENSOR, towns=33)
    told(emergency)
    rows = listed(emergency)
    assert rows[0][0] == "▸ ■ Untaken emergency"
    assert [r[:3] for r in rows[1:]] == [("▸ ○ Sensor or drone reports", "33 places", "1,000")]
    assert "1,001 new alerts in the last minute" in emergency.alerts.view.flood.text()
    assert "Flood: 1,001" in emergency.alerts.strip.text()
    assert emergency.alerts.alerting.rate.load is Load.FLOOD
    assert emergency.alerts.ringer.rung == 1  # the emergency's


def test_another_hour_of_a_replay_begins_without_the_flood_of_the_hour_before(
    emergency: ConsoleWindow, at: Seat, qtbot: QtBot
) -> None:
    comes(at, *range(100, 200), priority=3, channel=Channel.SENSOR, towns=33)
    told(emergency)
    assert emergency.alerts.alerting.rate.rush
    at.feed.post(Link(LinkState.REPLAY, where="a day"))
    with qtbot.waitSignal(at.session.linked):
        pass
    at.feed.post(Picture(at.session.board.copy()))
    with qtbot.waitSignal(at.session.changed):
        pass
    qtbot.waitUntil(lambda: not emergency.alerts.alerting.alerts.behind)
    told(emergency)
    assert emergency.alerts.alerting.rate.total == 0
    assert "Flood" not in emergency.alerts.strip.text()
    assert len(emergency.alerts.alerting.alerts.groups) == 101


def test_an_open_group_lists_so_many_and_says_how_many_more(
    emergency: ConsoleWindow, at: Seat, qtbot: QtBot
) -> None:
    QAbstractItemModelTester(emergency.alerts.view.model)
    comes(at, *range(100, 160), priority=3, channel=Channel.DRONE)
    told(emergency)
    view = emergency.alerts.view
    view.table.selectRow(1)
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    assert view.model.rowCount() == 2 + MOST_ALERTS + 1
    assert listed(emergency)[-1][0].strip() == "… and 10 more"
    view.table.selectRow(4)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert at.session.selected_case == 102
    assert "<b>" in listed(emergency)[4][0]  # as it was written
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    assert view.model.rowCount() == 2


def test_mute_is_seen_has_an_end_and_hides_nothing(emergency: ConsoleWindow, at: Seat) -> None:
    emergency.do("alert-mute")
    assert "muted, 9 min" in emergency.alerts.strip.text()
    assert "✕" in emergency.alerts.view.mute.text()
    rung = emergency.alerts.ringer.rung
    comes(at, 51)
    told(emergency)
    assert emergency.alerts.ringer.rung == rung
    assert "×2" in emergency.alerts.strip.text()
    emergency.do("alert-mute")
    assert "muted" not in emergency.alerts.strip.text()


def test_what_is_critical_cannot_be_put_aside_and_the_rest_says_until_when(
    emergency: ConsoleWindow, at: Seat
) -> None:
    comes(at, 60, priority=3, channel=Channel.SENSOR)
    told(emergency)
    emergency.alerts.view.table.selectRow(0)
    emergency.do("alert-aside")
    assert "cannot be put aside" in emergency.command.answer.text()
    emergency.alerts.view.table.selectRow(1)
    emergency.do("alert-aside")
    assert "aside until" in listed(emergency)[1][3]
    emergency.do("alert-aside")
    assert listed(emergency)[1][3] == ""


def test_nothing_can_be_acknowledged_from_a_seat_that_only_watches(qtbot: QtBot) -> None:
    made = seat(read_only=True)
    with qtbot.waitSignal(made.session.linked):
        pass
    alerting = Alerting(made.session)
    qtbot.waitUntil(lambda: not alerting.alerts.behind)
    comes(made, 50)
    wall = WallWindow(made.session, load_tokens("dark"))
    qtbot.addWidget(wall)
    qtbot.waitUntil(lambda: not wall.alerting.alerts.behind)
    wall.refresh()
    assert "not acknowledged: 1" in wall.alerts.text()
    seen(made, KEY)
    wall.refresh()
    assert wall.alerts.text() == ""
    assert wall.alerts.isHidden()
    made.session.stop()


def test_the_work_of_a_frame_goes_with_what_is_shown(emergency: ConsoleWindow, at: Seat) -> None:
    alerting = emergency.alerts.alerting
    comes(at, *range(1_000, 1_300), priority=3, channel=Channel.SENSOR, towns=300)
    made = lines(alerting, at.session, ())
    assert len(made) == 201
    assert made[-1].what == "… and 101 more groups"
    assert alerting.alerts.groups.fresh[Klass.LOW] == 300
    assert {x.alert for x in made} == {None}


def test_the_sound_is_the_one_our_tool_makes(tmp_path: Path) -> None:
    made = tmp_path / "alert.wav"
    write(made)
    assert made.read_bytes() == FILE.read_bytes()


def test_a_player_that_fails_gives_way_to_the_beep(qtbot: QtBot) -> None:
    for command in (("/bin/false",), ("/nowhere/player",)):
        ringer = Ringer(None, command)
        ringer.ring()
        qtbot.waitUntil(lambda r=ringer: r.beeps == 1)
        ringer.stop()


def test_a_watched_area_alerts_and_is_settled_here(emergency: ConsoleWindow) -> None:
    watch = emergency.maps.watch
    watch._alarms.append(Alarm("river", "unit", 3, NOW_MS))
    watch.changed.emit()
    told(emergency)
    assert listed(emergency)[-1][:2] == ("▸ ○ Watched area entered", "river")
    emergency.alerts.view.table.selectRow(1)
    emergency.do("alert-ack-group")
    told(emergency)
    assert watch.alarms == ()
    assert Kind.AREA not in {g.key.kind for g in emergency.alerts.alerting.alerts.groups.listed()}
    assert np.array_equal(emergency.alerts.alerting.rate.counts, (1, 0, 1))


def test_who_may_not_write_is_told_why(emergency: ConsoleWindow, at: Seat) -> None:
    at.session.actor = operator(Post.WALL)
    emergency.do("alert-next")
    emergency.do("alert-ack")
    assert at.outbox.sent == []
    assert emergency.command.answer.text()
