"""The log verified, backed up and restored while central serves it."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from central import backup
from central.__main__ import main
from central.chain import GENESIS, Head, link
from tests.contract.central.inside import HandClock, serving

LINES = 12


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A log of some lines, not served."""
    folder = tmp_path / "data"
    folder.mkdir()
    with serving(folder, HandClock()) as inside:
        mei = inside.person("mei")
        for _ in range(LINES // 3):
            case = mei.do(mei.report(), "claim")
            mei.do(case, "accept")
    return folder


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run a command; its exit code and everything it printed."""

    def run(*words: object) -> tuple[int, str]:
        code = main([str(word) for word in words])
        out, err = capfd.readouterr()
        return code, out + err

    return run


Said = Callable[..., tuple[int, str]]


def tamper(data: Path, *statements: str) -> None:
    with closing(sqlite3.connect(data / "central.sqlite3")) as db, db:
        for statement in statements:
            db.execute(statement)


class TestVerify:
    def test_an_untouched_log_is_whole_and_says_its_head(self, data: Path, said: Said) -> None:
        code, text = said("verify", "--data", data)
        assert code == 0
        assert json.loads(text)["lines"] == LINES
        code, head = said("verify", "--data", data, "--head")
        assert Head.parse(head).seq == LINES
        assert said("verify", "--data", data, "--expect", head.strip())[0] == 0

    @pytest.mark.parametrize(
        ("harm", "line", "why"),
        [
            (
                ["UPDATE event SET line = replace(line, 'mei', 'eve') WHERE seq = 5"],
                5,
                "changed",
            ),
            (["UPDATE event SET area = '441900004000' WHERE seq = 6"], 6, "changed"),
            (["UPDATE event SET department = 'D02' WHERE seq = 4"], 5, "department"),
            (["DELETE FROM event WHERE seq = 7"], 7, "missing"),
            (["DELETE FROM event WHERE seq = 1"], 1, "missing"),
            (
                [
                    "UPDATE event SET seq = -1 WHERE seq = 3",
                    "UPDATE event SET seq = 3 WHERE seq = 8",
                    "UPDATE event SET seq = 8 WHERE seq = -1",
                ],
                3,
                "moved",
            ),
            (
                [
                    "INSERT INTO event SELECT 13, case_id, 99, at_ms, area, before, department,"
                    " kind, line FROM event WHERE seq = 12"
                ],
                13,
                "inserted",
            ),
            (
                [
                    "INSERT INTO event SELECT 0, case_id, 99, at_ms, area, before, department,"
                    " kind, line FROM event WHERE seq = 12"
                ],
                0,
                "inserted",
            ),
            (["UPDATE event_hash SET hash = zeroblob(32) WHERE seq = 9"], 9, "changed"),
        ],
    )
    def test_the_first_bad_line_is_named(
        self, data: Path, said: Said, harm: list[str], line: int, why: str
    ) -> None:
        tamper(data, *harm)
        code, text = said("verify", "--data", data)
        assert code == 13
        assert f"line {line}: " in text
        assert why in text

    def test_a_cut_tail_is_found_by_the_head_that_was_kept(self, data: Path, said: Said) -> None:
        _, head = said("verify", "--data", data, "--head")
        tamper(data, "DELETE FROM event WHERE seq > 10", "DELETE FROM event_hash WHERE seq > 10")
        assert said("verify", "--data", data)[0] == 0
        code, text = said("verify", "--data", data, "--expect", head.strip())
        assert code == 13
        assert "line 11: the tail is cut" in text

    def test_a_log_rewritten_with_new_hashes_is_found_by_the_head(
        self, data: Path, said: Said
    ) -> None:
        _, head = said("verify", "--data", data, "--head")
        with closing(sqlite3.connect(data / "central.sqlite3")) as db, db:
            db.execute("UPDATE event SET line = replace(line, 'mei', 'eve') WHERE seq = 5")
            digest = GENESIS
            for seq, line in db.execute("SELECT seq, line FROM event ORDER BY seq").fetchall():
                raw = line if isinstance(line, bytes) else line.encode()
                digest = link(digest, raw, seq)
                db.execute("UPDATE event_hash SET hash = ? WHERE seq = ?", (digest, seq))
                db.execute("UPDATE event SET line = ? WHERE seq = ?", (raw, seq))
        assert said("verify", "--data", data)[0] == 0
        code, text = said("verify", "--data", data, "--expect", head.strip())
        assert code == 13
        assert "rewritten" in text

    def test_a_head_that_is_none_is_refused(self, data: Path) -> None:
        for wrong in ("", "5", "5:abc", "x:" + "0" * 64):
            with pytest.raises(SystemExit):
                main(["verify", "--data", str(data), "--expect", wrong])

    def test_a_folder_without_a_log_says_the_way_out(self, tmp_path: Path, said: Said) -> None:
        code, text = said("verify", "--data", tmp_path)
        assert code == 7
        assert "--data" in text


class TestBackup:
    def test_a_backup_made_while_people_work_is_whole(self, data: Path, tmp_path: Path) -> None:
        enough = threading.Event()
        with serving(data, HandClock()) as inside:
            mei = inside.person("mei")

            def work() -> None:
                while not enough.is_set():
                    mei.report()

            worker = threading.Thread(target=work)
            worker.start()
            try:
                verdicts = [backup.backup(data, "", tmp_path / f"{i}.sqlite3") for i in range(3)]
            finally:
                enough.set()
                worker.join(10)
        heads = [verdict.head.seq for verdict in verdicts]
        assert heads == sorted(heads)
        assert all(verdict.whole for verdict in verdicts)
        assert not list(tmp_path.glob(".*.part"))
        restored = backup.restore(tmp_path / "2.sqlite3", tmp_path / "restored")
        assert restored.head == verdicts[2].head

    def test_a_restored_log_is_served_again_line_by_line(self, data: Path, tmp_path: Path) -> None:
        copy, again = tmp_path / "copy.sqlite3", tmp_path / "again"
        head = backup.backup(data, "", copy).head
        with serving(data, HandClock()) as inside:
            before = inside.person("mei").log()
        assert backup.restore(copy, again).head == head
        with serving(again, HandClock()) as inside:
            mei = inside.person("mei")
            assert mei.log() == before
            mei.report()
        assert backup.verify(again, expect=head).head.seq == LINES + 1

    def test_nothing_is_ever_overwritten(self, data: Path, tmp_path: Path, said: Said) -> None:
        copy = tmp_path / "copy.sqlite3"
        assert said("backup", "--data", data, "--to", copy)[0] == 0
        before = copy.read_bytes()
        code, text = said("backup", "--data", data, "--to", copy)
        assert (code, copy.read_bytes()) == (5, before)
        assert "exists" in text
        log = (data / "central.sqlite3").read_bytes()
        code, text = said("restore", "--from", copy, "--data", data)
        assert (code, (data / "central.sqlite3").read_bytes()) == (5, log)
        assert "empty" in text

    def test_a_damaged_log_gives_no_backup_and_a_damaged_backup_no_log(
        self, data: Path, tmp_path: Path, said: Said
    ) -> None:
        copy = tmp_path / "copy.sqlite3"
        assert said("backup", "--data", data, "--to", copy)[0] == 0
        harm = "DELETE FROM event WHERE seq = 7"
        tamper(data, harm)
        code, text = said("backup", "--data", data, "--to", tmp_path / "second.sqlite3")
        assert code == 7
        assert "line 7" in text
        assert not (tmp_path / "second.sqlite3").exists()
        with closing(sqlite3.connect(copy)) as db, db:
            db.execute(harm)
        code, text = said("restore", "--from", copy, "--data", tmp_path / "new")
        assert code == 7
        assert "line 7" in text
        assert not (tmp_path / "new" / "central.sqlite3").exists()

    def test_a_file_that_is_no_backup_is_refused(self, tmp_path: Path, said: Said) -> None:
        (tmp_path / "holiday.jpg").write_bytes(b"pictures" * 1_000)
        for name in ("holiday.jpg", "nowhere"):
            code, text = said("restore", "--from", tmp_path / name, "--data", tmp_path / "new")
            assert code in (5, 7)
            assert "Traceback" not in text
