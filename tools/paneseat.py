"""A seat at work whose panes are to be pictured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from console.app.entrance import Entrance
from console.app.faults import Faults
from console.app.run import Room
from console.app.seatdesk import SeatDesk
from console.views.window import ConsoleWindow


@dataclass
class At:
    """A seat at work. `case`: one with a unit at work."""

    room: Room
    desk: SeatDesk
    entrance: Entrance
    faults: Faults
    case: int = 0

    @property
    def window(self) -> ConsoleWindow:
        return cast(ConsoleWindow, self.room.window)


def nothing(_at: At) -> None:
    """It goes with what is opened next, or is put away by itself."""


@dataclass(frozen=True)
class Pane:
    """`open` gives what is to be pictured, None where there is nothing to be seen."""

    name: str
    open: Callable[[At], QWidget | None]
    close: Callable[[At], None] = nothing
    seconds: float = 0.3


def close_dialogs(_at: At) -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog | QMenu) and widget.isVisible():
            widget.close()
