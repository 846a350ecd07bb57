"""Named views as a row of buttons with live counts: one press asks, orders and arranges anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QInputDialog, QMenu, QPushButton, QSizePolicy, QWidget

from console import words
from console.models.queue import QueueModel
from console.models.viewbook import NamedView, ViewBook, columns_of, read_sort, write_sort
from console.settings import KeptView
from console.views.parts.queuefilter import QueueFilterBar
from console.views.parts.queuetable import QueueTable
from console.views.parts.termchips import Flow

#: casework.dutycommands: as long as the name of a shared view may be.
LONGEST_NAME = 80


class ViewChip(QPushButton):
    """Enter, Space or a click use the view; Delete removes it; the menu key says what else."""

    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class QueueViews(QWidget):
    """Hidden while there is no view."""

    def __init__(
        self, book: ViewBook, model: QueueModel, bar: QueueFilterBar, table: QueueTable
    ) -> None:
        super().__init__(bar)
        self.book, self._model, self._bar, self._table = book, model, bar, table
        self.chips: list[ViewChip] = []
        self._views: tuple[NamedView, ...] = ()
        self._flow = Flow(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()
        book.changed.connect(self.refill)
        model.tallied.connect(self._label)
        bar.changed.connect(lambda _where: self._label())

    # -- using -------------------------------------------------------------------------------

    def use(self, view: NamedView) -> None:
        """Ask its question in its order; what it asks and this city does not know is said."""
        self._bar.set_line(view.kept.query)
        by, down, group = read_sort(view.kept.sort)
        self._model.order_by(by, down, group)
        wanted = columns_of(view.kept.columns)
        if wanted:
            self._table.arrange_columns(wanted)

    def ask_name(self) -> None:
        """Save what is on the screen under a name."""
        dialog = QInputDialog(self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Save this filter"))
        dialog.setLabelText(self.tr("Name (keeps question, order, groups and columns):"))
        dialog.textValueSelected.connect(self.save)
        dialog.open()

    def save(self, name: str) -> None:
        """Keep question, order, groups and columns as they are now."""
        tidy = " ".join(name.split())[:LONGEST_NAME]
        if tidy:
            sort = self._model.arranger.sort
            columns = tuple(by.name.lower() for by in self._table.shown_columns())
            order = write_sort(sort.by, sort.descending, sort.group)
            self.book.save(KeptView(tidy, self._bar.line(), columns, order))

    # -- showing -----------------------------------------------------------------------------

    def refill(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._views = self.book.all()
        self.chips = [self._chip(view) for view in self._views]
        self.setVisible(bool(self.chips))
        self._model.watch(self.book.filters())
        self._label()
        self.updateGeometry()

    def _chip(self, view: NamedView) -> ViewChip:
        chip = ViewChip(self)
        chip.setCheckable(True)
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.clicked.connect(lambda: self.use(view))
        chip.removed.connect(lambda: self.book.remove(view))
        chip.customContextMenuRequested.connect(lambda at: self._offer(chip, view, at))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _offer(self, chip: ViewChip, view: NamedView, at: QPoint) -> None:
        menu = QMenu(chip)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not view.shared:
            share = menu.addAction(self.tr("Share with everybody here"))
            share.triggered.connect(lambda: self.book.share(view))
        gone = self.tr("End sharing") if view.shared else self.tr("Remove")
        menu.addAction(gone + "\tDel").triggered.connect(lambda: self.book.remove(view))
        menu.popup(chip.mapToGlobal(at))

    def _label(self) -> None:
        """Names with their counts; a dash while they are being counted or cannot be."""
        counts, line = self._model.tally(), self._bar.line()
        for place, (chip, view) in enumerate(zip(self.chips, self._views, strict=True)):
            known = place < len(counts) and self.book.understood(view)
            number = words.count(counts[place] if known else 0, known)
            sign = "⇄ " if view.shared else ""
            name = view.name if len(view.name) <= 24 else view.name[:23] + "…"
            text = f"{sign}{name}  {number}".replace("&", "&&")
            if chip.text() != text:
                chip.setText(text)
                chip.setAccessibleName(f"{view.name}: {number}")
            chip.setChecked(line == view.kept.query)
            shared = self.tr("{name} — shared by {by}") if view.shared else "{name}"
            chip.setToolTip(_plain(words.fill(shared, name=view.name, by=view.by)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._label()
        super().changeEvent(event)


def _plain(text: str) -> str:
    """Qt takes what looks like HTML in a tooltip for HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
