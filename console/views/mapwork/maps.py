"""All maps of a seat: the one in the window, the second one, and what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console import words
from console.actions import Actions
from console.commandline.numbers import MOST_CASES
from console.map.canvas import MapCanvas
from console.models.places import Memory, Places
from console.models.watch import Alarm, Watch
from console.session import Session
from console.tokens import Tokens
from console.views.casepanel import CasePanel
from console.views.commandbar import CommandBar
from console.views.mapwork.alarmstrip import AlarmStrip
from console.views.mapwork.alarmwords import alarm_line
from console.views.mapwork.mapdesk import MapDesk
from console.views.mapwork.mapwindow import MapWindow, recalled
from console.views.mapwork.seat import MapSeat
from console.views.queue import QueueView


@dataclass(frozen=True)
class Around:
    """The parts of a window that its maps work with."""

    session: Session
    actions: Actions
    canvas: MapCanvas
    queue: QueueView
    case: CasePanel
    command: CommandBar
    memory: Memory


class Maps(QObject):
    """Owns what is named on the maps and who watches over it."""

    def __init__(self, around: Around, tokens: Tokens, window: QWidget) -> None:
        super().__init__(window)
        self._around, self._window = around, window
        self.places = Places(around.session, around.memory, self)
        self.watch = Watch(around.session, self.places, self)
        lexicon, self._say = around.command.lexicon, around.command.say
        lexicon.cells = lambda: around.canvas.stage.ground.grid
        around.case.page.facts.cells = lexicon.cells
        self.seat = MapSeat(
            around.session,
            around.actions,
            self.places,
            self.watch,
            lexicon,
            around.queue.choose,
            around.queue.unchoose,
            self.assign,
            around.command.say,
            self.open_second,
        )
        self.desk = MapDesk(around.canvas, self.seat, window, but=("lock-map",))
        self.strip = AlarmStrip(around.session, self.watch, window)
        self.second: MapWindow | None = None
        self.language, self.tokens = words.language(), tokens
        self.strip.set_tokens(tokens)
        around.queue.unchosen.connect(self._unchosen)
        around.command.lexicon.picked = self._picked
        self.watch.alarmed.connect(self._tell)
        self.strip.show_wanted.connect(self.desk.show_alarm)
        self.places.changed.connect(self._say_problem)

    def assign(self, unit: int, case_id: int) -> None:
        """Send a unit that was dropped on a case. A busy one is asked about, as everywhere."""
        session, actions = self._around.session, self._around.actions
        session.select_unit(unit)
        session.select(case_id)
        judged = actions.availability("assign", case_id)
        row = session.board.units.row(unit)
        other = int(session.board.units.column("case_id")[row]) if row >= 0 else 0
        if not judged.ok:
            actions.told.emit(judged.why)
        elif other and other != case_id:
            self._around.case.desk.open("assign", case_id, unit=unit)
        else:
            actions.run("assign", case_id, unit=unit)

    # -- the second map ------------------------------------------------------------------------

    def open_second(self) -> None:
        """Open it, or bring it to the front."""
        if self.second is None:
            self.second = MapWindow(self.seat, self.tokens, self._around.memory, self.language)
            self.second.gone.connect(self._second_gone)
        self.second.show()
        self.second.raise_()
        self.second.activateWindow()

    def reopen(self) -> None:
        """The window is up: the second map comes back if it was there when all was closed."""
        if recalled(self._around.memory).open:
            self.open_second()

    def close_second(self) -> None:
        """The window goes, and the second map with it; it will be back next time."""
        if self.second is not None:
            second, self.second = self.second, None
            second.remember(still_open=True)
            second.close()

    def set_tokens(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._around.canvas.set_tokens(tokens)
        self.strip.set_tokens(tokens)
        if self.second is not None:
            self.second.map.set_tokens(tokens)

    def set_language(self, code: str) -> None:
        self.language = code
        self._around.canvas.set_language(code)
        if self.second is not None:
            self.second.map.set_language(code)

    def _second_gone(self) -> None:
        if self.second is not None:
            self.second.remember(still_open=False)
            self.second = None

    # -- what has come -------------------------------------------------------------------------

    def _picked(self) -> Sequence[int]:
        """Cases picked in the queue, or else those chosen on the map: one more than can be taken
        is enough of these."""
        if picked := self._around.queue.model.picks.cases:
            return picked
        numbers: list[int] = self.desk.chosen[: MOST_CASES + 1].tolist()
        return numbers

    def _unchosen(self) -> None:
        self.desk.unchosen()
        if self.second is not None:
            self.second.desk.unchosen()

    def _tell(self, alarms: tuple[Alarm, ...]) -> None:
        self._say("▲ " + alarm_line(self._around.session, alarms[-1]), "red")

    def _say_problem(self) -> None:
        if self.places.problem:
            text = self.tr("What you had named on the map cannot be read and was set aside: {why}")
            self._say("▲ " + text.replace("{why}", self.places.problem), "amber")
