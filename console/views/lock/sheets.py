"""Covers over every window of the console, and a door that lets no key or click through."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

_Type = QEvent.Type
#: What a person does with hands; none of it reaches a covered window.
_INPUT = frozenset(
    {
        *(_Type.KeyPress, _Type.KeyRelease, _Type.ShortcutOverride, _Type.Shortcut),
        *(_Type.MouseButtonPress, _Type.MouseButtonRelease, _Type.MouseButtonDblClick),
        *(_Type.MouseMove, _Type.Wheel, _Type.ContextMenu, _Type.InputMethod),
        *(_Type.DragEnter, _Type.DragMove, _Type.Drop, _Type.TouchBegin, _Type.TouchUpdate),
    }
)


class Sheets(QObject):
    """Lies over every window but `free`, also over those that open meanwhile, until `lift`."""

    def __init__(self, application: QApplication, free: QWidget) -> None:
        super().__init__()
        self._application, self._free = application, free
        self._sheets: dict[QWidget, QWidget] = {}
        while (popup := application.activePopupWidget()) is not None:
            popup.close()
        for window in application.topLevelWidgets():
            if window.isVisible():
                self._cover(window)
        application.installEventFilter(self)

    def lift(self) -> None:
        self._application.removeEventFilter(self)
        for sheet in self._sheets.values():
            sheet.hide()
            sheet.deleteLater()
        self._sheets = {}

    def covers(self, window: QWidget) -> bool:
        return window in self._sheets

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _INPUT:
            return not self._is_free(watched)
        if isinstance(watched, QWidget) and watched.isWindow():
            if kind == _Type.Show:
                self._cover(watched)
            elif kind == _Type.Resize and watched in self._sheets:
                self._sheets[watched].setGeometry(watched.rect())
        return False

    def _is_free(self, watched: QObject) -> bool:
        """Whether it is the free window's own, or no widget at all (the screen's own windows)."""
        found: QObject | None = watched
        if not isinstance(watched, QWidget) and not watched.inherits("QAction"):
            return not watched.inherits("QShortcut") or self._inside(watched.parent())
        return self._inside(found)

    def _inside(self, found: QObject | None) -> bool:
        while found is not None:
            if found is self._free:
                return True
            found = found.parent()
        return False

    def _cover(self, window: QWidget) -> None:
        passing = (Qt.WindowType.ToolTip, Qt.WindowType.Popup, Qt.WindowType.SplashScreen)
        if self._inside(window) or window in self._sheets or window.windowType() in passing:
            return
        sheet = QWidget(window)
        sheet.setObjectName("lock-sheet")
        sheet.setAutoFillBackground(True)
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
        sheet.setGeometry(window.rect())
        sheet.raise_()
        sheet.show()
        self._sheets[window] = sheet
