"""Pictures of every pane and dialog of the seat over the demo city, and of its menus.

``python -m tools.panes FOLDER [--seconds 12] [--only NAME …] [--text 100]``: each in both languages
and every theme, `<pane>_<language>_<theme>.png`, and of each pane a sheet with all of them.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable
from itertools import product
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from console.app.arguments import Options
from console.app.embedded import DISPATCHER, FIELD, Embedded
from console.app.entrance import Entrance
from console.app.faults import Faults
from console.app.run import dress
from console.app.seatdesk import SeatDesk
from console.app.sources import live
from console.outbox.rest import RestOutbox
from console.settings import Settings, load_settings
from console.tokens import THEMES
from console.views import theme
from console.views.parts.languages import LANGUAGES
from tools.paneseat import At, Pane
from tools.paneset import LIVE, OFFLINE
from tools.panestory import bad_day, outage
from tools.screenshots import room, wait

LOOKS = tuple(product(LANGUAGES, THEMES))
_SHEET_WIDTH, _GAP = 1_900, 6
_SMOOTH = Qt.TransformationMode.SmoothTransformation


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=12.0, help="how long the city lives first")
    parser.add_argument("--only", nargs="*", default=(), help="these panes")
    parser.add_argument("--text", type=int, choices=theme.TEXT_SIZES, default=100)
    parser.add_argument("--size", nargs=2, type=int, help="of the window, in pixels")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        settings = load_settings(Path(data))
        settings.text_size = given.text
        dress(Options(), settings)
        picture_all(given, settings, Path(data))
    return 0


def picture_all(given: argparse.Namespace, settings: Settings, data: Path) -> None:
    """The panes of a day with everything in it, then those of a seat that central has left."""
    embedded = Embedded(settings.central_folder, 1.0, 1, demo=True)
    embedded.start()
    entrance, faults = Entrance(settings), Faults(data)
    try:
        url = embedded.wait()
        seat = room(Options(data=data), live(url, embedded.tokens[DISPATCHER], wall=False))
        if given.size:
            seat.window.resize(*given.size)
        desk = SeatDesk(seat.window, entrance, None, None)  # type: ignore[arg-type]
        at = At(seat, desk, entrance, faults)
        wait(given.seconds)
        bad_day(at, RestOutbox(url, embedded.tokens[FIELD]))
        pictures(at, wanted(LIVE, given.only), given.folder)
        embedded.stop()
        if offline := wanted(OFFLINE, given.only):
            outage(at)
            pictures(at, offline, given.folder)
        seat.session.stop()
    finally:
        entrance.stop()
        embedded.stop()


def wanted(panes: Iterable[Pane], only: Iterable[str]) -> list[Pane]:
    return [pane for pane in panes if not only or pane.name in only]


def pictures(at: At, panes: list[Pane], folder: Path) -> None:
    """Open, take and close each pane in each look."""
    taken: dict[str, list[QImage]] = {pane.name: [] for pane in panes}
    for language, look in LOOKS:
        at.window.apply_language(language)
        at.window.apply_theme(look)
        wait(0.5)
        for pane in panes:
            shown = pane.open(at)
            wait(pane.seconds)
            image = shown.grab().toImage() if shown is not None else QImage()
            pane.close(at)
            if image.isNull():
                print(f"nothing to be seen: {pane.name}", file=sys.stderr)
                continue
            image.save(str(folder / f"{pane.name}_{language}_{look}.png"))
            taken[pane.name].append(image)
    for name, images in taken.items():
        if images:
            sheet(images).save(str(folder / f"sheet_{name}.png"))


def sheet(images: list[QImage]) -> QImage:
    """All looks of one pane on one picture, as large as there is room for."""
    widest = max(image.width() for image in images)
    across = max(1, min(len(images), _SHEET_WIDTH // (widest + _GAP)))
    across = 2 if across == 1 else across
    wide = min(widest, _SHEET_WIDTH // across - _GAP)
    small = [i.scaledToWidth(min(wide, i.width()), _SMOOTH) for i in images]
    rows = [small[at : at + across] for at in range(0, len(small), across)]
    high = sum(max(i.height() for i in row) + _GAP for row in rows)
    made = QImage(across * (wide + _GAP), high, QImage.Format.Format_RGB32)
    made.fill(QColor("#b000b0"))
    painter = QPainter(made)
    top = 0
    for row in rows:
        for at, image in enumerate(row):
            painter.drawImage(at * (wide + _GAP), top, image)
        top += max(i.height() for i in row) + _GAP
    painter.end()
    return made


if __name__ == "__main__":
    sys.exit(main())
