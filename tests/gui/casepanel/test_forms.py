"""Saying what an action needs, without a mouse; what was typed is never lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework import events as ev
from casework.instant import from_ms
from casework.refusal import Refusal, RefusalCode
from casework.vocabulary import CaseState
from console.board.board import Board
from console.catalogue import ACTIONS, Need
from console.feeds.port import Log, Picture, Trouble
from console.outbox.port import Outcome
from console.views.caseforms import Draft
from tests.gui.casepanel.panel import Desk
from tests.support.seat import ME, NOW_MS, reported

ENTER, TAB, ESC, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Down


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found


def keys(qtbot: QtBot, *pressed: str | Qt.Key) -> None:
    """Type texts and press keys, each into whatever has the focus by then."""
    for one in pressed:
        if isinstance(one, Qt.Key):
            qtbot.keyClick(focused(), one)
        else:
            qtbot.keyClicks(focused(), one)


def test_a_case_is_reassigned_by_typing_department_and_reason(qtbot: QtBot, here: Desk) -> None:
    here.actions.trigger("reassign")
    keys(qtbot, "hous", ENTER, "area", ENTER)
    assert here.order.command == cm.ReassignCase("D02", "wrong-area", "")
    assert here.order.version == 4
    assert here.panel.desk.form is None


def test_a_department_is_found_by_its_code_and_by_its_chinese_name(
    qtbot: QtBot, here: Desk
) -> None:
    for typed in ("d02", "Housing", "住建"):
        here.actions.trigger("reassign")
        QApplication.sendEvent(focused(), QInputMethodEvent("", []))
        said = QInputMethodEvent()
        said.setCommitString(typed)
        QApplication.sendEvent(focused(), said)
        keys(qtbot, ENTER)
        assert here.form.draft().department == "D02"
        here.panel.desk.drafts.keep(Draft("reassign", 7), still_open=False)
        here.panel.desk.form = None


def test_the_department_that_has_the_case_is_not_offered(qtbot: QtBot, here: Desk) -> None:
    here.actions.trigger("reassign")
    keys(qtbot, "d01", ENTER)
    assert here.form.draft().department == ""
    assert "Choose a department" in here.form.news()


def test_the_arrows_walk_through_the_list(qtbot: QtBot, here: Desk) -> None:
    here.actions.trigger("close")
    keys(qtbot, DOWN, ENTER)
    assert isinstance(here.order.command, cm.CloseCase)
    assert here.order.command.reason == "on-the-spot"


def test_a_case_not_verified_offers_short_closings_only(qtbot: QtBot, here: Desk) -> None:
    here.actions.trigger("close")
    keys(qtbot, "done", ENTER)
    assert here.at.outbox.sent == []
    assert "Choose a reason" in here.form.news()


def test_a_note_is_written_and_sent_with_enter(qtbot: QtBot, here: Desk) -> None:
    here.actions.trigger("note")
    qtbot.keyClicks(focused(), "first")
    qtbot.keyClick(focused(), ENTER, Qt.KeyboardModifier.ShiftModifier)
    keys(qtbot, "second", ENTER)
    assert here.order.command == cm.AddNote("first\nsecond")


def test_an_empty_note_is_not_sent(qtbot: QtBot, here: Desk) -> None:
    here.actions.trigger("note")
    keys(qtbot, "   ", ENTER)
    assert here.at.outbox.sent == []
    assert "Write something" in here.form.news()


def test_a_text_that_central_would_refuse_is_not_sent_and_not_cut(here: Desk) -> None:
    here.actions.trigger("note")
    text = here.form.fields.field(Need.TEXT)
    text.setPlainText("x" * 10_003)  # type: ignore[attr-defined]
    here.form.submit()
    assert "3 characters too long" in here.form.news()
    assert len(here.form.draft().text) == 10_003


def test_verification_has_to_be_said(qtbot: QtBot, here: Desk) -> None:
    here.hear(7, ev.FeedbackGiven("cleared"))
    here.actions.trigger("verify")
    keys(qtbot, ENTER)
    assert "passed" in here.form.news()
    keys(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Space, ENTER)
    assert here.order.command == cm.VerifyCase(False, "")


def test_the_nearest_free_unit_is_offered_first(qtbot: QtBot, here: Desk) -> None:
    here.actions.trigger("assign")
    keys(qtbot, DOWN, ENTER)
    assert here.order.command == cm.AssignUnit(2)


def test_the_selected_unit_is_sent_with_one_key(qtbot: QtBot, here: Desk) -> None:
    here.at.session.select_unit(3)
    here.actions.trigger("assign")
    keys(qtbot, ENTER)
    assert here.order.command == cm.AssignUnit(3)


def test_a_busy_unit_is_found_by_name_and_has_to_be_meant(qtbot: QtBot, here: Desk) -> None:
    here.hear(8, ev.UnitAssigned(1))
    here.actions.trigger("assign")
    keys(qtbot, "00001", DOWN, ENTER)
    assert isinstance(here.order.command, cm.AssignUnit)
    assert here.order.command == cm.AssignUnit(1, even_if_busy=False)
    here.refuse(Refusal(RefusalCode.UNIT_BUSY, "", verb="assign", params={"unit": "1"}))
    here.actions.trigger("assign")
    assert here.form.fields.busy.isVisible()
    here.form.fields.busy.setChecked(True)
    here.form.submit()
    assert here.order.command == cm.AssignUnit(1, even_if_busy=True)


def test_a_unit_that_vanishes_is_not_sent(qtbot: QtBot, here: Desk) -> None:
    here.at.session.select_unit(2)
    here.actions.trigger("assign")
    board = Board("log-1")
    board.apply([here.at.envelope(7, reported())])
    with qtbot.waitSignal(here.at.session.changed):
        here.at.feed.post(Picture(board))
    keys(qtbot, ENTER)
    assert here.at.outbox.sent == []
    assert "no longer known" in here.form.news()


def test_escape_leaves_the_form_and_keeps_the_draft(qtbot: QtBot, here: Desk) -> None:
    here.actions.trigger("note")
    keys(qtbot, "half a thought", ESC)
    assert here.panel.desk.form is None
    here.actions.trigger("note")
    assert here.form.draft().text == "half a thought"


def test_a_draft_survives_a_change_of_selection(qtbot: QtBot, here: Desk) -> None:
    here.actions.trigger("note")
    keys(qtbot, "for seven")
    here.select(8)
    assert here.panel.desk.form is None
    here.actions.trigger("note")
    assert here.form.draft().text == ""
    here.select(7)
    assert here.form.draft().text == "for seven"
    assert here.form.draft().case_id == 7


def test_a_case_that_changes_under_an_open_form_says_so_and_keeps_the_text(
    qtbot: QtBot, here: Desk
) -> None:
    here.actions.trigger("note")
    keys(qtbot, "typed before")
    here.hear(7, ev.WorkStarted())
    assert "has changed" in here.form.news()
    assert "In work" in here.form.news()
    assert "town: work started" in here.form.news()
    keys(qtbot, ENTER)
    assert here.at.outbox.sent == []
    assert "Enter again" in here.form.news()
    keys(qtbot, ENTER)
    assert here.order.command == cm.AddNote("typed before")
    assert here.order.version == 5


def test_what_i_did_myself_under_an_open_form_needs_no_second_look(
    qtbot: QtBot, here: Desk
) -> None:
    here.actions.trigger("note")
    keys(qtbot, "typed before")
    with qtbot.waitSignal(here.at.session.changed):
        mine = here.at.envelope(7, ev.LeaseRenewed(from_ms(NOW_MS + 900_000)), actor=ME)
        here.at.feed.post(Log((mine,)))
    assert here.form.news() == ""
    keys(qtbot, ENTER)
    assert (here.order.command, here.order.version) == (cm.AddNote("typed before"), 5)


def test_changes_by_others_are_told_one_by_one_and_the_newest_four(
    qtbot: QtBot, here: Desk
) -> None:
    here.actions.trigger("note")
    keys(qtbot, "kept")
    for n in range(6):
        here.hear(7, ev.NoteAdded(f"news {n}"))
    said = here.form.news()
    assert [n for n in range(6) if f"news {n}" in said] == [2, 3, 4, 5]
    assert here.form.draft().text == "kept"


def test_an_action_that_is_no_longer_allowed_is_not_sent(qtbot: QtBot, here: Desk) -> None:
    here.actions.trigger("reassign")
    keys(qtbot, "d02", ENTER, "not-ours")
    here.hear(7, ev.CaseClosed("done"))
    keys(qtbot, ENTER)
    assert here.at.outbox.sent == []
    assert "Closed" in here.form.news()
    assert here.form.draft().department == "D02"


def test_what_was_refused_can_be_sent_again_without_typing_it_again(
    qtbot: QtBot, here: Desk
) -> None:
    here.actions.trigger("note")
    keys(qtbot, "worth keeping", ENTER)
    here.refuse(Refusal(RefusalCode.VERSION, "", verb="note", state=CaseState.WORKING))
    here.panel.notice.retry.emit(here.panel.notice.refused())
    assert here.form.draft().text == "worth keeping"


def test_what_never_arrived_comes_back_as_a_draft(qtbot: QtBot, here: Desk) -> None:
    here.actions.trigger("note")
    keys(qtbot, "lost on the way", ENTER)
    order = here.order
    here.answer(Outcome(order.command_id, 7, "note", trouble=Trouble.NOT_CENTRAL))
    assert "will not be sent again" in here.panel.notice.text()
    here.actions.trigger("note")
    assert here.form.draft().text == "lost on the way"


@pytest.mark.parametrize("action_id", [i for i, a in ACTIONS.items() if a.needs])
def test_every_form_opens_with_the_cursor_in_its_first_field(here: Desk, action_id: str) -> None:
    here.panel.desk.open(action_id, 7)
    assert here.form.fields.isAncestorOf(focused())
    assert here.form.fields.missing() is not None
