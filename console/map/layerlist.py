"""The list of layers: every one with a switch and how much of it is in the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from console import words
from console.map.stage import Stage
from console.map.tilelayer import CREDIT
from console.map.viewport import Viewport

_EDGE = 8
_COUNT_MS = 1_000


def _translatable(context: str, text: str) -> str:  # noqa: ARG001 - lupdate reads the call
    return text


QT_TRANSLATE_NOOP = _translatable
#: From above downwards, as they lie on the map.
NAMES = {
    "alarms": QT_TRANSLATE_NOOP("MapCanvas", "Alerts"),
    "watch": QT_TRANSLATE_NOOP("MapCanvas", "Watch areas"),
    "focus": QT_TRANSLATE_NOOP("MapCanvas", "Trail and reach of chosen units"),
    "cell": QT_TRANSLATE_NOOP("MapCanvas", "100 m cell under the cursor"),
    "cases": QT_TRANSLATE_NOOP("MapCanvas", "Cases"),
    "density": QT_TRANSLATE_NOOP("MapCanvas", "Density of cases, far out"),
    "doubts": QT_TRANSLATE_NOOP("MapCanvas", "Positions in doubt"),
    "drones": QT_TRANSLATE_NOOP("MapCanvas", "Drones"),
    "officers": QT_TRANSLATE_NOOP("MapCanvas", "Officers and vehicles"),
    "links": QT_TRANSLATE_NOOP("MapCanvas", "Lines from units to their case"),
    "trails": QT_TRANSLATE_NOOP("MapCanvas", "Trails of all units, close in"),
    "devices": QT_TRANSLATE_NOOP("MapCanvas", "Cameras and sensors"),
    "grids": QT_TRANSLATE_NOOP("MapCanvas", "Basic grids, close in"),
    "villages": QT_TRANSLATE_NOOP("MapCanvas", "Villages"),
    "areas": QT_TRANSLATE_NOOP("MapCanvas", "Areas and borders"),
    "vector-names": QT_TRANSLATE_NOOP("MapCanvas", "Names of added layers"),
    "basemap": QT_TRANSLATE_NOOP("MapCanvas", "Base map"),
}
#: No switch of their own: whose map it is must be said, and what the hand draws be seen.
UNLISTED = frozenset({CREDIT, "vector-credit", "map-trouble", "work"})


def layer_name(name: str) -> str:
    """A layer in the person's language; one that nobody has named goes by its key."""
    return QCoreApplication.translate("MapCanvas", NAMES[name]) if name in NAMES else name


def layer_counts(stage: Stage, view: Viewport) -> dict[str, int | None]:
    """How much of each layer is in the window; None where there is nothing to count."""
    built_in = stage.counts(view)
    counts: dict[str, int | None] = {
        "cases": built_in["cases"],
        "officers": built_in["officers"] + built_in["vehicles"],
        "drones": built_in["drones"],
        "links": built_in["links"],
    }
    return counts | {layer.name: layer.count(view) for layer in stage.layers.all()}


