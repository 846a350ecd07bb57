"""A binding that loses a reference to None on every void call kills a shift after some minutes."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_two_thousand_void_calls_lose_no_reference_to_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(2_000):
        thing.setObjectName("case")
    lost = before - sys.getrefcount(None)
    assert lost < 200
