"""Merging a case into another one and back, and finding the way between the two."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework import events as ev
from casework.refusal import Refusal, RefusalCode
from console.catalogue import Need
from tests.gui.casepanel.panel import Desk
from tests.support.seat import reported

ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down


def keys(qtbot: QtBot, *pressed: str | Qt.Key) -> None:
    for one in pressed:
        where = QApplication.focusWidget()
        assert where is not None, "nothing has the focus"
        if isinstance(one, Qt.Key):
            qtbot.keyClick(where, one)
        else:
            qtbot.keyClicks(where, one)


@pytest.fixture
def street(here: Desk) -> Desk:
    """Besides 7 and 8 at one place: 20 some steps away, 21 of another type, 30 far off."""
    here.hear(20, replace(reported("next door"), lon=113.7805))
    here.hear(21, replace(reported("a hole"), category="20501"))
    here.hear(30, replace(reported("far"), lon=113.9))
    return here


def test_open_cases_of_the_same_type_near_by_are_offered_nearest_first(
    qtbot: QtBot, street: Desk
) -> None:
    street.hear(22, reported("over already"), ev.CaseRejected("not-a-case"))
    street.actions.trigger("merge")
    field = street.form.fields.field(Need.INTO)
    assert [e.code for e in field.matching("")] == ["8", "20"]  # type: ignore[attr-defined]
    keys(qtbot, DOWN, DOWN, ENTER, "same", ENTER)
    assert street.order.command == cm.MergeCase(20, "same-matter", "")
    assert street.order.version == 4


def test_any_open_case_is_chosen_by_its_number(qtbot: QtBot, street: Desk) -> None:
    street.actions.trigger("merge")
    keys(qtbot, "30", ENTER, "same", ENTER)
    assert street.order.command == cm.MergeCase(30, "same-matter", "")


@pytest.mark.parametrize("number", ["7", "777", "0"])
def test_neither_itself_nor_a_case_that_is_not_there_is_taken(
    qtbot: QtBot, street: Desk, number: str
) -> None:
    street.actions.trigger("merge")
    keys(qtbot, number, ENTER)
    assert street.at.outbox.sent == []
    assert "type its number" in street.form.news()


def test_a_number_means_the_case_and_not_a_title_that_holds_it(qtbot: QtBot, street: Desk) -> None:
    street.hear(9, reported("crossing 30"))
    street.actions.trigger("merge")
    keys(qtbot, "30", ENTER)
    assert street.form.draft().into == 30


def test_a_case_near_by_is_found_by_a_word_of_its_title(qtbot: QtBot, street: Desk) -> None:
    street.actions.trigger("merge")
    keys(qtbot, "DOOR", ENTER)
    assert street.form.draft().into == 20


def test_a_refused_merge_says_why_and_keeps_what_was_said(qtbot: QtBot, street: Desk) -> None:
    street.actions.trigger("merge")
    keys(qtbot, "30", ENTER, "same", ENTER)
    no = Refusal(RefusalCode.CANNOT_MERGE, "", verb="merge", params={"value": "30"})
    street.refuse(no)
    assert "cannot be merged into case 30" in street.panel.notice.text()
    street.actions.trigger("merge")
    assert street.form.draft().into == 30


def test_a_merged_case_leads_to_where_it_goes_on_and_back(street: Desk) -> None:
    links = street.panel.page.links
    assert links.isHidden()
    street.hear(7, ev.CaseMerged(8, "same-matter"))
    street.hear(8, ev.DuplicateAdded(7))
    assert [b.text() for b in links.buttons] == ["Case 8"]
    links.buttons[0].click()
    assert street.at.session.selected_case == 8
    assert [b.text() for b in links.buttons] == ["Case 7"]
    links.buttons[0].click()
    assert street.at.session.selected_case == 7


def test_a_case_that_this_seat_does_not_see_is_named_and_not_offered(street: Desk) -> None:
    street.hear(7, ev.DuplicateAdded(999))
    (button,) = street.panel.page.links.buttons
    assert button.text() == "Case 999"
    assert not button.isEnabled()
    assert "not on the board" in button.toolTip()


def test_a_merge_is_undone_with_a_word_why(qtbot: QtBot, street: Desk) -> None:
    assert not street.actions.availability("unmerge", 7).ok
    street.hear(7, ev.CaseMerged(8, "same-matter"))
    assert not street.actions.availability("merge", 7).ok
    street.actions.trigger("unmerge")
    keys(qtbot, "two holes after all", ENTER)
    assert street.order.command == cm.UnmergeCase("two holes after all")
    street.hear(7, ev.CaseUnmerged(8))
    assert street.panel.page.links.isHidden()
