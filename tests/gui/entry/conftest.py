"""A real central with real operators, and seats that people sign in to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.instant import from_ms
from casework.vocabulary import Post
from console.actions import Actions
from console.app.entrance import Entrance
from console.app.keeping import Seat, kept, operator
from console.app.seatdesk import SeatDesk
from console.app.sources import live
from console.feeds.key import Key
from console.feeds.port import LinkState
from console.profiles import Profile
from console.session import Session
from console.settings import Settings, load_settings
from console.signing.port import Ask, Signed
from console.signing.ring import TokenRing
from console.tokens import load_tokens
from console.views import theme
from console.views.parts import languages
from console.views.window import ConsoleWindow
from tests.contract.central.people_at_the_door import NOW_MS, PASSWORD, Door, open_door
from tests.support.keyrings import MemoryRing

SLOW_MS = 15_000


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, load_tokens("light"))
    languages.install("en")
    yield
    languages.install("en")


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with open_door(tmp_path_factory.mktemp("central")) as made:
        for actor_id in ("chen", "lin"):
            made.hire(actor_id, Post.DISPATCHER, Post.INTAKE)
        yield made


@pytest.fixture
def profile(door: Door) -> Profile:
    return Profile("office", door.inside.url, "", "chen")


@dataclass
class Bench:
    """Makes entrances and seats in one folder."""

    qtbot: QtBot
    home: Path
    ring: MemoryRing = field(default_factory=MemoryRing)
    idle_s: float = 0.0
    seats: list[SeatDesk] = field(default_factory=list)
    entrances: list[Entrance] = field(default_factory=list)
    ends: list[Callable[[], None]] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        return load_settings(self.home)

    def entrance(self) -> Entrance:
        made = Entrance(self.settings, TokenRing(self.ring), lambda: from_ms(NOW_MS))
        self.entrances.append(made)
        return made

    def enter(self, entrance: Entrance, profile: Profile, user: str = "chen") -> Signed:
        came: list[object] = []
        entrance.enter(Ask(profile, user, PASSWORD), came.append)
        self.qtbot.waitUntil(lambda: bool(came), timeout=SLOW_MS)
        assert isinstance(came[0], Signed), came[0]
        return came[0]

    def seat(self, entrance: Entrance, signed: Signed) -> SeatDesk:
        """The window of whoever has signed in, live."""
        key, url = Key(signed.token), signed.profile.url
        source = kept(
            live(url, key, wall=False), Seat(self.home, url, operator(signed.actor_id)), url, key
        )
        session = Session(source.feed, source.outbox, notebook=source.jotter)
        actions = Actions(session, session)
        entrance.settings.language = "en"
        window = ConsoleWindow(session, actions, load_tokens("light"), entrance.settings)
        self.qtbot.addWidget(window)
        desk = SeatDesk(window, entrance, signed, key, lambda: self.idle_s)
        window.show()
        session.start()
        self.seats.append(desk)
        self.ends += [session.stop, source.settle]
        self.qtbot.waitUntil(lambda: session.link.state is LinkState.LIVE, timeout=SLOW_MS)
        return desk

    def settle(self) -> None:
        """Everything that runs is stopped, and what it keeps is on the disk."""
        for desk in self.seats:
            desk.lock_desk.release()
            desk._window.close()
        for end in self.ends:
            end()
        for entrance in self.entrances:
            entrance.stop()
        self.seats, self.ends, self.entrances = [], [], []


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(qtbot, tmp_path / "home")
    yield made
    made.settle()
