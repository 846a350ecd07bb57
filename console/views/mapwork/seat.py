"""What the maps of one seat share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casework.vocabulary import UNIT_KIND_ORDER
from console import words
from console.actions import Actions
from console.models.lexicon import BoardLexicon
from console.models.places import Places
from console.models.watch import Watch
from console.session import Session


@dataclass(frozen=True)
class MapSeat:
    """`choose`: case numbers for the queue; `unchoose`: no more; `assign`: unit id, case id;
    `say`: a line and its role where the person looks; `second`: open another map window."""

    session: Session
    actions: Actions
    places: Places
    watch: Watch
    lexicon: BoardLexicon
    choose: Callable[[NDArray[np.int64]], None]
    unchoose: Callable[[], None]
    assign: Callable[[int, int], None]
    say: Callable[[str, str], None]
    second: Callable[[], None]


def unit_label(session: Session, unit: int) -> str:
    """ "WG-00012 officer", or the number alone where nobody knows the unit."""
    row = session.board.units.row(unit)
    if row < 0:
        return str(unit)
    kind = UNIT_KIND_ORDER[int(session.board.units.column("kind")[row])]
    return f"{session.board.units.call_sign[row]} {words.unit_kind(kind)}"
