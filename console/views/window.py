"""The dispatcher's window: where everything stands, and what holds it together."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenuBar,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from console import words
from console.actions import Actions
from console.feeds.port import ReplayControl
from console.map.canvas import MapCanvas
from console.models.viewbook import KeepsViews
from console.session import Session
from console.tokens import Tokens, load_tokens
from console.views import theme
from console.views.alerts import AlertDesk
from console.views.banner import LinkBanner
from console.views.casepanel import CasePanel
from console.views.commandbar import CommandBar
from console.views.exportdialog import ExportDialog
from console.views.handover import Handing, KeepsNotes
from console.views.mapwork.maps import Around, Maps
from console.views.outbox import OutboxView
from console.views.parts import languages
from console.views.parts.alertcorner import AlertCorner
from console.views.parts.comfort import Comfort
from console.views.parts.keyboard import KeepsTyping, Keyboard
from console.views.parts.layermemory import KeepsLayers, LayerMemory
from console.views.parts.layout import Layout, Memory
from console.views.parts.menus import Menus
from console.views.parts.outboxcorner import OutboxCorner
from console.views.parts.panes import go_on
from console.views.parts.statusline import StatusLine
from console.views.picksdialog import PicksDialog
from console.views.queue import QueueView
from console.views.replaybar import ReplayBar
from console.views.sendmany.opening import send_many
from console.views.units import UnitsView

DOCKS = ("queue", "units", "outbox", "alerts", "case")
_WIDTH, _HEIGHT = 1_600, 900


class SettingsPort(Memory, KeepsLayers, KeepsNotes, KeepsTyping, KeepsViews, Protocol):
    """Where the window keeps what it wants to find again."""

    language: str
    theme: str
    text_size: int


class ConsoleWindow(QMainWindow):
    """Queue on top, units and map below, the case at the right, the command bar at the foot."""

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
        self._settings = settings
        self._shown = False
        self.setObjectName("console")
        self.queue = QueueView(session, tokens, self)
        self.units = UnitsView(session, actions, tokens, self)
        self.outbox = OutboxView(session, tokens, self)
        self.map = MapCanvas(session, tokens, self)
        self.case = CasePanel(session, actions, tokens)
        self.command = CommandBar(session, actions, tokens, self)
        self.keyboard = Keyboard(session, actions, self.command, settings, self)
        self.status = StatusLine(session, self)
        self.banner = LinkBanner(session, tokens)
        self.picks = PicksDialog(session, actions, self.queue.model, self.keyboard.batch, self)
        self.handover = Handing(session, actions, tokens, settings, self)
        self.replay_bar = ReplayBar(session, replay, tokens, self) if replay else None
        around = Around(session, actions, self.map, self.queue, self.case, self.command, settings)
        self.maps = Maps(around, tokens, self)
        self.alerts = AlertDesk(session, actions, tokens, self.command.say, self)
        self._build()
        self._wire()
        self.language = languages.choose(settings.language)
        self.apply_language(self.language)
        self.resize(_WIDTH, _HEIGHT)
        self.restored = self.places.restore()

    # -- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        self.setCentralWidget(self.map)
        self.exports = ExportDialog(self.session, self.map, self.queue.model, self)
        self.send_many = send_many(self, self.session, self.acts, self.queue, self.case)
        tables = {"queue": self.queue.table, "units": self.units.table}
        views = (self.queue, self.units, self.outbox, self.alerts.view, self.case)
        heads = {name: table.horizontalHeader() for name, table in tables.items()}
        named = dict(zip(DOCKS, views, strict=True))
        self.places = Layout(self, self._settings, named, heads)
        dock, corner = self.places.docks["outbox"], self.places.docks["alerts"]
        self.outbox_corner = OutboxCorner(self.session, self.outbox, dock, self.command)
        self.alert_corner = AlertCorner(self.session, self.alerts, corner, self.map, self.maps)
        self.setStatusBar(self.status)
        if self.replay_bar is not None:
            add_bar(self, "replay", self.replay_bar)
        add_bar(self, "command", self.command)
        bar = self._build_head()
        self.menus = Menus(bar, self, self.session, self.acts, self.do)
        bar.addMenu(self.maps.desk.menu.menu)
        for dock in self.places.docks.values():
            self.menus.panes.addAction(dock.toggleViewAction())
        self.comfort = Comfort(
            self,
            self.menus.view_menu,
            self.places,
            self._settings,
            lambda: self.apply_theme(self.tokens.name),
            lambda said: self.command.say(said, "soft"),
        )

    def _build_head(self) -> QMenuBar:
        """Menus, and under them the link's banner across everything."""
        head = QWidget(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)  # two lines of one colour stay two
        bar = QMenuBar(head)
        column.addWidget(bar)
        strips = (self.banner, self.alerts.strip, self.maps.strip, self.handover.banner)
        for strip in (*strips, self.keyboard.strip):
            column.addWidget(strip)
        self.setMenuWidget(head)
        return bar

    def _wire(self) -> None:
        LayerMemory(self.map.extras.panel, self.session, self._settings)
        self.queue.views.keep_in(self._settings)
        self.queue.batch_wanted.connect(self.picks.begin)
        self.picks.wanted.connect(self.keyboard.begin)
        self.command.go.connect(self.maps.desk.travel)
        self.command.find_wanted.connect(self._find)
        self.command.left.connect(self.queue.table.setFocus)
        self.queue.model.counts_changed.connect(self.status.set_counts)
        self.status.set_counts(self.queue.model.counts)
        self.session.city_known.connect(self._name)
        self.menus.language_group.triggered.connect(lambda e: self.apply_language(str(e.data())))
        self.menus.theme_group.triggered.connect(lambda e: self.apply_theme(str(e.data())))

    # -- what the person asks of the window --------------------------------------------------

    def do(self, what: str) -> None:
        """A view action by its id."""
        {
            **self.queue.does(),
            "command": self.command.begin,
            "pane": lambda: go_on(self.panes(), 1),
            "back": lambda: go_on(self.panes(), -1),
            "fit-case": lambda: self.map.fit_case(self.session.selected_case),
            "fit-city": self.map.fit_city,
            "send-many": self.send_many.begin,
            "handover": self.handover.begin,
            "export": self.exports.begin,
            "outbox": self.outbox_corner.show,
            "reset": self.places.reset,
            **self.keyboard.does,
            **self.alert_corner.does,
        }[what]()

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes round, as far as it can be seen: a tab behind another cannot."""
        tables = (self.queue.table, self.units.table, self.outbox.table, self.alerts.view.table)
        all_panes = (*tables, self.map, self.case, self.command.field)
        return tuple(p for p in all_panes if p.isVisible() and not p.visibleRegion().isEmpty())

    def _find(self, text: str) -> None:
        self.queue.find_text(text)
        self.queue.table.setFocus()

    # -- language and theme ------------------------------------------------------------------

    def apply_language(self, code: str) -> None:
        """Speak `code` everywhere, at once, and next time too."""
        self.language = code
        languages.install(code)
        self.maps.set_language(code)
        if self._settings.language != code and self._shown:
            self._settings.language = code
        self.retranslate()

    def apply_theme(self, name: str) -> None:
        """Wear the theme `name`."""
        self.tokens = load_tokens(name)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self.tokens)
        panes = (self.queue, self.units, self.outbox, self.maps, self.case)
        for view in (*panes, self.command, self.banner, self.handover, self.alerts):
            view.set_tokens(self.tokens)
        if self.replay_bar is not None:
            self.replay_bar.set_tokens(self.tokens)
        if self._settings.theme != name and self._shown:
            self._settings.theme = name
        self.menus.check(self.language, name)

    def retranslate(self) -> None:
        self.places.docks["queue"].setWindowTitle(self.tr("Queue"))
        self.places.docks["units"].setWindowTitle(self.tr("Units"))
        self.places.docks["case"].setWindowTitle(self.tr("Case"))
        self.outbox_corner.name()
        self.alert_corner.name()
        self.map.setAccessibleName(self.tr("Map"))
        self.menus.retranslate()
        self.menus.check(self.language, self.tokens.name)
        self._name()

    def _name(self) -> None:
        gazetteer = self.session.gazetteer
        city = words.area(self.session, gazetteer.city) if gazetteer else ""
        title = self.tr("Grid management · dispatcher console")
        self.setWindowTitle(f"{title} — {city}" if city else title)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # -- coming and going --------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            self.maps.reopen()
            self.queue.table.setFocus()
            if not self.restored:
                # Docks have no sizes before the first layout has been made.
                QTimer.singleShot(0, self, self.places.share_out)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.exports.stop()
        self.alerts.stop()
        self.places.remember()
        self.maps.close_second()
        self.case.desk.put_away()  # what was typed to the last key is kept
        # While a window goes, Qt hands the focus from child to child, the last of them half gone.
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()
        super().closeEvent(event)


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
