"""Where the docks of the seat stand: placed at first, found again later, put back on request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QHeaderView, QMainWindow, QWidget

#: Raise this when docks come or go: a layout of another version is not restored.
LAYOUT_VERSION = 3
_Area = Qt.DockWidgetArea
_AREAS = {
    "queue": _Area.TopDockWidgetArea,
    "units": _Area.LeftDockWidgetArea,
    "outbox": _Area.LeftDockWidgetArea,
    "alerts": _Area.LeftDockWidgetArea,
    "case": _Area.RightDockWidgetArea,
}
_FRAME = 150  # menus, titles, command bar, status line


class Memory(Protocol):
    """Where a layout is kept between two starts."""

    def remember(self, key: str, state: bytes, /) -> None: ...

    def recall(self, key: str, /) -> bytes | None: ...


class Layout:
    """Queue on top, units and map below, the case down the right."""

    def __init__(
        self,
        window: QMainWindow,
        memory: Memory,
        views: Mapping[str, QWidget],
        columns: Mapping[str, QHeaderView],
    ) -> None:
        self._window, self._memory, self._columns = window, memory, columns
        corner = Qt.Corner
        window.setCorner(corner.TopRightCorner, _Area.RightDockWidgetArea)
        window.setCorner(corner.BottomRightCorner, _Area.RightDockWidgetArea)
        window.setCorner(corner.TopLeftCorner, _Area.TopDockWidgetArea)
        window.setDockNestingEnabled(True)
        self.docks = {name: self._dock(name, view) for name, view in views.items()}
        self._place()

    def _dock(self, name: str, widget: QWidget) -> QDockWidget:
        dock = QDockWidget(self._window)
        dock.setObjectName(f"dock-{name}")
        dock.setWidget(widget)
        return dock

    def _place(self) -> None:
        for name, dock in self.docks.items():
            dock.setFloating(False)
            self._window.addDockWidget(_AREAS[name], dock)
            dock.show()
        behind = [self.docks[name] for name in ("outbox", "alerts") if name in self.docks]
        if "units" in self.docks:
            for dock in behind:
                self._window.tabifyDockWidget(self.docks["units"], dock)
            self.docks["units"].raise_()

    def share_out(self) -> None:
        """Shares that show everything, from 1,280 × 720 up."""
        wide, high = self._window.width(), self._window.height()
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        case = max(340, min(400, wide // 4))
        resize = self._window.resizeDocks
        resize([self.docks["case"]], [case], across)
        resize([self.docks["units"]], [max(400, (wide - case) * 11 // 25)], across)
        resize([self.docks["queue"]], [(high - _FRAME) * 27 // 50], down)

    def reset(self) -> None:
        """Everything back to where it stood at first."""
        self._place()
        self.share_out()

    def restore(self) -> bool:
        """The layout of last time; a damaged or older one is left alone. False: the first one."""
        geometry, docks = self._memory.recall("window"), self._memory.recall("docks")
        if geometry:
            self._window.restoreGeometry(geometry)
        for name, header in self._columns.items():
            kept = self._memory.recall(f"columns-{name}")
            if kept:
                header.restoreState(kept)
        return bool(docks) and self._window.restoreState(docks or b"", LAYOUT_VERSION)

    def remember(self) -> None:
        keep = self._memory.remember
        keep("window", bytes(self._window.saveGeometry().data()))
        keep("docks", bytes(self._window.saveState(LAYOUT_VERSION).data()))
        for name, header in self._columns.items():
            keep(f"columns-{name}", bytes(header.saveState().data()))
