"""The banner says how well the console hears its source, and nothing while all is well."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from console.feeds.port import Beat, Link, LinkState, Trouble
from console.session import STALE_AFTER_S
from console.tokens import load_tokens
from console.views.banner import LinkBanner
from tests.support.seat import NOW_MS, Seat, seat


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    yield made
    made.session.stop()


def banner(qtbot: QtBot, at: Seat, theme: str = "light") -> LinkBanner:
    made = LinkBanner(at.session, load_tokens(theme))
    qtbot.addWidget(made)
    made.resize(900, 40)
    return made


def link(qtbot: QtBot, at: Seat, to: Link) -> None:
    with qtbot.waitSignal(at.session.linked):
        at.feed.post(to)


def test_while_live_there_is_no_banner(qtbot: QtBot, at: Seat) -> None:
    assert banner(qtbot, at).isHidden()


def test_silence_is_shown_within_five_seconds_and_counted_up(qtbot: QtBot, at: Seat) -> None:
    made = banner(qtbot, at)
    with qtbot.waitSignal(at.session.linked, timeout=int((STALE_AFTER_S + 2) * 1_000)) as told:
        pass
    assert told.args[0].state is LinkState.STALE
    assert not made.isHidden()
    assert "No word from central since" in made.text()
    before = made.text()
    qtbot.waitUntil(lambda: made.text() != before, timeout=3_000)


def test_a_stale_picture_names_its_age_and_the_last_word_in_city_time(
    qtbot: QtBot, at: Seat
) -> None:
    made = banner(qtbot, at)
    at.feed.post(Beat(NOW_MS, 1.0, at.session.last_heard - 120, 0))
    link(qtbot, at, Link(LinkState.STALE, Trouble.CUT))
    assert "Picture is 2 min old" in made.text()
    assert "since 06:13:20" in made.text()  # NOW_MS in Asia/Shanghai
    assert "broke off" in made.text()


@pytest.mark.parametrize("trouble", [t for t in Trouble if t])
def test_a_refusal_says_why_and_what_to_do(qtbot: QtBot, at: Seat, trouble: Trouble) -> None:
    made = banner(qtbot, at)
    link(qtbot, at, Link(LinkState.REFUSED, trouble))
    assert not made.isHidden()
    assert made.text().count(".") >= 2


def test_a_replay_says_that_nothing_can_be_sent(qtbot: QtBot, at: Seat) -> None:
    made = banner(qtbot, at)
    link(qtbot, at, Link(LinkState.REPLAY, where="<b>day</b>.zwlog"))
    assert made.text() == "Replay of <b>day</b>.zwlog: nothing can be sent."


def test_connecting_names_the_address(qtbot: QtBot, at: Seat) -> None:
    made = banner(qtbot, at)
    link(qtbot, at, Link(LinkState.CONNECTING, Trouble.UNREACHABLE, where="http://x:1"))
    assert "http://x:1" in made.text()
    assert "cannot be reached" in made.text()


def test_when_central_is_back_the_banner_goes(qtbot: QtBot, at: Seat) -> None:
    made = banner(qtbot, at)
    link(qtbot, at, Link(LinkState.STALE))
    link(qtbot, at, Link(LinkState.LIVE))
    assert made.isHidden()


def test_every_state_has_its_own_picture(qtbot: QtBot, at: Seat) -> None:
    made = banner(qtbot, at)
    seen = []
    for state in (s for s in LinkState if s is not LinkState.LIVE):
        link(qtbot, at, Link(state))
        picture = made.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        assert all(picture != other for other in seen)
        seen.append(picture)


def test_the_theme_can_change_under_a_banner(qtbot: QtBot, at: Seat) -> None:
    made = banner(qtbot, at)
    link(qtbot, at, Link(LinkState.STALE))
    light = made.grab().toImage()
    made.set_tokens(load_tokens("dark"))
    assert made.grab().toImage() != light
