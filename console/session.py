"""The hallway: feed → board → `changed`; command → outbox → outcome.

One object per window or wall. Feeds and the outbox post from their own threads; everything that has
arrived is applied in one go, at most once per frame.
"""

from __future__ import annotations

import time
import uuid
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from casework.actor import Actor
from casework.area import Area, Category, Department, Gazetteer
from casework.codec import verb_of
from casework.commands import CaseCommand, Order
from casework.dutycommands import AnyDutyCommand
from casework.events import Envelope
from casework.reasons import ReasonLists
from casework.ruling import CLOCK_SKEW
from casework.unit import Fixes
from console.board.board import Board, Delta
from console.board.cityclock import CityClock
from console.board.heard import Heard
from console.deskwork import DeskWork
from console.feeds.port import (
    Beat,
    CacheTrouble,
    City,
    Feed,
    Link,
    LinkState,
    Log,
    Picture,
    Positions,
    ReplayProgress,
)
from console.filework import FileWork
from console.hop import Hop
from console.outbox.fileport import ComponentAnswer, FileAnswer
from console.outbox.jotter import Jotter
from console.outbox.ledger import Ledger
from console.outbox.port import ColleaguesAnswer, HistoryAnswer, Outbox, Outcome, Outgoing
from console.outgoingwork import OutgoingWork

#: Silence, in seconds, after which the picture counts as stale (docs/protocol.md).
STALE_AFTER_S = 3.0


