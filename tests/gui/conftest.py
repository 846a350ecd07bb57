"""A real central, and consoles on it, for whoever asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.consoles import City, Console, at_work, opened


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    yield from at_work(tmp_path)


@pytest.fixture
def console(qtbot: QtBot, city: City) -> Iterator[Callable[[str], Console]]:
    """Opens a console for an operator of the city."""
    yield from opened(lambda actor: Console(qtbot, city.url, actor))
