"""A whole incident log through a session, without a screen, as fast as it goes.

    python -m bench.replay_sf [FILE]

FILE is an incident log or a table with a shipped mapping, for example San Francisco's fire calls
for service (DataSF); without it a made log of 30,000 events is played.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QCoreApplication, QTimer

from casework.area import Gazetteer
from casework.events import UnitProgressed
from casework.vocabulary import STATE_ORDER, Step
from console.feeds.opening import open_recording
from console.feeds.port import ReplayProgress
from console.feeds.recording import Recording, Track
from console.feeds.replay import ReplayFeed
from console.outbox.refusing import RefusingOutbox
from console.session import Session
from tests.unit.console.board.logs import random_log

#: The local clock runs this much faster, so that the speed is limited by the work and not by ×1000.
HASTE = 10_000
LONGEST_S = 300


def recording() -> Recording:
    if len(sys.argv) > 1:
        return open_recording(Path(sys.argv[1]))
    city = Gazetteer("441900000000", "东莞市", "Dongguan", "Asia/Shanghai", [], [], [])
    return Recording("a made log", "made", city, random_log(1, 30_000), Track())


def check(log: Recording) -> None:
    """What must hold of every table, however long: nobody arrives without a place in the track."""
    print("rows that could not be used as they are:", dict(Counter(p.code for p in log.problems)))
    steps = [e.event.step for e in log.envelopes if isinstance(e.event, UnitProgressed)]
    assert not log.track or steps.count(Step.ON_SCENE) == len(log.track)
    assert log.start_ms < log.end_ms


def main() -> None:
    app = QCoreApplication([])
    began = time.perf_counter()
    log = recording()
    read_s = time.perf_counter() - began
    check(log)
    feed = ReplayFeed(log, monotonic=lambda: time.monotonic() * HASTE, step_s=0.001)
    session = Session(feed, RefusingOutbox(feed.history))
    deltas = Counter[str]()
    slowest = 0.0

    def follow(progress: ReplayProgress) -> None:
        if progress.at_ms >= log.end_ms and not progress.playing:
            # Whatever was posted before is already in the queue.
            QTimer.singleShot(100, app.quit)

    session.changed.connect(lambda d: deltas.update(changes=1, events=len(d.envelopes)))
    session.replay_progress.connect(follow)
    take = session._apply

    def timed(*args: object) -> None:
        nonlocal slowest
        start = time.perf_counter()
        take(*args)  # type: ignore[arg-type]
        slowest = max(slowest, time.perf_counter() - start)

    session._apply = timed  # type: ignore[method-assign]
    session.start()
    feed.set_speed(1_000)
    feed.play()
    QTimer.singleShot(LONGEST_S * 1_000, app.quit)
    began = time.perf_counter()
    app.exec()
    played_s = time.perf_counter() - began - 0.1
    session.stop()
    report(log, session, deltas, read_s, played_s, slowest)
    seek(log)


def report(
    log: Recording,
    session: Session,
    deltas: Counter[str],
    read_s: float,
    played_s: float,
    slowest: float,
) -> None:
    board = session.board
    states = Counter(STATE_ORDER[s].value for s in board.cases.column("state").tolist())
    whole = board.head == log.envelopes[-1].seq
    print(f"{log.name}: {'whole' if whole else 'NOT WHOLE'}, read in {read_s:.2f} s")
    print(f"cases {board.cases.rows:,}  events {len(log.envelopes):,}  units {board.units.rows:,}")
    print(f"positions {len(log.track):,}  states {dict(states)}")
    print(f"not used {dict(Counter(p.code for p in log.problems))}")
    print(
        f"played in {played_s:.2f} s, {len(log.envelopes) / played_s:,.0f} events/s, "
        f"{deltas['changes']:,} changes on the screen, slowest {slowest * 1e3:.1f} ms"
    )
    if not whole:
        sys.exit(1)


def seek(log: Recording) -> None:
    """The longest jumps, first without and then with key frames."""
    from console.feeds.player import Player

    player = Player(log, time.monotonic)
    for name in ("first seek to the end", "seek to the end again", "seek back to the middle"):
        began = time.perf_counter()
        player.seek(log.end_ms if "end" in name else (log.start_ms + log.end_ms) // 2)
        print(f"{name}: {(time.perf_counter() - began) * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