class Session(DeskWork, OutgoingWork, FileWork, QObject):
    """Everything a view may ask of the rest of the console. Lives on the GUI thread."""

    changed = Signal(object)  # Delta, at most once a frame
    city_known = Signal()  # gazetteer, reasons and actor are set
    linked = Signal(object)  # Link
    pending_changed = Signal(object)  # frozenset of case ids whose mark changed
    outcome = Signal(object)  # Outcome: refusals, troubles and acceptances
    history_ready = Signal(object)  # HistoryAnswer
    desk_changed = Signal()  # handovers, alerts seen, shared views: `desk`
    colleagues_ready = Signal(object)  # ColleaguesAnswer
    cache_troubled = Signal(object)  # CacheTrouble
    outgoing_changed = Signal()  # what is on its way: `outgoing`
    file_told = Signal(object)  # PictureAnswer, FileSaved, FileProgress
    component_known = Signal(object)  # ComponentAnswer
    selected = Signal(object)  # case id, 0 none
    unit_selected = Signal(object)  # unit id, 0 none
    replay_progress = Signal(object)  # ReplayProgress
    told = Signal()  # all that a frame, or the person, has brought has been heard

    def __init__(
        self,
        feed: Feed,
        outbox: Outbox,
        parent: QObject | None = None,
        notebook: Jotter | None = None,
    ) -> None:
        super().__init__(parent)
        self.notebook = notebook  # where what is being typed outlives a crash
        self.board = Board()
        self.clock = CityClock()
        self.ledger = Ledger()
        self.gazetteer: Gazetteer | None = None
        self.reasons: ReasonLists | None = None
        self.actor: Actor | None = None
        self.areas: dict[str, Area] = {}
        self.categories: dict[str, Category] = {}
        self.departments: dict[str, Department] = {}
        self._components: dict[str, ComponentAnswer | None] = {}
        self.link = Link(LinkState.CONNECTING)
        self.has_picture = False  # until then every count is unknown, not zero
        self.known_ms = 0  # when the picture was true, in this machine's time; 0: it is not cached
        self.outgoing = Outgoing()
        self.selected_case = 0
        self.selected_unit = 0
        self.last_heard = time.monotonic()
        self.feed, self._outbox = feed, outbox
        self._hop = Hop(self)
        self._hop.arrived.connect(self._take)
        self._watch = QTimer(self)
        self._watch.setInterval(500)
        self._watch.timeout.connect(self._watch_silence)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be sent: a replay, a wall, or a read-only operator."""
        return self._outbox.read_only or bool(self.actor and not self.actor.writes)

    def start(self) -> None:
        """Begin to listen. Returns at once; what happens next comes as signals."""
        self._outbox.start(self._hop.post)
        self.feed.start(self._hop.post)
        self._watch.start()

    def stop(self) -> None:
        self._watch.stop()
        self.feed.stop()
        self._outbox.stop()

    # -- up: intents -------------------------------------------------------------------------

    def dispatch(self, case_id: int, command: CaseCommand, version: int | None = None) -> str:
        """Send a command about a case; returns its id. `version`: what the person decided on.

        Raises:
            LookupError: the board has never heard of the case.
        """
        row = self.board.cases.row(case_id)
        if row < 0:
            raise LookupError(case_id)
        seen = int(self.board.cases.column("version")[row]) if version is None else version
        order = Order(str(uuid.uuid4()), case_id, seen, command)
        self._remember(order.command_id, case_id, verb_of(command))
        self._outbox.send(order)
        return order.command_id

    def tell(self, command: AnyDutyCommand) -> str:
        """Send what is about no single case; returns the command's id."""
        order = Order(str(uuid.uuid4()), 0, 0, command)
        self._remember(order.command_id, 0, verb_of(command))
        self._outbox.send(order)
        return order.command_id

    def select(self, case_id: int) -> None:
        """Selection is one thing, shared by every view."""
        if case_id != self.selected_case:
            self.selected_case = case_id
            self.selected.emit(case_id)

    def select_unit(self, unit_id: int) -> None:
        if unit_id != self.selected_unit:
            self.selected_unit = unit_id
            self.unit_selected.emit(unit_id)

    # -- down: what happened -----------------------------------------------------------------

    def _take(self, items: list[Any]) -> None:
        """Everything one frame has brought: first what the board needs, then who wants to know."""
        envelopes: list[Envelope] = []
        fixes: list[Fixes | Heard] = []
        reset = False
        for item in items:
            if isinstance(item, Log):
                envelopes.extend(item.envelopes)
            elif isinstance(item, Positions):
                fixes.append(item.fixes)
            elif isinstance(item, Picture):
                self.board, envelopes, fixes, reset = item.board, [], [], True
                self.has_picture, self.known_ms = True, item.known_ms
            elif isinstance(item, City):
                self._learn_city(item)
        self._follow_beats(items)
        self._apply(envelopes, fixes, reset)
        for item in items:
            self._tell(item)
        self.told.emit()

    def _follow_beats(self, items: list[Any]) -> None:
        for item in items:
            if isinstance(item, Beat):
                self.clock.follow(item.now_ms, item.rate, item.heard)
                self.last_heard = item.heard

    def _apply(self, envelopes: list[Envelope], fixes: list[Fixes | Heard], reset: bool) -> None:
        if not (envelopes or fixes or reset):
            return
        delta = self.board.apply(envelopes, fixes, self._latest_ms())
        if reset:
            delta = Delta(envelopes=delta.envelopes, reset=True)
        settled = self.ledger.settle(delta.envelopes, self.board.head)
        self.changed.emit(delta)
        if delta.desk or delta.reset:
            self.desk_changed.emit()
        if settled:
            self.pending_changed.emit(settled)

    def _latest_ms(self) -> int | None:
        """What is later is from the future: central's own allowance, and two seconds of delay."""
        if not self.clock.set:
            return None
        allowed = CLOCK_SKEW.total_seconds() + 2.0 * max(1.0, self.clock.rate)
        return self.clock.now_ms() + int(1_000 * allowed)

    def _tell(self, item: object) -> None:
        if isinstance(item, Link):
            self._set_link(item)
        elif isinstance(item, Outcome):
            touched = self.ledger.conclude(item, self.board.head)
            self.pending_changed.emit(touched)
            self.outcome.emit(item)
        elif isinstance(item, CacheTrouble):
            self.cache_troubled.emit(item)
        elif isinstance(item, Outgoing):
            self._list_outgoing(item)
        elif isinstance(item, ComponentAnswer):
            self._components[item.code] = item
            self.component_known.emit(item)
        else:
            self._pass_on(item)

    def _pass_on(self, item: object) -> None:
        """What only has to be heard."""
        for kind, signal in (
            (HistoryAnswer, self.history_ready),
            (ColleaguesAnswer, self.colleagues_ready),
            (FileAnswer, self.file_told),
            (ReplayProgress, self.replay_progress),
        ):
            if isinstance(item, kind):
                signal.emit(item)

    def _learn_city(self, city: City) -> None:
        self.gazetteer, self.reasons, self.actor = city.gazetteer, city.reasons, city.actor
        self.areas = {a.code: a for a in city.gazetteer.areas}
        self.categories = {c.code: c for c in city.gazetteer.categories}
        self.departments = {d.code: d for d in city.gazetteer.departments}
        self.city_known.emit()

    def _set_link(self, link: Link) -> None:
        if link.state is LinkState.LIVE:
            self.last_heard = time.monotonic()
        if link != self.link:
            self.link = link
            self.linked.emit(link)

    def _watch_silence(self) -> None:
        silent = time.monotonic() - self.last_heard > STALE_AFTER_S
        if self.link.state is LinkState.LIVE and silent:
            self._set_link(Link(LinkState.STALE, where=self.link.where))
