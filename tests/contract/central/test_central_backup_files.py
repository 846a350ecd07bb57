"""Attachments in a backup: every file that the log in it names, taken while people work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from central import backup
from central.__main__ import main
from tests.contract.central.conftest import database_flags
from tests.contract.central.inside import HandClock, serving
from tests.contract.central.serving import ROOT, Central, Person
from tests.contract.central.test_central_attachments import MP4, PDF, attached, picture


def command(*words: object) -> tuple[int, dict[str, Any], str]:
    """`python -m central` in a process of its own: exit code, its JSON line, its complaints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "central", *(str(word) for word in words)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout or "{}"), done.stderr


def content(who: Person, attachment: str) -> bytes:
    answer = who.get(f"/v1/attachments/{attachment}")
    assert answer.status_code == 200, answer.text
    return answer.content


def place_of(folder: Path, attachment: str) -> Path:
    return folder / "attachments" / attachment[:2] / attachment[2:4] / attachment


@contextmanager
def coming_in(who: Person) -> Iterator[None]:
    """Somebody attaches one file after the other meanwhile."""
    enough = threading.Event()

    def work() -> None:
        case = who.report()
        for number in range(15):
            if enough.is_set():
                return
            attached(who, case, PDF + str(number).encode())

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield
    finally:
        enough.set()
        worker.join(20)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


def test_a_backup_taken_while_files_come_in_restores_every_file_it_names(
    start: Callable[..., Central],
    tmp_path: Path,
    kept: Path,
    database: str,
    new_database: Callable[[], str],
) -> None:
    flags = database_flags(database)
    central = start()
    mei = central.person("mei")
    case = mei.report()
    files = {attached(mei, case, raw)["attachment"]: raw for raw in (picture(), MP4, PDF)}
    with coming_in(central.person("li")):
        first = command("backup", "--data", tmp_path / "data", *flags, "--to", kept / "1.sqlite3")
    assert first[0] == 0, first[2]
    assert first[1]["attachments"] >= len(files)
    late = attached(mei, case, PDF + b"late")["attachment"]
    second = backup.backup(tmp_path / "data", database, kept / "2.sqlite3")
    assert second.files > first[1]["attachments"]
    central.stop()

    again, there = tmp_path / "again", new_database()
    words = ("--data", again, *database_flags(there))
    code, said, why = command("restore", "--from", kept / "1.sqlite3", *words)
    assert (code, said) == (0, first[1]), why
    assert backup.verify(again, there).files == first[1]["attachments"]
    assert not place_of(again, late).exists()
    with serving(again, HandClock(datetime.now(UTC)), database=there) as served:
        who = served.person("mei")
        for attachment, raw in files.items():
            assert content(who, attachment) == raw
        assert who.get(f"/v1/attachments/{late}").status_code == 404
        photo = next(iter(files))
        assert who.get(f"/v1/attachments/{photo}/thumbnail").status_code == 200


Said = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A log with two files, and their ids."""
    folder = tmp_path_factory.mktemp("two")
    with serving(folder, HandClock()) as inside:
        mei = inside.person("mei")
        case = mei.report()
        one, other = (attached(mei, case, PDF + end)["attachment"] for end in (b"1", b"2"))
    return folder, one, other


class TestWhatIsAmiss:
    @pytest.fixture
    def lost(self, two: tuple[Path, str, str], tmp_path: Path) -> tuple[Path, str, str]:
        """The same with the first file changed on the disk."""
        shutil.copytree(two[0], tmp_path / "data")
        place_of(tmp_path / "data", two[1]).write_bytes(PDF + b"!")
        return tmp_path / "data", *two[1:]

    @pytest.fixture
    def command(self, capfd: pytest.CaptureFixture[str]) -> Said:
        """Like the one above, in this process."""

        def run(*words: object) -> tuple[int, dict[str, Any], str]:
            code = main([str(word) for word in words])
            out, err = capfd.readouterr()
            return code, json.loads(out or "{}"), err

        return run

    def test_is_named_and_no_backup_is_made_unless_told(
        self, lost: tuple[Path, str, str], kept: Path, tmp_path: Path, command: Said
    ) -> None:
        data, changed, good = lost
        code, _, why = command("backup", "--data", data, "--to", kept / "1.sqlite3")
        assert code == 16
        assert changed in why
        assert "--allow-missing" in why
        assert not (kept / "1.sqlite3").exists()
        place_of(data, changed).unlink()
        words = ("--data", data, "--to", kept / "1.sqlite3", "--allow-missing")
        code, said, _ = command("backup", *words)
        assert (code, said["attachments"]) == (0, 2)
        assert f"{changed} of case 1001: it is missing" in said["wrong"][0]
        restored = ("restore", "--from", kept / "1.sqlite3", "--data", tmp_path / "again")
        code, _, why = command(*restored)
        assert code == 16
        assert not (tmp_path / "again" / "central.sqlite3").exists()
        assert command(*restored, "--allow-missing")[0] == 0
        assert place_of(tmp_path / "again", good).read_bytes() == PDF + b"2"

    def test_is_found_by_verify(self, lost: tuple[Path, str, str], command: Said) -> None:
        data, changed, good = lost
        code, said, why = command("verify", "--data", data)
        assert code == 16
        assert said["attachments"] == 2
        assert changed in why
        assert good not in why
        assert command("verify", "--data", data, "--chain-only")[0] == 0

    def test_a_damaged_copy_beside_a_backup_is_brought_again(
        self, lost: tuple[Path, str, str], kept: Path, command: Said
    ) -> None:
        data, changed, good = lost
        place_of(data, changed).write_bytes(PDF + b"1")
        assert command("backup", "--data", data, "--to", kept / "1.sqlite3")[0] == 0
        place_of(kept, good).write_bytes(b"rotten")
        shutil.rmtree(place_of(kept, changed).parent)
        assert command("backup", "--data", data, "--to", kept / "2.sqlite3")[0] == 0
        assert place_of(kept, good).read_bytes() == PDF + b"2"
        assert place_of(kept, changed).read_bytes() == PDF + b"1"

    def test_a_backup_in_the_folder_of_the_log_is_none(
        self, lost: tuple[Path, str, str], command: Said
    ) -> None:
        data, changed, _ = lost
        place_of(data, changed).write_bytes(PDF + b"1")
        code, _, why = command("backup", "--data", data, "--to", data / "1.sqlite3")
        assert code == 5
        assert "elsewhere" in why
        assert not (data / "1.sqlite3").exists()
