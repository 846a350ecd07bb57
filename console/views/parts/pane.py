"""What a dock holds: a view that is laid out anew does not lay out the whole window with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

#: A view that needs less than before is given back what it had so much later, in ms.
_LATER_MS = 1_000


class Pane(QWidget):
    """Gives `view` all of its room, and asks for more only when that is too little.

    Qt passes every change of a layout on to the layout around it, up to the window, whose docks are
    then all laid out: for a figure that is a digit longer now, and several times a second.
    """

    def __init__(self, view: QWidget) -> None:
        super().__init__()
        self._view = view
        view.setParent(self)
        view.show()
        self.setSizePolicy(view.sizePolicy())
        self.setFocusProxy(view)
        self._told = self._least()
        self._later = QTimer(self, interval=_LATER_MS, singleShot=True)
        self._later.timeout.connect(self._tell)

    def sizeHint(self) -> QSize:
        return self._view.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._least()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._view.setGeometry(self.rect())
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """The view's layout has changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            needs = self._least()
            if needs.width() > self.width() or needs.height() > self.height():
                self._tell()
            elif needs != self._told and not self._later.isActive():
                self._later.start()
        return super().event(event)

    def _least(self) -> QSize:
        return self._view.minimumSizeHint().expandedTo(self._view.minimumSize())

    def _tell(self) -> None:
        if self._told != (needs := self._least()):
            self._told = needs
            self.updateGeometry()
