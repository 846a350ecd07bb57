"""What a file is, decided by its content and never by its name."""

from __future__ import annotations

import puremagic

from casework.filekind import KINDS, LARGEST, Kind

__all__ = ["HEAD_BYTES", "KINDS", "LARGEST", "UNDECLARED", "Kind", "kind_of"]

#: So much of the beginning is looked at.
HEAD_BYTES = 4_096
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
