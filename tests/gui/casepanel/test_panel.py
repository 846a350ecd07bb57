"""The selected case: facts, clock, units, actions, what is under way, history."""

from __future__ import annotations

import pytest
from msgspec import structs
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework import events as ev
from casework.commands import RenewLease
from casework.grid import CellGrid
from casework.instant import from_ms
from casework.refusal import Refusal, RefusalCode
from casework.vocabulary import PlaceDoubt, Step
from console import words
from console.feeds.port import Link, LinkState, Trouble
from console.outbox.port import HistoryAnswer, Outcome
from console.tokens import load_tokens
from console.views.caseforms import Draft
from console.views.history import MOST
from tests.gui.casepanel.panel import Desk, desk
from tests.support.seat import NOW_MS, reported

HOSTILE = (
    "<b>bold</b>",
    "<img src=x onerror=alert(1)>",
    "{{7*7}} {holder} %n %1",
    "\u202eevil\u202c \u05e9\u05dc\u05d5\u05dd",
    "zero\u200bwidth\u200d\ufeff",
    "line\nbreak\ttab",
    "長" * 10_000,
    "x" * 10_000,
)


def test_without_a_selection_the_panel_says_what_to_do(qtbot: QtBot) -> None:
    made = desk(qtbot)
    assert made.panel.page.isHidden()
    made.at.session.stop()


def test_the_facts_are_in_words(here: Desk) -> None:
    here.hear(7, ev.CaseClaimed("li", from_ms(NOW_MS + 10 * 60_000)))
    facts = here.panel.page.facts.texts()
    assert facts["Type"] == "Litter · Looks"
    assert facts["Place"] == "Dongcheng"
    assert facts["Department"] == "Urban Management"
    assert facts["Holder"].startswith("li, for another 9 min")
    assert facts["Source"] == "Grid officer"
    assert "Grid" not in facts
    here.panel.page.facts.cells = lambda: CellGrid(113.5, 22.9, 23.0)
    here.hear(7, ev.NoteAdded("x"))
    assert here.panel.page.facts.texts()["Grid"] == "cell E0286-N0155"
    assert facts["Limit"] == "4 working hours"
    assert facts["Position"] == "113.780000, 23.040000 (WGS-84)"


def test_a_doubtful_place_stands_on_top(here: Desk) -> None:
    assert "Doubtful place" not in here.panel.page.facts.texts()
    wrong = structs.replace(here.at.session.board.case(7), doubt=PlaceDoubt.NULL_ISLAND)
    here.hear(7, ev.CaseImported(wrong))
    facts = here.panel.page.facts.texts()
    assert next(iter(facts.items())) == (
        "Doubtful place",
        "0, 0: the sender did not know the place",
    )


def test_a_case_passed_around_says_that_somebody_above_has_to_decide(here: Desk) -> None:
    for bounce, (one, other) in enumerate([("D01", "D02"), ("D02", "D01"), ("D01", "D02")], 1):
        here.hear(7, ev.CaseReassigned(one, other, "not-ours", bounce))
    assert "higher level" in here.panel.page.facts.texts()["Sent on"]


def test_the_clock_bar_says_how_long_is_left_and_how_much_is_over(here: Desk) -> None:
    assert here.panel.page.head.clock.words().startswith("59 min left")
    here.hear(9, reported(due_ms=NOW_MS - 35 * 60_000))
    here.select(9)
    assert here.panel.page.head.clock.words().startswith("Overdue by 35 min")


def test_units_show_step_distance_and_age_and_a_vanished_one_is_said(here: Desk) -> None:
    here.hear(7, ev.UnitAssigned(2), ev.UnitProgressed(2, Step.EN_ROUTE), ev.UnitAssigned(99))
    first, second = here.panel.page.units.texts()
    assert first.startswith("WG-00002 Officer · On the way · 100 m")
    assert "no longer known" in second


def test_actions_that_are_off_say_why_in_words(here: Desk) -> None:
    buttons = here.panel.page.buttons
    assert not buttons.buttons["file"].isEnabled()
    assert "To handle" in buttons.buttons["file"].toolTip()
    assert "File" in buttons.why_off()
    assert buttons.buttons["claim"].isEnabled()


