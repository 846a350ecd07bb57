"""What the map says while a tool is in the hand: what to do next, how long, how large."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console import words
from console.board.mercator import unproject
from console.map.work.geodesy import AREA_ERROR, LENGTH_ERROR, area_m2, length_m
from console.map.work.sketch import Kind, Sketch


def _translatable(context: str, text: str) -> str:  # noqa: ARG001 - lupdate reads the call
    return text


QT_TRANSLATE_NOOP = _translatable
_DO = {
    Kind.BOX: QT_TRANSLATE_NOOP(
        "MapTools", "Drag a rectangle round cases, or set two corners (click or Space)"
    ),
    Kind.LASSO: QT_TRANSLATE_NOOP(
        "MapTools", "Draw round cases, or set corners (click or Space) and press Enter"
    ),
    Kind.MEASURE: QT_TRANSLATE_NOOP("MapTools", "Set points (click or Space); Enter ends the line"),
    Kind.WATCH: QT_TRANSLATE_NOOP(
        "MapTools", "Set the corners of the area (click or Space); Enter closes it"
    ),
    Kind.NEAR: QT_TRANSLATE_NOOP(
        "MapTools", "Click a place or drag a circle (Space: the middle); [ and ] change it"
    ),
}
_ESCAPE = QT_TRANSLATE_NOOP("MapTools", "Backspace: one back · Esc: leave")
_M2 = 1_000_000.0
_HECTARE = 10_000.0


def say(text: str) -> str:
    return QCoreApplication.translate("MapTools", text)


def hint(kind: Kind) -> tuple[str, ...]:
    """What the hand can do now, and how to leave."""
    return say(_DO[kind]), say(_ESCAPE)


def carrying(unit: str, case_id: int, busy_with: int) -> str:
    """What letting go of a unit here would do."""
    translate = QCoreApplication.translate
    if not case_id:
        text = translate("MapTools", "Drag {unit} onto a case to send it there · Esc: leave it")
    elif busy_with:
        text = translate(
            "MapTools", "Let go: {unit} is busy with case {busy}; you will be asked about case {id}"
        )
    else:
        text = translate("MapTools", "Let go: send {unit} to case {id}")
    return words.fill(text, unit=unit, id=case_id, busy=busy_with)


def measured(sketch: Sketch) -> list[str]:
    """Length of the path and, from three points up, what it encloses; with how exact that is."""
    places = [unproject(*point) for point in sketch.path]
    if len(places) < 2:
        return []
    text = QCoreApplication.translate("MapTools", "{length} (± {error} %)")
    lines = [
        words.fill(text, length=exact_length(length_m(places)), error=f"{LENGTH_ERROR * 100:g}")
    ]
    if len(sketch.ring) > 2:
        text = QCoreApplication.translate("MapTools", "encloses {area} (± {error} %)")
        lines.append(words.fill(text, area=surface(area_m2(places)), error=f"{AREA_ERROR * 100:g}"))
    return lines


def exact_length(metres: float) -> str:
    """Metres up to ten kilometres, then kilometres with two decimals."""
    if metres < 10_000:
        return words.fill(QCoreApplication.translate("Words", "{n} m"), n=f"{metres:,.0f}")
    return words.fill(QCoreApplication.translate("Words", "{n} km"), n=f"{metres / 1_000:,.2f}")


def surface(square_metres: float) -> str:
    """Square metres, hectares or square kilometres."""
    translate = QCoreApplication.translate
    if square_metres < _HECTARE:
        return words.fill(translate("MapTools", "{n} m²"), n=f"{square_metres:,.0f}")
    if square_metres < _M2:
        return words.fill(translate("MapTools", "{n} ha"), n=f"{square_metres / _HECTARE:,.2f}")
    return words.fill(translate("MapTools", "{n} km²"), n=f"{square_metres / _M2:,.2f}")
