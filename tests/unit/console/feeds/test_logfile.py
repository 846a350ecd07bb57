"""Incident log files: written by the recorder, read by the replay, told apart when damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from casework.codec import encode_envelope
from casework.unit import Fixes
from console.board.board import Board
from console.feeds.logfile import read_log
from console.feeds.opening import BadLog, open_recording
from console.feeds.player import Player
from console.feeds.port import Beat, City, Item, Link, LinkState, Log, Picture, Positions, Sink
from console.feeds.recorder import Recorder, RecordingFeed
from tests.unit.console.board.logs import START_MS, UNITS, picture, random_log
from tests.unit.console.feeds.test_clockwork import Watch
from tests.unit.console.feeds.test_replay import CITY

FRAME = Fixes([1, 2], [113.7, 113.8], [23.0, 23.1], [START_MS, START_MS], [90, -1], [50, 51])


def header(**more: Any) -> dict[str, Any]:
    plain = {
        "format": "zhiwang-log",
        "version": 1,
        "log_id": "log-one",
        "gazetteer": msgspec.to_builtins(CITY),
        "units": msgspec.to_builtins(UNITS),
        "from_seq": 1,
        "started_at": "2026-03-02T08:00:00Z",
        "cases": None,
    }
    return {**plain, **more}


def lines(events: int = 20, **more: Any) -> list[bytes]:
    """A whole, sound log: header, events with a frame after every fifth, closing line."""
    out = [json.dumps(header(**more)).encode()]
    for envelope in random_log(4, events):
        out.append(b'{"e":' + encode_envelope(envelope) + b"}")
        if envelope.seq % 5 == 0:
            frame = msgspec.json.encode(FRAME)
            out.append(b'{"p":' + frame + b',"at_ms":%d}' % (START_MS + envelope.seq * 700 + 1))
    out.append(b'{"end":true,"events":%d,"head":%d}' % (events, events))
    return out


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "night.zwlog"


def write(path: Path, content: list[bytes]) -> None:
    path.write_bytes(b"\n".join(content) + b"\n")


def problems(path: Path) -> list[tuple[int, str]]:
    return [(p.line, p.code) for p in read_log(path).problems]


def test_a_sound_log_is_read_whole(path: Path) -> None:
    write(path, lines())
    recording = open_recording(path)
    assert recording.problems == ()
    assert list(recording.envelopes) == random_log(4, 20)
    assert len(recording.track) == 4 * 2
    heard = recording.track.heard(0, 2)
    assert heard is not None
    names = ("unit", "lon", "lat", "at_ms", "heading", "battery")
    assert [getattr(heard, n).tolist() for n in names] == [getattr(FRAME, n) for n in names]
    assert (recording.log_id, recording.gazetteer, recording.name) == ("log-one", CITY, path.name)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(lines()) + b"\r\n")
    assert problems(path) == []


def test_a_log_without_its_closing_line_was_cut_and_is_played_so_far(path: Path) -> None:
    write(path, lines()[:-1])
    assert problems(path) == [(25, "cut")]
    assert len(read_log(path).envelopes) == 20


def test_a_log_cut_inside_a_line_says_at_which(path: Path) -> None:
    write(path, lines())
    raw = path.read_bytes()
    path.write_bytes(raw[: raw.index(b'"seq":13') + 30])
    recording = read_log(path)
    assert [(p.line, p.code) for p in recording.problems] == [(16, "cut")]
    assert recording.envelopes[-1].seq == 12


def test_garbage_in_the_middle_is_listed_and_the_rest_is_played(path: Path) -> None:
    content = lines()
    content[3] = b"\x00\xff garbage"
    write(path, content)
    assert problems(path) == [(4, "garbage"), (5, "gap"), (26, "count")]
    assert len(read_log(path).envelopes) == 19


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"x": 1}', "garbage"),
        (b"[]", "garbage"),
        (b'{"e": {"seq": 1}}', "garbage"),
        (b'{"p": {"unit":[1],"lon":[500],"lat":[0],"at_ms":[1]}, "at_ms": 1}', "impossible"),
        (b'{"p": {"unit":[-1],"lon":[5],"lat":[0],"at_ms":[1]}, "at_ms": 1}', "impossible"),
        (b'{"p": {"unit":[1],"lon":[5],"lat":[0],"at_ms":[1]}, "at_ms": 1%030d}' % 0, "impossible"),
        (b'{"e":' + encode_envelope(random_log(4, 2)[1]) + b"}", "duplicate"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_by_its_kind(
    line: bytes, code: str, path: Path
) -> None:
    content = lines()
    content.insert(5, line)
    write(path, content)
    assert (6, code) in problems(path)
    assert len(read_log(path).envelopes) == 20


def test_an_event_the_board_cannot_hold_is_left_out(path: Path) -> None:
    content = lines()
    content[2] = content[2].replace(b'"priority":', b'"priority":7')
    write(path, content)
    assert problems(path)[0] == (3, "impossible")


def test_positions_of_strangers_are_counted_once(path: Path) -> None:
    content = lines()
    stranger = msgspec.json.encode(Fixes([99, 1], [113.0, 113.0], [23.0, 23.0], [5, 5]))
    content.insert(4, b'{"p":' + stranger + b',"at_ms":5}')
    content.insert(6, b'{"p":' + stranger + b',"at_ms":5}')
    write(path, content)
    recording = read_log(path)
    assert [(p.line, p.code) for p in recording.problems] == [(5, "unknown-unit")]
    assert recording.problems[0].reason.startswith("2 ")
    assert len(recording.track) == 4 * 2 + 2


def test_lines_after_the_end_are_left_out(path: Path) -> None:
    write(path, [*lines(), lines()[1]])
    assert problems(path) == [(27, "after-end")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n", "empty"),
        (b"a,b,c\n1,2,3\n", "not-a-log"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "not-a-log"),
        (b'{"format": "something-else", "version": 1}\n', "not-a-log"),
        (b'{"format": "zhiwang-log", "version": 2}\n', "newer-version"),
        (b'{"format": "zhiwang-log", "version": 1}\n', "bad-header"),
        (json.dumps(header(cases={"case_id": [1]})).encode(), "bad-header"),
        (json.dumps(header()).encode() + b"\n", "nothing"),
        (json.dumps(header()).encode() + b"\ngarbage\n", "nothing"),
    ],
)
def test_what_is_no_log_at_all_is_refused_with_a_way_out(
    content: bytes, code: str, path: Path
) -> None:
    path.write_bytes(content)
    with pytest.raises(BadLog) as caught:
        open_recording(path)
    assert caught.value.code == code
    assert str(path) in caught.value.where
    assert caught.value.reason
    assert caught.value.way_out


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadLog) as caught:
        open_recording(tmp_path / "none.zwlog")
    assert caught.value.code == "missing"


# -- the recorder ----------------------------------------------------------------------------


class Scripted:
    """A feed that says its items at once."""

    def __init__(self, items: list[Item]) -> None:
        self._items = items

    def start(self, sink: Sink) -> None:
        for item in self._items:
            sink(item)

    def stop(self) -> None:
        pass


def a_watch(log_size: int = 80) -> tuple[list[Item], Board]:
    """What a live console heard after a picture at event 30, and its board at the end."""
    log = random_log(8, log_size)
    before, board = Board("log-one"), Board("log-one")
    for one in (before, board):
        one.apply(log[:30], [FRAME])
    items: list[Item] = [
        City(CITY, None, None),
        Beat(START_MS + 21_000, 1.0, 0.0, 30),
        Picture(before),
        Link(LinkState.LIVE),
    ]
    for first in range(30, log_size, 10):
        late = FRAME.at_ms[0] + first * 700
        frame = Fixes([3, 1], [113.0 + first / 1e5, 113.7], [23.0, 23.0], [late, late], [5, 6])
        items += [Log(tuple(log[first : first + 10])), Positions(frame)]
        board.apply(log[first : first + 10], [frame])
    return items, board


def recorded(items: list[Item], folder: Path) -> Recorder:
    recorder = Recorder(folder)
    feed = RecordingFeed(Scripted(items), recorder)
    feed.start(lambda _item: None)
    feed.stop()
    assert recorder.join(10)
    return recorder


def test_live_and_replay_of_the_same_log_give_the_same_board(tmp_path: Path) -> None:
    items, lived = a_watch()
    recorder = recorded(items, tmp_path / "made" / "here")
    (path,) = recorder.files
    recording = read_log(path)
    assert recording.problems == ()
    board = Player(recording, Watch()).seek(recording.end_ms)[0]
    assert isinstance(board, Picture)
    played, there = picture(board.board), picture(lived)
    for axis in ("x", "y"):
        # One is projected as an array, the other one by one: they may differ in the last bit.
        assert played["cases"].pop(axis) == pytest.approx(there["cases"].pop(axis), abs=1e-15)
    assert played == there


def test_the_console_hears_everything_while_it_is_recorded(tmp_path: Path) -> None:
    items, _board = a_watch()
    heard: list[Item] = []
    recorder = Recorder(tmp_path)
    feed = RecordingFeed(Scripted(items), recorder)
    feed.start(heard.append)
    feed.stop()
    assert recorder.join(10)
    assert heard == items


def test_what_the_window_does_to_its_board_does_not_reach_the_file(tmp_path: Path) -> None:
    items, _board = a_watch()
    recorder = Recorder(tmp_path)
    RecordingFeed(Scripted(items[:3]), recorder).start(
        lambda item: item.board.apply(random_log(8, 80)[30:]) if isinstance(item, Picture) else None
    )
    recorder.stop()
    assert recorder.join(10)
    assert read_log(recorder.files[0]).opening().head == 30


def test_a_new_picture_begins_a_new_file(tmp_path: Path) -> None:
    items, _board = a_watch()
    recorder = recorded([*items, *items[2:]], tmp_path)
    assert len(set(recorder.files)) == 2
    assert [read_log(path).problems for path in recorder.files] == [(), ()]


def test_a_folder_that_cannot_be_written_ends_the_recording_and_not_the_watch(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("in the way")
    items, _board = a_watch()
    recorder = recorded(items, tmp_path / "file")
    assert recorder.trouble
    assert recorder.files == []
