"""The front door as a person finds it: real processes, a real central, the demo city."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import uuid
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


def start(*words: str, screen: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``main.py`` with `words` to its end."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    if not screen:
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            variables.pop(name, None)
    return subprocess.run(
        [sys.executable, "main.py", *words],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


def colours(path: Path) -> int:
    """How many different colours a picture has, looked at in steps."""
    image = QImage(str(path))
    assert not image.isNull(), f"{path} is not a picture"
    step_x, step_y = max(1, image.width() // 160), max(1, image.height() // 90)
    return len(
        {
            image.pixel(x, y)
            for x in range(0, image.width(), step_x)
            for y in range(0, image.height(), step_y)
        }
    )


def still_running(mark: str) -> list[str]:
    """Command lines of the processes that carry `mark` in their environment."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("ZHIWANG_MARK") == mark:
                found.append(" ".join(process.cmdline()))
        except psutil.Error:
            continue  # gone meanwhile, or not ours to look into
    return found


def test_help_names_the_three_rooms() -> None:
    done = start("--help")
    assert done.returncode == 0
    for word in ("--server", "--wall", "--replay", "--offscreen"):
        assert word in done.stdout


def test_without_a_screen_it_says_what_to_do() -> None:
    done = start(screen=False)
    assert done.returncode == 2
    assert "--offscreen" in done.stderr


def test_the_console_shows_the_demo_city_and_leaves_nothing_running(tmp_path: Path) -> None:
    mark = str(uuid.uuid4())
    picture = tmp_path / "console.png"
    done = start(
        *("--offscreen", "--screenshot", str(picture), "--for", "8"),
        *("--data", str(tmp_path / "data")),
        ZHIWANG_MARK=mark,
    )
    assert done.returncode == 0, done.stderr
    assert colours(picture) > 40
    assert still_running(mark) == []


def test_the_wall_shows_the_demo_city(tmp_path: Path) -> None:
    picture = tmp_path / "wall.png"
    words = ("--wall", "--offscreen", "--screenshot", str(picture), "--for", "8")
    done = start(*words, "--size", "1920x1080", "--data", str(tmp_path / "data"))
    assert done.returncode == 0, done.stderr
    assert colours(picture) > 20


def test_an_unknown_wall_page_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    done = start("--wall", "--page", "nowhere", "--offscreen", "--data", str(tmp_path))
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "front" in done.stderr


def test_a_second_console_on_the_same_folder_is_turned_away(tmp_path: Path) -> None:
    words = ["--offscreen", "--no-demo", "--data", str(tmp_path / "data")]
    first = subprocess.Popen(
        [sys.executable, "main.py", *words, "--for", "60"], cwd=ROOT, stdin=subprocess.DEVNULL
    )
    try:
        note = tmp_path / "data" / "central" / "running.json"
        wait_until(note.exists, first)
        second = start(*words, "--for", "5", "--language", "en")
    finally:
        first.terminate()
        first.wait(20)
    assert second.returncode == 3, second.stderr
    assert str(tmp_path / "data") in second.stderr


def wait_until(condition: object, process: subprocess.Popen[bytes]) -> None:
    """Wait for `condition`, as long as the process lives and at most half a minute."""
    import time

    deadline = time.monotonic() + 30
    while not condition():  # type: ignore[operator]
        assert process.poll() is None, "the first console ended"
        assert time.monotonic() < deadline, "waited half a minute in vain"
        time.sleep(0.05)  # between two looks at another process, not instead of a signal


def test_a_wrong_address_is_explained_in_the_persons_language() -> None:
    english = start("--offscreen", "--server", "central.example", "--language", "en")
    assert english.returncode == 9
    assert "http://" in english.stderr
    chinese = start("--offscreen", "--server", "central.example", "--language", "zh_CN")
    assert chinese.returncode == 9
    assert "地址" in chinese.stderr


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("a file", "utf-8")
    done = start("--offscreen", "--data", str(tmp_path / "in-the-way"), "--language", "en")
    assert done.returncode == 5
    assert "in-the-way" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="limits of file size are a POSIX thing")
def test_a_disk_without_room_for_the_database_is_named(tmp_path: Path) -> None:
    import resource

    room = 24 * 1_024  # bytes: enough for a note, not for a log of cases
    done = subprocess.run(
        [
            *(sys.executable, "main.py", "--offscreen", "--for", "5", "--language", "en"),
            *("--data", str(tmp_path / "data")),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )
    assert done.returncode == 5, done.stderr
    assert str(tmp_path / "data") in done.stderr


def test_a_damaged_database_is_named_and_left_untouched(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "central"
    first = start("--offscreen", "--no-demo", "--for", "3", "--data", str(tmp_path / "data"))
    assert first.returncode == 0, first.stderr
    (database,) = (p for p in folder.iterdir() if p.read_bytes()[:15] == b"SQLite format 3")
    sqlite3.connect(database).close()
    database.write_bytes(b"this is not a database" * 100)
    done = start(
        "--offscreen",
        "--no-demo",
        "--for",
        "3",
        "--data",
        str(tmp_path / "data"),
        "--language",
        "en",
    )
    assert done.returncode == 7, done.stderr
    assert database.read_bytes() == b"this is not a database" * 100


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.zwlog", b""),
        ("empty.csv", b""),
        ("letter.csv", b"Dear Sir,\nno columns here\n"),
        ("picture.zwlog", bytes(range(256))),
    ],
)
def test_a_file_that_is_no_log_is_named_with_the_reason(
    tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    done = start("--offscreen", "--replay", str(file), "--data", str(tmp_path), "--language", "en")
    assert done.returncode == 8
    assert name in done.stderr
    assert file.read_bytes() == content


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    done = start("--offscreen", "--replay", str(tmp_path / "gone.zwlog"), "--data", str(tmp_path))
    assert done.returncode == 8
    assert "gone.zwlog" in done.stderr
