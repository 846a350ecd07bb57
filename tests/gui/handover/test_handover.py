"""Giving a shift away and taking one over, at one seat."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from casework import dutycommands as dc
from casework import dutyevents as de
from casework import events as ev
from casework.actor import Actor
from casework.instant import from_ms
from casework.refusal import Refusal, RefusalCode
from casework.vocabulary import Post
from console.feeds.port import City, Link, LinkState, Log, Trouble
from console.outbox.port import Colleague, ColleaguesAnswer, Outcome
from console.tokens import load_tokens
from console.views import theme
from console.views.handover import HANDOVER_KEY, HandoverDialog
from console.views.wall import WallWindow
from console.views.window import ConsoleWindow
from tests.gui.window.draw import Memory
from tests.gui.window.opening import opened
from tests.support.seat import ME, NOW_MS, Seat, gazetteer, reasons, reported

WANG = Colleague("wang", "王强", ("dispatcher",), here=True)


def press(qtbot: QtBot, keys: str) -> None:
    qtbot.keySequence(QApplication.focusWidget(), QKeySequence(keys))


def told(at: Seat, event: de.DutyEvent, actor: str = "wang", command: str = "x") -> None:
    """Let central announce a fact of the room."""
    envelope = at.envelope(0, event, command, actor)
    at.session._apply([replace(envelope, case_id=0, version=0)], [], False)


def offered(at: Seat, to: str, *cases: int, giver: str = "wang", handover: str = "h") -> None:
    told(at, de.HandoverOffered(handover, to, cases, "the gate is locked"), giver)


def ground_of(banner: QWidget) -> str:
    """What is painted at its edge."""
    return banner.grab().toImage().pixelColor(2, 2).name()


@pytest.fixture
def dialog(at: Seat, window: ConsoleWindow, qtbot: QtBot) -> HandoverDialog:
    """Opened by its key, with the colleagues known."""
    press(qtbot, HANDOVER_KEY)
    made = window.handover.dialog
    qtbot.waitUntil(made.isVisible)
    with qtbot.waitSignal(at.session.colleagues_ready):
        at.outbox.answer(ColleaguesAnswer((WANG,)))
    return made


class TestGiving:
    def test_it_lists_what_i_hold_by_what_runs_out_first(self, dialog: HandoverDialog) -> None:
        assert dialog.tabs.currentWidget() is dialog.give
        assert dialog.give.table.chosen() == (1, 2, 3)
        assert dialog.give.summary.text().startswith("Cases you hold: 3;")

    def test_a_number_has_room_beside_its_box(self, at: Seat, dialog: HandoverDialog) -> None:
        claimed = ev.CaseClaimed(ME, from_ms(NOW_MS + 900_000))
        events = (reported(due_ms=NOW_MS + 1), claimed)
        at.session._apply([at.envelope(1_234_567, e) for e in events], [], False)
        dialog.give.refresh()
        table = dialog.give.table
        assert table.item(0, 0).text() == "1234567"
        option = QStyleOptionViewItem()
        option.initFrom(table)
        number = option.fontMetrics.horizontalAdvance(table.item(0, 0).text())
        box = table.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
        assert table.columnWidth(0) >= number + box + 4 * theme.px(4)

    def test_what_is_ticked_goes_to_whom_i_choose(self, at: Seat, dialog: HandoverDialog) -> None:
        give = dialog.give
        give.table.item(1, 0).setCheckState(Qt.CheckState.Unchecked)
        give.note.setPlainText("look at 3 first")
        give.to.setCurrentIndex(give.to.findData("wang"))
        give.give.click()
        sent = at.outbox.sent[-1]
        assert sent.command == dc.OfferHandover("wang", (1, 3), "look at 3 first")
        assert (sent.case_id, sent.version) == (0, 0)

    def test_by_keys_alone(self, at: Seat, dialog: HandoverDialog, qtbot: QtBot) -> None:
        qtbot.waitUntil(dialog.isActiveWindow)
        press(qtbot, "Alt+T")
        press(qtbot, "Down")
        press(qtbot, "Alt+N")
        qtbot.keyClicks(QApplication.focusWidget(), "night")
        press(qtbot, "Alt+H")
        qtbot.waitUntil(lambda: bool(at.outbox.sent))  # a button shows itself pressed first
        assert at.outbox.sent[-1].command == dc.OfferHandover("wang", (1, 2, 3), "night")

    def test_nothing_goes_to_nobody_and_nothing_empty_goes(
        self, at: Seat, dialog: HandoverDialog
    ) -> None:
        dialog.give.give.click()
        assert "Choose who takes over" in dialog.message.text()
        for row in range(3):
            dialog.give.table.item(row, 0).setCheckState(Qt.CheckState.Unchecked)
        dialog.give.to.setCurrentIndex(dialog.give.to.findData(""))
        dialog.give.give.click()
        assert "would be empty" in dialog.message.text()
        assert not at.outbox.sent

    def test_a_case_that_is_taken_out_stays_out_when_the_list_follows(
        self, at: Seat, dialog: HandoverDialog, qtbot: QtBot
    ) -> None:
        dialog.give.table.item(0, 0).setCheckState(Qt.CheckState.Unchecked)
        at.happens(2, ev.CaseReleased())
        qtbot.waitUntil(lambda: dialog.give.table.rowCount() == 2)
        assert dialog.give.table.chosen() == (3,)

    def test_the_note_survives_the_console_and_goes_once_it_is_recorded(
        self, at: Seat, dialog: HandoverDialog, memory: Memory, qtbot: QtBot
    ) -> None:
        dialog.give.note.setPlainText("half a thought")
        dialog.reject()
        again = opened(at, qtbot, memory)
        again.handover.begin()
        assert again.handover.dialog.give.note.toPlainText() == "half a thought"
        give = again.handover.dialog.give
        give.to.setCurrentIndex(give.to.findData(""))
        give.submit()
        sent = at.outbox.sent[-1].command_id
        event = de.HandoverOffered("h", "", (1,), "half a thought", left=(de.Left(2, "over"),))
        told(at, event, ME, sent)
        assert give.note.toPlainText() == ""
        assert memory.note_of(f"handover:{ME}") == ""
        said = again.handover.dialog.message.text()
        assert said.startswith("✓ ")
        assert "Did not come along: 2 (over already)" in said
        again.close()

    def test_a_no_is_said_and_the_note_stays(
        self, at: Seat, dialog: HandoverDialog, qtbot: QtBot
    ) -> None:
        dialog.give.note.setPlainText("keep me")
        dialog.give.to.setCurrentIndex(dialog.give.to.findData("wang"))
        dialog.give.submit()
        no = Refusal(RefusalCode.IN_PARTS, "", verb="handover-offer", params={"who": "Wang"})
        sent = at.outbox.sent[-1].command_id
        with qtbot.waitSignal(at.session.outcome):
            at.outbox.answer(Outcome(sent, 0, "handover-offer", refusal=no))
        assert "Wang does not work everywhere" in dialog.message.text()
        assert dialog.give.note.toPlainText() == "keep me"

    def test_without_the_colleagues_the_pool_is_left(
        self, at: Seat, dialog: HandoverDialog, qtbot: QtBot
    ) -> None:
        with qtbot.waitSignal(at.session.colleagues_ready):
            at.outbox.answer(ColleaguesAnswer(trouble=Trouble.TIMEOUT))
        assert "The pool can be chosen" in dialog.message.text()
        assert [dialog.give.to.itemData(i) for i in range(dialog.give.to.count())] == [""]


class TestTaking:
    def test_the_line_across_the_window_is_calm_and_leads_to_it(
        self, at: Seat, window: ConsoleWindow, qtbot: QtBot
    ) -> None:
        assert window.handover.banner.text() == ""
        offered(at, ME, 4, 5)
        assert "Handover from wang to you, cases: 2" in window.handover.banner.text()
        window.handover.banner.look.click()
        dialog = window.handover.dialog
        assert dialog.tabs.currentWidget() is dialog.take
        assert dialog.take.words.text() == "the gate is locked"
        assert dialog.take.table.rowCount() == 2
        qtbot.waitUntil(dialog.isActiveWindow)
        press(qtbot, "Alt+A")
        qtbot.waitUntil(lambda: bool(at.outbox.sent))
        assert at.outbox.sent[-1].command == dc.AcknowledgeHandover("h")
        told(at, de.HandoverAcknowledged("h", (4, 5)), ME, at.outbox.sent[-1].command_id)
        assert window.handover.banner.text() == ""
        assert "cases taken over: 2" in dialog.message.text()

    def test_a_case_of_it_is_looked_at_without_taking_it(
        self, at: Seat, window: ConsoleWindow, qtbot: QtBot
    ) -> None:
        offered(at, ME, 4)
        window.handover.begin()
        table = window.handover.dialog.take.table
        table.setFocus()
        qtbot.keyClick(table, Qt.Key.Key_Return)
        assert at.session.selected_case == 4

    def test_no_is_said_with_a_reason_and_told_to_who_offered(
        self, at: Seat, window: ConsoleWindow
    ) -> None:
        offered(at, ME, 4)
        window.handover.begin()
        take = window.handover.dialog.take
        take.decline.click()
        assert "Say why" in window.handover.dialog.message.text()
        take.why.setText("at the dentist")
        take.decline.click()
        assert at.outbox.sent[-1].command == dc.DeclineHandover("h", "at the dentist")
        told(at, de.HandoverDeclined("h", "at the dentist"), ME)
        offered(at, "li", 1, giver=ME, handover="mine")
        told(at, de.HandoverDeclined("mine", "no time"), "li")
        assert "declined by li: no time" in window.handover.banner.text()
        window.handover.begin()
        assert window.handover.banner.text() == ""

    def test_one_between_others_stays_on_a_supervisors_screen_only(
        self, at: Seat, window: ConsoleWindow, qtbot: QtBot
    ) -> None:
        offered(at, "li", 4)
        assert "from wang to li" in window.handover.banner.text()
        plain = Actor(ME, "x", frozenset({Post.DISPATCHER}))
        with qtbot.waitSignal(at.session.city_known):
            at.feed.post(City(gazetteer(), reasons(), plain))
        assert window.handover.banner.text() == ""

    def test_my_own_can_be_taken_back_and_not_acknowledged(
        self, at: Seat, window: ConsoleWindow
    ) -> None:
        offered(at, "li", 1, giver=ME)
        window.handover.dialog.open_it("h")
        take = window.handover.dialog.take
        assert not take.acknowledge.isEnabled()
        take.withdraw.click()
        assert at.outbox.sent[-1].command == dc.WithdrawHandover("h")

    def test_what_waits_for_long_turns_amber_with_another_sign(
        self, at: Seat, window: ConsoleWindow
    ) -> None:
        banner = window.handover.banner
        offered(at, ME, 4)
        calm = ground_of(banner)
        early = at.envelope(0, de.HandoverOffered("old", ME, ()), actor="li")
        early = replace(early, at=from_ms(NOW_MS - 20 * 60_000), case_id=0)
        told(at, de.HandoverWithdrawn("h"))
        at.session._apply([replace(early, seq=at.seq + 1)], [], False)
        assert ground_of(banner) != calm
        assert ground_of(banner) == load_tokens("light").signal.amber_fill


def test_a_replay_refuses_visibly(at: Seat, window: ConsoleWindow, qtbot: QtBot) -> None:
    offered(at, ME, 4)
    with qtbot.waitSignal(at.session.linked):
        at.feed.post(Link(LinkState.REPLAY, where="night.zwlog"))
    window.handover.begin()
    dialog = window.handover.dialog
    assert "This is a replay" in dialog.message.text()
    assert not dialog.give.give.isEnabled()
    assert not dialog.take.acknowledge.isEnabled()


def test_foreign_text_is_shown_as_it_is(at: Seat, window: ConsoleWindow) -> None:
    told(at, de.HandoverOffered("h", ME, (), "<b>not bold</b> & {n}"))
    window.handover.begin()
    assert window.handover.dialog.take.words.text() == "<b>not bold</b> & {n}"


def test_the_wall_shows_it_until_somebody_has_acknowledged(at: Seat, qtbot: QtBot) -> None:
    wall = WallWindow(at.session, load_tokens("dark"))
    qtbot.addWidget(wall)
    wall.show()
    assert not wall.handovers.isVisible()
    offered(at, "li", 4)
    offered(at, "", 5, handover="second")
    assert wall.handovers.isVisible()
    assert wall.handovers.accessibleName().endswith("and 1 more")
    assert not wall.handovers.grab().isNull()
    for handover in ("h", "second"):
        told(at, de.HandoverAcknowledged(handover), "li")
    assert not wall.handovers.isVisible()


def test_a_log_in_one_go_and_line_by_line_makes_the_same_desk(at: Seat, qtbot: QtBot) -> None:
    lines = [
        replace(at.envelope(0, event, actor="wang"), case_id=0, version=0)
        for event in (
            de.HandoverOffered("h", "li", (4,)),
            de.AlertAcknowledged("breach:4:1", 4),
            de.ViewShared("v", "night", "prio:1"),
            de.HandoverDeclined("h", "no"),
        )
    ]
    with qtbot.waitSignal(at.session.desk_changed):
        at.feed.post(Log(tuple(lines)))
    desk = at.session.desk
    assert [one.by for one in desk.handovers] == ["wang"]
    assert desk.open_handovers == ()
    assert desk.seen("breach:4:1") is not None
    assert [view.name for view in desk.views] == ["night"]
