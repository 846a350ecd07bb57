"""The menu for what was pointed at: what can be done with it, and why the rest cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from casework.grid import CellGrid
from console import words
from console.catalogue import ACTIONS
from console.map.work.sketch import Kind
from console.map.work.spotted import Spotted
from console.views.mapwork.mapmenu import label
from console.views.mapwork.seat import MapSeat, unit_label

translate = QCoreApplication.translate


class Doing(Protocol):
    """What the menu asks of its map."""

    seat: MapSeat

    def centre(self, lon: float, lat: float) -> None: ...

    def near(self, lon: float, lat: float) -> None: ...

    def take(self, kind: Kind, lon: float, lat: float) -> None: ...

    def members(self, cell: int) -> None: ...

    def do(self, action_id: str) -> None: ...

    @property
    def grid(self) -> CellGrid | None: ...


def context_menu(doing: Doing, at: Spotted, parent: QWidget) -> QMenu:
    """A menu that is not shown yet; its entries are made for the board as it is now."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    {"case": _case, "unit": _unit, "cluster": _cluster, "place": _bare}[at.kind](menu, doing, at)
    menu.addSeparator()
    _places(menu, doing, at)
    return menu


def _case(menu: QMenu, doing: Doing, at: Spotted) -> None:
    seat = doing.seat
    seat.session.select(at.number)
    _heading(menu, words.fill(translate("MapMenu", "Case {id}"), id=at.number))
    _catalogue(menu, seat, at.number, [i for i, a in ACTIONS.items() if a.verb])


def _unit(menu: QMenu, doing: Doing, at: Spotted) -> None:
    seat = doing.seat
    session = seat.session
    session.select_unit(at.number)
    _heading(menu, unit_label(session, at.number))
    case_id = session.selected_case
    judged = seat.actions.availability("assign", case_id)
    text = (
        translate("MapMenu", "Send to case {id}")
        if case_id
        else translate("MapMenu", "Send to the selected case")
    )
    _entry(
        menu,
        words.fill(text, id=case_id),
        lambda: seat.assign(at.number, case_id),
        "" if judged.ok else judged.why,
    )
    row = session.board.units.row(at.number)
    own = int(session.board.units.column("case_id")[row]) if row >= 0 else 0
    if own:
        text = words.fill(translate("MapMenu", "Select its case {id}"), id=own)
        _entry(menu, text, lambda: session.select(own))
        judged = seat.actions.availability("withdraw", own)
        _entry(
            menu,
            seat.actions.label("withdraw"),
            lambda: _withdraw(seat, own),
            "" if judged.ok else judged.why,
        )


def _withdraw(seat: MapSeat, case_id: int) -> None:
    seat.session.select(case_id)
    seat.actions.trigger("withdraw")


def _cluster(menu: QMenu, doing: Doing, at: Spotted) -> None:
    _heading(menu, words.fill(translate("MapMenu", "{n} cases"), n=at.count))
    _entry(menu, translate("MapMenu", "Show them in the queue"), lambda: doing.members(at.number))


def _bare(menu: QMenu, doing: Doing, at: Spotted) -> None:
    start = at.lon, at.lat
    _entry(menu, label("watch-draw"), lambda: doing.take(Kind.WATCH, *start))
    for action_id in ("select-box", "select-lasso", "bookmark-add", "goto"):
        _entry(menu, label(action_id), partial(doing.do, action_id))


def _places(menu: QMenu, doing: Doing, at: Spotted) -> None:
    """What can be done with the place of anything."""
    here = at.lon, at.lat
    _entry(menu, translate("MapMenu", "Centre here"), lambda: doing.centre(*here))
    _entry(menu, label("near"), lambda: doing.near(*here))
    _entry(menu, translate("MapMenu", "Measure from here"), lambda: doing.take(Kind.MEASURE, *here))
    menu.addSeparator()
    written = f"{at.lon:.6f}, {at.lat:.6f}"
    text = words.fill(translate("MapMenu", "Copy coordinates {text}"), text=written)
    _entry(menu, text, lambda: _copy(written))
    code = doing.grid.code(*here) if doing.grid else ""
    text = words.fill(translate("MapMenu", "Copy grid code {text}"), text=code)
    _entry(
        menu,
        text,
        lambda: _copy(code),
        "" if code else translate("MapMenu", "The city is not known yet."),
    )


def _catalogue(menu: QMenu, seat: MapSeat, case_id: int, ids: Iterable[str]) -> None:
    """What is possible now at the top; the rest, each with its reason, one step away."""
    off = QMenu(menu)
    off.setToolTipsVisible(True)
    for action_id in ids:
        judged = seat.actions.availability(action_id, case_id)
        _entry(
            menu if judged.ok else off,
            seat.actions.label(action_id),
            partial(seat.actions.trigger, action_id),
            judged.why,
            seat.actions.hint(action_id),
        )
    off.setTitle(translate("MapMenu", "Not possible now"))
    menu.addMenu(off)


def _entry(
    menu: QMenu, text: str, does: Callable[[], object], why_not: str = "", tip: str = ""
) -> None:
    shown = f"{text} — {why_not}" if why_not else text
    entry = menu.addAction(shown.replace("&", "&&"))
    entry.setEnabled(not why_not)
    entry.setToolTip(why_not or tip or text)
    entry.triggered.connect(lambda _on=False: does())


def _heading(menu: QMenu, text: str) -> None:
    entry = menu.addAction(text.replace("&", "&&"))
    entry.setEnabled(False)
    menu.addSeparator()


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
