"""The writing process: a situation comes in on standard input, a file comes out.

It says on standard output, one JSON line each, how far it is (``{"done", "of"}``) and how it ended
(``{"written": bytes}`` or ``{"error": code, "detail"}``). It has no network and no window.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from console.export.files import ExportError, replacing
from console.export.situation import Situation, read_situation

_EVERY = 0.02  # of the whole: how often progress is told

Pieces = Iterator[tuple[int, bytes]]


def main() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        situation = read_situation(sys.stdin.buffer)
    except EOFError:
        return 1  # the console has gone, or has thought better of it
    try:
        _tell({"written": write(situation, _tell)})
    except ExportError as error:
        _tell({"error": error.code, "detail": error.detail})
        return 2
    return 0


def write(situation: Situation, tell: Callable[[dict[str, Any]], None]) -> int:
    """Write the file; returns its bytes.

    Raises:
        ExportError: nothing was written.
    """
    head = situation.head
    of, told, size = max(1, situation.cases.rows), 0.0, 0
    with replacing(Path(head.path), head.token) as file:
        for done, text in _MAKERS[head.format](situation):
            file.write(text)
            size += len(text)
            if done / of >= told:
                tell({"done": min(done, of), "of": of})
                told = done / of + _EVERY
    return size


def _tell(said: dict[str, Any]) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(said) + b"\n")
    sys.stdout.buffer.flush()


# Each brings what only it needs: a table needs neither folium nor Qt's painter.


def _html(situation: Situation) -> Pieces:
    from console.export.page import pieces
    from console.export.shown import clocks
    from console.tokens import load_tokens

    tokens = load_tokens(situation.head.theme)
    return pieces(situation, clocks(situation), tokens)


def _geojson(situation: Situation) -> Pieces:
    from console.export.geojson import pieces
    from console.export.shown import clocks

    return pieces(situation, clocks(situation))


def _csv(situation: Situation) -> Pieces:
    from console.export.shown import clocks
    from console.export.table import pieces

    return pieces(situation, clocks(situation))


def _png(situation: Situation) -> Pieces:
    from console.export.picture import png
    from console.tokens import load_tokens

    _dress(situation.head.language)
    yield situation.cases.rows, png(situation, load_tokens(situation.head.theme))


def _pdf(situation: Situation) -> Pieces:
    from console.export.picture import pdf
    from console.export.sizes import PAPER
    from console.tokens import load_tokens

    _dress(situation.head.language)
    yield situation.cases.rows, pdf(situation, load_tokens(PAPER))  # paper is white


_KEPT: list[object] = []


def _dress(language: str) -> None:
    """A Qt that paints without a screen, in the person's language."""
    from PySide6.QtCore import QTranslator
    from PySide6.QtGui import QGuiApplication

    from console.tokens import RESOURCES

    application = QGuiApplication.instance() or QGuiApplication(["export"])
    translator = QTranslator(application)
    if translator.load(f"console_{language}", str(RESOURCES / "translations")):
        application.installTranslator(translator)
    _KEPT.extend((application, translator))


_MAKERS: dict[str, Callable[[Situation], Pieces]] = {
    "html": _html,
    "geojson": _geojson,
    "csv": _csv,
    "png": _png,
    "pdf": _pdf,
}

if __name__ == "__main__":
    sys.exit(main())
