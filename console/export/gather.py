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
from console.board.columns import Columns
from console.export import terms
from console.export.ground import bounds_among
from console.export.layers import BaseLayers, collect
from console.export.situation import (
    CASE_NUMBERS,
    NAMED,
    UNIT_NUMBERS,
    BaseBlock,
    CaseBlock,
    Format,
    Frame,
    Head,
    UnitBlock,
)
from console.export.sizes import PAPER, PICTURED, base_view
from console.feeds.port import LinkState
from console.map.canvas import MapCanvas
from console.map.symbols import on_globe, severities
from console.map.viewport import Bounds, Viewport, lon_lat_bounds
from console.session import Session
from console.tokens import load_tokens

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
    """A consistent copy of what may be exported; `frames` picks out what is wanted.

    `head` has no counts yet. `chosen`: case rows asked for one by one, None for all that are shown.
    `window`: what the map shows, unit square. `name` says a coded column's word in full.
    """

    head: Head
    cases: Columns
    titles: Sequence[str]
    addresses: Sequence[str]
    doubt: Callable[[int], str]
    units: Columns
    call_signs: Sequence[str]
    chosen: Rows | None
    window: Bounds
    counted: terms.Counted
    name: Callable[[str, int], str]
    base: BaseLayers

    @property
    def empty(self) -> bool:
        """Whether cases were asked for one by one and there is none."""
        return self.chosen is not None and not len(self.chosen)


def take(
    wish: Wish,
    session: Session,
    canvas: MapCanvas,
    queue: Rows,
    base: BaseLayers | None = None,
) -> Taken:
    """Copy what `wish` takes in, as of now; `queue`: case rows in the queue's order.

    `base`: what lies under the map; a table needs none.
    """
    board = session.board
    chosen = queue.copy() if wish.scope == "queue" else None
    if wish.scope == "case":
        row = board.cases.row(session.selected_case) if session.selected_case else -1
        chosen = np.array([row] if row >= 0 else [], np.int64)
    return Taken(
        head=_head(wish, session, canvas),
        cases=_copied(board.cases, CASE_NUMBERS),
        titles=board.cases.title.copy(),
        addresses=board.cases.address.copy(),
        doubt=lambda row: str(board.cases.rare(row).get("doubt", "")),
        units=_copied(board.units, UNIT_NUMBERS),
        call_signs=board.units.call_sign.copy(),
        chosen=chosen,
        window=canvas.view.window(),
        counted=terms.counted(wish.scope),
        name=_namer(session),
        base=(base if wish.format in PICTURED else None) or BaseLayers(),
    )


def frames(
    taken: Taken, going: Callable[[], bool] = lambda: True
) -> Iterator[Head | CaseBlock | UnitBlock | BaseBlock]:
    """What goes to the writing process, piece by piece; `going`: whether it is still wanted."""
    wanted = _case_rows(taken)
    placed = on_globe(taken.cases.column("lon")[wanted], taken.cases.column("lat")[wanted])
    rows = wanted if taken.head.format == "csv" else wanted[placed]
    units = _unit_rows(taken, rows)
    counts = len(rows), len(units), len(wanted) - len(rows)
    names = {c: _names(taken, c, rows) for c in NAMED}
    head = msgspec.structs.replace(
        taken.head,
        lines=[*taken.head.lines, taken.counted.line(*counts)],
        terms=msgspec.structs.replace(taken.head.terms, names=names),
        cases=counts[0],
        units=counts[1],
        left_out=counts[2],
    )
    yield head
    if taken.base:
        tokens = load_tokens(PAPER if head.format == "pdf" else head.theme)
        yield collect(taken.base, _base_view(taken, head, rows, units), tokens, going)
    for start in range(0, len(rows), _BLOCK):
        yield _case_block(taken, rows[start : start + _BLOCK])
    for start in range(0, len(units), _BLOCK):
        part = units[start : start + _BLOCK]
        signs = [taken.call_signs[row] for row in part.tolist()]
        yield UnitBlock(len(part), _numbers(taken.units, UNIT_NUMBERS, part), signs)


