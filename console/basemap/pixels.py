"""From the bytes of a tile to pixels. Pillow releases the interpreter lock for the heavy parts."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

from PIL import Image, UnidentifiedImageError

#: The longest side of a tile that is decoded; more is taken for a decompression bomb.
MOST_PX = 1_024
_FORMATS = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}
_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class BadTile(Exception):  # noqa: N818 - it is the tile that is bad
    """A tile that cannot be drawn. `code` as in `Problem`, `detail` plain text."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


def sniff(data: bytes) -> tuple[str, int, int]:
    """(format, width, height) read from the first bytes, before any decoder is trusted with them.

    Raises:
        BadTile: not a PNG, JPEG or WebP picture, cut off, or too large to be a tile.
    """
    found = None
    try:
        for name, read in _READERS.items():
            size = read(data)
            if size is not None:
                found = (name, *size)
                break
    except (struct.error, IndexError):
        raise BadTile("tile-cut", f"{len(data)} bytes") from None
    if found is None:
        raise BadTile(_what_else(data), f"{data[:16]!r}")
    if not (0 < found[1] <= MOST_PX and 0 < found[2] <= MOST_PX):
        raise BadTile("tile-large", f"{found[1]} × {found[2]} px")
    return found


def decode(data: bytes) -> Image.Image:
    """The picture, "RGB" where it is opaque, else "RGBA".

    Raises:
        BadTile: it is none, is cut off or damaged, or not square.
    """
    name, width, height = sniff(data)
    if width != height:
        raise BadTile("tile-shape", f"{width} × {height} px")
    try:
        with Image.open(io.BytesIO(data), formats=[_FORMATS[name]]) as picture:
            picture.load()
            return _plain(picture)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, struct.error) as error:
        raise BadTile("tile-cut", str(error)) from error


def for_screen(picture: Image.Image) -> tuple[bytes, bool]:
    """(BGRA bytes, whether it is opaque); premultiplied where it is not."""
    if picture.mode == "RGB":
        return picture.convert("RGBA").tobytes("raw", "BGRA"), True
    return picture.convert("RGBa").tobytes("raw", "BGRa"), False


def without_alpha(picture: Image.Image) -> Image.Image:
    """An "RGBA" picture as "RGB" where nothing shines through."""
    lowest = picture.getchannel("A").getextrema()[0]
    return picture.convert("RGB") if lowest == 255 else picture


def _plain(picture: Image.Image) -> Image.Image:
    clear = "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA", "RGBa", "La")
    if not clear:
        return picture if picture.mode == "RGB" else picture.convert("RGB")
    return without_alpha(picture.convert("RGBA"))


def _png(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return None
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _jpeg(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    while True:
        mark, length = struct.unpack_from(">HH", data, at)
        if mark >> 8 != 0xFF or length < 2:
            raise BadTile("tile-cut", f"marker {mark:#06x}")
        if mark & 0xFF in _SOF:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + length


def _webp(data: bytes) -> tuple[int, int] | None:
    if not (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return None
    kind = data[12:16]
    if kind == b"VP8X":
        bits = struct.unpack_from("<6B", data, 24)
        return 1 + int.from_bytes(bits[:3], "little"), 1 + int.from_bytes(bits[3:], "little")
    if kind == b"VP8L":
        (packed,) = struct.unpack_from("<I", data, 21)
        return 1 + (packed & 0x3FFF), 1 + ((packed >> 14) & 0x3FFF)
    width, height = struct.unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF


_READERS: dict[str, Callable[[bytes], tuple[int, int] | None]] = {
    "png": _png,
    "jpeg": _jpeg,
    "webp": _webp,
}


def _what_else(data: bytes) -> str:
    head = data[:256].lstrip().lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<", b"{")):
        return "tile-text"
    if data.startswith((b"\x1f\x8b", b"\x1a")):
        return "tile-vector"
    return "tile-empty" if not data else "tile-unknown"
