"""Garbage is collected while nobody waits for a key."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator

import psutil
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from console.app.broom import Broom, set_aside


class Hands:
    """When somebody touched the console last, in the test's hand."""

    idle_s = 0.0


class Ring:
    """Garbage that only a collection finds."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def broom(qtbot: QtBot, hands: Hands) -> Iterator[Broom]:
    owner = QObject()
    yield Broom(owner, lambda: hands.idle_s)
    gc.enable()
    gc.unfreeze()


def test_nothing_is_collected_under_busy_hands_until_they_rest(broom: Broom, hands: Hands) -> None:
    assert not any(broom.look() for _ in range(60))
    lost = weakref.ref(Ring())
    hands.idle_s = 6.0
    assert broom.look()
    assert lost() is None
    assert not any(broom.look() for _ in range(19))
    assert broom.look()


def test_hands_that_never_rest_are_held_up_once_an_hour(broom: Broom) -> None:
    assert [turn for turn in range(1, 241) if broom.look()] == [120, 240]


def test_no_other_thread_collects_by_itself(broom: Broom) -> None:
    assert not gc.isenabled()
    set_aside()  # what the broom does once the window is whole
    assert gc.get_freeze_count() > 0
    assert broom.parent() is not None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc keeps it for later")
def test_what_a_load_leaves_behind_goes_back_to_the_system_while_hands_rest(
    broom: Broom, hands: Hands
) -> None:
    kept = [bytearray(50_000) for _ in range(2_000)]  # too small for the system to map each alone
    high = resident()
    del kept[::2], kept[1::3]
    hands.idle_s = 6.0
    broom.look()
    assert resident() < high - 20_000_000


def resident() -> int:
    """Bytes of this process in memory."""
    return int(psutil.Process().memory_info().rss)