class LayerList(QFrame):
    """Switches over the map, at its upper right. Escape closes it."""

    switched = Signal(str, bool)
    stilled = Signal(bool)
    closed = Signal()

    def __init__(self, stage: Stage, view: Callable[[], Viewport], parent: QWidget) -> None:
        super().__init__(parent)
        self._stage, self._view, self._over = stage, view, parent
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.boxes: dict[str, QCheckBox] = {}
        self._inner, self._scroll = QWidget(), QScrollArea(self)
        self.still = QCheckBox(self._inner)
        self.still.toggled.connect(self.stilled)
        self._column = QVBoxLayout(self._inner)
        self._column.setSpacing(2)
        self._scroll.setWidget(self._inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(self._scroll)
        self._column.addWidget(self.still)
        self._timer = QTimer(self)
        self._timer.setInterval(_COUNT_MS)
        self._timer.timeout.connect(self.count)
        self.hide()

    def refresh(self) -> None:
        """Layers may have joined or left, or been switched elsewhere."""
        shown = self._stage.shown
        for name in [n for n in self.boxes if n not in shown]:
            self.boxes.pop(name).deleteLater()
        order = [n for n in NAMES if n in shown] + [
            n for n in shown if n not in NAMES and n not in UNLISTED
        ]
        for at, name in enumerate(order):
            box = self.boxes.get(name)
            if box is None:
                box = self.boxes[name] = QCheckBox(self._inner)
                box.setMinimumHeight(24)
                box.toggled.connect(lambda on, n=name: self.switched.emit(n, on))
            self._column.insertWidget(at, box)
            box.show()  # one that is made under a window already shown stays hidden otherwise
            box.blockSignals(True)
            box.setChecked(shown[name])
            box.blockSignals(False)
        self.still.setText(QCoreApplication.translate("MapCanvas", "Alerts stand still"))
        self.still.setMinimumHeight(24)
        title = QCoreApplication.translate("MapCanvas", "Layers of the map")
        self.setAccessibleName(title)
        self.count()

    def count(self) -> None:
        """Say anew how much of each layer is in the window."""
        counts = layer_counts(self._stage, self._view())
        in_view = QCoreApplication.translate("MapCanvas", "{layer}, {n} in view")
        for name, box in self.boxes.items():
            said, number = self._title(name), counts.get(name)
            aloud = said
            if number is not None and self._stage.shown[name]:
                aloud = words.fill(in_view, layer=said, n=words.count(number))
                said = f"{said}  {words.count(number)}"
            if box.text() != said:
                box.setText(said.replace("&", "&&"))
                box.setAccessibleName(aloud)
        self._column.activate()
        self._stand()

    def _title(self, name: str) -> str:
        declared = self._stage.layers.titles.get(name)
        if declared is None:
            return layer_name(name)
        return declared[0 if words.language() == "zh_CN" else 1]

    def _stand(self) -> None:
        """As large as it needs to be; on a map that is too low for all of it one scrolls."""
        room, top = self._over, _EDGE + 32
        needed = self._column.sizeHint()
        high = min(needed.height() + 2, max(80, room.height() - top - _EDGE))
        bar = self._scroll.verticalScrollBar().sizeHint().width() if high < needed.height() else 0
        self.resize(needed.width() + bar + 2, high)
        self.move(max(0, room.width() - self.width() - _EDGE), top)

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class LayerButton(QToolButton):
    """Opens the list; stands at the upper right of the map."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setCheckable(True)
        self.setMinimumSize(24, 28)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        over.installEventFilter(self)
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(QCoreApplication.translate("MapCanvas", "Layers"))
        self.setToolTip(QCoreApplication.translate("MapCanvas", "What the map shows (Y)"))
        self.setAccessibleName(QCoreApplication.translate("MapCanvas", "Layers of the map"))
        self.adjustSize()
        self._stand()

    def eventFilter(self, over: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._stand()
        elif event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return super().eventFilter(over, event)

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text or theme: the word must still fit."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.adjustSize()
            self._stand()

    def _stand(self) -> None:
        room = self._over
        self.move(max(0, room.width() - self.width() - _EDGE), _EDGE)


class LayerPanel(QObject):
    """Button, list and key of one map; `chosen` tells what the person has switched."""

    chosen = Signal()

    def __init__(self, stage: Stage, view: Callable[[], Viewport], canvas: QWidget) -> None:
        super().__init__(canvas)
        self._stage, self._canvas = stage, canvas
        self.button = LayerButton(canvas)
        self.list = LayerList(stage, view, canvas)
        self.button.toggled.connect(self.set_open)
        self.list.closed.connect(self._closed)
        self.list.switched.connect(self._switch)
        self.list.stilled.connect(lambda _on: self.chosen.emit())

    def set_open(self, on: bool) -> None:
        """Show or hide the list; the keyboard goes along."""
        self.button.setChecked(on)
        self.list.setVisible(on)
        if on:
            self.list.raise_()
            first = next(iter(self.list.boxes.values()), None)
            (first or self.list).setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle(self) -> None:
        self.set_open(not self.button.isChecked())

    def choices(self) -> dict[str, bool]:
        """Every layer and whether it is on, and "still"."""
        return dict(self._stage.shown) | {"still": self.list.still.isChecked()}

    def apply(self, choices: Mapping[str, bool]) -> None:
        """What was chosen another time; layers that there no longer are, are left out."""
        for name, on in choices.items():
            if name in self._stage.shown:
                self._stage.show_layer(name, on)
        self.list.still.setChecked(choices.get("still", False))
        self.list.refresh()
        self._canvas.update()

    def _switch(self, name: str, on: bool) -> None:
        self._stage.show_layer(name, on)
        self._canvas.update()
        self.list.count()
        self.chosen.emit()

    def _closed(self) -> None:
        self.button.setChecked(False)
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
