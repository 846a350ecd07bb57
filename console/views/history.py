"""The history of a case in words, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from casework.events import Envelope
from casework.instant import to_ms
from console import words
from console.feeds.port import Trouble
from console.session import Session
from console.tokens import Tokens
from console.turns import Patient
from console.views.plaintext import lay_out

#: Older entries than this many are counted, not listed.
MOST = 1_000
#: A pasted novel is shown up to here; copying the line gives it whole.
_LINES = 8
_GAP = 10
#: So many lines are kept as they were laid out.
_MOST_LAID = 200
Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    WHEN = Qt.ItemDataRole.UserRole + 1
    WHAT = Qt.ItemDataRole.UserRole + 2


class HistoryModel(QAbstractListModel):
    """Envelopes of one case, newest first; the words are made only for rows on the screen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._entries: list[Envelope] = []

    def put(self, envelopes: Iterable[Envelope]) -> None:
        """Replace everything."""
        self.beginResetModel()
        unique = {e.seq: e for e in envelopes}
        self._entries = [unique[seq] for seq in sorted(unique, reverse=True)[:MOST]]
        self.endResetModel()

    def add(self, envelopes: Iterable[Envelope]) -> None:
        """Put newer ones on top; those already known are left out."""
        newest = self._entries[0].seq if self._entries else 0
        fresh = sorted((e for e in envelopes if e.seq > newest), key=lambda e: -e.seq)
        if not fresh:
            return
        self.beginInsertRows(QModelIndex(), 0, len(fresh) - 1)
        self._entries[:0] = fresh
        self.endInsertRows()
        if len(self._entries) > MOST:
            self.beginRemoveRows(QModelIndex(), MOST, len(self._entries) - 1)
            del self._entries[MOST:]
            self.endRemoveRows()

    def envelopes(self) -> tuple[Envelope, ...]:
        return tuple(self._entries)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == Role.WHEN:
            return self._when(entry).partition("-")[2]  # the year goes without saying
        if role == Role.WHAT:
            return words.event(entry, self._session)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self._when(entry)}  {words.event(entry, self._session)}"
        return None

    def _when(self, entry: Envelope) -> str:
        return words.instant_ms(to_ms(entry.at), words.zone(self._session), with_date=True)


class _Delegate(QStyledItemDelegate):
    """Date and time soft above or beside, the words wrapped."""

    def __init__(self, tokens: Tokens, parent: QListView) -> None:
        super().__init__(parent)
        self.tokens, self._view = tokens, parent
        self._laid: dict[tuple[str, str, float], tuple[QTextLayout, float]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        left = self._left(option)
        width = self._view.viewport().width()
        _, height = self._lay_out(index, option.font, float(width - left - _GAP))
        return QSize(width, int(height + 0.99) + 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        surface = self.tokens.surface
        box = option.rect
        if chosen:
            painter.fillRect(box, QColor(surface.selection))
        left = self._left(option)
        painter.setFont(option.font)
        painter.setPen(QColor(surface.selection_text if chosen else surface.text_soft))
        painter.drawText(
            QPointF(box.left() + 4, box.top() + 3 + option.fontMetrics.ascent()),
            str(index.data(Role.WHEN)),
        )
        painter.setPen(QColor(surface.selection_text if chosen else surface.text))
        layout, _ = self._lay_out(index, option.font, float(box.width() - left - _GAP))
        layout.draw(painter, QPointF(box.left() + left, box.top() + 3))
        painter.restore()

    def _lay_out(self, index: Index, font: QFont, width: float) -> tuple[QTextLayout, float]:
        """Breaking lines costs more than painting them: what stands there is kept."""
        key = (str(index.data(Role.WHAT)), font.key(), width)
        laid = self._laid.get(key)
        if laid is None:
            if len(self._laid) >= _MOST_LAID:
                self._laid.clear()
            laid = self._laid[key] = lay_out(key[0], font, width, _LINES)
        return laid

    def _left(self, option: QStyleOptionViewItem) -> int:
        return option.fontMetrics.horizontalAdvance("00-00 00:00:00") + 2 * _GAP


class HistoryView(QListView):
    """The list; Ctrl+C copies a line whole."""

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = HistoryModel(session, self)
        self._delegate = _Delegate(tokens, self)
        self.setModel(self.entries)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._patient = Patient(self.viewport())
        self.setItemDelegate(self._delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.retranslate()
        self._trouble: Trouble | None = None  # of the last answer; None while one is awaited

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("History"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def instead(self) -> str:
        """What stands in the list while it is empty."""
        if self._trouble is None:
            return self.tr("Asking for the history…")
        failed = self._trouble is not Trouble.NONE
        return words.trouble(self._trouble) if failed else self.tr("Nothing has happened yet.")

    def ask(self) -> None:
        """The history of another case is asked for."""
        self.answered(None)

    def answered(self, trouble: Trouble | None) -> None:
        """The answer has come, with or without `trouble`."""
        self._trouble = trouble
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QPainter(self.viewport())
        ground.fillRect(event.rect(), QColor(self._delegate.tokens.surface.panel))
        ground.end()
        super().paintEvent(event)
        if self.entries.rowCount() or not self.instead:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(self._delegate.tokens.surface.text_soft))
        box = self.viewport().rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        painter.drawText(box, Qt.TextFlag.TextWordWrap, self.instead)
        painter.end()

    def set_tokens(self, tokens: Tokens) -> None:
        self._delegate.tokens = tokens
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            QGuiApplication.clipboard().setText(str(self.currentIndex().data()))
            return
        super().keyPressEvent(event)
