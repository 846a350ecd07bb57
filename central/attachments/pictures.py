"""Pictures: refused before decoding where they have too many pixels, and made small."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from casework.filekind import MAX_PIXELS

EDGE = 320
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 80

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)


class TooManyPixelsError(Exception):
    """The header promises more pixels than are ever decoded."""


class BrokenPictureError(Exception):
    """It begins like a picture and cannot be read as one."""


def thumbnail(path: Path) -> bytes:
    """A JPEG of at most 320 pixels an edge, upright, without EXIF or any other data.

    Raises:
        TooManyPixelsError, BrokenPictureError.
    """
    try:
        with Image.open(path, formats=_FORMATS) as picture:
            _check(picture)
            picture.draft("RGB", (EDGE * 2, EDGE * 2))
            small = ImageOps.exif_transpose(picture).convert("RGB")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise TooManyPixelsError(str(error)) from error
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, IndexError) as error:
        raise BrokenPictureError(str(error)) from error
    small.thumbnail((EDGE, EDGE))
    plain = Image.new("RGB", small.size)
    plain.paste(small)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _check(picture: Image.Image) -> None:
    """Only the header has been read so far."""
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise TooManyPixelsError(f"{width} × {height} pixels; at most {MAX_PIXELS} are read")
