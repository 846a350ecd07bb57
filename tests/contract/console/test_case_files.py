"""Files of cases between the console's outbox and a real central over real HTTP."""

from __future__ import annotations

import hashlib
import io
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from casework.filekind import KINDS
from console.feeds.port import Trouble
from console.outbox import decoding
from console.outbox.fileport import (
    AskPicture,
    CancelFile,
    ComponentAnswer,
    FileProgress,
    FileSaved,
    PictureAnswer,
    SaveFile,
    SendFile,
)
from console.outbox.port import Outcome
from console.outbox.rest import RestOutbox
from console.outbox.shelf import SqliteShelf
from tests.contract.central import small_city
from tests.contract.central.serving import Central
from tests.contract.console.ear import Heard


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    folder = tmp_path_factory.mktemp("town")
    running = Central(folder / "data", small_city.write_city(folder / "city"))
    yield running
    running.stop()


@pytest.fixture
def box(town: Central, heard: Heard) -> Iterator[RestOutbox]:
    made = RestOutbox(town.url, "token-of-mei-0123456789")
    made.start(heard)
    yield made
    made.stop()
    assert made.join(5)


@pytest.fixture
def case_id(town: Central) -> int:
    return int(town.person("mei").report()["case_id"])


def photo(path: Path, size: tuple[int, int] = (1_600, 900), colour: str = "#336699") -> Path:
    Image.new("RGB", size, colour).save(path, "JPEG")
    return path


def attached(town: Central, case_id: int) -> list[dict[str, Any]]:
    mei = town.person("mei")
    found: list[dict[str, Any]] = mei.get(f"/v1/cases/{case_id}/attachments").json()["attachments"]
    return found


def over(item: Any) -> bool:
    return isinstance(item, Outcome) and item.final


def test_a_picture_goes_in_and_comes_back_small_and_large(
    town: Central, box: RestOutbox, heard: Heard, case_id: int, tmp_path: Path
) -> None:
    path = photo(tmp_path / "岗贝 1.jpg")
    box.carry(SendFile("11111111-a", case_id, str(path), path.name))
    assert heard.until(over).accepted
    assert heard.all(FileProgress)[-1].sent == path.stat().st_size
    (file,) = attached(town, case_id)
    assert (file["name"], file["media"]) == ("岗贝 1.jpg", "image/jpeg")
    box.carry(AskPicture(file["attachment"], file["sha256"]))
    box.carry(AskPicture(file["attachment"], file["sha256"], edge=800))
    large = heard.until(lambda i: isinstance(i, PictureAnswer) and i.asked.edge)
    small = heard.first(PictureAnswer)
    assert (small.width, small.height) == (320, 180)
    assert (large.width, large.height) == (800, 450)
    assert len(large.pixels) == 800 * 450 * 4
    blue, green, red, _ = large.pixels[:4]
    assert abs(red - 0x33) < 4
    assert abs(green - 0x66) < 4
    assert abs(blue - 0x99) < 4


def test_the_same_file_sent_twice_with_one_key_is_there_once(
    town: Central, box: RestOutbox, heard: Heard, case_id: int, tmp_path: Path
) -> None:
    job = SendFile("22222222-a", case_id, str(photo(tmp_path / "a.jpg")), "a.jpg")
    box.carry(job)
    box.carry(job)
    heard.until(lambda _i: sum(map(over, heard.items)) == 2)
    assert all(outcome.accepted for outcome in heard.all(Outcome))
    assert len(attached(town, case_id)) == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("virus.jpg", b"MZ\x90\x00" + b"\0" * 5_000, "type-not-allowed"),
        ("half.jpg", None, "type-mismatch"),
        ("gone.jpg", b"", "unreadable-file"),
        ("huge.png", b"big", "file-too-large"),
    ],
)
def test_a_file_that_is_not_taken_says_why_and_leaves_nothing(
    town: Central,
    box: RestOutbox,
    heard: Heard,
    case_id: int,
    tmp_path: Path,
    name: str,
    content: bytes | None,
    code: str,
) -> None:
    path = tmp_path / name
    if content is None:
        path.write_bytes(photo(tmp_path / "whole").read_bytes()[:900])
    elif content == b"big":
        with path.open("wb") as file:
            file.truncate(KINDS["image/png"].most + 1)
    elif content:
        path.write_bytes(content)
    box.carry(SendFile(f"33333333-{name}", case_id, str(path), name))
    outcome = heard.until(over)
    assert (outcome.trouble, outcome.problem) == (Trouble.PROBLEM, code)
    assert attached(town, case_id) == []


def test_a_file_that_is_not_wanted_any_more_is_not_attached(
    town: Central, box: RestOutbox, heard: Heard, case_id: int, tmp_path: Path
) -> None:
    path = photo(tmp_path / "a.jpg")
    box.carry(CancelFile("44444444-a"))
    box.carry(SendFile("44444444-a", case_id, str(path), "a.jpg"))
    assert heard.until(over).problem == "cancelled"
    assert attached(town, case_id) == []


