"""Where `go` leads: a case, a unit or an area, on the map and in the lists."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.commandline import Parsed
from console.map.canvas import MapCanvas
from console.models.lexicon import BoardLexicon
from console.session import Session

_ZOOM = {"town": 12.5, "village": 14.5, "grid": 15.5}
_STREET = 15.5


def travel(said: Parsed, session: Session, canvas: MapCanvas, lexicon: BoardLexicon) -> str:
    """Go there; returns why not, empty when one has arrived."""
    if said.case_id:
        session.select(said.case_id)
        canvas.fit_case(said.case_id)
        return ""
    if said.unit:
        return _to_unit(lexicon.unit_id(said.unit), session, canvas)
    if said.spot:
        canvas.centre_on(said.spot.lon, said.spot.lat, max(_STREET, canvas.view.zoom))
        return ""
    area = session.areas[said.place]
    if area.level == "city":
        canvas.fit_city()
    else:
        canvas.centre_on(area.lon, area.lat, _ZOOM[area.level])
    return ""


def _to_unit(unit: int, session: Session, canvas: MapCanvas) -> str:
    session.select_unit(unit)
    units = session.board.units
    row = units.row(unit)
    if row < 0 or not units.column("fix_ms")[row]:
        return QCoreApplication.translate("ConsoleWindow", "Nobody knows where this unit is.")
    canvas.centre_on(float(units.column("lon")[row]), float(units.column("lat")[row]), _STREET)
    return ""
