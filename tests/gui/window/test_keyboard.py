"""Batches, changed keys, history and rubbish: by real keys in the real window."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework.refusal import Refusal, RefusalCode
from console.batch import IN_FLIGHT, Fate
from console.bindings import DEFAULTS
from console.commandline.parse import LONGEST
from console.feeds.port import Trouble
from console.outbox.port import Outcome
from console.views.keys import KeysDialog
from console.views.window import ConsoleWindow
from tests.gui.window.draw import Memory
from tests.gui.window.opening import begin, opened
from tests.support.seat import ME, Seat

Key = Qt.Key


@dataclass
class Desk:
    """The window, its seat, and hands on the keyboard."""

    qtbot: QtBot
    at: Seat
    window: ConsoleWindow
    memory: Memory

    @property
    def bar(self) -> str:
        return self.window.command.answer.text()

    def press(self, keys: str) -> None:
        self.qtbot.keySequence(QApplication.focusWidget(), QKeySequence(keys))

    def enter(self, line: str) -> None:
        self.press("Ctrl+K")
        self.window.command.field.clear()
        self.qtbot.keyClicks(QApplication.focusWidget(), line)
        self.press("Return")

    def sent(self) -> list[int]:
        return [o.case_id for o in self.at.outbox.sent]

    def answer(self, refusal: Refusal | None = None, trouble: Trouble = Trouble.NONE) -> None:
        """Central answers the oldest command that has no answer yet."""
        order = self.at.outbox.sent[self.answered]
        self.answered += 1
        final = trouble is Trouble.NONE
        verb = self.window.keyboard.batch.action_id
        with self.qtbot.waitSignal(self.at.session.outcome):
            self.at.outbox.answer(
                Outcome(order.command_id, order.case_id, verb, refusal, trouble, final=final)
            )

    answered: int = 0


@pytest.fixture(scope="module")
def shared(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Desk]:
    """Opening a window takes longer than most of these tests: they share one, on other cases."""
    qtbot, memory = QtBot(request), Memory("en")
    memory.lines = {ME: ("who 3",)}
    at = begin(qtbot)
    window = opened(at, qtbot, memory)
    yield Desk(qtbot, at, window, memory)
    window.close()
    at.session.stop()


@pytest.fixture
def desk(shared: Desk) -> Iterator[Desk]:
    shared.window.activateWindow()
    shared.qtbot.waitUntil(shared.window.isActiveWindow)
    shared.window.queue.table.setFocus()
    yield shared
    batch = shared.window.keyboard.batch
    batch.cancel()
    while batch.running:
        shared.answer()
    for dialog in (shared.window.keyboard.dialog, shared.window.keyboard.list):
        dialog.close()
    shared.window.acts.keys.take({})
    shared.window.queue.model.picks.clear()
    shared.window.command.field.clear()
    shared.memory.lines = {ME: ("who 3",)}
    shared.window.command.field.set_said(("who 3",))
    shared.at.outbox.sent.clear()
    shared.answered = 0


def test_a_batch_goes_out_a_few_at_a_time_and_each_case_has_its_answer(desk: Desk) -> None:
    batch = desk.window.keyboard.batch
    desk.enter("claim 1-7")
    assert desk.sent() == [1, 2, 3, 4]
    assert len(desk.sent()) == IN_FLIGHT
    assert "Claim: 0 of 7" in desk.window.keyboard.strip.text.text()
    desk.answer()
    assert desk.sent() == [1, 2, 3, 4, 5]
    desk.answer(Refusal(RefusalCode.HELD, "held", holder="li"))
    desk.answer(trouble=Trouble.UNREACHABLE)
    assert batch.counts()[Fate.QUEUED] == 1
    assert desk.sent() == [1, 2, 3, 4, 5, 6, 7]
    desk.enter("claim 9-10")
    assert "still running" in desk.bar
    with desk.qtbot.waitSignal(batch.finished):
        for _ in range(4):
            desk.answer()
    assert batch.counts() == {Fate.DONE: 5, Fate.REFUSED: 1, Fate.QUEUED: 1} | {
        Fate.WAITING: 0,
        Fate.SENT: 0,
    }
    assert "refused 1" in desk.window.keyboard.strip.text.text()

    desk.press("Shift+F9")
    listed = desk.window.keyboard.list
    assert listed.list.count() == 1
    assert listed.list.item(0).text().startswith("2 ")
    assert "is held by li" in listed.list.item(0).text()
    desk.qtbot.keyClick(listed.list, Key.Key_Return)
    assert desk.at.session.selected_case == 2
    listed.again.click()
    assert desk.sent()[-1] == 2
    desk.answered = len(desk.sent()) - 1
    desk.answer()
    assert batch.counts()[Fate.REFUSED] == 0
    listed.close()


def test_a_batch_that_is_stopped_sends_no_more(desk: Desk) -> None:
    batch = desk.window.keyboard.batch
    desk.enter("note 1-9 checked")
    desk.window.keyboard.strip.stop.click()
    assert batch.counts()[Fate.STOPPED] == 5
    with desk.qtbot.waitSignal(batch.finished):
        for _ in range(4):
            desk.answer()
    assert desk.sent() == [1, 2, 3, 4]
    assert [o.command for o in desk.at.outbox.sent] == [cm.AddNote("checked")] * 4
    strip = desk.window.keyboard.strip
    assert strip.text.text().startswith("✕")
    assert "not sent 5" in strip.text.text()
    # it is over: nothing to stop any more, and the line can be put away
    assert (strip.bar.isHidden(), strip.stop.isHidden(), strip.away.isHidden()) == (
        True,
        True,
        False,
    )
    assert batch.retry()
    assert desk.sent()[4:] == [5, 6, 7, 8]


def test_what_a_line_would_do_to_many_is_said_before_it_is_done(desk: Desk) -> None:
    desk.press("/")
    desk.qtbot.keyClicks(QApplication.focusWidget(), "start 1-29")
    assert "29 cases" in desk.bar
    assert "will be refused: 14" in desk.bar
    desk.press("Return")
    assert "press Enter again" in desk.bar
    assert desk.sent() == []
    desk.press("Return")
    assert desk.sent() == [1, 3, 5, 7]
    assert desk.window.keyboard.batch.counts()[Fate.REFUSED] == 3


def test_picked_rows_are_meant_by_one_word(desk: Desk) -> None:
    picked = desk.window.queue.model.picks
    picked.add((14, 16))
    desk.enter("claim sel")
    assert desk.sent() == [14, 16]


def test_history_is_walked_and_only_lines_without_free_text_are_kept(desk: Desk) -> None:
    desk.press("/")
    desk.press("Up")
    assert desk.window.command.field.text() == "who 3"
    desk.press("Return")
    assert "3 · " in desk.bar
    assert "held by nobody" in desk.bar
    desk.enter("claim 5")
    desk.enter("note 5 Frau Chen, Tel 139")
    desk.enter("find Chen")
    assert desk.memory.lines == {ME: ("who 3", "claim 5")}
    desk.press("/")
    said = []
    for _ in range(4):
        desk.press("Up")
        said.append(desk.window.command.field.text())
    assert said == ["find Chen", "note 5 Frau Chen, Tel 139", "claim 5", "who 3"]


RUBBISH = (
    "claim 1\nclaim 2\r\nclaim 3",
    "note 1 \u202egnp.exe",
    "\x00\x1b[2J\x07",
    "claim 1 " * 130_000,
    "<b>note</b> {{ 7*7 }} " * 200,
)


def test_rubbish_from_the_clipboard_is_literal_bounded_and_said(desk: Desk) -> None:
    for rubbish in RUBBISH:
        QGuiApplication.clipboard().setText(rubbish)
        desk.press("Ctrl+K")
        desk.window.command.field.clear()
        began = time.thread_time()
        desk.press("Ctrl+V")
        desk.press("Return")
        assert time.thread_time() - began < 1.0
        assert len(desk.window.command.field.text()) <= LONGEST + 1
        assert desk.bar.startswith("✕"), rubbish[:20]
        assert desk.sent() == []
    assert desk.window.command.answer.textFormat() is Qt.TextFormat.PlainText


def keys_dialog(desk: Desk) -> KeysDialog:
    desk.press("F1")
    dialog = desk.window.keyboard.dialog
    desk.qtbot.waitUntil(dialog.isVisible)
    return dialog


def test_a_key_is_changed_for_the_whole_window_and_remembered(desk: Desk) -> None:
    dialog = keys_dialog(desk)
    desk.qtbot.keyClicks(dialog.search, "Claim")
    assert dialog.table.current() == "case.claim"
    dialog.edit.setFocus()
    desk.qtbot.keySequence(dialog.edit, QKeySequence("Ctrl+N"))
    assert "belongs to" in dialog.message.text()
    assert not dialog.save.isEnabled()
    desk.qtbot.keySequence(dialog.edit, QKeySequence("Ctrl+Alt+P"))
    assert dialog.message.text() == ""
    dialog.save.click()
    assert desk.memory.keys == {"case.claim": "Ctrl+Alt+P"}
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    desk.window.queue.table.setFocus()
    desk.at.session.select(18)
    desk.press("Ctrl+L")
    assert desk.sent() == []
    desk.press("Ctrl+Alt+P")
    assert desk.sent() == [18]
    desk.window.menus.refresh()
    assert desk.window.menus.of_action["claim"].text().endswith("Ctrl+Alt+P")
    assert desk.window.case.page.buttons.buttons["claim"].key == "Ctrl+Alt+P"


def test_keys_go_to_a_file_and_come_back_and_a_bad_file_changes_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    dialog = keys_dialog(desk)
    dialog.table.choose("view.outbox")
    dialog.edit.setKeySequence(QKeySequence("Ctrl+Alt+O"))
    dialog.export_to(tmp_path / "keys.json")
    assert dialog.message.text().startswith("✓")
    dialog.every.click()
    assert dialog.table.draft == DEFAULTS
    dialog.import_from(tmp_path / "keys.json")
    assert dialog.table.draft == {**DEFAULTS, "view.outbox": "Ctrl+Alt+O"}
    dialog.one.click()
    assert dialog.table.draft == DEFAULTS
    (tmp_path / "bad.json").write_bytes(b"\x00" * 100_000)
    dialog.import_from(tmp_path / "bad.json")
    assert "stay as they are" in dialog.message.text()
    dialog.import_from(tmp_path / "none.json")
    assert dialog.message.text().startswith("✕ none.json")
    dialog.export_to(tmp_path / "no" / "where.json")
    assert "Choose another place" in dialog.message.text()
    assert dialog.table.draft == DEFAULTS
    dialog.print_to(tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    dialog.print_to(tmp_path / "sheet.html")
    assert "Ctrl+L" in (tmp_path / "sheet.html").read_text("utf-8")
    dialog.cancel.click()
    assert desk.memory.keys == {}
