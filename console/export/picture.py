"""The situation as PNG or PDF: title, map, legend, time and what must be said about it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
    QPen,
)

from console.export.files import ExportError
from console.export.sheet import MapSheet, draw_sign
from console.export.shown import shown
from console.export.situation import Situation
from console.export.sizes import (
    FOOT,
    LEGEND,
    LOGICAL_DPI,
    MARGIN_MM,
    PAD,
    ROW,
    above,
    legend_height,
)
from console.map.codes import read_code
from console.tokens import Tokens

_PDF_RATIO = 3  # device pixels of the writer to a logical one: 288 to the inch
_PAGES = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3}
#: Qt's own limit for a side of a picture, and what a machine has room for.
_LONGEST_PX, _MOST_PX = 32_000, 400_000_000


def png(situation: Situation, tokens: Tokens) -> bytes:
    """The map at the size of its window, `scale` device pixels to a logical one.

    Raises:
        ExportError: the picture would be too large for this machine.
    """
    head = situation.head
    width = head.frame.width + LEGEND + 2 * PAD
    height = max(head.frame.height, legend_height(head)) + above(head) + FOOT
    wide, high = round(width * head.scale), round(height * head.scale)
    image = QImage()
    if max(wide, high) <= _LONGEST_PX and wide * high <= _MOST_PX:
        image = QImage(wide, high, QImage.Format.Format_RGB32)
    if image.isNull():
        raise ExportError("too-large", f"{wide} × {high}")
    dots = round(LOGICAL_DPI * head.scale / 0.0254)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    image.setText("Title", head.title)
    sheet = _Sheet(situation, tokens, float(head.scale))
    with _painting(image) as painter:
        painter.scale(head.scale, head.scale)
        sheet.paint(painter, wide / head.scale, high / head.scale)
    return _saved(image)


@contextlib.contextmanager
def _painting(device: QPaintDevice) -> Iterator[QPainter]:
    """A painter that has ended before its device can go, whatever happens."""
    painter = QPainter(device)
    try:
        yield painter
    finally:
        painter.end()


def _saved(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise ExportError("other", "PNG")
    buffer.close()
    return bytes(data.data())


def pdf(situation: Situation, tokens: Tokens) -> bytes:
    """One landscape page, A4 or A3, in strokes and text."""
    head, data = situation.head, QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(LOGICAL_DPI * _PDF_RATIO)
    layout = QPageLayout(
        QPageSize(_PAGES[head.page]), QPageLayout.Orientation.Landscape,
        QMarginsF(*[MARGIN_MM] * 4),
        QPageLayout.Unit.Millimeter,
    )  # fmt: skip
    writer.setPageLayout(layout)
    writer.setTitle(head.title)
    writer.setCreator("zhiwang-console")
    sheet = _Sheet(situation, tokens, float(_PDF_RATIO))
    with _painting(writer) as painter:
        painter.scale(_PDF_RATIO, _PDF_RATIO)
        sheet.paint(painter, writer.width() / _PDF_RATIO, writer.height() / _PDF_RATIO)
    buffer.close()
    return bytes(data.data())


class _Sheet:
    """Everything on the sheet. Text is drawn as it is: no markup anywhere."""

    def __init__(self, situation: Situation, tokens: Tokens, ratio: float) -> None:
        self._situation, self._tokens = situation, tokens
        self._font = QFont(situation.head.font) if situation.head.font else QFont()
        self._map = MapSheet(situation, shown(situation), tokens, self._font, ratio)

    def paint(self, p: QPainter, width: float, height: float) -> None:
        surface, top = self._tokens.surface, above(self._situation.head)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.fillRect(QRectF(0, 0, width, height), QColor(surface.panel))
        self._titles(p, width)
        box = QRectF(PAD, top, width - LEGEND - 2 * PAD, height - top - FOOT)
        self._map.paint(p, self._kept_shape(box))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(QColor(surface.line), 1))
        p.drawRect(self._kept_shape(box))
        self._legend(p, QRectF(box.right() + PAD, top, LEGEND, box.height()))
        self._foot(p, QRectF(PAD, height - 28, width - 2 * PAD, 20))

    def _kept_shape(self, box: QRectF) -> QRectF:
        """The window's extent keeps its shape: beyond it cases would be missing unseen."""
        frame = self._situation.head.frame
        if self._situation.head.scope != "view":
            return box
        factor = min(box.width() / frame.width, box.height() / frame.height)
        return QRectF(box.left(), box.top(), frame.width * factor, frame.height * factor)

    def _titles(self, p: QPainter, width: float) -> None:
        head, surface = self._situation.head, self._tokens.surface
        room = width - 2 * PAD
        self._line(p, QRectF(PAD, 10, room, 28), head.title, 20, surface.text, bold=True)
        top = 40.0
        for text in head.lines:
            self._line(p, QRectF(PAD, top, room, 18), text, 13, surface.text_soft)
            top += 18
        if head.stale:
            ink = self._tokens.signal.amber_ink
            self._line(p, QRectF(PAD, top, room, 18), "▲ " + head.stale, 13, ink, bold=True)

    def _legend(self, p: QPainter, box: QRectF) -> None:
        surface, lines = self._tokens.surface, self._situation.head.terms.legend
        row = min(ROW, box.height() / max(1, len(lines)))
        size = max(7, min(12, round(row * 0.58)))
        for i, (text, code) in enumerate(lines):
            top = box.top() + i * row
            left = box.left() + (0 if code is None else 40)
            ink = surface.text_soft if code is None else surface.text
            room = QRectF(left, top, box.right() - left, row)
            self._line(p, room, text, size, ink, bold=code is None)
            if code is not None:
                factor = min(1.0, row / ROW)
                p.save()
                p.translate(box.left() + 18, top + row / 2)
                p.scale(factor, factor)
                draw_sign(p, read_code(code), self._tokens)
                p.restore()

    def _foot(self, p: QPainter, box: QRectF) -> None:
        said = self._situation.head.terms.said
        text = said["foot"]
        if self._map.ground.approximate:
            text += "  ·  " + said["approximate"]
        base = self._situation.base
        if base is not None and base.lacking:
            text += "  ·  ▲ " + said["base_lacking"]
        self._line(p, box, text, 11, self._tokens.surface.text_soft)

    def _line(
        self, p: QPainter, box: QRectF, text: str, size: int, ink: str, bold: bool = False
    ) -> None:
        font = QFont(self._font)
        font.setPixelSize(size)
        font.setBold(bold)
        p.setFont(font)
        p.setPen(QColor(ink))
        flat = " ".join(text.split())
        fits = QFontMetricsF(font).elidedText(flat, Qt.TextElideMode.ElideRight, box.width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        p.drawText(box, int(flags), fits)
