"""The cases as a table for a spreadsheet: CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from casework.instant import from_ms
from console.export.situation import NAMED, Situation

_BLOCK = 5_000
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
#: Keys of `Terms.columns`, in the table's order.
COLUMNS = (
    "number", "priority", "category", "state", "clock", "area", "village", "address", "title",
    "department", "channel", "reported", "due", "lon", "lat", "doubt",
)  # fmt: skip


def pieces(situation: Situation, severity: NDArray[np.int8]) -> Iterator[tuple[int, bytes]]:
    """(cases written so far, text). Begins with a byte order mark: Excel then reads UTF-8."""
    heads = situation.head.terms.columns
    yield 0, "\ufeff".encode() + _lines([[heads[name] for name in COLUMNS]])
    rows, zone = situation.cases.rows, zone_of(situation.head.zone)
    for start in range(0, rows, _BLOCK):
        part = slice(start, min(rows, start + _BLOCK))
        of = {name: situation.cases.column(name)[part].tolist() for name in _READ}
        of["clock"] = severity[part].tolist()
        block = [_row(situation, start + i, i, of, zone) for i in range(len(of["clock"]))]
        yield part.stop, _lines(block)


def harmless(text: str) -> str:
    """A cell that a spreadsheet shows as it is, whatever it begins with."""
    shown = text.lstrip(" \u3000\u200b\ufeff")
    return "'" + text if shown.startswith((*_DANGEROUS, "＝", "＋", "－", "＠")) else text


def _lines(rows: list[list[object]] | list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(
        [harmless(c) if isinstance(c, str) else c for c in row] for row in rows
    )
    return text.getvalue().encode("utf-8", "replace")


def _row(
    situation: Situation, row: int, i: int, of: dict[str, list[Any]], zone: tzinfo
) -> list[object]:
    """The cells of table row `row`, `i`-th of the columns `of`."""
    table, terms = situation.cases, situation.head.terms
    priority = of["priority"][i]
    known = 0 < priority < len(terms.priorities)
    name = {n: terms.names[n].get(of[n][i], "") for n in NAMED}
    return [
        of["case_id"][i],
        terms.priorities[priority] if known else str(priority),
        name["category"],
        terms.states[of["state"][i]],
        terms.severities[of["clock"][i]],
        name["area"],
        name["village"],
        table.address[row],
        table.title[row],
        name["department"],
        terms.channels[of["channel"][i]],
        _instant(of["reported_ms"][i], zone),
        _instant(of["deadline_ms"][i], zone),
        round(of["lon"][i], 7),
        round(of["lat"][i], 7),
        terms.doubts.get(situation.doubts.get(row, ""), ""),
    ]


_READ = (
    "case_id", "priority", "category", "state", "area", "village", "department", "channel",
    "reported_ms", "deadline_ms", "lon", "lat",
)  # fmt: skip


def zone_of(name: str) -> tzinfo:
    """A zone this machine does not know reads UTC."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


def _instant(ms: int, zone: tzinfo) -> str:
    """With its offset, so that it says the same everywhere."""
    return from_ms(ms).astimezone(zone).isoformat(" ", "seconds") if ms else ""
