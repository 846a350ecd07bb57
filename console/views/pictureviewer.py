"""A picture of a case, large, by keyboard: the next, the one before, nearer, farther, saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QDialog, QSizePolicy, QVBoxLayout, QWidget

from console import words
from console.outbox.fileport import PictureAnswer
from console.session import Session
from console.tokens import Tokens
from console.views.fileline import FileLine, says_what
from console.views.plaintext import PlainText

#: The longest edge that is asked for, in pixels: as much as a screen shows.
EDGE = 2_560
_NEARER, _FARTHEST, _NEAREST = 1.25, 1.0, 16.0
_STEP = 60.0
_KEPT = 6


def image_of(answer: PictureAnswer) -> QImage:
    """The pixels as an image of its own; null where there are none."""
    if not answer.pixels:
        return QImage()
    width, height = answer.width, answer.height
    shared = QImage(answer.pixels, width, height, 4 * width, QImage.Format.Format_RGB32)
    return shared.copy()


class _Canvas(QWidget):
    """The picture as large as fits, or nearer; a word where there is none."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self.image, self.word = QImage(), ""
        self.zoom, self._centre = 1.0, QPointF()
        self._grabbed: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def put(self, image: QImage, word: str) -> None:
        self.image, self.word, self.zoom, self._centre = image, word, 1.0, QPointF()
        self.update()

    def nearer(self, times: float) -> None:
        self.zoom = min(_NEAREST, max(_FARTHEST, self.zoom * times))
        self.move_by(QPointF())

    def move_by(self, way: QPointF) -> None:
        """Shift what is seen; never so far that the picture leaves its place."""
        most = (self._shown() - QSizeF(self.size())) / 2.0
        centre = self._centre + way
        x, y = max(0.0, most.width()), max(0.0, most.height())
        self._centre = QPointF(min(x, max(-x, centre.x())), min(y, max(-y, centre.y())))
        self.update()

    def _shown(self) -> QSizeF:
        fitted = QSizeF(self.image.size()).scaled(
            QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio
        )
        return fitted * self.zoom

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._tokens.surface.window))
        if self.image.isNull():
            painter.setPen(QColor(self._tokens.surface.text))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(40, 40, -40, -40), int(flags), self.word)
        else:
            shown = self._shown()
            middle = QPointF(self.width() / 2.0, self.height() / 2.0) + self._centre
            corner = middle - QPointF(shown.width() / 2.0, shown.height() / 2.0)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(corner, shown), self.image)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.nearer(_NEARER if event.angleDelta().y() > 0 else 1.0 / _NEARER)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            self.move_by(event.position() - self._grabbed)
            self._grabbed = event.position()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grabbed = None


class PictureViewer(QDialog):
    """The pictures of one case. ← → Home End go through them, + − 0 zoom, Shift+arrows move,
    Ctrl+S saves, Esc leaves."""

    def __init__(
        self,
        session: Session,
        tokens: Tokens,
        files: Sequence[FileLine],
        at: int,
        save: Callable[[FileLine], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._files, self._at, self._save = session, list(files), at, save
        self._images: dict[str, QImage] = {}
        self.canvas = _Canvas(tokens, self)
        self.line, self._keys = PlainText(2, self), PlainText(2, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1_100, 780)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.line)
        column.addWidget(self._keys)
        self._keys.set_text(
            self.tr("← → other pictures, + − 0 size, Shift with arrows moves, Ctrl+S saves, Esc")
        )
        self._keys.set_colour(QColor(tokens.surface.text_soft))
        session.file_told.connect(self._heard)
        self._go(at)

    @property
    def current(self) -> FileLine:
        return self._files[self._at]

    def _go(self, at: int) -> None:
        self._at = min(max(at, 0), len(self._files) - 1)
        file = self.current
        place = self.tr("Picture {n} of {all}")
        head = words.fill(place, n=self._at + 1, all=len(self._files))
        self.line.set_text(f"{head} · {says_what(file, self._session)}")
        self.setWindowTitle(head)
        known = self._images.get(file.attachment)
        self.canvas.put(known or QImage(), "" if known else self.tr("Fetching the picture …"))
        if known is None:
            self._session.ask_picture(file.attachment, file.sha256, EDGE)

    def _heard(self, answer: object) -> None:
        if not isinstance(answer, PictureAnswer) or not answer.asked.edge:
            return
        image = image_of(answer)
        if not image.isNull():
            if len(self._images) >= _KEPT:
                self._images.pop(next(iter(self._images)))
            self._images[answer.asked.attachment] = image
        if answer.asked.attachment == self.current.attachment:
            self.canvas.put(image, words.file_problem(answer.problem, answer.trouble))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        ways = {
            Qt.Key.Key_Left: (_STEP, 0.0),
            Qt.Key.Key_Right: (-_STEP, 0.0),
            Qt.Key.Key_Up: (0.0, _STEP),
            Qt.Key.Key_Down: (0.0, -_STEP),
        }
        key = Qt.Key(event.key())
        if shift and key in ways:
            self.canvas.move_by(QPointF(*ways[key]))
        elif key in (goes := self._goes()):
            self._go(goes[key])
        elif key in _ZOOMS:
            self.canvas.nearer(_ZOOMS[key])
        elif control and key == Qt.Key.Key_S:
            self._save(self.current)
        else:
            super().keyPressEvent(event)

    def _goes(self) -> dict[Qt.Key, int]:
        last = len(self._files) - 1
        return {
            Qt.Key.Key_Left: self._at - 1,
            Qt.Key.Key_PageUp: self._at - 1,
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_PageDown: self._at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }


_ZOOMS = {
    Qt.Key.Key_Plus: _NEARER,
    Qt.Key.Key_Equal: _NEARER,
    Qt.Key.Key_Minus: 1.0 / _NEARER,
    Qt.Key.Key_0: 1.0 / _NEAREST,
}