def _base_view(taken: Taken, head: Head, rows: Rows, units: Rows) -> Viewport:
    """What of the ground is shown, with a rim: a page's map is of another shape, and is moved."""
    cases, fleet = (
        (table.column("lon")[part], table.column("lat")[part])
        for table, part in ((taken.cases, rows), (taken.units, units))
    )
    bounds = bounds_among(head, cases, fleet)
    return base_view(head, lon_lat_bounds(*bounds))


def _case_block(taken: Taken, part: Rows) -> CaseBlock:
    rows = part.tolist()
    numbers = _numbers(taken.cases, CASE_NUMBERS, part)
    held = taken.cases.column("holder")[part]
    numbers["holder"] = (held > 0).astype(held.dtype).tobytes()  # whether, not who
    return CaseBlock(
        len(rows),
        numbers,
        _sound([taken.titles[row] for row in rows]),
        _sound([taken.addresses[row] for row in rows]),
        {i: why for i, row in enumerate(rows) if (why := taken.doubt(row))},
    )


def _numbers(table: Columns, names: Sequence[str], part: Rows) -> dict[str, bytes]:
    return {name: table.column(name)[part].tobytes() for name in names}


def _copied(table: Columns, names: Sequence[str]) -> Columns:
    """The same columns in memory of their own."""
    made = Columns({n: table.column(n).dtype for n in names}, max(1, table.rows))
    made.extend(table.rows)
    for name in names:
        made.column(name)[:] = table.column(name)
    return made


def _sound(texts: list[str]) -> list[str]:
    """Texts that can be written: half a surrogate pair becomes a question mark."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return [text.encode("utf-8", "replace").decode() for text in texts]
    return texts


def _names(taken: Taken, column: str, rows: Rows) -> dict[int, str]:
    used = np.unique(taken.cases.column(column)[rows])
    return {int(n): taken.name(column, int(n)) for n in used}


def _namer(session: Session) -> Callable[[str, int], str]:
    kept, word = session, session.board.cases.words.word
    say = {
        "category": lambda code: words.category(kept, code),
        "area": lambda code: words.area(kept, code),
        "village": lambda code: words.area(kept, code),
        "department": lambda code: words.department(kept, code),
    }
    return lambda column, number: say[column](word(number)) if number else ""


def _case_rows(taken: Taken) -> Rows:
    if taken.chosen is not None:
        return taken.chosen
    table = taken.cases
    judged, _ = severities(table, np.arange(table.rows), taken.head.taken_ms)
    shown = judged > 0
    if taken.head.scope == "view":
        shown &= _inside(table, taken.window)
    return np.flatnonzero(shown)


def _unit_rows(taken: Taken, cases: Rows) -> Rows:
    """Units whose place is known: all, those in the window, or those at the cases."""
    table = taken.units
    heard = (table.column("fix_ms") > 0) & on_globe(table.column("lon"), table.column("lat"))
    if taken.head.scope == "view":
        heard &= _inside(table, taken.window)
    elif taken.chosen is not None:
        heard &= np.isin(table.column("case_id"), taken.cases.column("case_id")[cases])
    return np.flatnonzero(heard)


def _inside(table: Columns, window: Bounds) -> NDArray[np.bool_]:
    west, north, east, south = window
    x, y = table.column("x"), table.column("y")
    inside: NDArray[np.bool_] = (x >= west) & (x <= east) & (y >= north) & (y <= south)
    return inside


def _head(wish: Wish, session: Session, canvas: MapCanvas) -> Head:
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
        lines=[terms.when(session, taken, known)],
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
        cases=0,
        units=0,
        left_out=0,
        scale=wish.scale,
        page=wish.page,
    )


def _frame(canvas: MapCanvas) -> Frame:
    view = canvas.view
    width, height = round(view.width / view.ratio), round(view.height / view.ratio)
    return Frame(view.zoom, *view.centre, width, height)
