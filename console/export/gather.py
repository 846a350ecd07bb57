"""Takes the situation from the console: at once on the GUI thread, into frames on a worker.

On the GUI thread whole columns are copied and nothing is looped over; what must be looked at case
by case is done by `frames`, which touches copies only.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from console import words
from console.board.columns import Array, Columns
from console.export import terms
from console.export.situation import (
    CASE_NUMBERS,
    NAMED,
    UNIT_NUMBERS,
    CaseBlock,
    Format,
    Frame,
    Head,
    UnitBlock,
)
from console.feeds.port import LinkState
from console.map.canvas import MapCanvas
from console.map.symbols import on_globe, severities
from console.session import Session

Rows = NDArray[np.int64]
Scope = Literal["view", "queue", "case", "city"]
SCOPES: tuple[Scope, ...] = ("view", "queue", "case", "city")
_BLOCK = 5_000


@dataclass(frozen=True)
class Wish:
    """What is asked for. `scale` is a picture's (1, 2, 4), `page` a PDF's ("A4", "A3")."""

    format: Format
    scope: Scope
    path: str
    scale: int = 1
    page: str = "A4"


@dataclass(frozen=True)
class Taken:
    """A consistent copy of what is exported. `name` says a coded column's word in full."""

    head: Head
    cases: dict[str, Array]
    case_rows: Rows
    titles: Sequence[str]
    addresses: Sequence[str]
    doubt: Callable[[int], str]
    units: dict[str, Array]
    unit_rows: Rows
    call_signs: Sequence[str]
    names: Callable[[str, int], str]


def take(wish: Wish, session: Session, canvas: MapCanvas, queue: Rows) -> Taken:
    """Copy what `wish` takes in, as of now; `queue`: case rows in the queue's order."""
    board = session.board
    wanted = _case_rows(wish.scope, session, canvas, queue)
    placed = on_globe(board.cases.column("lon")[wanted], board.cases.column("lat")[wanted])
    rows = wanted if wish.format == "csv" else wanted[placed]
    units = _unit_rows(wish.scope, session, canvas, rows)
    counts = len(rows), len(units), len(wanted) - len(rows)
    cases = _columns(board.cases, CASE_NUMBERS, rows)
    cases["holder"] = (cases["holder"] > 0).astype(cases["holder"].dtype)  # whether, not who
    return Taken(
        head=_head(wish, session, canvas, counts),
        cases=cases,
        case_rows=rows,
        titles=board.cases.title.copy(),
        addresses=board.cases.address.copy(),
        doubt=lambda row: str(board.cases.rare(row).get("doubt", "")),
        units=_columns(board.units, UNIT_NUMBERS, units),
        unit_rows=units,
        call_signs=board.units.call_sign.copy(),
        names=_namer(session),
    )


def frames(taken: Taken) -> Iterator[Head | CaseBlock | UnitBlock]:
    """What goes to the writing process, piece by piece."""
    names = {c: _names(taken, c) for c in NAMED}
    with_names = msgspec.structs.replace(taken.head.terms, names=names)
    yield msgspec.structs.replace(taken.head, terms=with_names)
    for start in range(0, len(taken.case_rows), _BLOCK):
        part = slice(start, start + _BLOCK)
        rows = taken.case_rows[part].tolist()
        doubts = {i: why for i, row in enumerate(rows) if (why := taken.doubt(row))}
        yield CaseBlock(
            len(rows),
            {name: column[part].tobytes() for name, column in taken.cases.items()},
            _sound([taken.titles[row] for row in rows]),
            _sound([taken.addresses[row] for row in rows]),
            doubts,
        )
    for start in range(0, len(taken.unit_rows), _BLOCK):
        part = slice(start, start + _BLOCK)
        rows = taken.unit_rows[part].tolist()
        numbers = {name: column[part].tobytes() for name, column in taken.units.items()}
        yield UnitBlock(len(rows), numbers, [taken.call_signs[row] for row in rows])


def _sound(texts: list[str]) -> list[str]:
    """Texts that can be written: half a surrogate pair becomes a question mark."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return [text.encode("utf-8", "replace").decode() for text in texts]
    return texts


def _names(taken: Taken, column: str) -> dict[int, str]:
    return {int(n): taken.names(column, int(n)) for n in np.unique(taken.cases[column])}


def _namer(session: Session) -> Callable[[str, int], str]:
    kept, word = session, session.board.cases.words.word
    say = {
        "category": lambda code: words.category(kept, code),
        "area": lambda code: words.area(kept, code),
        "village": lambda code: words.area(kept, code),
        "department": lambda code: words.department(kept, code),
    }
    return lambda column, number: say[column](word(number)) if number else ""


def _columns(table: Columns, names: Sequence[str], rows: Rows) -> dict[str, Array]:
    return {name: table.column(name)[rows] for name in names}


def _case_rows(scope: Scope, session: Session, canvas: MapCanvas, queue: Rows) -> Rows:
    table = session.board.cases
    if scope == "queue":
        return queue.copy()
    if scope == "case":
        row = table.row(session.selected_case) if session.selected_case else -1
        return np.array([row] if row >= 0 else [], np.int64)
    judged, _ = severities(table, np.arange(table.rows), session.clock.now_ms())
    if scope == "city":
        return np.flatnonzero(judged > 0)
    return np.flatnonzero((judged > 0) & _inside(table, canvas))


def _unit_rows(scope: Scope, session: Session, canvas: MapCanvas, cases: Rows) -> Rows:
    """Units whose place is known: all, those in the window, or those at the cases."""
    table = session.board.units
    heard = (table.column("fix_ms") > 0) & on_globe(table.column("lon"), table.column("lat"))
    if scope == "view":
        heard &= _inside(table, canvas)
    elif scope != "city":
        heard &= np.isin(table.column("case_id"), session.board.cases.column("case_id")[cases])
    return np.flatnonzero(heard)


def _inside(table: Columns, canvas: MapCanvas) -> NDArray[np.bool_]:
    west, north, east, south = canvas.view.window()
    x, y = table.column("x"), table.column("y")
    inside: NDArray[np.bool_] = (x >= west) & (x <= east) & (y >= north) & (y <= south)
    return inside


def _head(wish: Wish, session: Session, canvas: MapCanvas, counts: tuple[int, int, int]) -> Head:
    gazetteer, clock = session.gazetteer, session.clock
    taken = known = clock.now_ms()
    if session.link.state is not LinkState.REPLAY:
        silent = max(0.0, time.monotonic() - session.last_heard)
        known = taken - int(silent * 1_000 * clock.rate)
    return Head(
        format=wish.format,
        path=wish.path,
        token=secrets.token_hex(8),
        title=terms.title(session),
        lines=terms.lines(session, wish.scope, taken, known, counts),
        stale=terms.stale(session, known),
        taken_ms=taken,
        known_ms=known,
        seq=session.board.head,
        zone=gazetteer.zone if gazetteer else "UTC",
        city=words.area(session, gazetteer.city) if gazetteer else "",
        scope=wish.scope,
        language=words.language(),
        theme=canvas.stage.look.tokens.name,
        font=canvas.font().family(),
        frame=_frame(canvas),
        areas=gazetteer.areas if gazetteer else [],
        shown=[name for name, on in canvas.stage.shown.items() if on],
        terms=terms.terms({}),
        cases=counts[0],
        units=counts[1],
        left_out=counts[2],
        scale=wish.scale,
        page=wish.page,
    )


def _frame(canvas: MapCanvas) -> Frame:
    view = canvas.view
    width, height = round(view.width / view.ratio), round(view.height / view.ratio)
    return Frame(view.zoom, *view.centre, width, height)
