"""Every pane, dialog and menu that can be pictured: how it is opened and put away again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tools.panedoors import DOORS, DOORS_OFFLINE
from tools.paneseat import At, Pane, close_dialogs


def _do(view: str, part: Callable[[At], QWidget]) -> Callable[[At], QWidget]:
    def opened(at: At) -> QWidget:
        at.window.do(view)
        return part(at)

    return opened


def _window(at: At) -> QWidget:
    return at.window


def _dialog(name: str, view: str, part: Callable[[At], QWidget], seconds: float = 0.4) -> Pane:
    return Pane(name, _do(view, part), close_dialogs, seconds)


# -- the seat's own ------------------------------------------------------------------------------


def _handover(tab: str) -> Callable[[At], QWidget]:
    def opened(at: At) -> QWidget:
        dialog = at.window.handover.dialog
        dialog.open_it()
        dialog.tabs.setCurrentWidget(getattr(dialog, tab))
        return dialog

    return opened


def _front(dock: str) -> Callable[[At], QWidget]:
    def opened(at: At) -> QWidget:
        at.window.places.docks[dock].show()
        at.window.places.docks[dock].raise_()
        return at.window

    return opened


def _group(at: At) -> QWidget:
    at.window.do("alerts")
    view = at.window.alerts.view
    view.table.selectRow(0)
    if not view._opened:
        view.toggle()
    return view


def _typed(text: str) -> Callable[[At], QWidget]:
    def opened(at: At) -> QWidget:
        at.window.command.begin(text)
        return at.window

    return opened


def _untyped(at: At) -> None:
    at.window.command.field.clear()
    at.window.command.completions.hide()
    at.window.command._rest()


def _question(at: At) -> QWidget:
    line = at.window.queue.bar.field
    line.setFocus()
    line.setText("state:")
    line.textEdited.emit("state:")
    return at.window


def _unasked(at: At) -> None:
    at.window.queue.bar.field.clear()
    if at.window.queue.bar.field.completions is not None:
        at.window.queue.bar.field.completions.hide()
    at.window.queue.bar.clear()
    at.window.queue.table.setFocus()


def _form(action: str) -> Callable[[At], QWidget]:
    def opened(at: At) -> QWidget:
        at.window.session.select(at.case)
        at.window.places.docks["case"].raise_()
        at.window.case.desk.open(action, at.case)
        return at.window.case

    return opened


def _form_away(at: At) -> None:
    if at.window.case.desk.form is not None:
        at.window.case.desk._close()


def _menu(find: Callable[[At], QMenu]) -> Callable[[At], QWidget]:
    def opened(at: At) -> QWidget:
        menu = find(at)
        menu.popup(at.window.mapToGlobal(QPoint(60, 60)))
        return menu

    return opened


def _picks(at: At) -> QWidget:
    at.window.picks.begin()
    return at.window.picks


# -- the map's -----------------------------------------------------------------------------------


def _layers(at: At) -> QWidget:
    at.window.map.extras.panel.set_open(True)
    return at.window.map


def _place(at: At) -> tuple[float, float]:
    cases = at.window.session.board.cases
    row = cases.row(at.case)
    return float(cases.column("lon")[row]), float(cases.column("lat")[row])


def _near(at: At) -> QWidget:
    at.window.maps.desk.near(*_place(at))
    return at.window.map


def _over_map(at: At) -> QWidget | None:
    desk = at.window.maps.desk
    middle = at.window.map.rect().center()
    desk.open_menu(desk.work._spotted(QPointF(middle)), at.window.map.mapToGlobal(middle))
    return QApplication.activePopupWidget()


def _second(at: At) -> QWidget | None:
    at.window.maps.open_second()
    return at.window.maps.second


#: While central is there.
LIVE = (
    *DOORS,
    Pane("seat", _window),
    Pane("handover-give", _handover("give"), close_dialogs),
    Pane("handover-take", _handover("take"), close_dialogs),
    Pane("alerts", _do("alerts", _window)),
    Pane("alerts-group", _group),
    Pane("units", _front("units")),
    Pane("export", _do("export", lambda at: at.window.exports), close_dialogs),
    _dialog("batch", "batch", lambda at: at.window.keyboard.list),
    Pane("picks", _picks, close_dialogs),
    _dialog("send-many", "send-many", lambda at: at.window.send_many, 2.0),
    _dialog("keys", "keys", lambda at: at.window.keyboard.dialog),
    Pane("command", _typed("re"), _untyped),
    Pane("command-wrong", _typed("reassign 1 nobody"), _untyped),
    Pane("query", _question, _unasked),
    Pane("menu-file", _menu(lambda at: at.desk.menu.menu), close_dialogs),
    Pane("menu-case", _menu(lambda at: at.window.menus.case_menu), close_dialogs),
    *(
        Pane(f"menu-{name}", _menu(lambda at, n=name: at.window.menus.of_menu[n]), close_dialogs)
        for name in ("queue", "alerts", "tools")
    ),
    Pane("menu-exceptions", _menu(lambda at: at.window.menus.exceptions), close_dialogs),
    Pane("menu-view", _menu(lambda at: at.window.menus.view_menu), close_dialogs),
    Pane("menu-layouts", _menu(lambda at: at.window.comfort.layouts), close_dialogs),
    Pane("menu-map", _menu(lambda at: at.window.maps.desk.menu.menu), close_dialogs),
    Pane("menu-order", _menu(lambda at: at.window.queue.menu.menu() or QMenu()), close_dialogs),
    Pane("form-reassign", _form("reassign"), _form_away),
    Pane("form-assign", _form("assign"), _form_away),
    Pane("form-verify", _form("verify"), _form_away),
    Pane("form-merge", _form("merge"), _form_away),
    Pane("form-close", _form("close"), _form_away),
    Pane("layers", _layers, lambda at: at.window.map.extras.panel.set_open(False)),
    Pane("near", _near, lambda at: at.window.maps.desk.near_panel.close_panel()),
    Pane(
        "goto",
        lambda at: (at.window.maps.desk.goto_box.begin(), at.window.map)[1],
        lambda at: at.window.maps.desk.goto_box.leave(),
    ),
    Pane("menu-over-map", _over_map, close_dialogs),
    Pane("watch", lambda at: at.window.maps.desk.lists.open_watch(), close_dialogs),
    Pane("bookmarks", lambda at: at.window.maps.desk.lists.open_bookmarks(), close_dialogs),
    Pane("second-map", _second, lambda at: at.window.maps.close_second(), 1.0),
)
#: While central is away and commands wait.
OFFLINE = (
    *DOORS_OFFLINE,
    Pane("outbox", _do("outbox", _window)),
)
