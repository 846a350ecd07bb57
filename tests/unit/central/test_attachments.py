"""Files without HTTP: what they are, how they are made small, how they are kept."""

from __future__ import annotations

import errno
import io
import os
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from central.attachments import pictures
from central.attachments.kinds import KINDS, kind_of
from central.attachments.store import About, FileStore

CONTENT = b"%PDF-1.7\n"


def about(name: str = "x.pdf") -> About:
    return About(str(uuid.uuid4()), 1001, name, "application/pdf", len(CONTENT), "0")


def put(files: FileStore, what: About, small: bytes | None = None) -> None:
    part = files.begin()
    part.write(CONTENT)
    part.finish()
    files.put(part, what, small)
    part.drop()


def picture(path: Path, size: tuple[int, int], form: str = "PNG", **more: Any) -> Path:
    Image.new("RGB", size).save(path, form, **more)
    return path


@given(st.binary(max_size=200))
def test_any_bytes_are_a_known_kind_or_none(content: bytes) -> None:
    kind = kind_of(content)
    assert kind is None or KINDS[kind.media] == kind


@pytest.mark.parametrize(
    "head", [b"\x00\x00\x00\x14ftypqt  ", b"\x00\x00\x00\x18ftypheic", b"GIF89a"]
)
def test_a_relative_of_a_known_kind_is_not_one(head: bytes) -> None:
    assert kind_of(head + bytes(64)) is None


def test_a_picture_stands_upright_when_it_is_small(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = picture(tmp_path / "p", (640, 320), "JPEG", exif=exif)
    assert Image.open(io.BytesIO(pictures.thumbnail(turned))).size == (160, 320)


def test_pixels_are_counted_before_they_are_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MAX_PIXELS", 99)
    with pytest.raises(pictures.TooManyPixelsError):
        pictures.thumbnail(picture(tmp_path / "p", (10, 10)))


@given(st.binary(max_size=300), st.integers(0, 300))
def test_a_damaged_picture_is_small_or_refused(junk: bytes, at: int) -> None:
    out = io.BytesIO()
    Image.new("RGB", (30, 30)).save(out, "PNG")
    whole = out.getvalue()
    path = Path(os.devnull)
    with pytest.MonkeyPatch.context() as patch:
        damaged = io.BytesIO(whole[:at] + junk)
        opened = Image.open
        patch.setattr(Image, "open", lambda _path, formats: opened(damaged, formats=formats))
        with suppress(pictures.BrokenPictureError, pictures.TooManyPixelsError):
            assert pictures.thumbnail(path).startswith(b"\xff\xd8")


class TestTheStore:
    def test_gives_back_what_was_put(self, tmp_path: Path) -> None:
        files, what = FileStore(tmp_path), about("\u202e../x")
        put(files, what, b"small")
        assert files.about(what.attachment) == what
        assert files.thumbnail(what.attachment) == b"small"
        with files.open(what.attachment) as file:
            assert file.read() == CONTENT

    def test_knows_what_has_not_been_settled(self, tmp_path: Path) -> None:
        files, one, two = FileStore(tmp_path), about(), about()
        put(files, one)
        put(files, two)
        files.settle(one.attachment)
        assert list(files.unsettled(float("inf"))) == [two]
        assert list(files.unsettled(0)) == []

    def test_forgets_what_is_deleted(self, tmp_path: Path) -> None:
        files, what = FileStore(tmp_path), about()
        put(files, what, b"small")
        files.delete(what.attachment)
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
        assert files.about(what.attachment) is None

    @pytest.mark.parametrize("made", ["", ".", "../../x", "a" * 36, "A" * 8, "\0", "incoming"])
    def test_takes_nothing_for_an_id_that_is_not_one(self, tmp_path: Path, made: str) -> None:
        files = FileStore(tmp_path)
        files.delete(made)
        assert files.about(made) is None
        assert files.thumbnail(made) is None
        with pytest.raises(FileNotFoundError):
            files.open(made)

    def test_a_full_disk_leaves_nothing_half_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        files, what = FileStore(tmp_path), about()
        part = files.begin()
        part.write(CONTENT)
        part.finish()

        def full(_handle: int) -> None:
            raise OSError(errno.ENOSPC, "no space left")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="no space"):
            files.put(part, what, None)
        part.drop()
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
