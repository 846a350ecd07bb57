"""The files of a case in the panel: seen, opened, saved, handed in; what is wrong is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework import events as ev
from console.feeds.port import Trouble
from console.outbox.fileport import (
    AskPicture,
    CancelFile,
    FileProgress,
    FileSaved,
    PictureAnswer,
    SaveFile,
    SendFile,
)
from console.outbox.port import HistoryAnswer, Outcome
from console.views.casefiles import CaseFiles
from tests.gui.casepanel.panel import Desk


def attached(name: str, media: str = "image/jpeg", number: int = 1) -> ev.AttachmentAdded:
    return ev.AttachmentAdded(f"file-{number}", name, media, 1_300_000, "ab" * 32)


def pixels(asked: AskPicture, colour: int = 90) -> PictureAnswer:
    return PictureAnswer(asked, 40, 30, bytes([colour, colour, colour, 255]) * 1_200)


@pytest.fixture
def files(here: Desk) -> CaseFiles:
    """Case 7 has a picture (1), a video (2) and another picture (3)."""
    here.hear(7, attached("洞.jpg", number=1))
    here.hear(7, attached("cam.mp4", "video/mp4", 2), attached("<b>x</b>.png", "image/png", 3))
    return here.panel.page.files


def tell(qtbot: QtBot, here: Desk, answer: object) -> None:
    with qtbot.waitSignal(here.at.session.file_told):
        here.at.outbox.answer(answer)  # type: ignore[arg-type]


def test_the_history_tells_which_files_there_are(qtbot: QtBot, here: Desk) -> None:
    here.select(8)
    told = here.at.envelope(8, attached("old.pdf", "application/pdf", 9))
    with qtbot.waitSignal(here.at.session.history_ready):
        here.at.outbox.answer(HistoryAnswer(8, (told,)))
    files = here.panel.page.files
    assert [f.name for f in files.files()] == ["old.pdf"]
    here.select(7)
    assert files.files() == []


def test_small_pictures_are_fetched_and_shown_and_videos_are_not(
    qtbot: QtBot, here: Desk, files: CaseFiles
) -> None:
    asked = [j for j in here.at.outbox.jobs if isinstance(j, AskPicture)]
    assert sorted(j.attachment for j in asked) == ["file-1", "file-3"]
    assert all(j.edge == 0 for j in asked)
    tell(qtbot, here, pixels(asked[0]))
    tile = next(t for t in files.tiles if t.file and t.file.attachment == asked[0].attachment)
    assert tile.image is not None
    assert tile.image.pixelColor(3, 3).red() == 90
    assert "1.2 MB" in tile.accessibleName()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"problem": "absent"}, "no such file"),
        ({"problem": "broken"}, "damaged"),
        ({"trouble": Trouble.UNREACHABLE}, "cannot be reached"),
    ],
)
def test_a_picture_that_cannot_be_had_says_why(
    qtbot: QtBot, here: Desk, files: CaseFiles, wrong: dict[str, object], said: str
) -> None:
    tell(qtbot, here, PictureAnswer(AskPicture("file-1"), **wrong))  # type: ignore[arg-type]
    tile = next(t for t in files.tiles if t.file and t.file.attachment == "file-1")
    assert tile.image is None
    assert said in tile.why
    assert tile.accessibleDescription() == tile.why


def test_the_viewer_goes_through_the_pictures_by_keyboard(
    qtbot: QtBot, here: Desk, files: CaseFiles
) -> None:
    first = next(t for t in files.tiles if t.file and t.file.picture)
    first.click()
    viewer = files.viewer
    assert viewer is not None
    with qtbot.waitExposed(viewer):
        pass
    large = here.at.outbox.jobs[-1]
    assert isinstance(large, AskPicture)
    assert large.edge > 1_000
    assert large.sha256 == "ab" * 32
    tell(qtbot, here, pixels(large, 120))
    assert viewer.canvas.image.width() == 40
    before = viewer.current
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.current != before
    qtbot.keyClick(viewer, Qt.Key.Key_End)
    tell(
        qtbot,
        here,
        PictureAnswer(AskPicture(viewer.current.attachment, "", 2_560), problem="broken"),
    )
    assert "damaged" in viewer.canvas.word
    qtbot.keyClick(viewer, Qt.Key.Key_Home)
    assert viewer.current == before
    qtbot.keyClick(viewer, Qt.Key.Key_Plus)
    assert viewer.canvas.zoom > 1.0
    qtbot.keyClick(viewer, Qt.Key.Key_0)
    assert viewer.canvas.zoom == 1.0
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def test_a_video_is_fetched_under_centrals_own_name_to_be_opened(
    here: Desk, files: CaseFiles
) -> None:
    video = next(t for t in files.tiles if t.file and t.file.suffix == "mp4")
    video.click()
    job = here.at.outbox.jobs[-1]
    assert isinstance(job, SaveFile)
    assert job.view
    assert Path(job.path).name == "file-2.mp4"


def test_what_came_of_saving_is_said(qtbot: QtBot, here: Desk, files: CaseFiles) -> None:
    job = SaveFile("file-1", "", "/somewhere/a.jpg")
    tell(qtbot, here, FileSaved(job))
    assert "Saved to /somewhere/a.jpg" in files.note()
    tell(qtbot, here, FileSaved(job, problem="unwritable"))
    assert "cannot be written" in files.note()


def test_files_are_handed_in_with_progress_and_can_be_called_off(
    qtbot: QtBot, here: Desk, files: CaseFiles, tmp_path: Path
) -> None:
    files.sending.hand_in(7, [tmp_path / "a.jpg", tmp_path / "b.jpg"])
    one, two = [j for j in here.at.outbox.jobs if isinstance(j, SendFile)]
    assert (one.case_id, one.name, two.name) == (7, "a.jpg", "b.jpg")
    tell(qtbot, here, FileProgress(one.command_id, 7, "a.jpg", 30, 100))
    row = files.sending.rows[one.command_id]
    assert row.bar.value() == 30
    tell(qtbot, here, FileProgress(one.command_id, 7, "a.jpg", 100, 100))
    assert "central is checking" in row.text.text()
    here.answer(Outcome(one.command_id, 7, "attach"))
    assert set(files.sending.rows) == {two.command_id}
    files.sending.rows[two.command_id].button.click()
    assert here.at.outbox.jobs[-1] == CancelFile(two.command_id)
    here.answer(Outcome(two.command_id, 7, "attach", trouble=Trouble.PROBLEM, problem="cancelled"))
    assert files.sending.rows == {}
    assert here.panel.notice.text() == ""


def test_a_file_that_is_refused_says_why_on_the_case(
    qtbot: QtBot, here: Desk, files: CaseFiles, tmp_path: Path
) -> None:
    files.sending.hand_in(7, [tmp_path / "a.exe"])
    sent = here.at.outbox.jobs[-1]
    assert isinstance(sent, SendFile)
    no = Outcome(sent.command_id, 7, "attach", trouble=Trouble.PROBLEM, problem="type-not-allowed")
    here.answer(no)
    assert "files of this type are not taken" in here.panel.notice.text()
    assert files.sending.rows == {}


def test_files_dropped_on_the_panel_go_to_the_selected_case(
    here: Desk, files: CaseFiles, tmp_path: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "洞 2.jpg")), QUrl("https://elsewhere/x.jpg")])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    where, copy = QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(where, copy, data, left, none)
    QApplication.sendEvent(here.panel, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(here.panel, drop)
    sent = [j for j in here.at.outbox.jobs if isinstance(j, SendFile)]
    assert [(j.case_id, j.name) for j in sent] == [(7, "洞 2.jpg")]


def test_too_many_files_at_once_are_refused_whole(
    here: Desk, files: CaseFiles, tmp_path: Path
) -> None:
    files.sending.hand_in(7, [tmp_path / f"{n}.jpg" for n in range(21)])
    assert "At most 20" in files.sending.note()
    assert not [j for j in here.at.outbox.jobs if isinstance(j, SendFile)]


def test_the_action_asks_for_files_and_not_for_words(here: Desk, files: CaseFiles) -> None:
    here.actions.trigger("attach")
    assert here.panel.desk.form is None
    assert files.sending.dialog is not None
    files.sending.dialog.reject()
