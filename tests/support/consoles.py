"""Consoles at work on a real central in a process of its own: as many seats as are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from pytestqt.qtbot import QtBot

from console.actions import Actions
from console.board.board import Board
from console.feeds import wire
from console.feeds.live import LiveFeed
from console.feeds.port import LinkState
from console.outbox.port import Outcome
from console.outbox.rest import RestOutbox
from console.session import Session
from console.tokens import load_tokens
from console.views.window import ConsoleWindow
from tests.contract.central import small_city
from tests.contract.central.serving import Central
from tests.gui.window.draw import Memory

SLOW_MS = 15_000


class City:
    """A central that can be killed and started again on the same folder and port."""

    def __init__(self, tmp_path: Path) -> None:
        self._data = tmp_path / "data"
        self._city = small_city.write_city(tmp_path / "city")
        self.central = Central(self._data, self._city)
        self.url = self.central.url
        self.mei = self.central.person("mei")

    def again(self) -> None:
        port = str(urlsplit(self.url).port)
        self.central = Central(self._data, self._city, "--port", port)

    def report(self, count: int) -> list[int]:
        return [self.mei.report(title=f"case {n}")["case_id"] for n in range(count)]

    def register(self, count: int) -> None:
        units = [
            {"unit_id": n, "kind": "officer", "call_sign": f"U{n}", "area": small_city.NORTH}
            for n in range(1, count + 1)
        ]
        answer = self.mei.send("/v1/units", {"units": units})
        assert answer.status_code == 200, answer.text

    def board(self) -> Board:
        """The city as central itself tells it."""
        return wire.snapshot(self.mei.get("/v1/snapshot").content)[0]


class Desk:
    """Somebody's session, and everything it was told."""

    def __init__(self, qtbot: QtBot, url: str, actor: str) -> None:
        token = f"token-of-{actor}-0123456789"
        self.feed, self.outbox = LiveFeed(url, token), RestOutbox(url, token)
        self.session = Session(self.feed, self.outbox)
        self.outcomes: list[Outcome] = []
        self.links: list[Any] = []
        self.pictures = 0
        self.session.outcome.connect(self.outcomes.append)
        self.session.linked.connect(self.links.append)
        self.session.changed.connect(self._count)
        self.session.start()
        qtbot.waitUntil(lambda: self.session.link.state is LinkState.LIVE, timeout=SLOW_MS)

    def _count(self, delta: Any) -> None:
        self.pictures += delta.reset

    @property
    def board(self) -> Board:
        return self.session.board

    @property
    def quiet(self) -> bool:
        return not self.session.ledger.pending

    def stop(self) -> None:
        self.session.stop()
        assert self.feed.join(5)
        assert self.outbox.join(5)


class Console(Desk):
    """Somebody's session with the window over it."""

    def __init__(self, qtbot: QtBot, url: str, actor: str) -> None:
        super().__init__(qtbot, url, actor)
        actions = Actions(self.session, self.session)
        self.window = ConsoleWindow(self.session, actions, load_tokens("light"), Memory("en"))
        qtbot.addWidget(self.window)
        self.window.show()

    def stop(self) -> None:
        self.window.close()
        super().stop()


class Stops(Protocol):
    def stop(self) -> None: ...


S = TypeVar("S", bound=Stops)


def opened(begin: Callable[[str], S]) -> Iterator[Callable[[str], S]]:
    """What opens a seat for an operator; all of them are stopped in the end."""
    made: list[S] = []

    def seat(actor: str) -> S:
        made.append(begin(actor))
        return made[-1]

    yield seat
    for one in made:
        one.stop()


def at_work(tmp_path: Path) -> Iterator[City]:
    """A city whose central runs meanwhile."""
    made = City(tmp_path)
    yield made
    made.central.stop()
