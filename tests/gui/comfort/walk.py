"""What a walk through a window meets: controls, their names, their sizes, what they do."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import SIGNAL, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDockWidget,
    QHeaderView,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTableView,
    QWidget,
)

CONTROLS = (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QAbstractSpinBox,
    QPlainTextEdit,
    QAbstractSlider,
    QListView,
    QTableView,
)
#: Qt's own parts of a control that has a name and a size itself.
INNER = ("qt_spinbox_lineedit",)


def where(widget: QWidget) -> str:
    """Its class, name and text, and whose child it is: enough to find it."""
    text = getattr(widget, "text", lambda: "")()
    parents = []
    up = widget.parentWidget()
    while up is not None and len(parents) < 3:
        parents.append(type(up).__name__)
        up = up.parentWidget()
    return f"{type(widget).__name__} {text!r} {widget.objectName()} in {'/'.join(parents)}"


def controls(window: QWidget) -> Iterator[QWidget]:
    """Everything that can be used with a mouse or a key and is shown now."""
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, CONTROLS) or isinstance(widget, QScrollBar | QHeaderView):
            continue
        inner = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
        popup = widget.window().windowType() == Qt.WindowType.Popup
        if widget.isVisibleTo(window) and not inner and not popup and widget.window() is window:
            yield widget


def too_small(widget: QWidget, least: int) -> bool:
    """A target is too small where one of its sides is, and it is not held so by being cut off."""
    return widget.height() < least or widget.width() < least


def bars_of(window: QWidget) -> Iterator[tuple[str, int]]:
    """(what, height) of tabs, column headings and rows."""
    for bar in window.findChildren(QTabBar):
        for i in range(bar.count() if bar.isVisibleTo(window) else 0):
            yield f"tab {bar.tabText(i)!r}", bar.tabRect(i).height()
    for header in window.findChildren(QHeaderView):
        if header.isVisibleTo(window) and header.orientation() is Qt.Orientation.Horizontal:
            yield f"header of {where(header.parentWidget())}", header.height()
    for table in window.findChildren(QTableView):
        yield f"rows of {where(table)}", table.verticalHeader().defaultSectionSize()


def entries_of(window: QWidget) -> Iterator[tuple[str, int]]:
    """(what, height) of what can be chosen in menus."""
    for menu in window.findChildren(QMenu):
        for entry in menu.actions():
            if not entry.isSeparator():
                yield f"entry {entry.text()!r}", menu.actionGeometry(entry).height()


def parts_too_small(window: QWidget, least: int) -> Iterator[str]:
    """Tabs, column headings, rows and entries of menus are targets as well."""
    for what, height in (*bars_of(window), *entries_of(window)):
        if 0 < height < least:  # nothing has been laid out where it is 0
            yield f"{what}: {height}"


_BUTTON = ("clicked(bool)", "toggled(bool)", "pressed()", "released()")


def does_something(button: QAbstractButton) -> bool:
    """Whether somebody listens to it."""
    if any(button.receivers(SIGNAL(signal)) > 0 for signal in _BUTTON):
        return True
    group = button.group()
    if group is not None:
        ways = ("idClicked(int)", "buttonClicked(QAbstractButton*)", "idToggled(int,bool)")
        return any(group.receivers(SIGNAL(way)) > 0 for way in ways)
    menu = getattr(button, "menu", lambda: None)()
    return menu is not None


def idle_actions(window: QWidget) -> Iterator[str]:
    """Entries of menus that nobody listens to."""
    for action in window.findChildren(QAction):
        group = action.actionGroup()
        heard = (
            action.isSeparator()
            or action.menu() is not None
            or not action.text()
            or not action.isEnabled()
            or any(action.receivers(SIGNAL(s)) > 0 for s in ("triggered(bool)", "toggled(bool)"))
            or (group is not None and group.receivers(SIGNAL("triggered(QAction*)")) > 0)
        )
        if not heard:
            yield action.text()


def room_of(widget: QWidget, window: QWidget) -> tuple[int, int]:
    """Left and right edge of what is shown of `widget` from side to side, in its coordinates.

    Up and down one can scroll; nothing of the console is scrolled sideways but its tables.
    """
    left, right = 0, widget.width()
    up = widget
    while up is not window and up.parentWidget() is not None:
        up = up.parentWidget()
        corner = widget.mapTo(up, QPoint(0, 0)).x()
        left, right = max(left, -corner), min(right, up.width() - corner)
    return left, right


def behind(widget: QWidget) -> bool:
    """Whether it is in a dock that lies behind another one's tab."""
    up: QWidget | None = widget
    while up is not None and not isinstance(up, QDockWidget):
        up = up.parentWidget()
    return up is not None and up.visibleRegion().isEmpty()


def is_shown(widget: QWidget, window: QWidget) -> bool:
    return widget.isVisibleTo(window) and widget.window() is window and not behind(widget)


def named(widget: QWidget) -> bool:
    text = getattr(widget, "text", lambda: "")() if isinstance(widget, QAbstractButton) else ""
    own = widget.accessibleName() or text
    view = widget if isinstance(widget, QAbstractItemView) else None
    return bool(own.strip()) or (view is not None and isinstance(view.parentWidget(), QComboBox))