def test_what_is_off_is_folded_away_until_it_is_asked_for(qtbot: QtBot, here: Desk) -> None:
    page = here.panel.page.buttons
    assert page.buttons["claim"].isVisibleTo(page)
    assert not page.buttons["file"].isVisibleTo(page)
    assert not page._why.isVisibleTo(page)
    qtbot.mouseClick(page.others, Qt.MouseButton.LeftButton)
    assert page.buttons["file"].isVisibleTo(page)
    assert page._why.isVisibleTo(page)


def test_no_button_moves_under_a_click_while_one_case_is_shown(here: Desk) -> None:
    page = here.panel.page.buttons
    names = [name for name, b in page.buttons.items() if b.isVisibleTo(page)]
    cells = {name: page._grid.indexOf(page.buttons[name]) for name in names}
    here.hear(7, ev.CaseClaimed("seat-1", from_ms(NOW_MS + 900_000)))
    assert not page.buttons["claim"].isEnabled()
    assert page.buttons["release"].isVisibleTo(page)
    assert {name: page._grid.indexOf(page.buttons[name]) for name in names} == cells


def test_a_click_claims_and_the_panel_says_that_it_is_under_way(qtbot: QtBot, here: Desk) -> None:
    qtbot.mouseClick(here.panel.page.buttons.buttons["claim"], Qt.MouseButton.LeftButton)
    assert here.panel.notice.isHidden()  # central mostly answers before it could be read
    qtbot.waitUntil(lambda: here.panel.notice.text() == "“Claim”: sending…")
    here.answer(Outcome(here.order.command_id, 7, "claim", trouble=Trouble.TIMEOUT, final=False))
    assert "waiting for central" in here.panel.notice.text()
    claimed = ev.CaseClaimed("seat-1", from_ms(NOW_MS + 900_000))
    here.hear(7, claimed, command_id=here.order.command_id)
    assert here.panel.notice.isHidden()


def test_a_refusal_is_shown_where_the_person_looks_until_it_is_dismissed(
    qtbot: QtBot, here: Desk
) -> None:
    here.actions.trigger("claim")
    here.refuse(Refusal(RefusalCode.HELD, "", verb="claim", holder="li"))
    assert "held by li" in here.panel.notice.text()
    qtbot.keyClick(here.panel, Qt.Key.Key_Escape)
    assert here.panel.notice.isHidden()
    assert here.at.session.ledger.refusals == {}


def test_a_refusal_can_be_tried_again_on_the_version_of_now(qtbot: QtBot, here: Desk) -> None:
    here.actions.trigger("claim")
    here.hear(7, ev.NoteAdded("meanwhile"))
    here.refuse(Refusal(RefusalCode.VERSION, "", verb="claim"))
    qtbot.keyClick(here.panel, Qt.Key.Key_F7)
    assert [o.version for o in here.at.outbox.sent] == [4, 5]


def test_a_refusal_of_another_case_does_not_cover_this_one(here: Desk) -> None:
    here.actions.trigger("claim")
    order = here.order
    here.select(8)
    here.refuse(Refusal(RefusalCode.HELD, "", verb="claim", holder="li"), order=order)
    assert here.panel.notice.isHidden()
    here.select(7)
    assert "held by li" in here.panel.notice.text()


def test_a_refusal_can_be_dismissed_with_a_key_from_anywhere(qtbot: QtBot, here: Desk) -> None:
    here.actions.trigger("claim")
    here.refuse(Refusal(RefusalCode.HELD, "", verb="claim", holder="li"))
    qtbot.keyClick(here.panel, Qt.Key.Key_F8)
    assert here.panel.notice.isHidden()


def test_a_hold_that_renews_itself_is_not_announced(here: Desk) -> None:
    here.at.session.dispatch(7, RenewLease())
    assert here.panel.notice.isHidden()
    assert not here.panel.notice._later.isActive()


def test_the_case_that_was_taken_next_is_selected(qtbot: QtBot, here: Desk) -> None:
    here.actions.run("next", 0)
    qtbot.waitUntil(lambda: "Take next" in here.panel.notice.text())
    here.answer(Outcome(here.at.outbox.nexts[-1], 8, "next", case=here.at.session.board.case(8)))
    assert here.at.session.selected_case == 8
    assert here.panel.page.head.number.text() == "No. 8"


def test_nothing_to_take_is_said_in_the_panel(here: Desk) -> None:
    here.actions.run("next", 0)
    none = Refusal(RefusalCode.NOTHING_TO_TAKE, "", verb="next")
    here.answer(Outcome(here.at.outbox.nexts[-1], 0, "next", refusal=none))
    assert "Nothing to take" in here.panel.notice.text()


