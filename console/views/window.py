"""The dispatcher's window: what a person asks of it, and what holds it together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from console import words
from console.actions import Actions
from console.feeds.port import ReplayControl
from console.session import Session
from console.tokens import Tokens, load_tokens
from console.views import theme
from console.views.frame import SeatFrame
from console.views.parts import languages
from console.views.parts.field import SeatField
from console.views.parts.panes import go_on

if TYPE_CHECKING:
    from console.views.frame import SettingsPort


class ConsoleWindow(SeatFrame):
    """`at_once`: with all its panes; otherwise with its queue, and the rest by `furnish`.

    Either way nothing is asked for in vain: what needs a pane furnishes the window first.
    """

    def __init__(
        self,
        session: Session,
        actions: Actions,
        tokens: Tokens,
        settings: SettingsPort,
        replay: ReplayControl | None = None,
        at_once: bool = True,
    ) -> None:
        super().__init__(session, actions, tokens, settings, replay)
        self._shown = False
        self._steps: Iterator[Callable[[], None]] | None = None
        self.command.find_wanted.connect(self._find)
        self.command.left.connect(self.queue.table.setFocus)
        session.city_known.connect(self._name)
        self.language = languages.choose(settings.language)
        self.apply_language(self.language)
        if at_once:
            self.furnish()

    def furnish(self) -> None:
        """Everything that is not there yet, now."""
        while self.furnish_more():
            pass

    def furnish_more(self) -> bool:
        """One step; whether there are more to come."""
        if self.furnished:
            return False
        if self._steps is None:
            # Brings the map and every pane: not before the queue has been painted.
            from console.views import furnishing

            self._steps = furnishing.steps(self)
        step = next(self._steps, None)
        if step is None:
            self._wire()
            return False
        step()
        return True

    def _wire(self) -> None:
        self.furnished = True
        self.menus.language_group.triggered.connect(lambda e: self.apply_language(str(e.data())))
        self.menus.theme_group.triggered.connect(lambda e: self.apply_theme(str(e.data())))
        self.maps.set_language(self.language)
        self.retranslate()
        if self._shown:
            self.maps.reopen()

    # -- what the person asks of the window --------------------------------------------------

    def do(self, what: str) -> None:
        """A view action by its id."""
        self.furnish()
        {
            **self.queue.does(),
            "command": self.command.begin,
            "pane": lambda: go_on(self.panes(), 1),
            "back": lambda: go_on(self.panes(), -1),
            "strips": self._look_up,
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

    def _look_up(self) -> None:
        if not self.strips.open_up():
            self.command.say(self.tr("Nothing waits under the menus."), "soft")

    def _find(self, text: str) -> None:
        self.queue.find_text(text)
        self.queue.table.setFocus()

    # -- language and theme ------------------------------------------------------------------

    def apply_language(self, code: str) -> None:
        """Speak `code` everywhere, at once, and next time too."""
        self.language = code
        languages.install(code)
        if self.furnished:
            self.maps.set_language(code)
        if self.settings.language != code and self._shown:
            self.settings.language = code
        self.retranslate()

    def apply_theme(self, name: str) -> None:
        """Wear the theme `name`."""
        self.tokens = load_tokens(name)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self.tokens)
        self.furnish()
        panes = (self.queue, self.units, self.outbox, self.maps, self.case)
        for view in (*panes, self.command, self.banner, self.handover, self.alerts):
            view.set_tokens(self.tokens)
        if self.replay_bar is not None:
            self.replay_bar.set_tokens(self.tokens)
        if self.settings.theme != name and self._shown:
            self.settings.theme = name
        self.menus.check(self.language, name)

    def retranslate(self) -> None:
        self.places.docks["queue"].setWindowTitle(self.tr("Queue"))
        self.places.docks["units"].setWindowTitle(self.tr("Units"))
        self.places.docks["case"].setWindowTitle(self.tr("Case"))
        self._name()
        if not self.furnished:
            self.name_later_docks()
            return
        self.outbox_corner.name()
        self.alert_corner.name()
        self.map.setAccessibleName(self.tr("Map"))
        self.menus.retranslate()
        self.menus.check(self.language, self.tokens.name)

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
            if self.furnished:
                self.maps.reopen()
            self.queue.table.setFocus()
            if not self.restored:
                # Docks have no sizes before the first layout has been made.
                QTimer.singleShot(0, self, self.places.share_out)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.furnished:
            self.exports.stop()
            self.alerts.stop()
            self.places.remember()
            self.maps.close_second()
            self.case.desk.put_away()  # what was typed to the last key is kept
        # While a window goes, Qt hands the focus from child to child, the last of them half gone;
        # a field that hears of it then with its own code brings the process down.
        for field in self.findChildren(SeatField):
            field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()
        super().closeEvent(event)
