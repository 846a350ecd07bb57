"""A shift at the console: the demo city at ×60 and a scripted dispatcher at the window.

``python -m bench.city_shift [--seconds 600] [--cases 200] [--pace 0.25] [--rate 60] [--seed 1]
[--stacks] [--census] [--shots DIR] [--settle 20] [--enough]``

Runs the product as it is (own central, the city's people, the offscreen window), lets a dispatcher
claim, dispatch, reassign, assign, note and close cases through the console's actions until the time
is over, and prints what happened: a quarter of a second over each answer makes of ten minutes the
300 cases of a shift; `--pace 0` is work without a pause. Ends with 1 when a command failed, when
fewer than CASES were closed, or when board and central do not agree at the end. Beside the frame
stand what a key waits (`bench.typist`) and the gaps of the event loop (`bench.slices`); the census
is the bench's own work and is left out of both.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import requests
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from bench import census, slices, typist
from bench.scripted_dispatcher import ScriptedDispatcher
from console.actions import Actions
from console.app.arguments import Options
from console.app.broom import Broom
from console.app.embedded import DISPATCHER, Embedded
from console.app.run import Room, dress, open_window, take_turns
from console.app.sources import live
from console.board.board import Board
from console.feeds import wire
from console.settings import load_settings
from console.turns import turns

SETTLE_S = 20.0
_RESIDENT_S = 20.0


class Cpu:
    """CPU seconds of the console and of its children since `reset`, as shares of one core."""

    def __init__(self) -> None:
        me = psutil.Process()
        self._all = {"console": me}
        for child in me.children():
            words = child.cmdline()
            name = next((w for w in ("central", "simulator") if w in words), "other")
            self._all[name] = child
        self.reset()

    def reset(self) -> None:
        self._began = time.monotonic()
        self._start = {name: self._used(p) for name, p in self._all.items()}

    def shares(self) -> dict[str, float]:
        wall = time.monotonic() - self._began
        found = {n: (self._used(p) - self._start[n]) / wall for n, p in self._all.items()}
        return {**{n: round(s, 3) for n, s in found.items()}, "sum": round(sum(found.values()), 3)}

    @staticmethod
    def _used(process: psutil.Process) -> float:
        times = process.cpu_times()
        return float(times.user + times.system)


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    given = arguments()
    with tempfile.TemporaryDirectory() as folder:
        return shift(given, Path(folder))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--settle", type=float, default=SETTLE_S, help="seconds for the backlog")
    parser.add_argument("--enough", action="store_true", help="end when CASES are closed")
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--pace", type=float, default=0.25, help="seconds over each answer")
    parser.add_argument("--rate", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stacks", action="store_true", help="look what runs in long gaps")
    parser.add_argument("--census", action="store_true", help="count objects five times")
    parser.add_argument("--shots", type=Path, help="folder for pictures, Chinese and English")
    return parser.parse_args()


class Observed:
    """What is watched while the shift goes on, from its ordinary life on."""

    def __init__(self, room: Room, given: argparse.Namespace) -> None:
        self._room = room
        self.watchdog = slices.Slices(given.stacks, given.seconds)
        self.keys = typist.Typist(room.window, self.watchdog, given.seconds)
        self._cpu: Cpu | None = None
        self._before = 0
        self._resident = [0.0] * int(given.seconds / _RESIDENT_S + 2)
        self._seen = 0
        self._look = QTimer(room.window)
        self._look.timeout.connect(self._weigh)

    def begin(self) -> None:
        """The backlog came first; from here on it counts."""
        self.watchdog.clear()
        self.keys.clear()
        self._cpu, self._before = Cpu(), self._room.session.board.cases.rows
        self._look.start(int(_RESIDENT_S * 1_000))

    def _weigh(self) -> None:
        self._resident[self._seen] = round(psutil.Process().memory_info().rss / 1e6, 1)
        self._seen += 1

    def end(self) -> dict[str, Any]:
        """Watch no longer; what was seen."""
        self._look.stop()
        self.keys.stop()
        self.watchdog.stop()
        cases = self._room.session.board.cases.rows
        return {
            "share of one core": self._cpu.shares() if self._cpu else {},
            "cases that came": cases - self._before,
            "cases on the board": cases,
            f"resident MB every {_RESIDENT_S:g} s": self._resident[: self._seen],
            **typist.told(self.keys, self.watchdog),
            **slices.told(self.watchdog),
        }


def shift(given: argparse.Namespace, folder: Path) -> int:
    options = Options(data=folder, rate=given.rate, seed=given.seed, offscreen=True)
    settings = load_settings(folder)
    embedded = Embedded(settings.central_folder, given.rate, given.seed, demo=True)
    embedded.start()
    try:
        application, tokens = dress(options, settings)
        url, token = embedded.wait(), embedded.tokens[DISPATCHER]
        room = open_window(options, settings, tokens, live(url, token, wall=False))
        take_turns(room.window)
        show(room)
        dispatcher, seen = work(given, room, application)
        if given.shots:
            pictures(room, given.shots)
        turns().end()
        return report(given, room, dispatcher, seen, compare(room, url, token))
    finally:
        embedded.stop()


def work(
    given: argparse.Namespace, room: Room, application: QApplication
) -> tuple[ScriptedDispatcher, dict[str, Any]]:
    """The shift itself; (who worked, what was seen)."""
    acts, target = Actions(room.session), given.cases if given.enough else 0
    dispatcher = ScriptedDispatcher(room.session, acts, given.seed, target, given.pace)
    dispatcher.finished.connect(application.quit)
    observed = Observed(room, given)
    Broom(room.window, lambda: math.inf)  # as the product does: see there what happens else
    room.session.start()
    for start in (dispatcher.start, observed.begin):
        QTimer.singleShot(int(given.settle * 1_000), start)
    counts: list[census.Census] = []
    if given.census:
        aside = observed.watchdog.aside
        counts = census.follow(room.window, given.settle, given.seconds, aside)
    QTimer.singleShot(int(given.seconds * 1_000), application.quit)
    application.exec()
    dispatcher.stop()
    seen = observed.end()
    census.tell(counts)
    return dispatcher, seen


def show(room: Room) -> None:
    room.window.resize(1_600, 900)
    room.window.show()


def pictures(room: Room, folder: Path) -> None:
    """The window as it stands, in both languages and both themes."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in ("zh_CN", "en"):
        for theme in ("light", "dark"):
            room.window.apply_language(language)  # type: ignore[attr-defined]
            room.window.apply_theme(theme)  # type: ignore[attr-defined]
            for _ in range(20):
                QTimer.singleShot(20, lambda: None)
                room.window.repaint()
            room.window.grab().save(str(folder / f"console_{language}_{theme}.png"))


