"""Menus and keys, made from the table of actions.

A key always acts, so that a no is told; a menu entry that cannot be used now is grey and says why.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from console.actions import Actions
from console.catalogue import ACTIONS, VIEW_ACTIONS
from console.session import Session
from console.views.parts.languages import LANGUAGES


def _translatable(context: str, text: str) -> str:  # noqa: ARG001 - lupdate reads the call
    return text


QT_TRANSLATE_NOOP = _translatable


_LANGUAGE_NAMES = {"zh_CN": "中文", "en": "English"}  # each in its own language, whatever is chosen
_THEMES = {
    "light": QT_TRANSLATE_NOOP("Menus", "Light"),
    "dark": QT_TRANSLATE_NOOP("Menus", "Dark"),
    "contrast": QT_TRANSLATE_NOOP("Menus", "High contrast"),
}


#: The menus of the catalogue's view actions, from left to right after that of the case.
_TITLES = {
    "queue": QT_TRANSLATE_NOOP("Menus", "&Queue"),
    "alerts": QT_TRANSLATE_NOOP("Menus", "&Alerts"),
    "tools": QT_TRANSLATE_NOOP("Menus", "&Tools"),
    "view": QT_TRANSLATE_NOOP("Menus", "&View"),
}


def say(text: str) -> str:
    return QCoreApplication.translate("Menus", text)


class Menus(QObject):
    """The menu bar's content. `does` carries out view actions by id."""

    def __init__(
        self,
        bar: QMenuBar,
        window: QWidget,
        session: Session,
        actions: Actions,
        does: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._session, self._actions = session, actions
        self.case_menu = QMenu(bar)
        self.of_menu = {name: QMenu(bar) for name in _TITLES}
        self.view_menu = self.of_menu["view"]
        self.stages, self.exceptions = QMenu(self.case_menu), QMenu(self.case_menu)
        self.panes = QMenu(self.view_menu)
        self.languages, self.themes = QMenu(self.view_menu), QMenu(self.view_menu)
        self.of_action: dict[str, QAction] = {}
        self.of_view: dict[str, QAction] = {}
        self._keys: dict[str, QShortcut] = {}
        for menu in (self.case_menu, *self.of_menu.values()):
            bar.addMenu(menu)
        self._fill_case(window)
        self._fill_view(window, does)
        self.language_group = self._choices(self.languages, LANGUAGES)
        self.theme_group = self._choices(self.themes, tuple(_THEMES))
        self.case_menu.aboutToShow.connect(self.refresh)
        actions.keys.changed.connect(self.set_keys)
        self.set_keys()

    def set_keys(self) -> None:
        """Every key as the person has it now."""
        keys = self._actions.keys
        for name, short in self._keys.items():
            short.setKey(QKeySequence(keys.key(f"case.{name}")))
        for name, entry in self.of_view.items():
            entry.setShortcut(QKeySequence(keys.key(f"view.{name}")))

    def _fill_case(self, window: QWidget) -> None:
        """What is done every hour at once, the steps and the exceptions one move further: one
        column, on a small screen too."""
        under = {"stage": self.stages, "exception": self.exceptions}
        for menu in (self.case_menu, *under.values()):
            menu.setToolTipsVisible(True)
        for group, members in groupby(ACTIONS.values(), key=lambda a: a.group):
            menu = under.get(group, self.case_menu)
            for action in members:
                entry = menu.addAction(action.id)
                entry.triggered.connect(lambda _on=False, i=action.id: self._actions.trigger(i))
                self.of_action[action.id] = entry
                key = self._keys[action.id] = QShortcut(window)
                key.activated.connect(lambda i=action.id: self._actions.trigger(i))
            menu.addSeparator()
        for menu in under.values():
            self.case_menu.addMenu(menu)

    def _fill_view(self, window: QWidget, does: Callable[[str], None]) -> None:
        for view in VIEW_ACTIONS:
            entry = self.of_menu[view.menu].addAction(view.id)
            entry.triggered.connect(lambda _on=False, i=view.id: does(i))
            window.addAction(entry)
            self.of_view[view.id] = entry
        slash = QShortcut(QKeySequence("/"), window)
        slash.activated.connect(lambda: does("command"))
        self.view_menu.addSeparator()
        self.view_menu.addMenu(self.panes)
        self.view_menu.addMenu(self.languages)
        self.view_menu.addMenu(self.themes)

    def _choices(self, menu: QMenu, ids: tuple[str, ...]) -> QActionGroup:
        group = QActionGroup(self)
        for name in ids:
            entry = menu.addAction(_LANGUAGE_NAMES.get(name, name))
            entry.setCheckable(True)
            entry.setData(name)
            group.addAction(entry)
        return group

    def check(self, language: str, theme: str) -> None:
        """Mark what is in use."""
        for group, chosen in ((self.language_group, language), (self.theme_group, theme)):
            for entry in group.actions():
                entry.setChecked(bool(entry.data() == chosen))

    def refresh(self) -> None:
        """What can be done with the selected case now, and why the rest cannot."""
        case_id = self._session.selected_case
        for name, entry in self.of_action.items():
            judged = self._actions.availability(name, case_id)
            key = self._actions.keys.native(f"case.{name}")
            label = self._actions.label(name)
            shown = label if judged.ok else f"{label} — {judged.why}"
            entry.setText(f"{shown.replace('&', '&&')}\t{key}")
            entry.setToolTip(self._actions.hint(name) if judged.ok else judged.why)
            entry.setEnabled(judged.ok)

    def retranslate(self) -> None:
        self.case_menu.setTitle(say(_CASE))
        self.stages.setTitle(say(_STAGES))
        self.exceptions.setTitle(say(_EXCEPTIONS))
        self.panes.setTitle(say(_PANES))
        for name, menu in self.of_menu.items():
            menu.setTitle(say(_TITLES[name]))
        # Whoever cannot read the current language must find this menu: it names itself in both.
        self.languages.setTitle("语言 / Language")
        self.themes.setTitle(say(_THEME))
        for view in VIEW_ACTIONS:
            self.of_view[view.id].setText(say(view.label))
        for entry in self.theme_group.actions():
            entry.setText(say(_THEMES[entry.data()]))
        self.refresh()


_CASE = QT_TRANSLATE_NOOP("Menus", "&Case")
_STAGES = QT_TRANSLATE_NOOP("Menus", "Stages")
_EXCEPTIONS = QT_TRANSLATE_NOOP("Menus", "Exceptions")
_PANES = QT_TRANSLATE_NOOP("Menus", "Panes")
_THEME = QT_TRANSLATE_NOOP("Menus", "Theme")
