"""`next` of a page and `after` of the one that follows: where a sorted list goes on, opaque."""

from __future__ import annotations

import base64
import binascii
from typing import TypeVar

import msgspec

from central.api.problems import ProblemError

T = TypeVar("T")


def write(place: tuple[object, ...]) -> str:
    """The sort keys of the last line of a page, as text for a query."""
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode()


def read(cursor: str, shape: msgspec.json.Decoder[T]) -> T:
    """What `write` was given.

    Raises:
        ProblemError: 422, it is none of ours.
    """
    try:
        return shape.decode(base64.urlsafe_b64decode(cursor.encode()))
    except (ValueError, binascii.Error):
        raise refused() from None


def refused() -> ProblemError:
    return ProblemError(422, "invalid-parameter", "after must be the `next` of a page before")
