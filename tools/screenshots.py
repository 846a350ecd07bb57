"""Pictures of the product with the demo city, in both languages and both themes.

``python -m tools.screenshots FOLDER [--replay FILE] [--seconds 25] [--brief]``: the seat with a
case at work, an emergency, a suspended and an escalated one, the wall's front page and, with a
file, a replay.
The pictures in docs/screenshots are made with it.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import uuid
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from casework.commands import (
    ApproveRequest,
    ClaimCase,
    EscalateCase,
    Order,
    SuspendCase,
)
from casework.vocabulary import STATE_ORDER, CaseState
from console.app.arguments import Options
from console.app.embedded import DISPATCHER, FIELD, WALL, Embedded
from console.app.run import Room, dress, open_window
from console.app.sources import Source, live, open_replay
from console.map.canvas import MapCanvas
from console.outbox.rest import RestOutbox
from console.settings import load_settings
from console.tokens import load_tokens
from console.views import theme
from console.views.parts import languages

LOOKS = list(product(("zh_CN", "en"), ("light", "dark")))
#: The map on its own; 0: the whole city.
MAP_ZOOMS = {"city": 0.0, "town": 13.2, "street": 15.6}
#: Seconds before a picture: of a window whose fleet shall have moved, of a map.
PAUSES = {"window": 1.3, "map": 1.0}
PAUSES_IN_BRIEF = {"window": 0.3, "map": 0.3}
WALL_SIZE, SEAT_SIZE = (1_920, 1_080), (1_600, 900)


def wait(seconds: float) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1_000), loop.quit)
    loop.exec()


def named(widget: QWidget) -> None:
    """Wait until each map in it has written the names that it shows."""
    for canvas in (widget, *widget.findChildren(MapCanvas)):
        while isinstance(canvas, MapCanvas) and canvas.stage.base.names_missing:
            wait(0.1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--replay", type=Path, help="an incident log or a CSV to show as well")
    parser.add_argument("--seconds", type=float, default=25.0, help="how long the city lives first")
    parser.add_argument(
        "--brief",
        action="store_true",
        help="Chinese in the light and English in the dark only, each as soon as it has changed",
    )
    given = parser.parse_args()
    if given.brief:
        del LOOKS[1:3]
        PAUSES.update(PAUSES_IN_BRIEF)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    given.folder.mkdir(parents=True, exist_ok=True)
    application, _ = dress(Options(), load_settings())
    with tempfile.TemporaryDirectory() as data:
        live_pictures(application, given.folder, Path(data), given.seconds)
        if given.replay:
            replay_pictures(application, given.folder, Path(data), given.replay)
    return 0


def live_pictures(application: QApplication, folder: Path, data: Path, seconds: float) -> None:
    settings = load_settings(data)
    embedded = Embedded(settings.central_folder, 1.0, 1, demo=True)
    embedded.start()
    try:
        url = embedded.wait()
        seat = room(Options(data=data), live(url, embedded.tokens[DISPATCHER], wall=False))
        wall = room(Options(data=data, wall=True), live(url, embedded.tokens[WALL], wall=True))
        wait(seconds)
        work_on_a_case(seat)
        wait(3.0)
        pictures(application, seat.window, folder, "console")
        map_pictures(application, seat, folder)
        department = RestOutbox(url, embedded.tokens[FIELD])
        for name, case_id in odd_cases(seat, department).items():
            seat.session.select(case_id)
            wait(1.0)
            pictures(application, seat.window, folder, f"console_{name}")
        pictures(application, wall.window, folder, "wall")
        for each in (seat, wall):
            each.session.stop()
    finally:
        embedded.stop()


def replay_pictures(application: QApplication, folder: Path, data: Path, file: Path) -> None:
    played = room(Options(data=data, speed=200.0), open_replay(file, None))
    wait(1.0)
    control = played.session.feed
    log = control.recording  # type: ignore[attr-defined]
    control.pause()  # type: ignore[attr-defined]
    control.seek(log.start_ms + (log.end_ms - log.start_ms) * 2 // 3)  # type: ignore[attr-defined]
    wait(4.0)
    case_ids = played.session.board.cases.column("case_id")[-1:]
    played.session.select(int(case_ids[0]) if len(case_ids) else 0)
    wait(1.0)
    pictures(application, played.window, folder, "replay")
    played.session.stop()


def room(options: Options, source: Source) -> Room:
    settings = load_settings(options.data)
    _, tokens = dress(options, settings)
    made = open_window(options, settings, tokens, source)
    made.window.resize(*(WALL_SIZE if options.wall else SEAT_SIZE))
    made.window.show()
    made.session.start()
    return made


def work_on_a_case(seat: Room) -> None:
    """Take the most urgent case at the top of the queue and send whom the console recommends."""
    session = seat.session
    case_id = int(seat.window.queue.model.case_at(0))  # type: ignore[attr-defined]
    session.select(case_id)
    session.dispatch(case_id, ClaimCase())
    wait(1.5)
    desk = seat.window.case.page.best.desk  # type: ignore[attr-defined]
    desk.send(case_id, desk.ranking(case_id).best(1)[0].unit_id)


def odd_cases(seat: Room, department: RestOutbox) -> dict[str, int]:
    """An emergency, and two cases at work that are suspended and escalated for the picture."""
    session = seat.session
    cases, reasons = session.board.cases, session.reasons
    state, number = cases.column("state"), cases.column("case_id")
    urgent = (cases.column("priority") == 1) & (cases.column("closed_ms") == 0)
    found = {"emergency": int(number[urgent][-1])} if urgent.any() else {}
    free = (cases.column("holder") == 0) & (cases.column("request") == 0) & ~urgent
    working = number[free & (state == STATE_ORDER.index(CaseState.WORKING))].tolist()
    if reasons is None or len(working) < 2:
        return found
    why = {name: reasons.codes(name)[0] for name in ("suspend", "escalate")}
    version = session.board.case(working[0]).version  # type: ignore[union-attr]
    department.start(lambda _answer: None)
    # Who asks may not be who approves.
    department.send(Order(str(uuid.uuid4()), working[0], version, SuspendCase(why["suspend"])))
    wait(1.5)
    session.dispatch(working[0], ApproveRequest())
    session.dispatch(working[1], EscalateCase(why["escalate"]))
    wait(1.5)
    department.stop()
    return found | {"suspended": working[0], "escalated": working[1]}


def map_pictures(application: QApplication, seat: Room, folder: Path) -> None:
    """A map alone, about the unit that was sent: the whole city, a town, a street."""
    session = seat.session
    canvas = MapCanvas(session, load_tokens("light"))
    canvas.resize(*SEAT_SIZE)
    canvas.show()
    units = session.board.units
    busy = (units.column("case_id") == session.selected_case) & (units.column("fix_ms") > 0)
    row = int(busy.argmax())
    session.select_unit(int(units.column("unit_id")[row]))
    for (language, look), (name, zoom) in product(LOOKS, MAP_ZOOMS.items()):
        tokens = load_tokens(look)
        languages.install(language)
        theme.apply(application, tokens)
        canvas.set_language(language)
        canvas.set_tokens(tokens)
        canvas.set_legend_visible(name == "street")
        if zoom:
            lon, lat = (float(units.column(n)[row]) for n in ("lon", "lat"))
            canvas.centre_on(lon, lat, zoom)
        else:
            canvas.fit_city()
        wait(PAUSES["map"])
        named(canvas)
        canvas.grab().save(str(folder / f"map_{name}_{language}_{look}.png"))
    canvas.close()
    canvas.deleteLater()


def pictures(application: QApplication, window: QMainWindow, folder: Path, name: str) -> None:
    """One picture for each language and theme."""
    for language, look in LOOKS:
        tokens = load_tokens(look)
        languages.install(language)
        if hasattr(window, "apply_theme"):
            window.apply_language(language)  # type: ignore[attr-defined]
            window.apply_theme(look)
        else:
            theme.apply(application, tokens)
            window.set_tokens(tokens)  # type: ignore[attr-defined]
        wait(PAUSES["window"])
        named(window)
        window.grab().save(str(folder / f"{name}_{language}_{look}.png"))


if __name__ == "__main__":
    sys.exit(main())