def test_history_is_asked_for_and_told_newest_first(qtbot: QtBot, here: Desk) -> None:
    assert here.at.outbox.asked[-1] == 7
    told = tuple(here.at.envelope(7, e) for e in (ev.CaseFiled(), ev.NoteAdded("seen")))
    with qtbot.waitSignal(here.at.session.history_ready):
        here.at.outbox.answer(HistoryAnswer(7, told))
    here.hear(7, ev.WorkStarted())
    rows = here.panel.page.history.entries
    said = [str(rows.index(r).data()) for r in range(rows.rowCount())]
    assert [s.split("town: ")[1] for s in said] == ["work started", "note — seen", "filed"]


def test_a_history_that_cannot_be_had_says_why(qtbot: QtBot, here: Desk) -> None:
    history = here.panel.page.history
    assert history.instead == "Asking for the history…"
    with qtbot.waitSignal(here.at.session.history_ready):
        here.at.outbox.answer(HistoryAnswer(7, trouble=Trouble.UNREACHABLE))
    assert history.instead == "Central cannot be reached"
    here.panel.grab()


def test_the_history_of_another_case_is_left_out(qtbot: QtBot, here: Desk) -> None:
    with qtbot.waitSignal(here.at.session.history_ready):
        here.at.outbox.answer(HistoryAnswer(8, (here.at.envelope(8, ev.CaseFiled()),)))
    assert here.panel.page.history.entries.rowCount() == 0


def test_a_very_long_history_is_cut_to_its_newest(here: Desk) -> None:
    entries = here.panel.page.history.entries
    entries.put(here.at.envelope(7, ev.NoteAdded(str(n))) for n in range(MOST + 50))
    assert entries.rowCount() == MOST
    entries.add([here.at.envelope(7, ev.NoteAdded("newest"))])
    assert entries.rowCount() == MOST
    assert "newest" in str(entries.index(0).data())


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_title_is_shown_letter_by_letter_and_widens_nothing(
    qtbot: QtBot, here: Desk, text: str
) -> None:
    wide, least = here.panel.width(), here.panel.minimumSizeHint().width()
    here.hear(20, reported(text), ev.NoteAdded(text))
    here.select(20)
    QApplication.processEvents()
    shown = here.panel.page.head.title.text()
    assert shown.replace(" ", "") == "".join(text.split())[: len(shown.replace(" ", ""))]
    assert shown[:4] == text[:4]
    assert here.panel.width() == wide
    assert here.panel.minimumSizeHint().width() <= least + 40
    assert here.panel.page.head.title.height() < 120
    here.panel.grab()


def test_a_selected_case_that_vanishes_is_said(qtbot: QtBot, here: Desk) -> None:
    here.select(12_345)
    assert here.panel.page.isHidden()
    here.panel.grab()


def test_in_a_replay_one_line_says_that_nothing_can_be_sent(qtbot: QtBot, here: Desk) -> None:
    with qtbot.waitSignal(here.at.session.linked):
        here.at.feed.post(Link(LinkState.REPLAY, where="day.zwlog"))
    page = here.panel.page.buttons
    assert page.why_off() == "This is a replay: nothing can be sent."
    assert not any(b.isEnabled() for b in here.panel.page.buttons.buttons.values())


def test_a_case_that_nothing_can_be_done_to_shows_the_reason_and_no_button(here: Desk) -> None:
    here.at.feed.post(Link(LinkState.REPLAY, where="day.zwlog"))
    here.hear(8, reported())
    here.select(8)
    page = here.panel.page.buttons
    assert page.why_off() == "This is a replay: nothing can be sent."
    assert not any(button.isVisibleTo(page) for button in page.buttons.values())
    assert not page.others.isVisibleTo(page)


def test_language_and_theme_change_while_running(qtbot: QtBot, here: Desk) -> None:
    here.actions.trigger("reassign")
    here.form.fields.restore(Draft("reassign", 7, department="D02"))
    words.set_language("zh_CN")
    try:
        QApplication.sendEvent(here.panel, QEvent(QEvent.Type.LanguageChange))
        facts = here.panel.page.facts
        qtbot.waitUntil(lambda: facts.texts()["Place"] == "东城街道")
        assert here.form.draft().department == "D02"
    finally:
        words.set_language("en")
    light = here.panel.grab().toImage()
    here.panel.set_tokens(load_tokens("dark"))
    assert here.panel.grab().toImage() != light
