"""What a person arranges alone: the size of text, and how the panes stand on which screens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QActionGroup, QGuiApplication, QScreen
from PySide6.QtWidgets import QInputDialog, QMainWindow, QMenu

from console.views import theme
from console.views.parts.layout import Layout
from console.views.parts.screens import screen_key

#: Screens come one after the other when a desk is plugged in.
_SETTLED_MS = 300
_STILL_MS = 500
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}
LONGEST_NAME = 40


tr = QCoreApplication.translate


class KeepsTextSize(Protocol):
    text_size: int


class Comfort(QObject):
    """Two submenus of the View menu, and an eye on the screens.

    `wear` dresses everything anew. `tell` says a line where the person looks.
    """

    def __init__(
        self,
        window: QMainWindow,
        under: QMenu,
        layout: Layout,
        settings: KeepsTextSize,
        wear: Callable[[], None],
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._layout, self._settings = window, layout, settings
        self._wear, self._tell = wear, tell
        self.sizes, self.layouts, self.forgetting = QMenu(under), QMenu(under), QMenu(under)
        under.addMenu(self.sizes)
        under.addMenu(self.layouts)
        self._group = QActionGroup(self)
        self._fill_sizes()
        self.layouts.aboutToShow.connect(self.refresh)
        self._asking: QInputDialog | None = None
        self._watch_screens()
        for each in (window, *layout.docks.values()):
            each.installEventFilter(self)
        self.retranslate()

    # -- text ----------------------------------------------------------------------------------

    def _fill_sizes(self) -> None:
        for percent in theme.TEXT_SIZES:
            entry = self.sizes.addAction(f"{percent} %")
            entry.setCheckable(True)
            entry.setData(percent)
            entry.setChecked(percent == theme.text_size())
            self._group.addAction(entry)
        self._group.triggered.connect(lambda entry: self.choose_size(int(entry.data())))

    def choose_size(self, percent: int) -> None:
        """Write everything larger or smaller, at once and next time too."""
        theme.set_text_size(percent)
        self._settings.text_size = theme.text_size()
        for entry in self._group.actions():
            entry.setChecked(bool(entry.data() == theme.text_size()))
        self._wear()

    # -- layouts -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """List what is kept by name."""
        self.layouts.clear()
        self.forgetting.clear()
        names = self._layout.names()
        for name in names:
            shown = name.replace("&", "&&")
            self.layouts.addAction(shown).triggered.connect(partial(self._stand, name))
            self.forgetting.addAction(shown).triggered.connect(partial(self._forget, name))
        if names:
            self.layouts.addSeparator()
        keep = self.layouts.addAction(tr("Menus", "Keep this window layout as …"))
        keep.triggered.connect(self.ask_name)
        if names:
            self.forgetting.setTitle(tr("Menus", "Forget a window layout"))
            self.layouts.addMenu(self.forgetting)

    def ask_name(self) -> None:
        """Ask beside the work under which name it is to be kept."""
        if self._asking is None:
            self._asking = QInputDialog(self._window)
            self._asking.textValueSelected.connect(self.keep)
        self._asking.setWindowTitle(tr("Menus", "Keep this window layout"))
        self._asking.setLabelText(tr("Menus", "Name; one that is there already is replaced"))
        self._asking.setTextValue("")
        self._asking.open()

    def keep(self, name: str) -> None:
        """Keep how everything stands under `name`, cut to `LONGEST_NAME` characters."""
        said = " ".join(name.split())[:LONGEST_NAME]
        if not said:
            self._tell("! " + tr("Menus", "A layout needs a name."))
            return
        self._layout.keep_as(said)
        self._tell("✓ " + tr("Menus", "Layout kept: {name}").replace("{name}", said))

    def _stand(self, name: str, _on: bool = False) -> None:
        if not self._layout.stand_as(name):
            gone = tr("Menus", "This layout cannot be read any more: {name}")
            self._tell("▲ " + gone.replace("{name}", name))

    def _forget(self, name: str, _on: bool = False) -> None:
        self._layout.forget(name)
        self._tell("✓ " + tr("Menus", "Layout forgotten: {name}").replace("{name}", name))

    # -- screens -------------------------------------------------------------------------------

    def _watch_screens(self) -> None:
        """Remember for the screens that were, and stand as these ones are used to."""
        self._screens = screen_key()
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLED_MS)
        self._settling.timeout.connect(self.screens_changed)
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL_MS)
        self._still.timeout.connect(self._note)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101 - there are menus, so there is one
        app.screenRemoved.connect(self._settle)
        app.screenAdded.connect(self._new_screen)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._settle)

    def _new_screen(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._settle)
        self._settle()

    def _settle(self, _what: object = None) -> None:
        self._settling.start()

    def _note(self) -> None:
        """Nothing has moved for a while: this is how it stands on these screens.

        When a screen goes, Qt moves the windows before it says so; then it is too late to look.
        """
        if screen_key() == self._screens:
            self._layout.note(self._screens)

    def screens_changed(self) -> None:
        """Other screens than before: their own layout, or this one moved to where it is seen."""
        now = screen_key()
        if now != self._screens:
            self._screens = now
            self._layout.keep_noted()
            self._layout.restore()
        self._layout.keep_on_screen()

    # -- words ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.sizes.setTitle(tr("Menus", "Text size"))
        self.layouts.setTitle(tr("Menus", "Window layouts"))
        if self._asking is not None:
            self._asking.setWindowTitle(tr("Menus", "Keep this window layout"))
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange and watched is self._window:
            self.retranslate()
        elif event.type() in _MOVES:
            self._still.start()
        return super().eventFilter(watched, event)
