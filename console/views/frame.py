"""What of the seat's window is painted first: its queue, its menus, its banner and its foot.

The other panes come from `console.views.furnishing`. They are no part of this module, or a person
would wait for all of them before the first key moves in the queue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMainWindow, QMenuBar, QToolBar, QVBoxLayout, QWidget

from console.actions import Actions
from console.feeds.port import ReplayControl
from console.models.viewbook import KeepsViews
from console.session import Session
from console.tokens import Tokens
from console.views.banner import LinkBanner
from console.views.commandbar import CommandBar
from console.views.parts.layout import Layout, Memory
from console.views.parts.statusline import StatusLine
from console.views.parts.strips import Rank, Strips
from console.views.queue import QueueView

if TYPE_CHECKING:
    from console.map.canvas import MapCanvas
    from console.views.alerts import AlertDesk
    from console.views.casepanel import CasePanel
    from console.views.exportdialog import ExportDialog
    from console.views.handover import Handing, KeepsNotes
    from console.views.mapwork.maps import Maps
    from console.views.outbox import OutboxView
    from console.views.parts.alertcorner import AlertCorner
    from console.views.parts.comfort import Comfort
    from console.views.parts.keyboard import KeepsTyping, Keyboard
    from console.views.parts.layermemory import KeepsLayers
    from console.views.parts.menus import Menus
    from console.views.parts.outboxcorner import OutboxCorner
    from console.views.picksdialog import PicksDialog
    from console.views.replaybar import ReplayBar
    from console.views.sendmany.dialog import SendMany
    from console.views.units import UnitsView

    class SettingsPort(Memory, KeepsLayers, KeepsNotes, KeepsTyping, KeepsViews, Protocol):
        """Where the window keeps what it wants to find again."""

        language: str
        theme: str
        text_size: int


DOCKS = ("queue", "units", "outbox", "alerts", "case")
_WIDTH, _HEIGHT = 1_600, 900
_CASE = 340  # the least width of the case's pane
translate = QCoreApplication.translate


class SeatFrame(QMainWindow):
    """Queue on top, units and map below, the case at the right, the command bar at the foot.

    Everything below `furnished` is there from then on.
    """

    furnished: bool
    units: UnitsView
    outbox: OutboxView
    map: MapCanvas
    case: CasePanel
    keyboard: Keyboard
    picks: PicksDialog
    handover: Handing
    maps: Maps
    alerts: AlertDesk
    exports: ExportDialog
    send_many: SendMany
    outbox_corner: OutboxCorner
    alert_corner: AlertCorner
    comfort: Comfort
    menus: Menus
    replay_bar: ReplayBar | None

    def __init__(
        self,
        session: Session,
        actions: Actions,
        tokens: Tokens,
        settings: SettingsPort,
        replay: ReplayControl | None = None,
    ) -> None:
        super().__init__()
        self.session, self.acts, self.tokens = session, actions, tokens
        self.settings, self.furnished = settings, False
        self.setObjectName("console")
        self.queue = QueueView(session, tokens, self)
        self.command = CommandBar(session, actions, tokens, self)
        self.status = StatusLine(session, self)
        self.banner = LinkBanner(session, tokens)
        self.setStatusBar(self.status)
        self.replay_bar = self._add_replay(replay) if replay else None
        add_bar(self, "command", self.command)
        self.strips = Strips()
        self.bar = self._build_head()
        self.setCentralWidget(QWidget(self))
        empty = {name: QWidget() for name in DOCKS[1:]}
        empty["case"].setMinimumWidth(_CASE)
        heads = {"queue": self.queue.table.horizontalHeader()}
        self.places = Layout(self, settings, {"queue": self.queue, **empty}, heads)
        self.resize(_WIDTH, _HEIGHT)
        self.restored = self.places.restore()
        self.queue.views.keep_in(settings)
        self.queue.model.counts_changed.connect(self.status.set_counts)
        self.status.set_counts(self.queue.model.counts)

    def _add_replay(self, replay: ReplayControl) -> ReplayBar:
        from console.views.replaybar import ReplayBar  # only a replay has one

        bar = ReplayBar(self.session, replay, self.tokens, self)
        add_bar(self, "replay", bar)
        return bar

    def _build_head(self) -> QMenuBar:
        """Menus, and under them what wants to be seen across everything: first the link."""
        head = QWidget(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        bar = QMenuBar(head)
        column.addWidget(bar)
        column.addWidget(self.strips)
        self.strips.put(Rank.LINK, self.banner, self.banner.text)
        self.setMenuWidget(head)
        return bar

    def do(self, what: str) -> None:
        """A view action by its id."""
        raise NotImplementedError

    def apply_theme(self, name: str) -> None:
        """Wear the theme `name`."""
        raise NotImplementedError

    def name_later_docks(self) -> None:
        """The two that say more as soon as their panes are there."""
        self.places.docks["outbox"].setWindowTitle(translate("OutboxView", "Outbox"))
        self.places.docks["alerts"].setWindowTitle(translate("AlertCorner", "Alerts"))


def add_bar(window: QMainWindow, name: str, widget: QWidget) -> None:
    """Put `widget` at the window's foot, where it stays."""
    bar = QToolBar(window)
    bar.setObjectName(f"bar-{name}")
    bar.setMovable(False)
    bar.setFloatable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.toggleViewAction().setVisible(False)
    bar.addWidget(widget)
    window.addToolBar(Qt.ToolBarArea.BottomToolBarArea, bar)
    window.addToolBarBreak(Qt.ToolBarArea.BottomToolBarArea)
