from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from casework import events as ev
from casework.vocabulary import Post
from tests.gui.casepanel.panel import Desk, desk
from tests.support.seat import reported

ALL = (Post.DISPATCHER, Post.SHIFT_SUPERVISOR, Post.INTAKE, Post.VERIFIER, Post.DEPARTMENT)


@pytest.fixture
def here(qtbot: QtBot) -> Iterator[Desk]:
    """Case 7 dispatched to D01 and selected."""
    made = desk(qtbot, *ALL)
    made.hear(
        7,
        reported("占道经营"),
        ev.CaseAccepted(),
        ev.CaseFiled(),
        ev.CaseDispatched("D01"),
    )
    made.hear(8, reported("another"))
    made.select(7)
    yield made
    made.at.session.stop()
