"""Runs the console's own start, tells when the window shows its first case, and closes it.

``python -m bench.start_probe DATA_FOLDER SECONDS_TO_STAY [URL]``: a child of `bench.start_time`,
and of `bench.seat_start` with the address of a central that is away.
"""

from __future__ import annotations

import sys
from pathlib import Path

from console.app.arguments import Options
from console.app.starter import Starter
from console.settings import load_settings


def main(folder: str, stay: float, server: str = "") -> int:
    options = Options(data=Path(folder), offscreen=True, server=server)
    settings = load_settings(options.data)
    starter = Starter(options, settings)
    starter.begin()
    from PySide6.QtCore import QTimer

    from console.app.run import dress, end, open_window, work

    try:
        application, tokens = dress(options, settings)
        room = open_window(options, settings, tokens, starter.finish())

        def look() -> None:
            if room.session.board.cases.rows and not told:
                room.window.grab()
                told.append(True)
                print("usable", flush=True)
                QTimer.singleShot(int(stay * 1_000), room.window, lambda: end(room, options))

        told: list[bool] = []
        room.session.changed.connect(lambda _delta: look())
        return work(application, room, options)
    finally:
        starter.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), *sys.argv[3:4]))
