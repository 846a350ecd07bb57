"""Reading somebody else's table of calls by a declared mapping: rows in, usable rows out.

A row that cannot be used is listed with its line and reason; a row with one impossible step keeps
the others.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from casework.datum import to_wgs84
from casework.instant import to_ms
from console.feeds.mapping import BadMapping, Mapping, choose_mapping, instant
from console.feeds.recording import BadLog, Problem

_SHOWN = 60


@dataclass(frozen=True)
class Row:
    """One usable line: a unit at a call. `place`: (lon, lat) WGS-84; `steps`: ms by meaning."""

    line: int
    cells: dict[str, str]
    key: str
    unit: str
    place: tuple[float, float]
    steps: dict[str, int]


@dataclass
class Table:
    """What was read. `problems` are in line order."""

    mapping: Mapping
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_table(path: Path, mapping: Mapping | None = None) -> Table:
    """The usable rows of `path`, by `mapping` or by the shipped one that fits its header.

    Raises:
        BadMapping: the mapping does not fit the file.
        BadLog: the file is no table, is empty, or no shipped mapping fits.
    """
    encoding = mapping.file.encoding if mapping else "utf-8"
    delimiter = mapping.file.delimiter if mapping else ","
    line = 1
    try:
        with path.open(encoding=_with_bom(encoding), newline="") as file:
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            header = _header(next(reader, []), path)
            chosen = mapping or _chosen(header, path)
            missing = chosen.missing_from(header)
            if missing:
                raise _missing(chosen, missing, header, path)
            table = Table(chosen)
            taker = _Taker(table)
            for line, cells in _records(reader, path, header, table):
                taker.take(line, cells)
    except OSError as error:
        raise BadLog.unreadable(str(path), error) from error
    except (UnicodeError, LookupError) as error:
        way_out = f"the mapping declares file.encoding = {encoding!r}; declare the right one"
        raise BadLog("encoding", f"{path}:{line}", str(error), way_out, repr(encoding)) from error
    except csv.Error as error:
        way_out = "save it as plain CSV with the declared delimiter"
        where = f"{path}:{line}"
        raise BadLog("not-csv", where, str(error), way_out, str(error)) from error
    return table


def _with_bom(encoding: str) -> str:
    return "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding


def _header(header: list[str], path: Path) -> list[str]:
    if not header:
        raise BadLog("empty", str(path), "the file is empty", "export it again")
    if len(header) < 2 or any("\0" in name for name in header):
        shown = (header[0] if header else "")[:_SHOWN]
        way_out = "save it as plain CSV with a header line, or declare its delimiter"
        reason = f"there is one column only: {shown!r}"
        raise BadLog("not-csv", f"{path}:1", reason, way_out, repr(shown))
    return header


def _chosen(header: list[str], path: Path) -> Mapping:
    chosen = choose_mapping(header)
    if chosen is None:
        reason = f"no shipped mapping fits its columns: {', '.join(header)}"
        way_out = "write one and give it with --mapping"
        raise BadMapping("no-mapping", str(path), reason, way_out, ", ".join(header))
    return chosen


def _missing(mapping: Mapping, missing: list[str], header: list[str], path: Path) -> BadMapping:
    reason = f"the mapping {mapping.name!r} reads columns that are not there: {', '.join(missing)}"
    way_out = f"columns that are there: {', '.join(header)}"
    return BadMapping("missing-columns", f"{path}:1", reason, way_out, ", ".join(missing))


def _records(
    reader: Iterator[list[str]], path: Path, header: list[str], table: Table
) -> Iterator[tuple[int, dict[str, str]]]:
    """(first line, cells by column) of every record; a quoted cell may run over several lines."""
    del path
    before = 1
    for cells in reader:
        line, before = before + 1, int(getattr(reader, "line_num", before + 1))
        if not any(cells):
            continue
        if len(cells) != len(header):
            reason = f"{len(cells)} cells where the header has {len(header)}"
            table.problems.append(Problem(line, "cells", reason))
            continue
        yield line, dict(zip(header, (c.strip() for c in cells), strict=True))


class _Unusable(Exception):  # noqa: N818 - leaves `take` at once
    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class _Taker:
    """Judges records one by one."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._mapping = table.mapping
        self._pattern = re.compile(table.mapping.place.pattern)
        self._seen: set[tuple[str, str]] = set()

    def take(self, line: int, cells: dict[str, str]) -> None:
        try:
            row = self._row(line, cells)
        except _Unusable as error:
            self._problem(line, error.code, error.reason)
        else:
            self._table.rows.append(row)

    def _row(self, line: int, cells: dict[str, str]) -> Row:
        mapping = self._mapping
        key, unit = cells[mapping.case.key], cells[mapping.unit.column]
        for name, value in ((mapping.case.key, key), (mapping.unit.column, unit)):
            if not value:
                raise _Unusable("no-key", f"{name!r} is empty")
        if (key, unit) in self._seen:
            raise _Unusable("duplicate", f"unit {unit!r} is at call {key!r} a second time")
        place = self._place(cells)
        steps = self._steps(line, cells)
        self._seen.add((key, unit))
        return Row(line, cells, key, unit, place, steps)

    def _place(self, cells: dict[str, str]) -> tuple[float, float]:
        """(lon, lat) WGS-84 degrees."""
        rule = self._mapping.place
        if rule.column:
            text = cells[rule.column]
            found = self._pattern.match(text)
            lon, lat = (found["lon"], found["lat"]) if found else ("", "")
        else:
            text = f"{cells[rule.lon]}, {cells[rule.lat]}"
            lon, lat = cells[rule.lon], cells[rule.lat]
        if not text.strip(" ,"):
            raise _Unusable("no-place", "there is no coordinate")
        if rule.datum is None:
            raise _Unusable("no-datum", "the mapping declares no datum")
        try:
            there = to_wgs84(float(lon), float(lat), rule.datum)
        except ValueError as error:
            raise _Unusable("bad-place", f"{text[:_SHOWN]!r} is no coordinate") from error
        box = rule.bounds
        if box and not (box.west <= there[0] <= box.east and box.south <= there[1] <= box.north):
            raise _Unusable("outside", f"{text[:_SHOWN]!r} lies outside the declared bounds")
        return there

    def _steps(self, line: int, cells: dict[str, str]) -> dict[str, int]:
        """Instants in ms by meaning, never running backwards."""
        rules, times = self._mapping.step, {}
        for rule in rules:
            text = cells[rule.column]
            if not text:
                continue
            try:
                times[rule.means] = _at_ms(text, self._mapping)
            except ValueError as error:
                if rule is rules[0]:
                    raise _Unusable("bad-time", f"{rule.column!r}: {error}") from error
                self._problem(line, "bad-time", f"{rule.column!r}: {error}; the step is left out")
        if rules[0].means not in times:
            raise _Unusable("no-time", f"{rules[0].column!r} is empty")
        kept = forward_only(list(times.items()))
        columns = {rule.means: rule.column for rule in rules}
        dropped = [columns[means] for means in times if means not in kept]
        if dropped:
            reason = f"runs backwards at {', '.join(dropped)}; the other steps are kept"
            self._problem(line, "backwards", reason)
        return kept

    def _problem(self, line: int, code: str, reason: str) -> None:
        self._table.problems.append(Problem(line, code, reason))


@lru_cache(maxsize=1 << 16)
def _at_ms_cached(text: str, rule: object) -> int:
    return to_ms(instant(text, rule))  # type: ignore[arg-type]


def _at_ms(text: str, mapping: Mapping) -> int:
    return _at_ms_cached(text, mapping.time)


def forward_only(steps: list[tuple[str, int]]) -> dict[str, int]:
    """As many steps as can stand without time running backwards; the first one always stands.

    Of several ways to keep as many, the one whose last step is the earliest.
    """
    first, rest = steps[0], [step for step in steps[1:] if step[1] >= steps[0][1]]
    chains: list[list[tuple[str, int]]] = []
    for step in rest:
        fitting = [chain for chain in chains if chain[-1][1] <= step[1]]
        longest = max(fitting, key=len, default=[])
        chains.append([*longest, step])
    best = max(chains, key=lambda chain: (len(chain), -chain[-1][1]), default=[])
    return dict([first, *best])
