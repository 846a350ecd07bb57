"""Who only watches or administers reads what they may do, and finds no row of dead buttons."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from casework.vocabulary import Post
from tests.gui.casepanel.panel import Desk, desk
from tests.support.seat import reported


def signed_in(qtbot: QtBot, *posts: Post) -> Desk:
    made = desk(qtbot, *posts)
    made.hear(7, reported())
    made.select(7)
    return made


def shown(made: Desk) -> list[str]:
    return made.panel.page.buttons.offered()


def test_an_auditor_reads_that_nothing_may_be_changed(qtbot: QtBot) -> None:
    made = signed_in(qtbot, Post.AUDITOR)
    said = made.panel.page.buttons.rights()
    assert "signed in as: auditor" in said
    assert "may not change" in said
    assert shown(made) == []
    assert made.panel.page.buttons.why_off() == ""
    assert not made.actions.availability("next", 0).ok
    made.at.session.stop()


@pytest.mark.parametrize("post", [Post.ADMINISTRATOR, Post.SUPERVISOR])
def test_an_administrator_reads_which_steps_are_left(qtbot: QtBot, post: Post) -> None:
    made = signed_in(qtbot, post)
    assert "on a case: Note, Attach a file, Contacted." in made.panel.page.buttons.rights()
    assert shown(made) == ["note", "attach", "contact"]
    assert made.actions.availability("note", 7).ok
    made.at.session.stop()


@pytest.mark.parametrize("posts", [(Post.DISPATCHER,), (Post.AUDITOR, Post.INTAKE)])
def test_posts_that_decide_see_every_action_as_before(
    qtbot: QtBot, posts: tuple[Post, ...]
) -> None:
    made = signed_in(qtbot, *posts)
    assert made.panel.page.buttons.rights() == ""
    assert len(shown(made)) == len(made.panel.page.buttons.buttons)
    made.at.session.stop()
