"""What a frame of 9,303 positions costs the GUI thread in the units list, in milliseconds."""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from PySide6.QtWidgets import QApplication

from bench.queue_sort import NOW, Silent, filled
from casework.unit import Fixes, Unit
from casework.vocabulary import UnitKind
from console.actions import Actions
from console.session import Session
from console.tokens import load_tokens
from console.views import theme
from console.views.units import UnitsView

UNITS = 9_303


def main() -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, load_tokens("light"))
    session = Session(Silent(), Silent())
    session.board = board = filled(1_000)
    board.units.register(
        Unit(n, UnitKind.OFFICER, f"WG-{n:05d}", "441900003000") for n in range(1, UNITS + 1)
    )
    view = UnitsView(session, Actions(session), load_tokens("light"))
    view.resize(520, 420)
    view.show()
    session.select(1)
    app.processEvents()
    dice, takes, orders, paints = np.random.default_rng(3), [], [], []
    ids = list(range(1, UNITS + 1))
    for frame in range(30):
        lon, lat = dice.normal(113.7, 0.2, UNITS).tolist(), dice.normal(23.0, 0.1, UNITS).tolist()
        fixes = Fixes(ids, lon, lat, [NOW + frame] * UNITS)
        delta = board.apply(fixes=[fixes])
        began = time.perf_counter()
        session.changed.emit(delta)
        takes.append(time.perf_counter() - began)
        began = time.perf_counter()
        view.model.refresh()
        orders.append(time.perf_counter() - began)
        began = time.perf_counter()
        view.table.viewport().repaint()
        paints.append(time.perf_counter() - began)
    for what, spent in (
        ("hearing of 9,303 positions", takes),
        ("order by distance (at most once a second)", orders),
        ("painting the visible rows", paints),
    ):
        print(f"  {what:44s} {statistics.median(spent) * 1e3:7.2f} ms")
    session.stop()


if __name__ == "__main__":
    main()
