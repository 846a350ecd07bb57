"""What a file is, decided by its content and never by its name."""

from __future__ import annotations

from typing import NamedTuple

import puremagic

#: So much of the beginning is looked at.
HEAD_BYTES = 4_096
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
#: Says nothing about the content, so nothing that could be wrong.
UNDECLARED = frozenset({"", "application/octet-stream"})


def kind_of(head: bytes) -> Kind | None:
    """The kind of a file that begins with `head`; None for anything that is not allowed."""
    try:
        found = puremagic.magic_string(head[:HEAD_BYTES])
    except (puremagic.PureError, ValueError):
        return None
    surest = max((match.confidence for match in found), default=0.0)
    for match in found:
        if match.confidence == surest and match.mime_type in KINDS:
            return KINDS[match.mime_type]
    return None
