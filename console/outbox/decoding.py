"""Pictures to pixels for the screen; only the kinds that central keeps, and no bomb."""

from __future__ import annotations

import io

from casework.filekind import MAX_PIXELS

#: The longer edge of a picture in a row of pictures, in pixels.
SMALL = 320
_FORMATS = ("JPEG", "PNG", "WEBP")


class BrokenError(Exception):
    """It cannot be read as a picture, or promises more pixels than are ever decoded."""


def decode(raw: bytes, edge: int) -> tuple[int, int, bytes]:
    """Width, height and pixels (blue, green, red, 255; row by row), upright, at most `edge` long.

    Raises:
        BrokenError: it is no whole picture.
    """
    from PIL import (  # not before there is a picture: the window does not wait for it
        Image,
        ImageOps,
    )

    try:
        with Image.open(io.BytesIO(raw), formats=_FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise BrokenError(f"{picture.width} × {picture.height} pixels")
            picture.draft("RGB", (edge, edge))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        TypeError,
        IndexError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise BrokenError(str(error)) from error
    upright.thumbnail((edge, edge))
    return upright.width, upright.height, upright.tobytes("raw", "BGRX")
