"""What all events have in common, and the one that stands for those of newer versions."""

from __future__ import annotations

from typing import Any

import msgspec


class Event(msgspec.Struct, frozen=True, tag_field="kind"):
    """Base of all events."""


class UnknownEvent(msgspec.Struct, frozen=True):
    """An event of a newer version: carried along untouched, changes nothing, is reported."""

    kind: str
    body: dict[str, Any]
