"""Similar cases beside the selected one: why they are alike, and what is done about them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework import events as ev
from casework.instant import from_ms
from casework.vocabulary import PlaceDoubt
from tests.gui.casepanel.panel import Desk
from tests.support.seat import NOW_MS, reported

HOUR = 3_600_000
ENTER = Qt.Key.Key_Return


def a_report(
    title: str, *, east_m: float = 0.0, hours: float = 0.0, **more: object
) -> ev.CaseReported:
    """Some metres east of case 7 and some hours after it."""
    at = from_ms(NOW_MS + int(hours * HOUR))
    return replace(reported(title), lon=113.78 + east_m / 102_500, reported_at=at, **more)


@pytest.fixture
def street(here: Desk) -> Desk:
    """Around case 7 (占道经营): 20 likest, 21 of another type, 22 too far, 23 too late."""
    here.hear(20, a_report("占道经营", east_m=12, hours=-2))
    here.hear(21, a_report("水管爆裂", east_m=5, hours=1, category="20501"))
    here.hear(22, a_report("占道经营", east_m=60))
    here.hear(23, a_report("占道经营", hours=25))
    here.panel.page.similar.refresh()
    return here


def keys(qtbot: QtBot, *pressed: str | Qt.Key) -> None:
    for one in pressed:
        where = QApplication.focusWidget()
        assert where is not None, "nothing has the focus"
        if isinstance(one, Qt.Key):
            qtbot.keyClick(where, one)
        else:
            qtbot.keyClicks(where, one)


def test_what_is_near_in_place_time_and_type_is_listed_with_its_reasons(street: Desk) -> None:
    similar = street.panel.page.similar
    assert [s.case_id for s in similar.found()] == [20, 8]
    what, why = similar.texts()[0]
    assert "No. 20" in what
    assert "占道经营" in what
    for reason in ("12 m away", "reported 2 h 00 min earlier", "same type", "100 % alike"):
        assert reason in why
    assert f"{similar.found()[0].score} of 100" in why


def test_the_list_follows_the_selection_by_itself(qtbot: QtBot, street: Desk) -> None:
    similar = street.panel.page.similar
    with qtbot.waitSignal(similar.shown, check_params_cb=lambda n: n == 0):
        street.select(21)
    with qtbot.waitSignal(similar.shown, check_params_cb=lambda n: n > 0):
        street.select(20)
    assert 7 in [s.case_id for s in similar.found()]


def test_until_the_answer_nothing_is_said_of_the_case_before_and_nothing_moves(
    qtbot: QtBot, street: Desk
) -> None:
    similar = street.panel.page.similar
    qtbot.waitUntil(lambda: similar.row(1).height() > 0)
    before = [similar.row(at).geometry() for at in range(2)]
    told = similar.texts()
    street.select(20)
    assert similar.texts() == [("", ""), ("", "")]
    assert similar.row(0).what.accessibleName() == ""
    assert not similar.row(0).merge.isEnabled()
    QApplication.processEvents()
    assert [similar.row(at).geometry() for at in range(2)] == before
    with qtbot.waitSignal(similar.shown, check_params_cb=lambda n: n > 0):
        street.select(7)
    assert similar.texts() == told
    assert similar.row(0).merge.isEnabled()


def test_a_report_that_comes_while_i_look_is_found_too(qtbot: QtBot, street: Desk) -> None:
    similar = street.panel.page.similar
    with qtbot.waitSignal(similar.shown, check_params_cb=lambda n: n == 3):
        street.hear(24, a_report("占道经营", east_m=3))
    assert 24 in [s.case_id for s in similar.found()]


def test_merging_begins_with_the_other_case_filled_in(qtbot: QtBot, street: Desk) -> None:
    street.panel.page.similar.row(0).merge.click()
    assert street.form.draft().into == 20
    keys(qtbot, "same", ENTER)
    assert street.order.command == cm.MergeCase(20, "same-matter", "")


def test_what_is_no_duplicate_is_said_once_and_is_gone_from_the_list(
    qtbot: QtBot, street: Desk
) -> None:
    similar = street.panel.page.similar
    similar.row(0).part.click()
    street.form.submit()
    assert street.order.command == cm.DenyDuplicate(20, "")
    with qtbot.waitSignal(similar.shown, check_params_cb=lambda n: n == 1):
        street.hear(7, ev.DuplicateDenied(20))
    assert [s.case_id for s in similar.found()] == [8]
    assert "Told apart from this one: 20" in similar.note()
    street.actions.trigger("undistinct")
    field = street.form.fields.field(street.form.action.needs[0])
    assert [e.code for e in field.matching("")] == ["20"]  # type: ignore[attr-defined]


def test_opening_one_goes_there(street: Desk) -> None:
    street.panel.page.similar.row(0).open.click()
    assert street.at.session.selected_case == 20


def test_a_place_that_is_not_known_is_near_to_nothing(street: Desk) -> None:
    nowhere = a_report("占道经营", doubt=PlaceDoubt.NULL_ISLAND)
    street.hear(30, nowhere)
    street.select(30)
    street.panel.page.similar.refresh()
    assert street.panel.page.similar.found() == []
    assert "place is not known" in street.panel.page.similar.note()


def test_nothing_alike_is_said(street: Desk) -> None:
    street.select(22)
    street.at.session.board.cases.column("category")[:] = 0
    street.at.session.board.cases.title[:] = ["x"] * street.at.session.board.cases.rows
    street.hear(22, ev.NoteAdded("x"))
    street.panel.page.similar.refresh()
    assert "None within 50 m and 24 h" in street.panel.page.similar.note()


def test_a_title_with_marks_is_shown_letter_by_letter(street: Desk) -> None:
    street.hear(25, a_report("<b>占道</b>\n经营", east_m=1))
    street.panel.page.similar.refresh()
    assert any("<b>占道</b> 经营" in what for what, _why in street.panel.page.similar.texts())
