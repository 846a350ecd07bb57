"""Tiles on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

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
