"""A replay is just another feed: the same items, from a recording instead of a central."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable

from casework.events import Envelope
from console.feeds.ending import ended
from console.feeds.player import Player
from console.feeds.port import City, Item, Link, LinkState, Sink, Trouble
from console.feeds.recording import Recording

STEP_S = 0.05
PROGRESS_S = 0.1
_LOGGER = logging.getLogger(__name__)
_Order = Callable[[Player], list[Item]]


class ReplayFeed:
    """`Feed` and `ReplayControl` over a recording. It begins paused at the start.

    Controls may be called from any thread; each returns at once and is answered by items.
    """

    def __init__(
        self,
        recording: Recording,
        monotonic: Callable[[], float] = time.monotonic,
        step_s: float = STEP_S,
    ) -> None:
        """
        Args:
            monotonic: local seconds; a test or a benchmark may run it faster.
            step_s: local seconds between two steps.
        """
        self.recording = recording
        self._player = Player(recording, monotonic)
        self._step_s = step_s
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    # -- Feed --------------------------------------------------------------------------------

    def start(self, sink: Sink) -> None:
        self._thread = threading.Thread(
            target=self._run, args=(sink,), name="replay-feed", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        self._orders.put(None)

    def join(self, timeout_s: float) -> bool:
        """Wait for the thread's end; False when it has not come within `timeout_s` seconds."""
        return ended(self._thread, timeout_s)

    # -- ReplayControl -----------------------------------------------------------------------

    def play(self) -> None:
        self._orders.put(Player.play)

    def pause(self) -> None:
        self._orders.put(Player.pause)

    def set_speed(self, speed: float) -> None:
        """`speed` × real time, held between ×1 and ×1000."""
        self._orders.put(lambda player: player.set_speed(speed))

    def seek(self, at_ms: int) -> None:
        """Go to `at_ms`; of several seeks in a row only the last is carried out."""
        self._orders.put(_Seek(at_ms))

    def history(self, case_id: int) -> tuple[Envelope, ...]:
        """The events of a case as far as they have been played."""
        return self.recording.history(case_id, self._player.events_played)

    # -- the thread --------------------------------------------------------------------------

    def _run(self, sink: Sink) -> None:
        where = self.recording.name
        try:
            sink(City(self.recording.gazetteer, None, None))
            _post(sink, self._player.open())
            sink(Link(LinkState.REPLAY, where=where))
            self._turn(sink)
        except Exception as error:
            # A replay that stumbles must say so: a picture that stands still looks like peace.
            _LOGGER.exception("the replay stumbled")
            sink(Link(LinkState.REFUSED, Trouble.NOT_CENTRAL, repr(error), where))

    def _turn(self, sink: Sink) -> None:
        told = time.monotonic()
        while True:
            orders = self._wait()
            if None in orders:
                return
            for order in _last_seeks_only([o for o in orders if o is not None]):
                _post(sink, order(self._player))
            playing = self._player.clockwork.playing
            items = self._player.step()
            _post(sink, items)
            stopped = playing and not self._player.clockwork.playing
            if stopped or (playing and time.monotonic() - told >= PROGRESS_S):
                told = time.monotonic()
                sink(self._player.progress())

    def _wait(self) -> list[_Order | None]:
        """Orders given until the next step is due; while paused, until there is one."""
        timeout = self._step_s if self._player.clockwork.playing else None
        try:
            orders = [self._orders.get(timeout=timeout)]
        except queue.Empty:
            return []
        while not self._orders.empty():
            orders.append(self._orders.get())
        return orders


class _Seek:
    def __init__(self, at_ms: int) -> None:
        self._at_ms = at_ms

    def __call__(self, player: Player) -> list[Item]:
        return player.seek(self._at_ms)


def _last_seeks_only(orders: list[_Order]) -> list[_Order]:
    """Dragging the slider gives a hundred seeks; each but the last of a run is stale already."""
    kept: list[_Order] = []
    for order in orders:
        if kept and isinstance(order, _Seek) and isinstance(kept[-1], _Seek):
            kept.pop()
        kept.append(order)
    return kept


def _post(sink: Sink, items: list[Item]) -> None:
    for item in items:
        sink(item)
