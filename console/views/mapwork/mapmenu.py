"""The map's actions as a menu with keys, from the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from console.bindings import Bindings
from console.catalogue import MAP_ACTIONS


def label(action_id: str) -> str:
    return QCoreApplication.translate("MapActions", MAP_ACTIONS[action_id].label)


def hint(action_id: str) -> str:
    return QCoreApplication.translate("MapActions", MAP_ACTIONS[action_id].hint)


class MapMenu(QObject):
    """One menu, and its keys for the whole of `window`. `does` carries out an action by its id."""

    def __init__(
        self, window: QWidget, does: Callable[[str], None], but: tuple[str, ...], keys: Bindings
    ) -> None:
        super().__init__(window)
        self._keys = keys
        self.menu = QMenu(window)
        self.menu.setToolTipsVisible(True)
        self.of: dict[str, QAction] = {}
        listed = [a for a in MAP_ACTIONS.values() if a.id not in but]
        for _group, members in groupby(listed, key=lambda a: a.group):
            for action in members:
                entry = self.menu.addAction(action.id)
                entry.triggered.connect(lambda _on=False, i=action.id: does(i))
                window.addAction(entry)
                self.of[action.id] = entry
            self.menu.addSeparator()
        if "lock-map" in self.of:
            self.of["lock-map"].setCheckable(True)
        window.installEventFilter(self)
        keys.changed.connect(self.set_keys)
        self.set_keys()
        self.retranslate()

    def set_keys(self) -> None:
        for action_id, entry in self.of.items():
            entry.setShortcut(QKeySequence(self._keys.key(f"map.{action_id}")))

    def retranslate(self) -> None:
        self.menu.setTitle(QCoreApplication.translate("Menus", "&Map"))
        for action_id, entry in self.of.items():
            entry.setText(label(action_id).replace("&", "&&"))
            entry.setToolTip(hint(action_id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return super().eventFilter(watched, event)
