"""Runs the console's own start, tells when its queue can be used, and closes it.

``python -m bench.start_probe DATA_FOLDER SECONDS_TO_STAY [URL]``: a child of `bench.start_time`,
and of `bench.seat_start` with the address of a central that is away. Usable is a queue that has
been painted with cases and has the keyboard, where a key moves the selection. Each line is a stage
and how long after the command it was reached, in seconds; the last one says ``usable``.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from console.app.arguments import Options
from console.app.starter import Starter
from console.settings import load_settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from console.app.run import Room

#: When the command was given, seconds since the epoch: of the parent.
BEGAN = "ZHIWANG_PROBE_BEGAN"
STRANGER = "known-to-no-central"


def tell(stage: str) -> None:
    print(f"{stage} {time.time() - float(os.environ.get(BEGAN, time.time())):.3f}", flush=True)


def moves(application: QApplication, room: Room) -> bool:
    """Whether a key, given to whoever has the keyboard, moves the selection."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    before, at = room.session.selected_case, room.window.focusWidget()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        if at is not None:
            key = QKeyEvent(kind, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
            application.sendEvent(at, key)
    return room.session.selected_case != before


def watch(application: QApplication, room: Room, options: Options, stay: float) -> None:
    """Say when the queue of `room` is painted, and when a key has moved its selection."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    from console.app.run import end

    table = room.window.queue.table  # type: ignore[attr-defined]

    class Eye(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint and table.model().rowCount():
                QTimer.singleShot(0, table, painted)
            return super().eventFilter(watched, event)

    def painted() -> None:
        if not told:
            told.append(True)
            tell("painted")
            table.viewport().removeEventFilter(eye)
            if moves(application, room):
                tell("usable")
                QTimer.singleShot(int(stay * 1_000), room.window, lambda: end(room, options))

    told: list[bool] = []
    eye = Eye(room.window)
    table.viewport().installEventFilter(eye)


def main(folder: str, stay: float, server: str = "") -> int:
    tell("interpreter")
    token = Path(folder) / "token"
    if server:
        token.write_text(STRANGER)
    options = Options(
        data=Path(folder), offscreen=True, server=server, token_file=token if server else None
    )
    settings = load_settings(options.data)
    starter = Starter(options, settings)
    starter.begin()
    tell("begun")
    import PySide6.QtWidgets  # noqa: F401 - so that Qt's own part can be told

    tell("Qt")
    from console.app import shifts

    tell("imports")
    work = shifts.work

    def watched(application: QApplication, room: Room, options: Options) -> int:
        tell("window")
        watch(application, room, options, stay)
        return work(application, room, options)

    shifts.work = watched
    return shifts.run(options, settings, starter)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), *sys.argv[3:4]))
