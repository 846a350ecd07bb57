"""The kept views of an operator."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from console.models.places import Places
from console.views.mapwork.namedlist import NamedList, fault_text


class BookmarksDialog(QDialog):
    """Not modal: the map stays in use beside it."""

    wanted = Signal(object)  # Bookmark

    def __init__(self, places: Places, parent: QWidget) -> None:
        super().__init__(parent)
        self._places = places
        self.names = NamedList(self)
        QVBoxLayout(self).addWidget(self.names)
        self.names.wanted.connect(lambda at: self.wanted.emit(places.bookmarks[at]))
        self.names.renamed.connect(self._rename)
        self.names.removed.connect(lambda at: places.remove(places.bookmarks[at]))
        places.changed.connect(self.refresh)
        self.resize(360, 320)
        self.retranslate()
        self.refresh()

    def refresh(self) -> None:
        marks = self._places.bookmarks
        self.names.show_names([m.name for m in marks])
        if not marks:
            self.names.say(self.tr("Nothing on the map has been bookmarked yet."))

    def _rename(self, at: int, name: str) -> None:
        fault = self._places.rename(self._places.bookmarks[at], name)
        if fault is not None:
            self.names.say(fault_text(fault))

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Bookmarks of the map"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.refresh()
        super().changeEvent(event)
