"""Sprite numbers read back: what a symbol is made of, for whoever draws it without the atlas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casework.vocabulary import UNIT_KIND_ORDER, UnitKind
from console.map.atlas import CLUSTER_BASE, UNIT_BASE
from console.map.glyphs import SHARES
from console.map.symbols import AGES, SEVERITIES, Age, Severity, Shape


@dataclass(frozen=True)
class Sign:
    """One symbol; fields of other kinds stand at their defaults. `size`: index of the radius."""

    kind: Literal["case", "unit", "cluster"]
    shape: Shape = Shape.CIRCLE
    severity: Severity = Severity.HIDDEN
    emergency: bool = False
    unit: UnitKind | None = None
    age: Age = Age.FRESH
    busy: bool = False
    near: bool = False
    size: int = 0
    share: int = 0


def read_code(code: int) -> Sign:
    """The symbol of a sprite number of a case, a unit or a cluster."""
    if code < UNIT_BASE:
        kind, emergency = divmod(code, 2)
        shape, severity = divmod(kind, SEVERITIES)
        return Sign("case", Shape(shape), Severity(severity), bool(emergency))
    if code < CLUSTER_BASE:
        rest, near = divmod(code - UNIT_BASE, 2)
        rest, busy = divmod(rest, 2)
        which, age = divmod(rest, AGES)
        unit = UNIT_KIND_ORDER[which]
        return Sign("unit", unit=unit, age=Age(age), busy=bool(busy), near=bool(near))
    rest, share = divmod(code - CLUSTER_BASE, SHARES)
    size, worst = divmod(rest, SEVERITIES)
    return Sign("cluster", severity=Severity(worst), size=size, share=share)
