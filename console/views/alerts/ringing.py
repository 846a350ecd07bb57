"""The sound of an alert: played by the system's own player, so that nothing waits for a device."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QApplication

from console.tokens import RESOURCES

FILE = RESOURCES / "sounds" / "alert.wav"
#: Players that come with the systems, the first that is there is taken.
_PLAYERS: tuple[tuple[str, ...], ...] = (
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("afplay",),
)


def player() -> tuple[str, ...] | None:
    """The command that plays a sound file on this system, None where none is there."""
    if sys.platform == "win32":
        script = "(New-Object Media.SoundPlayer $args[0]).PlaySync()"
        shell = shutil.which("powershell")
        return (shell, "-NoProfile", "-Command", script) if shell else None
    for name, *options in _PLAYERS:
        path = shutil.which(name)
        if path:
            return (path, *options)
    return None


class Ringer(QObject):
    """Plays one sound at a time; the system's beep where there is no player, or it fails."""

    def __init__(
        self,
        parent: QObject | None = None,
        command: tuple[str, ...] | None = None,
        file: Path = FILE,
    ) -> None:
        super().__init__(parent)
        self._command = command or player()
        self._file = file
        self._process = QProcess(self)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed)
        self.rung = 0  # sounds begun
        self.beeps = 0

    def ring(self) -> None:
        """Begin a sound; returns at once."""
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            return
        self.rung += 1
        if self._command is None:
            self._beep()
            return
        self._process.start(self._command[0], [*self._command[1:], str(self._file)])

    def stop(self) -> None:
        """The window goes: a player that hangs goes with it."""
        self._process.errorOccurred.disconnect(self._failed)
        self._process.finished.disconnect(self._ended)
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(500)

    def _ended(self, code: int, _status: QProcess.ExitStatus) -> None:
        if code != 0:
            self._beep()

    def _failed(self, _error: QProcess.ProcessError) -> None:
        self._command = None  # it will not do better the next time
        self._beep()

    def _beep(self) -> None:
        self.beeps += 1
        QApplication.beep()
