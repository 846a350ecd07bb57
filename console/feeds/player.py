"""Playing a recording: which items are due now, and the board at any moment of it. No thread.

A seek rebuilds the board from the nearest key frame: a copy of the board kept every so many events,
made the first time a seek passes by.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable
from dataclasses import dataclass

from console.board.board import Board
from console.feeds.clockwork import Clockwork
from console.feeds.port import Beat, Item, Log, Picture, Positions, ReplayProgress
from console.feeds.recording import Recording

#: Most events in one step: some 10 ms of the GUI thread. A denser hour plays slower than asked for.
MOST_EVENTS = 500
#: The same of positions.
MOST_FIXES = 20_000
#: A jump of more than this is a new picture, not a shower of events.
_KEYFRAME_EVERY = 4_000
_MOST_KEYFRAMES = 12
_PIECE = 1_000


@dataclass(frozen=True)
class _Keyframe:
    events: int
    fixes: int
    board: Board


class Player:
    """The hands of a replay: everything it does is answered with the items to post."""

    def __init__(self, recording: Recording, monotonic: Callable[[], float]) -> None:
        self.recording = recording
        self.clockwork = Clockwork(recording.start_ms, recording.end_ms, monotonic)
        self._monotonic = monotonic
        self._events = 0  # posted so far
        self._fixes = 0
        self._every = max(_KEYFRAME_EVERY, len(recording.envelopes) // _MOST_KEYFRAMES)
        self._keyframes: list[_Keyframe] = []

    @property
    def events_played(self) -> int:
        return self._events

    def open(self) -> list[Item]:
        """The picture at the start."""
        return self.seek(self.recording.start_ms)

    def play(self) -> list[Item]:
        """Run; at the end it begins again."""
        at_end = self.clockwork.at_ms() >= self.recording.end_ms
        self.clockwork.play()
        if at_end:
            return self.seek(self.recording.start_ms)
        return [self._beat(), self.progress()]

    def pause(self) -> list[Item]:
        self.clockwork.pause()
        return [self._beat(), self.progress()]

    def set_speed(self, speed: float) -> list[Item]:
        self.clockwork.set_speed(speed)
        return [self._beat(), self.progress()]

    def seek(self, at_ms: int) -> list[Item]:
        """The whole picture at `at_ms`."""
        self.clockwork.seek(at_ms)
        at_ms = self.clockwork.at_ms()
        self._events = self.recording.index_at(at_ms)
        self._fixes = self.recording.track.index_at(at_ms)
        board = self._board(self._events, self._fixes)
        # Building it took time that is not the city's.
        self.clockwork.seek(at_ms)
        return [Picture(board), self._beat(), self.progress()]

    def step(self) -> list[Item]:
        """What has become due since the last step; pauses by itself at the end."""
        if not self.clockwork.playing:
            return []
        at_ms = self._at_most(self.clockwork.at_ms())
        items: list[Item] = []
        due = self.recording.index_at(at_ms)
        if due - self._events > MOST_EVENTS:
            due = self._events + MOST_EVENTS
            at_ms = int(self.recording.times_ms[due - 1])
            self.clockwork.seek(at_ms)
        if due > self._events:
            items.append(Log(tuple(self.recording.envelopes[self._events : due])))
            self._events = due
        items += self._positions(at_ms)
        if at_ms >= self.recording.end_ms and due == len(self.recording.envelopes):
            self.clockwork.pause()
        items.append(self._beat())
        return items

    def progress(self) -> ReplayProgress:
        clock = self.clockwork
        return ReplayProgress(
            clock.start_ms, clock.end_ms, clock.at_ms(), clock.speed, clock.playing
        )

    def _at_most(self, at_ms: int) -> int:
        """`at_ms`, or sooner where too many positions lie before it; never within a frame."""
        track = self.recording.track
        if track.index_at(at_ms) - self._fixes <= MOST_FIXES:
            return at_ms
        at_ms = int(track.received_ms[self._fixes + MOST_FIXES - 1])
        self.clockwork.seek(at_ms)
        return at_ms

    def _positions(self, at_ms: int) -> list[Item]:
        received = self.recording.track.index_at(at_ms)
        fixes = self.recording.track.heard(self._fixes, received)
        self._fixes = max(received, self._fixes)
        return [Positions(fixes)] if fixes is not None else []

    def _beat(self) -> Beat:
        clock = self.clockwork
        envelopes = self.recording.envelopes
        head = envelopes[self._events - 1].seq if self._events else self.recording.from_seq
        return Beat(clock.at_ms(), clock.rate, self._monotonic(), head)

    # -- the board at any moment -------------------------------------------------------------

    def _board(self, events: int, fixes: int) -> Board:
        """A new board after the first `events` events and `fixes` fixes."""
        start = self._nearest(events)
        board = start.board.copy()
        at, seen = start.events, start.fixes
        while at < events:
            upto = min(events, at - at % self._every + self._every, at + _PIECE)
            board.apply(self.recording.envelopes[at:upto])
            at = upto
            if at % self._every == 0:
                seen = self._move(board, seen, self._received_before(at))
                self._keep(_Keyframe(at, seen, board.copy()))
        self._move(board, seen, fixes)
        return board

    def _nearest(self, events: int) -> _Keyframe:
        if not self._keyframes:
            self._keyframes.append(_Keyframe(0, 0, self.recording.opening()))
        index = bisect.bisect_right(self._keyframes, events, key=lambda k: k.events)
        return self._keyframes[index - 1]

    def _keep(self, keyframe: _Keyframe) -> None:
        if all(k.events != keyframe.events for k in self._keyframes):
            bisect.insort(self._keyframes, keyframe, key=lambda k: k.events)

    def _received_before(self, events: int) -> int:
        """How many fixes had certainly been received when event number `events` was recorded."""
        return self.recording.track.index_at(int(self.recording.times_ms[events - 1]) - 1)

    def _move(self, board: Board, first: int, last: int) -> int:
        fixes = self.recording.track.heard(first, last)
        if fixes is not None:
            board.apply(fixes=[fixes])
        return max(first, last)
