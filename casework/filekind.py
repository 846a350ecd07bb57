"""What kinds of files a case may have, and how large one may be."""

from __future__ import annotations

from typing import NamedTuple

MEBIBYTE = 1024 * 1024


class Kind(NamedTuple):
    """`most`: the largest file of this kind, bytes."""

    media: str
    suffix: str
    most: int
    picture: bool = False


KINDS: dict[str, Kind] = {
    kind.media: kind
    for kind in (
        Kind("image/jpeg", "jpg", 20 * MEBIBYTE, picture=True),
        Kind("image/png", "png", 20 * MEBIBYTE, picture=True),
        Kind("image/webp", "webp", 20 * MEBIBYTE, picture=True),
        Kind("video/mp4", "mp4", 100 * MEBIBYTE),
        Kind("application/pdf", "pdf", 20 * MEBIBYTE),
    )
}
LARGEST = max(kind.most for kind in KINDS.values())
#: What is never decoded, however small the file is.
MAX_PIXELS = 50_000_000
