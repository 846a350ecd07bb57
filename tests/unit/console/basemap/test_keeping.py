"""Tiles on the disk."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.basemap.keeping import FILE, Kept, TileKeeper


@pytest.fixture
def ticks() -> Iterator[int]:
    return count(1)


def kept(length: int, mark: bytes = b"x") -> Kept:
    return Kept(mark * length, "e", "m", 9e9)


def test_a_tile_is_found_again_by_the_next_process(tmp_path: Path) -> None:
    one = TileKeeper(tmp_path / "tiles", 1 << 20)
    one.put("s", 3, 1, 2, kept(1_000))
    one.extend("s", 3, 1, 2, 5.0)
    one.close()
    other = TileKeeper(tmp_path / "tiles", 1 << 20)
    assert other.get("s", 3, 1, 2) == Kept(b"x" * 1_000, "e", "m", 5.0)
    assert other.get("s", 3, 1, 3) is None
    assert other.get("t", 3, 1, 2) is None
    assert 1_000 <= other.size < 2_000
    other.close()


def test_the_least_recently_used_go_first_and_the_cap_holds(
    tmp_path: Path, ticks: Iterator[int]
) -> None:
    keeper = TileKeeper(tmp_path, 50_000, now=lambda: float(next(ticks)))
    for x in range(30):
        keeper.put("s", 9, x, 0, kept(2_000))
        assert keeper.get("s", 9, 0, 0) is not None  # used again and again
        assert keeper.size <= 50_000
    assert keeper.get("s", 9, 29, 0) is not None
    assert keeper.get("s", 9, 1, 0) is None
    keeper.close()
    again = TileKeeper(tmp_path, 50_000)
    assert again.get("s", 9, 0, 0) is not None
    assert again.size == keeper.size
    again.close()


def test_a_tile_kept_twice_counts_once(tmp_path: Path) -> None:
    keeper = TileKeeper(tmp_path, 1 << 20)
    for length in (5_000, 1_000):
        keeper.put("s", 1, 0, 0, kept(length))
    assert keeper.size < 1_500
    keeper.close()


def test_a_tile_as_large_as_the_cap_is_not_kept(tmp_path: Path) -> None:
    keeper = TileKeeper(tmp_path, 1_000)
    keeper.put("s", 1, 0, 0, kept(1_000))
    assert keeper.get("s", 1, 0, 0) is None
    assert keeper.size == 0
    keeper.close()


def test_a_file_that_is_no_database_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"this is no database at all" * 100)
    keeper = TileKeeper(tmp_path, 1 << 20)
    keeper.put("s", 1, 0, 0, kept(10))
    assert keeper.get("s", 1, 0, 0) == kept(10)
    assert (tmp_path / FILE).with_suffix(".unreadable").exists()
    keeper.close()


def test_a_disk_that_cannot_be_written_is_told_of_once(tmp_path: Path) -> None:
    (tmp_path / "tiles").write_text("a file where the folder should be")
    told: list[tuple[str, str]] = []
    keeper = TileKeeper(tmp_path / "tiles", 1 << 20, lambda *what: told.append(what))
    for _ in range(3):
        keeper.put("s", 1, 0, 0, kept(10))
        assert keeper.get("s", 1, 0, 0) is None
    assert [code for code, _ in told] == ["keep"]


def test_nothing_is_kept_without_room(tmp_path: Path) -> None:
    keeper = TileKeeper(tmp_path / "tiles", 0)
    keeper.put("s", 1, 0, 0, kept(10))
    assert not (tmp_path / "tiles").exists()


def on_the_disk(folder: Path) -> int:
    """Bytes of all pictures in the file, whoever put them there."""
    with sqlite3.connect(folder / FILE) as db:
        (taken,) = db.execute("select coalesce(sum(length(body)), 0) from tile").fetchone()
    db.close()
    return int(taken)


def test_two_that_share_a_folder_keep_to_one_cap_together(
    tmp_path: Path, ticks: Iterator[int]
) -> None:
    pair = [TileKeeper(tmp_path, 50_000, now=lambda: float(next(ticks))) for _ in range(2)]
    for x in range(60):
        pair[x % 2].put("s", 9, x, 0, kept(2_000))
        assert on_the_disk(tmp_path) <= 50_000
    assert on_the_disk(tmp_path) > 35_000  # and they use it
    assert [k.get("s", 9, 58, 0) is not None for k in pair] == [True, True]
    for keeper in pair:
        keeper.close()


puts = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 12), st.integers(0, 9_000)), max_size=25
)


@settings(max_examples=15, deadline=None)
@given(puts)
def test_what_the_file_says_is_in_it_is_in_it(made: list[tuple[int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        keepers = [TileKeeper(Path(folder), 30_000) for _ in range(3)]
        for who, x, length in made:
            keepers[who].put("s", 5, x, 0, kept(length))
            assert on_the_disk(Path(folder)) <= 30_000
        for keeper in keepers:
            keeper.close()
        if made:
            with sqlite3.connect(Path(folder) / FILE) as db:
                told = db.execute("select bytes from total").fetchone()[0]
                tiles = db.execute("select count(*) from tile").fetchone()[0]
            db.close()
            assert told == on_the_disk(Path(folder)) + 200 * tiles


def test_a_file_of_an_earlier_program_is_counted_when_it_is_opened(tmp_path: Path) -> None:
    before = TileKeeper(tmp_path, 1 << 20)
    before.put("s", 1, 0, 0, kept(5_000))
    before.close()
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("drop table total")
    db.close()
    after = TileKeeper(tmp_path, 1 << 20)
    assert after.get("s", 1, 0, 0) is not None
    assert 5_000 < after.size < 6_000
    after.close()
