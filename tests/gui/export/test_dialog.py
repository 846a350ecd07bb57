"""Exporting from the seat: what is taken, how it is told, and that the file is there."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from console.export.gather import Scope, Wish, frames, take
from console.export.job import Ended, ExportJob
from console.export.situation import CaseBlock, Head, UnitBlock
from console.feeds.port import Link, LinkState
from console.views.exportdialog import ExportDialog
from console.views.parts import languages
from console.views.window import ConsoleWindow
from tests.gui.window.opening import begin, opened
from tests.support.seat import Seat


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = begin(qtbot)
    yield made
    made.session.stop()


@pytest.fixture
def window(at: Seat, qtbot: QtBot) -> Iterator[ConsoleWindow]:
    made = opened(at, qtbot)
    yield made
    made.close()
    languages.install("en")


@pytest.fixture
def dialog(window: ConsoleWindow) -> ExportDialog:
    window.do("export")
    return window.exports


def ask(dialog: ExportDialog, path: Path, scope: str = "city") -> None:
    """Fill in the form and press the button."""
    form = dialog.form
    form.format.setCurrentIndex(form.format.findData(path.suffix.lstrip(".") or "csv"))
    form.scope.setCurrentIndex(form.scope.findData(scope))
    form.path.setText(str(path))
    dialog.submit()


def ended(dialog: ExportDialog, qtbot: QtBot) -> str:
    """What is said when it is over."""
    qtbot.waitUntil(lambda: dialog.job is None, timeout=60_000)
    return dialog.message.text()


def test_the_queue_goes_into_a_table_as_it_is_filtered(
    dialog: ExportDialog, window: ConsoleWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "queue.csv"
    ask(dialog, path, "queue")
    assert not dialog.write.isEnabled()
    assert ended(dialog, qtbot).startswith("✓")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    shown = [str(window.queue.model.case_at(i)) for i in range(window.queue.model.rowCount())]
    assert [r[0] for r in rows] == shown
    assert [p.name for p in tmp_path.iterdir()] == ["queue.csv"]


def test_the_selected_case_goes_alone(
    dialog: ExportDialog, window: ConsoleWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.session.select(7)
    ask(dialog, tmp_path / "one.geojson", "case")
    ended(dialog, qtbot)
    features = json.loads((tmp_path / "one.geojson").read_bytes())["features"]
    assert [f["id"] for f in features if f["properties"]["kind"] == "case"] == ["case-7"]


def test_a_choice_without_a_case_is_told(dialog: ExportDialog, tmp_path: Path) -> None:
    ask(dialog, tmp_path / "one.csv", "case")
    assert dialog.message.text() == "There is no case in this choice that could be exported."
    assert dialog.job is None


def test_a_folder_that_is_not_there_is_named(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "nowhere" / "a.csv"
    ask(dialog, path)
    said = ended(dialog, qtbot)
    assert said.startswith("✕ The folder does not exist. Make it or choose another. — ")
    assert str(path) in said


def test_a_file_is_replaced_only_when_asked_twice(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    ask(dialog, path)
    assert "Export again to replace it" in dialog.message.text()
    assert path.read_text() == "old"
    dialog.submit()
    ended(dialog, qtbot)
    assert path.read_text("utf-8-sig").startswith("Number,")


@pytest.mark.parametrize("given", ["", "a.csv", "../a.csv"])
def test_a_path_that_is_none_is_told(dialog: ExportDialog, given: str) -> None:
    dialog.form.path.setText(given)
    dialog.submit()
    assert dialog.message.text() == "Give the whole path of the file, with its folder."


def test_a_cancelled_export_leaves_the_old_file_and_nothing_else(
    window: ConsoleWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "a.html"
    path.write_text("old")
    wish = Wish("html", "city", str(path))
    job = ExportJob(window)
    with qtbot.waitSignal(job.ended, timeout=60_000) as heard:
        job.start(take(wish, window.session, window.map, np.empty(0, np.int64)))
        job.cancel()
    assert heard.args == [Ended(str(path), code="cancelled")]
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.html"]


def test_a_closing_window_ends_what_is_being_written(
    dialog: ExportDialog, window: ConsoleWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    ask(dialog, tmp_path / "a.html")
    window.close()
    assert "cancelled" in ended(dialog, qtbot).casefold()
    assert list(tmp_path.iterdir()) == []


def test_who_reported_or_holds_a_case_stays_in_the_console(window: ConsoleWindow, at: Seat) -> None:
    cases, units = at.session.board.cases, at.session.board.units
    for row in range(cases.rows):
        cases.reporter[row], cases.description[row] = "赵上报 13812345678", "secret words"
        cases.column("holder")[row] = cases.words.index("holder-name")
    for row in range(units.rows):
        units.name[row] = "officer-name"
    taken = take(Wish("html", "city", "/a"), at.session, window.map, np.empty(0, np.int64))
    sent = list(frames(taken))
    assert isinstance(sent[0], Head)
    text = repr(sent)
    for secret in ("赵上报", "secret words", "holder-name", "officer-name"):
        assert secret not in text
    blocks = [s for s in sent if isinstance(s, CaseBlock | UnitBlock)]
    assert sum(b.rows for b in blocks) == cases.rows + sent[0].units
    held = np.frombuffer(
        next(b for b in blocks if isinstance(b, CaseBlock)).numbers["holder"], np.int32
    )
    assert set(held.tolist()) == {1}


def test_a_silent_central_is_said_in_the_export(
    window: ConsoleWindow, at: Seat, qtbot: QtBot
) -> None:
    def stale() -> str:
        wish = Wish("html", "city", "/a")
        return take(wish, at.session, window.map, np.empty(0, np.int64)).head.stale

    at.session.last_heard += 1_000  # no silence while this test looks
    assert stale() == ""
    with qtbot.waitSignal(at.session.linked):
        at.feed.post(Link(LinkState.STALE))
    assert stale().startswith("No word from central: what is shown was last known at ")


def test_the_dialog_speaks_chinese(dialog: ExportDialog, window: ConsoleWindow) -> None:
    window.apply_language("zh_CN")
    assert dialog.windowTitle() == "导出态势"
    assert dialog.form.scope.itemText(3) == "全市"
    assert dialog.write.text() == "导出"


def test_the_name_ends_as_the_format_does(dialog: ExportDialog) -> None:
    assert dialog.form.path.text().endswith(".html")
    dialog.form.format.setCurrentIndex(dialog.form.format.findData("pdf"))
    assert dialog.form.path.text().endswith(".pdf")
    assert dialog.form.page.isVisible()
    assert not dialog.form.scale.isVisible()


def test_what_the_map_shows_is_what_lies_in_its_window(
    window: ConsoleWindow, at: Seat, qtbot: QtBot
) -> None:
    def cases(scope: Scope) -> list[int]:
        taken = take(Wish("html", scope, "/a"), at.session, window.map, np.empty(0, np.int64))
        blocks = [s for s in frames(taken) if isinstance(s, CaseBlock)]
        return [n for b in blocks for n in np.frombuffer(b.numbers["case_id"], np.int64).tolist()]

    everywhere = cases("city")
    window.map.centre_on(113.78, 23.04, 15.0)  # where all of them are
    assert cases("view") == everywhere
    window.map.centre_on(110.0, 30.0, 15.0)
    assert cases("view") == []
    assert cases("city") == everywhere
