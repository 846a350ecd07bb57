"""The outbox pane: what waits, in its order, and what can be decided about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework.refusal import Refusal, RefusalCode
from console.actions import Actions
from console.feeds.port import Link, LinkState, Picture, Trouble
from console.models.outgoing import Column
from console.outbox.letter import Letter, Stage, letter_of, next_letter
from console.outbox.port import Outgoing
from console.tokens import load_tokens
from console.views.banner import LinkBanner
from console.views.commandbar import CommandBar
from console.views.outbox import OutboxView
from console.views.parts.outboxcorner import OutboxCorner
from tests.support.seat import Seat, reported, seat

GIVEN = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)


def letter(number: int, case_id: int = 7, **more: object) -> Letter:
    order = cm.Order(f"command-{number}", case_id, 3, cm.AddNote("called <b>back</b>"))
    return replace(letter_of(order), number=number, given_at=GIVEN, **more)


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    with qtbot.waitSignal(made.session.changed):
        made.happens(7, reported())
    yield made
    made.session.stop()


@pytest.fixture
def view(qtbot: QtBot, at: Seat) -> OutboxView:
    made = OutboxView(at.session, load_tokens("light"))
    qtbot.addWidget(made)
    made.resize(900, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def told(qtbot: QtBot, at: Seat, *letters: Letter, **more: object) -> None:
    with qtbot.waitSignal(at.session.outgoing_changed):
        at.outbox.answer(Outgoing(letters, **more))  # type: ignore[arg-type]


def row(view: OutboxView, number: int) -> list[str]:
    return [str(view.model.data(view.model.index(number, c))) for c in Column]


def test_every_command_has_its_order_case_action_time_and_state(
    qtbot: QtBot, at: Seat, view: OutboxView
) -> None:
    done = letter(1, stage=Stage.CONFIRMED)
    told(qtbot, at, done, letter(2), replace(next_letter("n"), number=3, given_at=GIVEN))
    assert row(view, 0) == [
        "2",
        "7",
        "Add a note · called <b>back</b>",
        "◌ Queued",
        "2026-03-01 14:30:00",
        "",
    ]
    assert row(view, 1)[1:3] == ["–", "Take next"]
    assert row(view, 1)[5] == "only queued, nothing is decided yet"
    assert row(view, 2)[3] == "✓ Confirmed"
    assert view.title() == "Outbox (2)"


def test_why_each_came_to_nothing_is_said(qtbot: QtBot, at: Seat, view: OutboxView) -> None:
    no = Refusal(RefusalCode.HELD, "held", verb="note", holder="li")
    told(
        qtbot,
        at,
        letter(1, stage=Stage.REFUSED, refusal=no),
        letter(2, stage=Stage.STOPPED, trouble=Trouble.STOPPED),
        letter(3, stage=Stage.CANCELLED, trouble=Trouble.CANCELLED_LATE),
        letter(4, stage=Stage.HELD, trouble=Trouble.TOO_OLD),
    )
    why = [row(view, n)[5] for n in range(4)]
    assert "central may have forgotten" in why[0]
    assert "the history of the case tells" in why[1]
    assert "earlier command about the same case was refused" in why[2]
    assert "held by li" in why[3]


def test_delete_calls_one_off_and_enter_shows_its_case(
    qtbot: QtBot, at: Seat, view: OutboxView
) -> None:
    told(qtbot, at, letter(1), letter(2, 9))
    view.table.selectRow(0)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert at.session.selected_case == 7
    view.table.selectRow(1)
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert at.outbox.cancelled == ["command-2"]


def test_only_what_is_held_can_be_sent_all_the_same(
    qtbot: QtBot, at: Seat, view: OutboxView
) -> None:
    told(
        qtbot,
        at,
        letter(1),
        letter(2, stage=Stage.HELD, trouble=Trouble.TOO_OLD),
        letter(3, stage=Stage.HELD, trouble=Trouble.OTHER_LOG),
    )
    possible = []
    for number in range(3):
        view.table.selectRow(number)
        possible.append(view.send_button.isEnabled())
    assert possible == [False, True, False]
    view.table.selectRow(1)
    assert "judged anew" in view.foot.text()
    view.send_button.click()
    assert at.outbox.sent_anyway == ["command-2"]


def test_the_same_command_stays_selected_while_others_come_to_an_end(
    qtbot: QtBot, at: Seat, view: OutboxView
) -> None:
    told(qtbot, at, letter(1), letter(2))
    view.table.selectRow(1)
    told(qtbot, at, letter(1, stage=Stage.CONFIRMED), letter(2))
    chosen = view.chosen()
    assert chosen is not None
    assert chosen.command_id == "command-2"
    view.clear_button.click()
    assert at.outbox.forgotten == 1


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        ("second-console", "Another console of yours"),
        ("set-aside", "set aside (over there)"),
        ("disk", "cannot be written (over there)"),
        ("", ""),
    ],
)
def test_what_is_wrong_with_the_keeping_is_said(
    qtbot: QtBot, at: Seat, view: OutboxView, notice: str, said: str
) -> None:
    told(qtbot, at, notice=notice, detail="over there")
    assert said in view.notice.text()
    assert view.notice.isVisible() is bool(notice)


# -- the banner ------------------------------------------------------------------------------------


def test_a_kept_city_is_marked_with_its_age_and_never_shown_as_current(
    qtbot: QtBot, at: Seat
) -> None:
    banner = LinkBanner(at.session, load_tokens("light"))
    qtbot.addWidget(banner)
    known_ms = int(datetime.now(UTC).timestamp() * 1_000) - 25 * 60_000
    with qtbot.waitSignal(at.session.linked):
        at.feed.post(
            Picture(at.session.board, known_ms),
            Link(LinkState.CONNECTING, Trouble.UNREACHABLE, where="http://central"),
        )
    assert "As known at 20" in banner.text()
    assert "25 min old, not the present. Connecting to http://central…" in banner.text()
    with qtbot.waitSignal(at.session.linked):
        at.feed.post(Picture(at.session.board), Link(LinkState.LIVE))
    assert banner.text() == ""


def test_what_waits_is_counted_and_what_is_held_is_said_even_while_live(
    qtbot: QtBot, at: Seat
) -> None:
    Actions(at.session)  # whose keys are named
    banner = LinkBanner(at.session, load_tokens("light"))
    qtbot.addWidget(banner)
    told(qtbot, at, letter(1), letter(2))
    assert banner.text() == ""
    told(qtbot, at, letter(1), letter(2, 9, stage=Stage.HELD, trouble=Trouble.TOO_OLD))
    assert "Outbox: 1 to be decided by you (F9)." in banner.text()
    with qtbot.waitSignal(at.session.linked):
        at.feed.post(Link(LinkState.STALE, Trouble.CUT))
    assert "Outbox: 1 waiting to be sent." in banner.text()


@pytest.mark.parametrize("width", [900, 460, 380, 320])
def test_why_it_waits_is_seen_however_narrow_the_pane_is(
    qtbot: QtBot, at: Seat, view: OutboxView, width: int
) -> None:
    told(qtbot, at, letter(1), away=Trouble.UNREACHABLE)
    view.resize(width, 400)
    table, least = view.table, view.minimumSizeHint().width()
    qtbot.waitUntil(lambda: view.width() == max(width, least))
    shown = [c for c in Column if not table.isColumnHidden(c)]
    assert {Column.CASE, Column.WHAT, Column.STAGE, Column.WHY} <= set(shown)
    right = table.columnViewportPosition(Column.WHY) + table.columnWidth(Column.WHY)
    assert right <= table.viewport().width()
    assert table.columnWidth(Column.WHY) >= 60


def test_a_command_that_only_waits_says_so_where_it_was_given(
    qtbot: QtBot, at: Seat, view: OutboxView
) -> None:
    bar, dock = CommandBar(at.session, Actions(at.session), load_tokens("light")), QDockWidget()
    qtbot.addWidget(bar)
    qtbot.addWidget(dock)
    OutboxCorner(at.session, view, dock, bar)
    old = letter(1)
    now = replace(
        letter_of(cm.Order("c2", 7, 3, cm.ClaimCase())), number=2, given_at=datetime.now(UTC)
    )
    told(qtbot, at, old, now, away=Trouble.UNREACHABLE)
    qtbot.waitUntil(lambda: "only queued" in bar.answer.text())
    assert "Claim · 7" in bar.answer.text()
    assert "somebody else may be first" in bar.answer.text()
    bar.say("", "soft")
    told(qtbot, at, now, away=Trouble.UNREACHABLE)  # the same once more says nothing anew
    note = replace(letter(3), given_at=datetime.now(UTC))
    told(qtbot, at, now, note, away=Trouble.UNREACHABLE)
    qtbot.waitUntil(lambda: "kept in the outbox" in bar.answer.text())
    with qtbot.waitSignal(at.session.linked):  # central hangs, and no command has found that out
        at.feed.post(Link(LinkState.STALE, Trouble.NONE))
    claim = replace(now, command_id="c4", number=4, given_at=datetime.now(UTC))
    told(qtbot, at, claim)
    qtbot.waitUntil(lambda: "only queued" in bar.answer.text())
