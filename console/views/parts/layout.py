"""Where the docks of the seat stand: placed at first, found again later, put back on request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QHeaderView, QMainWindow, QWidget

from console.views.parts.docktitle import DockTitle
from console.views.parts.pane import Pane
from console.views.parts.screens import bring_on_screen, screen_key

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
_OF_SCREENS, _NAMED, _NAMES = "layout@", "layout:", "layouts"
_FRAME = 150  # menus, titles, command bar, status line


class Memory(Protocol):
    """Where a layout is kept between two starts."""

    def remember(self, key: str, state: bytes, /) -> None: ...

    def recall(self, key: str, /) -> bytes | None: ...


class Kept(msgspec.Struct):
    """How everything stood: Qt's own records of the window, its docks and each table's columns."""

    window: bytes = b""
    docks: bytes = b""
    columns: dict[str, bytes] = {}


class Layout:
    """Queue on top, units and map below, the case down the right."""

    def __init__(
        self,
        window: QMainWindow,
        memory: Memory,
        views: Mapping[str, QWidget],
        columns: Mapping[str, QHeaderView],
    ) -> None:
        self._window, self._memory, self._columns = window, memory, dict(columns)
        self._noted: tuple[str, Kept] | None = None
        self._taken: Kept | None = None
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
        dock.setWidget(Pane(widget))
        dock.setTitleBarWidget(DockTitle(dock))
        return dock

    def fill(self, name: str, widget: QWidget, columns: QHeaderView | None = None) -> None:
        """Put what has come later into the dock `name`, with the columns it had last time."""
        before = self.docks[name].widget()
        self.docks[name].setWidget(widget)
        widget.show()
        if before is not None:
            before.deleteLater()
        if columns is not None:
            self._columns[name] = columns
            if self._taken is not None and (state := self._taken.columns.get(name)):
                columns.restoreState(state)

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

    # -- found again -------------------------------------------------------------------------

    def restore(self) -> bool:
        """The layout these screens had last; a damaged or older one is left alone.

        False: the first layout stands. What was kept before layouts went by screens is taken too.
        """
        kept = self._recalled(_OF_SCREENS + screen_key()) or self._older()
        return kept is not None and self._take(kept)

    def remember(self) -> None:
        """Keep how it stands for these screens."""
        self._keep(_OF_SCREENS + screen_key(), self._picture())

    def note(self, screens: str) -> None:
        """Have at hand how it stands on `screens`; nothing is written yet."""
        self._noted = screens, self._picture()

    def keep_noted(self) -> None:
        """Those screens are gone: keep what was at hand for them."""
        if self._noted is not None:
            screens, kept = self._noted
            self._keep(_OF_SCREENS + screens, kept)

    def _picture(self) -> Kept:
        return Kept(
            bytes(self._window.saveGeometry().data()),
            bytes(self._window.saveState(LAYOUT_VERSION).data()),
            {name: bytes(h.saveState().data()) for name, h in self._columns.items()},
        )

    def _take(self, kept: Kept) -> bool:
        """Stand as in `kept`; nothing ends up where no screen is."""
        self._taken = kept
        if kept.window:
            self._window.restoreGeometry(kept.window)
        for name, header in self._columns.items():
            if state := kept.columns.get(name):
                header.restoreState(state)
        taken = bool(kept.docks) and self._window.restoreState(kept.docks, LAYOUT_VERSION)
        self.keep_on_screen()
        return taken

    def keep_on_screen(self) -> None:
        """Every window that stands where no screen is comes back to one."""
        bring_on_screen(self._window)
        for dock in self.docks.values():
            if dock.isFloating():
                bring_on_screen(dock)

    # -- kept under a name -------------------------------------------------------------------

    def names(self) -> list[str]:
        """The layouts kept by name, in the order of their keeping."""
        try:
            return msgspec.json.decode(self._memory.recall(_NAMES) or b"[]", type=list[str])
        except msgspec.MsgspecError:
            return []

    def keep_as(self, name: str) -> None:
        """Keep how it stands under `name`, in the place of what was kept under it."""
        self._keep(_NAMED + name, self._picture())
        self._list([*(n for n in self.names() if n != name), name])

    def stand_as(self, name: str) -> bool:
        """Stand as kept under `name`; False where it cannot be read any more."""
        kept = self._recalled(_NAMED + name)
        return kept is not None and self._take(kept)

    def forget(self, name: str) -> None:
        self._memory.remember(_NAMED + name, b"")
        self._list([n for n in self.names() if n != name])

    def _list(self, names: list[str]) -> None:
        self._memory.remember(_NAMES, msgspec.json.encode(names))

    def _keep(self, key: str, kept: Kept) -> None:
        self._memory.remember(key, msgspec.json.encode(kept))

    def _recalled(self, key: str) -> Kept | None:
        try:
            return msgspec.json.decode(self._memory.recall(key) or b"", type=Kept)
        except msgspec.MsgspecError:
            return None

    def _older(self) -> Kept | None:
        recall = self._memory.recall
        window, docks = recall("window"), recall("docks")
        columns = {name: recall(f"columns-{name}") or b"" for name in self._columns}
        return Kept(window or b"", docks or b"", columns) if window or docks else None
