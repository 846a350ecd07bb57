"""A file is written whole or not at all, and what stands in the way has a name."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

import pytest

from console.export.files import ExportError, named, replacing


def left(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    target.write_text("old")
    with replacing(target, "t") as file:
        file.write(b"new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert left(tmp_path) == ["a.html"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    target.write_text("old")
    with contextlib.suppress(RuntimeError), replacing(target, "t") as file:
        file.write(b"half")
        raise RuntimeError("the pen broke")
    assert target.read_text() == "old"
    assert left(tmp_path) == ["a.html"]


def test_a_folder_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught, replacing(tmp_path, "t"):
        pass
    assert caught.value.code == "is-folder"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught, replacing(tmp_path / "no" / "a.csv", "t"):
        pass
    assert caught.value.code == "no-folder"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_named() -> None:
    with pytest.raises(OSError, match="space") as caught, Path("/dev/full").open("wb", 0) as file:
        file.write(b"x")
    assert named(caught.value).code == "disk-full"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "no-permission"),
        (errno.EROFS, "no-permission"),
        (errno.ENOSPC, "disk-full"),
        (errno.ENAMETOOLONG, "bad-name"),
        (errno.EIO, "other"),
    ],
)
def test_the_system_s_own_numbers_have_names(number: int, code: str) -> None:
    assert named(OSError(number, os.strerror(number))).code == code


def test_a_name_that_is_too_long_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught, replacing(tmp_path / ("x" * 300), "t"):
        pass
    assert caught.value.code == "bad-name"
    assert left(tmp_path) == []
