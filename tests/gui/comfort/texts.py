"""The words a window shows, where they stand, and whether they have room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDockWidget,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from console.views.plaintext import PlainText
from tests.gui.comfort.walk import is_shown, room_of, where


@dataclass(frozen=True)
class Shown:
    """A text of a window; `needs` and `has` are widths in logical pixels."""

    text: str
    place: str
    needs: float
    has: float
    tip: str = ""

    @property
    def cut(self) -> bool:
        """Neither the whole of it nor a tool tip with the whole of it can be seen."""
        return self.needs > self.has + 1 and not self.tip.strip()


def width(text: str, widget: QWidget) -> float:
    lines = text.split("\n")
    return max(QFontMetrics(widget.font()).horizontalAdvance(line) for line in lines)


def shown(window: QWidget, kind: type[QWidget]) -> Iterator[tuple[QWidget, float]]:
    """Every widget of a kind that is shown, with the width that is seen of it."""
    for widget in window.findChildren(kind):
        if is_shown(widget, window):
            left, right = room_of(widget, window)
            yield widget, right - left


def labels(window: QWidget) -> Iterator[Shown]:
    for label, seen in shown(window, QLabel):
        text, tip = label.text(), label.toolTip()
        if label.buddy() is not None:
            text = text.replace("&", "")
        if text and label.wordWrap():
            words = max(width(word, label) for word in text.split()) if text.split() else 0.0
            high = label.heightForWidth(label.width())
            # A label that is too low cuts lines, one that is too narrow cuts words.
            yield Shown(text, f"height of {where(label)}", high, label.height(), tip)
            yield Shown(text, where(label), words, seen, tip)
        elif text:
            m = label.contentsMargins()
            yield Shown(text, where(label), width(text, label), seen - m.left() - m.right(), tip)


def buttons(window: QWidget) -> Iterator[Shown]:
    for button, seen in shown(window, QAbstractButton):
        if button.text():
            text = button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
            tip = button.toolTip() if seen >= button.width() else ""
            has = min(_inside(button), seen)
            yield Shown(text, where(button), width(text, button), has, tip)


def _inside(button: QAbstractButton) -> int:
    """What the style leaves for the text."""
    option = QStyleOptionButton()
    option.initFrom(button)
    element = QStyle.SubElement.SE_PushButtonContents
    if isinstance(button, QCheckBox):
        element = QStyle.SubElement.SE_CheckBoxContents
    elif isinstance(button, QRadioButton):
        element = QStyle.SubElement.SE_RadioButtonContents
    return button.style().subElementRect(element, option, button).width()


def lists(window: QWidget) -> Iterator[Shown]:
    """Chosen entries of combo boxes, hints of fields."""
    for box, _seen in shown(window, QComboBox):
        option = QStyleOptionComboBox()
        option.initFrom(box)
        control = QStyle.ComplexControl.CC_ComboBox
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = box.style().subControlRect(control, option, part, box).width()
        text = box.currentText()
        yield Shown(text, where(box), width(text, box), room, box.toolTip())
    for field, seen in shown(window, QLineEdit):
        if hint := field.placeholderText():
            yield Shown(hint, where(field), width(hint, field), seen - 16, field.toolTip())


def columns(window: QWidget) -> Iterator[Shown]:
    """Headings of tables."""
    for header, _seen in shown(window, QHeaderView):
        if header.orientation() is Qt.Orientation.Vertical:
            continue
        across, role = Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
        for at in range(header.count()):
            text = header.model().headerData(at, across)
            if text and not header.isSectionHidden(at):
                tip = str(header.model().headerData(at, across, role) or "")
                place = f"heading of {where(header.parentWidget())}"
                has = header.sectionSize(at) - 12
                yield Shown(str(text), place, width(str(text), header), has, tip)


def headings(window: QWidget) -> Iterator[Shown]:
    """Tabs and groups."""
    for bar, _seen in shown(window, QTabBar):
        for i in range(bar.count()):
            text, has = bar.tabText(i).replace("&", ""), bar.tabRect(i).width() - 8
            yield Shown(text, "tab", width(text, bar), has, bar.tabToolTip(i))
    for group, seen in shown(window, QGroupBox):
        if group.title():
            yield Shown(group.title(), where(group), width(group.title(), group), seen)


def plain(window: QWidget) -> Iterator[Shown]:
    """Texts that wrap anywhere: what counts is that nothing lies over their edge."""
    for text, seen in shown(window, PlainText):
        if text.text():
            yield Shown(text.text(), where(text), text.width(), seen)


def entries(window: QWidget) -> Iterator[Shown]:
    """Menus grow to fit: they are asked for their words only."""
    for menu in window.findChildren(QMenu):
        for action in menu.actions():
            if action.text():
                yield Shown(action.text().partition("\t")[0].replace("&", ""), "menu", 0, 0)
        if menu.title():
            yield Shown(menu.title().replace("&", ""), "menu", 0, 0)
    for dock in window.findChildren(QDockWidget):
        yield Shown(dock.windowTitle(), "dock", 0, 0)


def tips(window: QWidget) -> Iterator[Shown]:
    """Tool tips and accessible names: words too."""
    for widget in window.findChildren(QWidget):
        if is_shown(widget, window):
            for text in (widget.toolTip(), widget.accessibleName()):
                if text:
                    yield Shown(text, f"tip of {where(widget)}", 0, 0)


def texts(window: QWidget) -> Iterator[Shown]:
    for kind in (labels, buttons, lists, columns, headings, plain, entries, tips):
        yield from kind(window)
