"""A situation made by hand: a square city with a hole, some cases, two units."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from casework.area import Area
from console.board.cases import CaseTable
from console.board.mercator import project
from console.board.units import UnitTable
from console.export import terms
from console.export.situation import (
    CASE_NUMBERS,
    UNIT_NUMBERS,
    CaseBlock,
    Frame,
    Head,
    Situation,
    UnitBlock,
    read_situation,
    write_frame,
)

NOW = 1_772_000_000_000
WEST, SOUTH, EAST, NORTH = 113.6, 22.9, 113.9, 23.2
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<!-- <script> -->",
    "{{7*7}} {{ cycler.__init__.__globals__.os.getpid() }}",
    "${1} `${alert(3)}`",
    "{% raw %}{% endraw %}",
    "`backticks` \\u003c \\",
    "&lt;b&gt; &amp; <b>bold</b>",
    "\u2028line\u2029ends",
    "\u202eright to left\u202c \u05e2\u05d1\u05e8\u05d9\u05ea",
    "zero\u200bwidth\u200d\ufeff!",
    '" onmouseover="alert(4)" x="',
    "javascript:alert(5)",
    '=HYPERLINK("http://example.org")',
    "<img src=x onerror=alert(6)>",
)


def city() -> list[Area]:
    """A city that is a square with a square hole, its rings clockwise and counter-clockwise."""
    outer = [(WEST, SOUTH), (EAST, SOUTH), (EAST, NORTH), (WEST, NORTH)]
    hole = [(113.70, 23.00), (113.75, 23.00), (113.75, 23.05), (113.70, 23.05)]
    return [
        Area("0", "city", "城市<b>", "City {{1}}", "", 113.75, 23.05, [outer[::-1], hole]),
        Area("T", "town", "镇", "Town", "0", 113.65, 22.95, [outer], True),
    ]


def head(**changed: object) -> Head:
    said = {
        "format": "html", "path": "/nowhere", "token": "t", "title": "Situation {{7*7}} <i>",
        "lines": ["Picture of <b>now</b> ({{zone}})"], "stale": "", "taken_ms": NOW,
        "known_ms": NOW - 1_000, "seq": 42, "zone": "Asia/Shanghai", "city": "City",
        "scope": "city", "language": "en", "theme": "light", "font": "",
        "frame": Frame(11.0, 0.81, 0.43, 700, 500), "areas": city(),
        "shown": ["areas", "villages", "cases", "officers", "drones", "links"],
        "terms": terms.terms({n: {0: ""} for n in ("category", "area", "village", "department")}),
        "cases": 0, "units": 2, "left_out": 0,
    }  # fmt: skip
    return Head(**{**said, **changed})  # type: ignore[arg-type]


def case_block(titles: Sequence[str], first: int = 1) -> CaseBlock:
    """Cases along the diagonal of the city; every third is overdue."""
    count, table = len(titles), CaseTable(max(1, len(titles)))
    table.extend(count)
    at = np.arange(count)
    table.column("case_id")[:] = at + first
    table.column("lon")[:] = WEST + 0.01 + 0.28 * (at + 0.5) / max(1, count)
    table.column("lat")[:] = SOUTH + 0.01 + 0.28 * (at + 0.5) / max(1, count)
    table.column("x")[:], table.column("y")[:] = project(table.column("lon"), table.column("lat"))
    table.column("state")[:] = at % 7
    table.column("priority")[:] = at % 4 + 1
    table.column("reported_ms")[:] = NOW - 7_200_000
    table.column("from_ms")[:] = NOW - 7_200_000
    for name in ("due_ms", "deadline_ms"):
        table.column(name)[:] = np.where(at % 3 == 0, NOW - 60_000, NOW + 7_200_000)
    numbers = {n: table.column(n).tobytes() for n in CASE_NUMBERS}
    return CaseBlock(count, numbers, list(titles), [f"road {i}" for i in at], {0: "null-island"})


def unit_block() -> UnitBlock:
    table = UnitTable(2)
    table.extend(2)
    table.column("unit_id")[:] = 1, 2
    table.column("kind")[:] = 0, 1
    table.column("lon")[:] = 113.66, 113.84
    table.column("lat")[:] = 22.96, 23.14
    table.column("x")[:], table.column("y")[:] = project(table.column("lon"), table.column("lat"))
    table.column("fix_ms")[:] = NOW - 10_000, NOW - 600_000
    table.column("heading")[:] = -1
    table.column("battery")[:] = -1, 80
    table.column("case_id")[:] = 1, 0
    return UnitBlock(2, {n: table.column(n).tobytes() for n in UNIT_NUMBERS}, ["WG-1", "UAV<2>"])


def written(titles: Sequence[str], **changed: object) -> bytes:
    """The frames of a situation."""
    pipe = io.BytesIO()
    write_frame(pipe, head(**{"cases": len(titles), **changed}))
    write_frame(pipe, case_block(titles))
    write_frame(pipe, unit_block())
    return pipe.getvalue()


def situation(titles: Sequence[str] = HOSTILE, **changed: object) -> Situation:
    return read_situation(io.BytesIO(written(titles, **changed)))


def export(name: str, folder: Path, made: Situation) -> Path:
    """Write `made` to a file as the writing process does, without a process."""
    from console.export.__main__ import write

    path = folder / f"situation.{name}"
    made.head = type(made.head)(
        **{f: getattr(made.head, f) for f in made.head.__struct_fields__}
        | {"path": str(path), "format": name}
    )
    write(made, lambda _said: None)
    return path