def compare(room: Room, url: str, token: str) -> bool:
    """Whether every case on the board is as central has it, for all cases that rest meanwhile."""
    room.session.stop()
    answer = requests.get(
        f"{url}/v1/snapshot", headers={"Authorization": f"Bearer {token}"}, timeout=30
    )
    theirs, _ = wire.snapshot(answer.content)
    ours = room.session.board
    same = sum(_same(ours, theirs, case_id) for case_id in common(ours, theirs))
    moved_on = sum(
        ours.cases.column("version")[ours.cases.row(c)]
        != theirs.cases.column("version")[theirs.cases.row(c)]
        for c in common(ours, theirs)
    )
    print(f"board and central: {same} cases equal, {moved_on} moved on after the last event heard")
    return same + int(moved_on) == len(common(ours, theirs))


def common(ours: Board, theirs: Board) -> list[int]:
    both = np.intersect1d(ours.cases.column("case_id"), theirs.cases.column("case_id"))
    found: list[int] = both.tolist()
    return found


def _same(ours: Board, theirs: Board, case_id: int) -> bool:
    return ours.case(case_id) == theirs.case(case_id)


def report(
    given: argparse.Namespace,
    room: Room,
    dispatcher: ScriptedDispatcher,
    seen: dict[str, Any],
    agree: bool,
) -> int:
    said = {
        "seed": given.seed,
        "closed": dispatcher.closed,
        "accepted commands": dict(dispatcher.done),
        "lost races": dict(dispatcher.races),
        "errors": dispatcher.errors[:20],
        "log head": room.session.board.head,
        "command to echo ms p50/p99": slices.quantiles(np.asarray(dispatcher.echo_ms), 50, 99),
        **seen,
    }
    print(json.dumps(said, ensure_ascii=False, indent=1))
    return 0 if agree and not dispatcher.errors and dispatcher.closed >= given.cases else 1


if __name__ == "__main__":
    sys.exit(main())
