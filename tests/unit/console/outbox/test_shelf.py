"""What is kept of commands on their way, and what happens when it cannot be."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from casework import commands as cm
from casework.refusal import Refusal, RefusalCode
from console.feeds.errors import NotCentral, TimedOut, Unauthorised
from console.feeds.port import Trouble
from console.outbox.clerk import NONSENSE, Clerk
from console.outbox.fileport import SendFile
from console.outbox.jotter import FILE as DRAFTS
from console.outbox.jotter import FileJotter
from console.outbox.letter import Letter, Stage, letter_of, next_letter
from console.outbox.port import Outcome, Outgoing
from console.outbox.shelf import FILE, FORMAT, NoShelf, SqliteShelf
from console.outbox.tray import BLIND_FOR
from console.seatlock import SeatLock, SeatTakenError
from tests.unit.console.outbox.test_tray import NOW, letter

_OPEN: list[SqliteShelf | SeatLock] = []


@pytest.fixture(autouse=True)
def _close_all() -> Iterator[None]:
    yield
    while _OPEN:
        held = _OPEN.pop()
        held.close() if isinstance(held, SqliteShelf) else held.give_back()


def shelved(folder: Path) -> SqliteShelf:
    _OPEN.append(SqliteShelf(folder))
    return _OPEN[-1]  # type: ignore[return-value]


def test_everything_of_a_letter_is_found_again(tmp_path: Path) -> None:
    shelf = shelved(tmp_path)
    shelf.open()
    whole = replace(
        letter("a"),
        number=1,
        stage=Stage.REFUSED,
        sent_version=4,
        tried=True,
        trouble=Trouble.PROBLEM,
        problem="invalid-body",
        refusal=Refusal(RefusalCode.HELD, "held", holder="li"),
        over_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    assert shelf.save([letter("b"), whole]) == ""
    shelf.note_log("log-9")
    shelf.close()
    again = shelved(tmp_path).open()
    assert again.letters == (letter("b"), whole)
    assert (again.log_id, again.notice) == ("log-9", "")


def test_a_saved_letter_is_on_the_disk_before_save_returns(tmp_path: Path) -> None:
    shelf = shelved(tmp_path)
    shelf.open()
    db = shelf._db
    assert db is not None
    assert db.execute("pragma synchronous").fetchone() == (2,)  # FULL
    shelf.save([letter("a")])
    other = sqlite3.connect(tmp_path / FILE)
    assert other.execute("select command_id from letter").fetchall() == [("a",)]
    other.close()
    shelf.close()


def test_what_nobody_else_should_read_is_nobody_elses(tmp_path: Path) -> None:
    shelf = shelved(tmp_path / "seat")
    shelf.open()
    shelf.close()
    assert (tmp_path / "seat" / FILE).stat().st_mode & 0o077 == 0
    assert (tmp_path / "seat").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kind", ["garbage", "newer", "cut"])
def test_a_file_that_cannot_be_used_is_set_aside_whole_and_said_once(
    tmp_path: Path, kind: str
) -> None:
    shelf = shelved(tmp_path)
    shelf.open()
    shelf.save([letter("a")])
    shelf.close()
    path = tmp_path / FILE
    if kind == "garbage":
        path.write_bytes(b"not a database at all" * 400)
    elif kind == "newer":
        db = sqlite3.connect(path)
        db.execute(f"pragma user_version = {FORMAT + 1}")
        db.close()
    else:
        path.write_bytes(path.read_bytes()[:5_000])
    before = path.read_bytes()
    opened = shelf.open()
    assert (opened.notice, opened.letters) == ("set-aside", ())
    assert shelf.save([letter("b")]) == ""
    shelf.close()
    aside = tmp_path / "outbox.unreadable-1.sqlite3"
    assert aside.read_bytes() == before
    assert str(aside) in opened.detail
    assert shelved(tmp_path).open().notice == ""


def test_a_second_console_says_so_and_leaves_the_file_alone(tmp_path: Path) -> None:
    first, second = shelved(tmp_path), shelved(tmp_path)
    assert first.open().notice == ""
    first.save([letter("a")])
    opened = second.open()
    assert (opened.notice, opened.letters, second.durable) == ("second-console", (), False)
    second.save([letter("b")])
    second.close()
    first.close()
    assert [x.command_id for x in shelved(tmp_path).open().letters] == ["a"]


def test_a_disk_that_takes_nothing_stops_no_command_and_is_said(tmp_path: Path) -> None:
    heard: list[object] = []
    shelf = shelved(tmp_path)
    clerk = Clerk(shelf, heard.append, lambda: NOW)
    clerk.open()
    assert shelf._db is not None
    shelf._db.execute("pragma query_only = on")  # what a full disk looks like to a writer
    clerk.give(next_letter("command-1"))
    assert clerk.due() is not None
    clerk.publish()
    (said,) = [x for x in heard if isinstance(x, Outgoing)]
    assert said.notice == "disk"
    assert FILE in said.detail
    shelf._db.execute("pragma query_only = off")
    clerk.give(next_letter("command-2"))
    clerk.publish()
    assert heard[-1].notice == ""  # type: ignore[attr-defined]
    clerk.close()


def clerk_with(shelf: NoShelf | SqliteShelf) -> tuple[Clerk, list[object]]:
    heard: list[object] = []
    clerk = Clerk(shelf, heard.append, lambda: NOW)
    clerk.open()
    return clerk, heard


def test_a_sign_in_that_has_ended_loses_no_kept_command(tmp_path: Path) -> None:
    clerk, heard = clerk_with(shelved(tmp_path))
    clerk.give(letter_of(cm.Order("command-1", 7, 3, cm.AcceptCase())))
    out = clerk.due()
    assert out is not None
    clerk.failed(out, Unauthorised("401"))
    (told,) = [x for x in heard if isinstance(x, Outcome)]
    assert (told.final, told.trouble) == (False, Trouble.UNAUTHORISED)
    assert clerk.due() == out
    clerk.publish()
    assert heard[-1].away is Trouble.UNAUTHORISED  # type: ignore[attr-defined]
    clerk.close()


def test_nonsense_instead_of_an_answer_does_not_hold_up_the_others(tmp_path: Path) -> None:
    clerk, _ = clerk_with(shelved(tmp_path))
    for n, case_id in enumerate((7, 8)):
        clerk.give(letter_of(cm.Order(f"command-{n}", case_id, 3, cm.AcceptCase())))
    for _ in range(NONSENSE):
        out = clerk.due()
        assert out is not None
        assert out.command_id == "command-0"
        clerk.failed(out, NotCentral("<html>"))
    following = clerk.due()
    assert following is not None
    assert following.command_id == "command-1"
    clerk.close()


def test_one_that_was_called_off_while_it_was_under_way_ends_there(tmp_path: Path) -> None:
    clerk, heard = clerk_with(shelved(tmp_path))
    clerk.give(letter_of(cm.Order("command-1", 7, 3, cm.AcceptCase())))
    out = clerk.due()
    assert out is not None
    clerk.cancel("command-1", under_way=True)
    clerk.failed(out, TimedOut("no answer"))
    (told,) = [x for x in heard if isinstance(x, Outcome)]
    assert (told.final, told.trouble) == (True, Trouble.CANCELLED_LATE)
    assert clerk.due() is None
    clerk.close()


def test_the_same_after_a_crash(tmp_path: Path) -> None:
    clerk, _ = clerk_with(shelved(tmp_path))
    clerk.give(letter_of(cm.Order("command-1", 7, 3, cm.AcceptCase())))
    clerk.due()
    clerk.cancel("command-1", under_way=True)
    clerk.close()
    again, _ = clerk_with(shelved(tmp_path))
    assert again.due() is None
    again.close()


# -- drafts ----------------------------------------------------------------------------------------


def jotted(folder: Path, every_s: float = 0.0) -> FileJotter:
    lock = SeatLock(folder / "seat.lock")
    _OPEN.append(lock)
    made = FileJotter(folder, lock, every_s)
    made.start()
    return made


def test_the_last_of_what_was_typed_is_found_again(tmp_path: Path) -> None:
    first = jotted(tmp_path, every_s=60.0)
    for n in range(200):
        first.jot(b"%d" % n)
    first.stop()
    assert first.join(5)
    assert (tmp_path / DRAFTS).read_bytes() == b"199"
    assert (tmp_path / DRAFTS).stat().st_mode & 0o077 == 0


def test_typing_is_written_at_most_once_a_while(tmp_path: Path) -> None:
    slow, written, gate = jotted(tmp_path, every_s=60.0), [], threading.Event()
    slow._write = lambda content: (written.append(content), gate.set())  # type: ignore[assignment]
    slow.jot(b"a")
    assert gate.wait(5)
    for n in range(100):
        slow.jot(b"%d" % n)
    slow.stop()
    assert slow.join(5)
    assert written == [b"a", b"99"]


def test_a_second_console_keeps_no_drafts_and_says_why(tmp_path: Path) -> None:
    first, second = jotted(tmp_path), jotted(tmp_path)
    second.jot(b"mine")
    assert second.found() == b""
    assert second.trouble
    first.stop()
    assert first.join(5)
    assert not (tmp_path / DRAFTS).exists()


def test_a_lock_is_free_again_when_its_holder_has_gone(tmp_path: Path) -> None:
    first, second = SeatLock(tmp_path / "x"), SeatLock(tmp_path / "x")
    first.take()
    first.take()
    with pytest.raises(SeatTakenError):
        second.take()
    first.give_back()
    second.take()
    second.give_back()


def test_letters_of_a_newer_console_are_read_as_far_as_they_are_known(tmp_path: Path) -> None:
    shelf = shelved(tmp_path)
    shelf.open()
    shelf.save([letter("a")])
    assert shelf._db is not None
    shelf._db.execute("update letter set letter = replace(letter, '{', '{\"later\":1,')")
    assert isinstance(shelf.open().letters[0], Letter)
    shelf.close()


def test_files_are_found_again_until_they_are_answered_and_old_ones_are_not_sent(
    tmp_path: Path,
) -> None:
    shelf = shelved(tmp_path)
    young = Clerk(shelf, lambda _answer: None, lambda: NOW)
    young.open()
    jobs = [young.give_file(SendFile(f"f{i}", 7, f"{i}.jpg", "a.jpg")) for i in range(3)]
    young.file_over("f1")
    young.close()
    heard: list[object] = []
    again = Clerk(shelved(tmp_path), heard.append, lambda: NOW + BLIND_FOR - timedelta(seconds=1))
    again.open()
    assert again.left_behind() == (jobs[0], jobs[2])
    assert heard == []
    again.close()
    late = Clerk(shelved(tmp_path), heard.append, lambda: NOW + BLIND_FOR)
    late.open()
    assert late.left_behind() == ()
    assert [(o.command_id, o.trouble) for o in heard if isinstance(o, Outcome)] == [
        ("f0", Trouble.TOO_OLD),
        ("f2", Trouble.TOO_OLD),
    ]
    late.close()
    assert shelved(tmp_path).open().files == ()
