"""Positions that cannot be true, and how far a drone can fly, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.board.doubt import Doubt
from console.board.units import UnitTable
from console.words.language import fill
from console.words.measures import count, distance_m


def fix_doubt(value: Doubt) -> str:
    """Why a newer position was not taken; empty where none was doubted."""
    tr = QCoreApplication.translate
    return {
        Doubt.LATE: tr("Words", "an older position came late"),
        Doubt.FUTURE: tr("Words", "a position dated in the future was not taken"),
        Doubt.JUMP: tr("Words", "a jump that nothing is fast enough for was not taken"),
        Doubt.NOWHERE: tr("Words", "a position that is nowhere on the globe was not taken"),
    }.get(value, "")


def unit_doubt(table: UnitTable, row: int) -> str:
    """Why the position of a unit is in doubt; empty where it is not."""
    return fix_doubt(Doubt(int(table.column("doubt")[row])))


def doubtful(table: UnitTable) -> str:
    """How many units are in doubt now, and how many positions were not taken; empty for none."""
    refused = int(table.doubted.sum())
    if not refused:
        return ""
    units = int((table.column("doubt") > 0).sum())
    text = QCoreApplication.translate("Words", "in doubt: {units} · positions not taken: {refused}")
    return fill(text, units=count(units), refused=count(refused))


def reach(metres: float) -> str:
    """How far a drone can go and come back to where it is."""
    text = QCoreApplication.translate("Words", "can fly {distance} out and back")
    return fill(text, distance=distance_m(metres))
