"""The last known city: shown at once with its age, kept whole or not at all, and nobody else's."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import columnar
from casework.columnar import MAGIC, End, Head
from casework.packing import framed, pack
from casework.unit import Fixes
from console.board.board import Board
from console.feeds.citycache import CacheError, CityCache, HeardFile
from console.feeds.live import LiveFeed
from console.feeds.port import Beat, CacheTrouble, City, Link, Log, Picture, Trouble
from console.feeds.remembering import PictureLine, RememberingFeed
from console.seatlock import SeatLock
from tests.contract.console.ear import Heard
from tests.contract.console.fake_central import (
    LOG_ID,
    NOW,
    Answer,
    FakeCentral,
    accepted,
    case,
    reported,
)
from tests.support.effort import examples

THERE = tuple(case(n, department="D1", units={3: "en_route"}) for n in range(1, 40))
HEAD = framed(Head(LOG_ID, 41, NOW, 1.0, len(THERE), [], Fixes([], [], [], [])))
BODY = MAGIC + HEAD + framed(pack(THERE)) + framed(End(len(THERE)))
ME = "central and operator"


class Console:
    """A feed with its memory, and what it said."""

    def __init__(self, url: str, folder: Path, belongs: str = ME) -> None:
        self.heard, self.lock = Heard(), SeatLock(folder / "lock")
        memory = CityCache(folder, belongs), self.lock, PictureLine(url, "secret")
        self.feed = RememberingFeed(LiveFeed(url, "secret"), *memory, first_after_s=0.0)
        self.feed.start(self.heard)

    def leave(self) -> None:
        self.feed.stop()
        assert self.feed.join(10)
        self.lock.give_back()

    def shown(self) -> Picture:
        found: Picture = self.heard.first(Picture)
        return found


@pytest.fixture
def console(central: FakeCentral, tmp_path: Path) -> Iterator[Callable[..., Console]]:
    central.answers["/v1/snapshot"] = [Answer(body=BODY, kind=columnar.MEDIA)]
    opened: list[Console] = []

    def begin(**more: str) -> Console:
        opened.append(Console(central.url, tmp_path / "seat", **more))
        return opened[-1]

    yield begin
    for each in opened:
        each.leave()


def cases(board: Board) -> list[object]:
    return [board.cases.get(row) for row in range(board.cases.rows)]


def kept_once(central: FakeCentral, console: Callable[..., Console]) -> Board:
    """A first console that has kept the city and two events after it; its board."""
    first = console()
    assert first.feed.kept.wait(10)
    central.stream().log(reported(42, 77), accepted(43, 77))
    first.heard.until(lambda i: isinstance(i, Log) and i.envelopes[-1].seq == 43)
    board = first.shown().board
    board.apply([reported(42, 77), accepted(43, 77)])
    first.leave()
    return board


def test_the_next_start_shows_the_last_known_city_while_central_is_away(
    central: FakeCentral, console: Callable[..., Console]
) -> None:
    before = time.time() * 1_000
    board = kept_once(central, console)
    central.answers["/v1/snapshot"] = [Answer(cut=True)]
    second = console()
    picture = second.shown()
    assert picture.board.head == 43
    assert cases(picture.board) == cases(board)
    assert before - 1 <= picture.known_ms <= time.time() * 1_000
    city, beat = second.heard.first(City), second.heard.first(Beat)
    assert (city.gazetteer.name_en, city.actor.actor_id) == ("Dongguan", "d1")
    assert beat.now_ms >= NOW.timestamp() * 1_000
    trouble = second.heard.until(lambda i: isinstance(i, Link) and i.trouble is not Trouble.NONE)
    assert trouble.state == "connecting"


def test_what_central_says_replaces_it(
    central: FakeCentral, console: Callable[..., Console]
) -> None:
    kept_once(central, console)
    second = console()
    live = second.heard.until(lambda i: isinstance(i, Picture) and not i.known_ms)
    assert live.board.head == 41
    assert [p.known_ms > 0 for p in second.heard.all(Picture)] == [True, False]


@pytest.mark.parametrize("kind", ["garbage", "newer", "cut", "another seat's"])
def test_one_that_is_of_no_use_is_set_aside_said_once_and_fetched_anew(
    central: FakeCentral, console: Callable[..., Console], tmp_path: Path, kind: str
) -> None:
    kept_once(central, console)
    cache = CityCache(tmp_path / "seat", ME)
    path = cache.picture(cache.newest())
    whole = path.read_bytes()
    broken = {"garbage": b"?" * 999, "newer": b"zwcity2\n" + whole[8:], "cut": whole[:-9]}
    path.write_bytes(broken.get(kind, whole))
    second = console(belongs="somebody else" if kind == "another seat's" else ME)
    assert second.shown().known_ms == 0
    (told,) = second.heard.all(CacheTrouble)
    assert told.code == "set-aside"
    assert Path(told.detail).read_bytes() == broken.get(kind, whole)
    assert second.feed.kept.wait(10)
    second.leave()
    third = console(belongs="somebody else" if kind == "another seat's" else ME)
    assert third.shown().known_ms
    assert third.heard.all(CacheTrouble) == []


def test_a_second_console_looks_and_does_not_write(
    central: FakeCentral, console: Callable[..., Console], tmp_path: Path
) -> None:
    kept_once(central, console)
    console().shown()
    before = sorted(p.name for p in (tmp_path / "seat").iterdir())
    second = console()
    assert second.shown().known_ms
    second.heard.until(lambda i: isinstance(i, Picture) and not i.known_ms)
    second.leave()
    assert len(central.asked_for("/v1/snapshot")) <= 5
    assert not second.feed.kept.is_set()
    assert "lock" in before


def test_a_picture_that_breaks_off_leaves_the_one_before(
    central: FakeCentral, console: Callable[..., Console]
) -> None:
    kept_once(central, console)
    whole = Answer(body=BODY, kind=columnar.MEDIA)
    central.answers["/v1/snapshot"] = [whole, Answer(body=BODY, kind=columnar.MEDIA, short=30)]
    second = console()
    second.heard.until(lambda i: isinstance(i, Picture) and not i.known_ms)
    central.wait_for("/v1/snapshot", 4)
    second.leave()
    assert console().shown().board.head == 43


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kept city of one picture and twenty events, each flushed by itself."""
    folder = tmp_path_factory.mktemp("kept")
    cache = CityCache(folder, ME)
    from tests.support.seat import gazetteer, operator, reasons

    cache.write(1, City(gazetteer(), reasons(), operator()), [BODY])
    heard = HeardFile(cache.heard(1))
    for n in range(20):
        heard.add(1, [reported(42 + n, 100 + n)])
    heard.close()
    return folder


def with_piece(files: Path, name: str, content: bytes) -> Board:
    with tempfile.TemporaryDirectory() as scratch:
        for path in files.iterdir():
            shutil.copy(path, scratch)
        (Path(scratch) / name).write_bytes(content)
        known = CityCache(Path(scratch), ME).load()
        assert known is not None
        return known.board


@settings(max_examples=examples(60))
@given(data=st.data(), flip=st.booleans())
def test_no_damage_to_a_picture_goes_unnoticed(
    files: Path, data: st.DataObject, flip: bool
) -> None:
    whole = (files / "city-000001.zwcity").read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = bytearray(whole) if flip else bytearray(whole[:at])
    if flip:
        broken[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CacheError):
        with_piece(files, "city-000001.zwcity", bytes(broken))


@settings(max_examples=examples(40))
@given(data=st.data())
def test_what_was_heard_is_known_up_to_where_the_crash_cut_it(
    files: Path, data: st.DataObject
) -> None:
    whole = (files / "city-000001.heard").read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    board = with_piece(files, "city-000001.heard", whole[:at])
    assert board.head == 41 + at * 20 // len(whole) or board.head == 41 + at * 20 // len(whole) - 1
    assert board.cases.rows == len(THERE) + board.head - 41
