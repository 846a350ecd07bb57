"""A whole incident log in the real window, drawn in memory, at ×1000.

``python -m bench.replay_window FILE [--speed 1000]``

Plays FILE (an incident log or a table with a shipped mapping) from its first to its last instant in
the dispatcher's window, tries to claim a case on the way (which must be refused), and compares the
board at the end with one folded in one go. Prints the event loop's gaps beside the frame they cost.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
from PySide6.QtCore import QTimer

from bench.slices import FRAME_MS, Slices
from console.actions import Actions
from console.app.arguments import Options
from console.app.run import begin_size, dress, open_window
from console.app.sources import Source
from console.board.board import Board
from console.feeds.opening import open_recording
from console.feeds.port import LinkState, ReplayProgress
from console.feeds.recording import Recording
from console.feeds.replay import ReplayFeed
from console.outbox.refusing import RefusingOutbox
from console.settings import load_settings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--speed", type=float, default=1_000.0)
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        return play(
            open_recording(given.file), Options(data=Path(folder), speed=given.speed, language="en")
        )


def play(recording: Recording, options: Options) -> int:
    settings = load_settings(options.data)
    application, tokens = dress(options, settings)
    feed = ReplayFeed(recording)
    source = Source(feed, RefusingOutbox(feed.history), replay=feed)
    room = open_window(options, settings, tokens, source)
    begin_size(room.window, options)
    room.window.show()
    watchdog, refused = Slices(), []
    actions = Actions(room.session)
    actions.told.connect(refused.append)

    def follow(progress: ReplayProgress) -> None:
        cases = room.session.board.cases
        if not refused and cases.rows and room.session.link.state is LinkState.REPLAY:
            room.session.select(int(cases.column("case_id")[0]))
            actions.trigger("claim")
        if progress.at_ms >= recording.end_ms and not progress.playing:
            QTimer.singleShot(500, application.quit)

    room.session.replay_progress.connect(follow)
    room.session.start()
    application.exec()
    watchdog.stop()
    room.session.stop()
    return report(recording, room.session.board, watchdog, refused)


def report(recording: Recording, board: Board, watchdog: Slices, refused: list[str]) -> int:
    whole = recording.opening()
    whole.apply(recording.envelopes)
    ids = whole.cases.column("case_id").tolist()
    equal = sum(board.case(c) == whole.case(c) for c in ids)
    gaps = watchdog.gaps()[:, 1]
    print(f"{recording.name}: {len(recording.envelopes):,} events, {len(ids):,} cases")
    print(f"rows that could not be used: {len(recording.problems)}")
    print(f"cases equal to a fold in one go: {equal:,} of {len(ids):,}")
    print(f"a command in a replay: {refused[0] if refused else 'NOT REFUSED'}")
    print(
        f"event loop gap ms p50 {np.percentile(gaps, 50):.1f} p99 {np.percentile(gaps, 99):.1f} "
        f"max {gaps.max():.1f}; frame {FRAME_MS}; over it {(gaps > FRAME_MS).mean():.2%}"
    )
    return 0 if refused and equal == len(ids) else 1


if __name__ == "__main__":
    sys.exit(main())
