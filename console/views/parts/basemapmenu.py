"""The choice of a base map in the View menu, with what is wrong with those that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from console import words
from console.basemap.port import Problem
from console.map.basemaps import BaseMapChooser
from console.settings import OWN_DRAWING

#: Characters of a trouble that fit in a menu.
_LONGEST = 72


class Remembers(Protocol):
    """Where the choice is kept between two starts."""

    base_map: str


class BaseMapMenu(QObject):
    """A submenu: the city's own drawing, every declared map, and under them each trouble in words.

    `tell` says a line where the person looks.
    """

    def __init__(
        self,
        under: QMenu,
        chooser: BaseMapChooser,
        settings: Remembers,
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(under)
        self.chooser, self._settings, self._tell = chooser, settings, tell
        self.menu = QMenu(under)
        self.menu.setToolTipsVisible(True)
        self._group = QActionGroup(self)
        self._troubles: list[Problem] = list(chooser.maps.problems)
        self._lines: list[QAction] = []
        self.reload: QAction | None = None
        under.addMenu(self.menu)
        under.aboutToShow.connect(self.retranslate)
        for map_id in ("", *(info.id for info in chooser.maps.maps)):
            entry = self.menu.addAction(map_id)
            entry.setCheckable(True)
            entry.setData(map_id)
            self._group.addAction(entry)
        self.menu.addSeparator()
        self._group.triggered.connect(self._choose)
        chooser.chosen.connect(self._check)
        chooser.troubled.connect(self._troubled)
        chooser.choose(settings.base_map or chooser.maps.default)
        self.retranslate()
        self._check(chooser.current)
        for problem in self._troubles[:1]:
            tell(words.map_problem(problem))

    def offer_reload(self, does: Callable[[], None]) -> None:
        """There are files that may change while they are shown."""
        self.reload = self.menu.addAction("")
        self.reload.triggered.connect(does)
        self.retranslate()

    def stop(self) -> None:
        """The window has closed."""
        self.chooser.stop()
        self.chooser.maps.close()

    def retranslate(self) -> None:
        self.menu.setTitle(QCoreApplication.translate("Menus", "&Base map"))
        if self.reload is not None:
            again = QCoreApplication.translate("Menus", "&Read the added layers' files again")
            self.reload.setText(again)
        own = QCoreApplication.translate("Menus", "The city's own drawing")
        chinese = words.language() == "zh_CN"
        names = {m.id: m.name_zh if chinese else m.name_en for m in self.chooser.maps.maps}
        for entry in self._group.actions():
            entry.setText(_plain(names.get(entry.data(), own)))
        for line in self._lines:
            self.menu.removeAction(line)
        self._lines = [self._line(problem) for problem in self._troubles]

    def _line(self, problem: Problem) -> QAction:
        """Grey, because it cannot be chosen; the whole of it is in the tool tip."""
        said = words.map_problem(problem)
        short = said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
        entry = self.menu.addAction(_plain("▲ " + short))
        entry.setToolTip(_plain(said))
        entry.setEnabled(False)
        return entry

    def _choose(self, entry: QAction) -> None:
        map_id = str(entry.data())
        self._settings.base_map = map_id or OWN_DRAWING
        self.chooser.choose(map_id)

    def _check(self, map_id: str) -> None:
        for entry in self._group.actions():
            entry.setChecked(bool(entry.data() == map_id))

    def _troubled(self, problem: Problem) -> None:
        if problem not in self._troubles:
            self._troubles.append(problem)
            self._lines.append(self._line(problem))
            self._tell(words.map_problem(problem))


def _plain(text: str) -> str:
    """A menu takes & for a key."""
    return text.replace("&", "&&")