def test_a_file_is_saved_whole_or_not_at_all(
    town: Central, box: RestOutbox, heard: Heard, case_id: int, tmp_path: Path
) -> None:
    path = photo(tmp_path / "a.jpg", (400, 300))
    box.carry(SendFile("55555555-a", case_id, str(path), "a.jpg"))
    heard.until(over)
    (file,) = attached(town, case_id)
    folder = tmp_path / "out"
    folder.mkdir()
    good, bad = str(folder / "good.jpg"), str(folder / "bad.jpg")
    box.carry(SaveFile(file["attachment"], file["sha256"], good))
    box.carry(SaveFile(file["attachment"], hashlib.sha256(b"else").hexdigest(), bad))
    box.carry(SaveFile(file["attachment"], file["sha256"], str(tmp_path / "no" / "where.jpg")))
    heard.until(lambda _i: len(heard.all(FileSaved)) == 3)
    assert [s.problem for s in heard.all(FileSaved)] == ["", "broken", "unwritable"]
    assert [p.name for p in folder.iterdir()] == ["good.jpg"]
    assert Path(good).read_bytes() == path.read_bytes()


def test_a_picture_that_is_gone_or_changed_is_said_to_be(
    town: Central, box: RestOutbox, heard: Heard, case_id: int, tmp_path: Path
) -> None:
    path = photo(tmp_path / "a.jpg", (500, 500))
    box.carry(SendFile("66666666-a", case_id, str(path), "a.jpg"))
    heard.until(over)
    (file,) = attached(town, case_id)
    box.carry(AskPicture("00000000-0000-0000-0000-000000000000"))
    box.carry(AskPicture(file["attachment"], "0" * 64, edge=400))
    heard.until(lambda _i: len(heard.all(PictureAnswer)) == 2)
    assert [a.problem for a in heard.all(PictureAnswer)] == ["absent", "broken"]


def test_the_register_tells_of_a_component_or_that_there_is_none(
    box: RestOutbox, heard: Heard
) -> None:
    box.ask_component("M-1")
    box.ask_component("M 9/?")
    heard.until(lambda _i: len(heard.all(ComponentAnswer)) == 2)
    one, none = heard.all(ComponentAnswer)
    assert one.component is not None
    assert one.component.owner_en == "Water"
    assert (none.code, none.component, none.trouble) == ("M 9/?", None, Trouble.NONE)


def test_a_central_that_is_away_is_waited_for_and_a_stop_does_not_wait(tmp_path: Path) -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{reserved.getsockname()[1]}"
    heard, box = Heard(), RestOutbox(url, "t")
    box.start(heard)
    box.carry(SendFile("77777777-a", 1, str(photo(tmp_path / "a.jpg")), "a.jpg"))
    box.carry(AskPicture("x"))
    first = heard.first(Outcome)
    assert (first.trouble, first.final) == (Trouble.UNREACHABLE, False)
    assert heard.first(PictureAnswer).trouble is Trouble.UNREACHABLE
    box.stop()
    assert box.join(5)
    assert not [t for t in threading.enumerate() if t.name in ("pictures", "sending")]


def test_a_picture_of_too_many_pixels_is_never_decoded() -> None:

    raw = io.BytesIO()
    Image.new("1", (10_000, 6_000)).save(raw, "PNG")
    with pytest.raises(decoding.BrokenError):
        decoding.decode(raw.getvalue(), 400)


NOBODY = "http://127.0.0.1:9"


def given_up(folder: Path, job: SendFile, heard: Heard) -> None:
    """A console whose central is away takes a file, and ends."""
    first = RestOutbox(NOBODY, "token-of-mei-0123456789", shelf=SqliteShelf(folder))
    first.start(heard)
    first.carry(job)
    assert not heard.until(lambda item: isinstance(item, Outcome)).final
    first.stop()
    assert first.join(5)


def test_a_file_under_way_when_a_console_ends_is_sent_by_the_next_one_once(
    town: Central, case_id: int, tmp_path: Path
) -> None:
    job = SendFile("11111111-z", case_id, str(photo(tmp_path / "a.jpg")), "a.jpg")
    given_up(tmp_path, job, Heard())
    for answers in (1, 0):
        heard = Heard()
        box = RestOutbox(town.url, "token-of-mei-0123456789", shelf=SqliteShelf(tmp_path))
        box.start(heard)
        if answers:
            assert heard.first(FileProgress).name == "a.jpg"
            assert heard.until(over).accepted
        box.stop()
        assert box.join(5)
        assert len(heard.all(Outcome)) == answers
    assert len(attached(town, case_id)) == 1


def test_a_file_meant_for_another_log_is_not_sent_to_this_one(
    town: Central, case_id: int, tmp_path: Path
) -> None:
    shelf = SqliteShelf(tmp_path)
    shelf.open()
    shelf.note_log("another log")
    shelf.close()
    job = SendFile("11111111-y", case_id, str(photo(tmp_path / "a.jpg")), "a.jpg")
    given_up(tmp_path, job, Heard())
    heard = Heard()
    box = RestOutbox(town.url, "token-of-mei-0123456789", shelf=SqliteShelf(tmp_path))
    box.start(heard)
    assert heard.until(over).trouble is Trouble.OTHER_LOG
    box.stop()
    assert box.join(5)
    assert attached(town, case_id) == []
