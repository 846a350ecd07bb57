"""One file of a case as a button, and one that is on its way in as a row."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QImage, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from console import words
from console.session import Session
from console.tokens import Tokens
from console.views import theme
from console.views.fileline import FileLine, says_what
from console.views.plaintext import PlainText

TILE = QSize(118, 112)
_PICTURE = QRect(3, 3, 112, 84)
_HUNDRED = 100


class FileTile(QAbstractButton):
    """The small picture, or what kind of file it is, over its name. Enter opens, Ctrl+S saves."""

    opened = Signal(object)  # FileLine
    saved = Signal(object)  # FileLine

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self.file: FileLine | None = None
        self.why = ""
        self._image: QImage | None = None
        self._tokens = tokens
        self.setFixedSize(TILE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._save = QAction(self.tr("Save as …"), self)
        self._save.setShortcut(QKeySequence.StandardKey.Save)
        self._save.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._save.triggered.connect(lambda: self.saved.emit(self.file))
        self.addAction(self._save)
        self.clicked.connect(lambda: self.opened.emit(self.file))

    def show_file(self, file: FileLine, session: Session) -> None:
        self.file = file
        said = says_what(file, session)
        self.setToolTip(f"<p>{escape(said)}</p>")  # a name is no markup
        self.setAccessibleName(said)
        self.update()

    def show_image(self, image: QImage | None, why: str) -> None:
        """The picture, or `why` there is none; neither while it is on its way."""
        self._image, self.why = image, why
        self.setAccessibleDescription(why)
        self.update()

    @property
    def image(self) -> QImage | None:
        return self._image

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.file is None:
            return
        surface = self._tokens.surface
        painter = QPainter(self)
        painter.fillRect(_PICTURE, QColor(surface.raised))
        if self._image is not None and not self._image.isNull():
            size = self._image.size().scaled(_PICTURE.size(), Qt.AspectRatioMode.KeepAspectRatio)
            inside = QStyle.alignedRect(
                Qt.LayoutDirection.LeftToRight, Qt.AlignmentFlag.AlignCenter, size, _PICTURE
            )
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(inside, self._image)
        else:
            self._paint_word(painter, self.file)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(QColor(surface.text))
        below = QRect(3, _PICTURE.bottom() + 2, _PICTURE.width(), 22)
        name = painter.fontMetrics().elidedText(
            self.file.shown_name, Qt.TextElideMode.ElideMiddle, below.width()
        )
        painter.drawText(below, int(Qt.AlignmentFlag.AlignVCenter), name)
        pen = QPen(QColor(surface.focus if self.hasFocus() else surface.line))
        pen.setWidth(2 if self.hasFocus() else 1)
        painter.setPen(pen)
        painter.drawRect(_PICTURE.adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_word(self, painter: QPainter, file: FileLine) -> None:
        waiting = "…" if file.picture else f"▶ {file.suffix.upper()}"
        word = self.why or (waiting if file.suffix != "pdf" else "PDF")
        painter.setFont(theme.font(theme.SMALL if self.why else theme.BODY))
        painter.setPen(QColor(self._tokens.surface.text))
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(_PICTURE.adjusted(5, 3, -5, -3), flags, word)


class SendingRow(QWidget):
    """A file that is being handed in: its name, how far it is, and a way to call it off."""

    cancelled = Signal(str)  # command id

    def __init__(self, command_id: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.text, self.bar = PlainText(2, self), QProgressBar(self)
        self.button = QPushButton(self.tr("Call off"), self)
        self._name = "".join(c for c in name if c.isprintable())
        self.text.set_text(words.fill(self.tr("Sending {name}"), name=self._name))
        self.bar.setRange(0, _HUNDRED)
        self.bar.setAccessibleName(self._name)
        self.button.clicked.connect(lambda: self._call_off(command_id))
        line = QHBoxLayout()
        line.addWidget(self.bar, 1)
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.text)
        column.addLayout(line)

    def show_progress(self, sent: int, size: int) -> None:
        self.bar.setValue(_HUNDRED if not size else sent * _HUNDRED // size)
        if sent >= size:
            text = self.tr("{name}: sent; central is checking it")
            self.text.set_text(words.fill(text, name=self._name))

    def wait_for(self, why: str) -> None:
        text = self.tr("{name}: waiting, it is sent again by itself ({why})")
        self.text.set_text(words.fill(text, name=self._name, why=why))

    def _call_off(self, command_id: str) -> None:
        self.button.setEnabled(False)
        self.cancelled.emit(command_id)
