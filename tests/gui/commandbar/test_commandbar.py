"""The command bar: one key away, completion by keyboard, an answer to everything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework import events as ev
from casework.refusal import Refusal, RefusalCode
from casework.unit import Unit
from casework.vocabulary import UnitKind
from console.actions import Actions
from console.commandline.parse import LONGEST
from console.outbox.port import Outcome
from console.tokens import load_tokens
from console.views.commandbar import CommandBar
from tests.support.seat import Seat, officers, reported, seat

Key = Qt.Key


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    made.session._apply([made.envelope(0, officers(3))], [], False)
    for case_id, more in (
        (7, []),
        (8, [ev.CaseAccepted(), ev.CaseFiled(), ev.CaseDispatched("D01")]),
    ):
        events = [reported(), *more]
        made.session._apply([made.envelope(case_id, e) for e in events], [], False)
    yield made
    made.session.stop()


@pytest.fixture
def bar(at: Seat, qtbot: QtBot) -> Iterator[CommandBar]:
    house = QWidget()
    made = CommandBar(at.session, Actions(at.session), load_tokens("light"), house)
    column = QVBoxLayout(house)
    column.addStretch(1)
    column.addWidget(made)
    qtbot.addWidget(house)
    house.resize(1_000, 400)
    with qtbot.waitExposed(house):
        house.show()
    house.activateWindow()
    made.begin()
    yield made
    house.close()


def enter(qtbot: QtBot, bar: CommandBar, line: str) -> None:
    if line.isascii():
        qtbot.keyClicks(bar.field, line)
    else:  # QTest has no keys for Chinese: an input method commits text
        bar.field.insert(line)
    qtbot.keyClick(bar.field, Key.Key_Return)


def test_a_claim_is_one_line(at: Seat, bar: CommandBar, qtbot: QtBot) -> None:
    enter(qtbot, bar, "claim 7")
    assert [(o.case_id, o.command) for o in at.outbox.sent] == [(7, cm.ClaimCase())]
    assert bar.field.text() == ""
    assert bar.answer.text().startswith("…")


def test_assigning_and_reassigning_take_names_as_people_say_them(
    at: Seat, bar: CommandBar, qtbot: QtBot
) -> None:
    enter(qtbot, bar, "assign 7 wg-00002")
    enter(qtbot, bar, "re 8 住建 not-ours 请转")
    assert [o.command for o in at.outbox.sent] == [
        cm.AssignUnit(2),
        cm.ReassignCase("D02", "not-ours", "请转"),
    ]


@pytest.mark.parametrize("sign", ["WG-00002", "wg-00002", "WG-2", "WG-002"])
def test_a_call_sign_is_known_whatever_zeros_are_said(
    at: Seat, bar: CommandBar, qtbot: QtBot, sign: str
) -> None:
    enter(qtbot, bar, f"assign 7 {sign}")
    assert [o.command for o in at.outbox.sent] == [cm.AssignUnit(2)]


def test_a_number_that_two_units_have_is_asked_about(
    at: Seat, bar: CommandBar, qtbot: QtBot
) -> None:
    more = [Unit(9, UnitKind.DRONE, "WG-2", "441900003000")]
    at.session._apply([at.envelope(0, ev.UnitsRegistered(more))], [], False)
    enter(qtbot, bar, "assign 7 WG-02")
    assert at.outbox.sent == []
    assert bar.answer.text().startswith("✕")
    bar.field.clear()
    enter(qtbot, bar, "assign 7 WG-2")
    assert [o.command for o in at.outbox.sent] == [cm.AssignUnit(9)]


def test_a_department_answers_to_what_people_call_it(
    at: Seat, bar: CommandBar, qtbot: QtBot
) -> None:
    enter(qtbot, bar, "re 8 排水 not-ours")
    assert [o.command for o in at.outbox.sent] == [cm.ReassignCase("D02", "not-ours")]


def test_the_next_case_needs_no_number(at: Seat, bar: CommandBar, qtbot: QtBot) -> None:
    enter(qtbot, bar, "next")
    assert len(at.outbox.nexts) == 1


def test_a_line_that_cannot_be_read_says_why_and_stays(
    at: Seat, bar: CommandBar, qtbot: QtBot
) -> None:
    enter(qtbot, bar, "re 8 住建 because")
    assert at.outbox.sent == []
    assert bar.field.text() == "re 8 住建 because"
    assert "because" in bar.answer.text()
    assert bar.answer.text().startswith("✕")
    assert bar.field.cursorPosition() == len("re 8 住建 ")


@pytest.mark.parametrize(
    "rubbish",
    ["claim 7\nclaim 8", "note 7 a\x00b", "x" * 10_000, "note 7 \u202eevil", "\t\x1b[31m"],
)
def test_rubbish_from_the_clipboard_is_told_and_does_nothing(
    at: Seat, bar: CommandBar, qtbot: QtBot, rubbish: str
) -> None:
    bar.field.insert(rubbish)
    qtbot.keyClick(bar.field, Key.Key_Return)
    assert at.outbox.sent == []
    assert bar.answer.text().startswith("✕")
    assert len(rubbish) <= LONGEST or str(LONGEST) in bar.answer.text()


def test_an_action_that_is_not_possible_is_told_beside_the_line(
    at: Seat, bar: CommandBar, qtbot: QtBot
) -> None:
    enter(qtbot, bar, "release 7")
    assert at.outbox.sent == []
    assert bar.answer.text().startswith("!")
    assert bar.answer.property("role") == "amber"


def test_the_answer_of_central_comes_where_the_person_looks(
    at: Seat, bar: CommandBar, qtbot: QtBot
) -> None:
    enter(qtbot, bar, "claim 7")
    no = Refusal(RefusalCode.HELD, "held", verb="claim", holder="seat-2")
    with qtbot.waitSignal(at.session.outcome):
        at.outbox.answer(Outcome(at.outbox.sent[0].command_id, 7, "claim", refusal=no))
    assert bar.answer.text().startswith("✕")
    assert "seat-2" in bar.answer.text()
    enter(qtbot, bar, "claim 8")
    with qtbot.waitSignal(at.session.outcome):
        at.outbox.answer(Outcome(at.outbox.sent[1].command_id, 8, "claim", seqs=(99,)))
    assert bar.answer.text().startswith("✓")


def test_completion_is_taken_with_tab_and_chosen_with_arrows(
    at: Seat, bar: CommandBar, qtbot: QtBot
) -> None:
    qtbot.keyClicks(bar.field, "reas")
    assert bar.completions.isVisible()
    qtbot.keyClick(bar.field, Key.Key_Tab)
    assert bar.field.text() == "reassign "
    qtbot.keyClicks(bar.field, "8 ")
    qtbot.keyClick(bar.field, Key.Key_Down)
    qtbot.keyClick(bar.field, Key.Key_Down)
    qtbot.keyClick(bar.field, Key.Key_Return)
    assert bar.field.text() == "reassign 8 D02 "
    qtbot.keyClick(bar.field, Key.Key_Tab)
    qtbot.keyClick(bar.field, Key.Key_Return)
    assert [o.command for o in at.outbox.sent] == [cm.ReassignCase("D02", "not-ours")]


def test_up_and_down_walk_through_what_was_said(bar: CommandBar, qtbot: QtBot) -> None:
    for line in ("claim 7", "next", "find 垃圾"):
        enter(qtbot, bar, line)
    said = []
    for _ in range(3):
        qtbot.keyClick(bar.field, Key.Key_Up)
        said.append(bar.field.text())
    assert said == ["find 垃圾", "next", "claim 7"]
    qtbot.keyClick(bar.field, Key.Key_Down)
    assert bar.field.text() == "next"


def test_escape_goes_back_step_by_step(bar: CommandBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.field, "cl")
    qtbot.keyClick(bar.field, Key.Key_Escape)
    assert not bar.completions.isVisible()
    assert bar.field.text() == "cl"
    qtbot.keyClick(bar.field, Key.Key_Escape)
    assert bar.field.text() == ""
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar.field, Key.Key_Escape)


def test_help_appears_while_typing(bar: CommandBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.field, "assign ")
    assert "call sign" in bar.answer.text()
    qtbot.keyClicks(bar.field, "7 WG-00001")
    assert bar.answer.text().startswith("⏎")
    assert "WG-00001" in bar.answer.text()


def test_go_and_find_are_for_the_window(bar: CommandBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.go) as went:
        enter(qtbot, bar, "go 东城")
    assert went.args[0].place == "441900003000"
    with qtbot.waitSignal(bar.find_wanted) as found:
        enter(qtbot, bar, "find 垃圾")
    assert found.args == ["垃圾"]


def test_text_from_outside_is_shown_literally(at: Seat, bar: CommandBar, qtbot: QtBot) -> None:
    enter(qtbot, bar, "note 7 <b>{{7*7}}</b>")
    assert "<b>{{7*7}}</b>" in bar.answer.text()
    assert bar.answer.textFormat() is Qt.TextFormat.PlainText
