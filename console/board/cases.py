"""The case table: one row a case, in order of arrival, never removed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework.case import Case
from casework.columnar import Column, Few
from casework.instant import from_ms, to_ms
from casework.vocabulary import (
    CHANNEL_ORDER,
    LEVEL_ORDER,
    REQUEST_ORDER,
    STATE_ORDER,
    Level,
    Request,
    Step,
)
from console.board import deadlines, filling, rare
from console.board.columns import Array, Columns, Lookup, Words
from console.board.mercator import project, project_one
from console.board.texts import Texts

_FIELDS: dict[str, Any] = {
    "case_id": np.int64,
    "version": np.int32,
    "state": np.int8,  # index into STATE_ORDER
    "priority": np.int8,
    "channel": np.int8,  # index into CHANNEL_ORDER
    "category": np.int32,  # words
    "area": np.int32,  # words: town code
    "village": np.int32,  # words
    "department": np.int32,  # words, 0 none
    "holder": np.int32,  # words, 0 none
    "component": np.int32,  # words, 0 none
    "lon": np.float64,
    "lat": np.float64,
    "x": np.float64,  # unit square, see mercator
    "y": np.float64,
    "reported_ms": np.int64,
    "updated_ms": np.int64,
    "from_ms": np.int64,  # where the limit began, 0 none
    "due_ms": np.int64,  # 0 none
    "lease_ms": np.int64,  # 0 none
    "closed_ms": np.int64,  # 0 open
    "bounces": np.int16,
    "reworks": np.int16,
    "unit_count": np.int16,
    "level": np.int8,  # index into LEVEL_ORDER
    "request": np.int8,  # index into REQUEST_ORDER
    "paused_ms": np.int64,  # 0 running
    "stage_from_ms": np.int64,  # 0 none
    "stage_due_ms": np.int64,  # 0 none
    "deadline_ms": np.int64,  # the first that counts, 0 none; where it stood while suspended
    "deadline": np.int8,  # deadlines.Deadline: what it is
}
_TEXTS = ("title", "address", "grid", "description", "reporter")
_STATE = {s: i for i, s in enumerate(STATE_ORDER)}
_CHANNEL = {c: i for i, c in enumerate(CHANNEL_ORDER)}
_LEVEL = {v: i for i, v in enumerate(LEVEL_ORDER)}
_REQUEST = {v: i for i, v in enumerate(REQUEST_ORDER)}
_TIMES = {
    "reported_ms": "reported_at",
    "updated_ms": "updated_at",
    "from_ms": "limit_from",
    "due_ms": "due_at",
    "lease_ms": "lease_until",
    "closed_ms": "closed_at",
    "paused_ms": "paused_at",
    "stage_from_ms": "stage_from",
    "stage_due_ms": "stage_due",
}
_ORDERS: dict[str, dict[Any, int]] = {
    "state": _STATE,
    "channel": _CHANNEL,
    "level": _LEVEL,
    "request": _REQUEST,
}
_NUMBERS = ("case_id", "version", "priority", "lon", "lat", "bounces", "reworks")
_LATER = {
    **{name: Few(None, b"", []) for name in ("paused_at", "stage_from", "stage_due")},
    "level": Few(Level.TOWN, b"", []),
    "request": Few(Request.NONE, b"", []),
    "component": Few("", b"", []),
}
_WORDS = ("category", "area", "village", "department", "holder", "component")


def _ms(at: datetime | None) -> int:
    return to_ms(at) if at else 0


class CaseTable(Columns):
    """Cases as columns. Coded columns index `STATE_ORDER`, `CHANNEL_ORDER` or `words`."""

    def __init__(self, capacity: int = 1_024) -> None:
        super().__init__(_FIELDS, capacity)
        self.words = Words()
        self.title: list[str] = []
        # Read a row at a time; titles are sorted and looked through as they are.
        self.address, self.grid = Texts(), Texts()
        self.description, self.reporter = Texts(), Texts()
        self._lookup = Lookup()
        self._units: dict[int, dict[int, Step]] = {}
        self._rare: dict[int, rare.Fields] = {}  # what few cases have

    def row(self, case_id: int) -> int:
        """The row of a case, or -1."""
        return self._lookup.get(case_id)

    def rows_of(self, case_ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of some cases, shape (n,), -1 where unknown."""
        return self._lookup.rows(case_ids)

    def units(self, row: int) -> Mapping[int, Step]:
        """Units now sent to the case in `row`, with their steps."""
        return self._units.get(row, {})

    def put(self, case: Case) -> tuple[int, bool]:
        """Write a case; returns its row and whether the row is new."""
        row = self._lookup.get(case.case_id)
        new = row < 0
        if new:
            row = self.extend(1)
            self._lookup.set(case.case_id, row)
            for name in _TEXTS:
                getattr(self, name).append("")
        for name, value in self._coded(case).items():
            self._store[name][row] = value
        for name in _TEXTS:
            getattr(self, name)[row] = getattr(case, name)
        if case.units:
            self._units[row] = case.units
        else:
            self._units.pop(row, None)
        if few := rare.of_case(case):
            self._rare[row] = few
        else:
            self._rare.pop(row, None)
        return row, new

    def _coded(self, case: Case) -> dict[str, Any]:
        x, y = project_one(case.lon, case.lat)
        index = self.words.index
        deadline_ms, deadline = deadlines.nearest(case)
        return {
            "case_id": case.case_id,
            "version": case.version,
            "state": _STATE[case.state],
            "priority": case.priority,
            "channel": _CHANNEL[case.channel],
            "category": index(case.category),
            "area": index(case.area),
            "village": index(case.village),
            "department": index(case.department),
            "holder": index(case.holder),
            "component": index(case.component),
            "lon": case.lon,
            "lat": case.lat,
            "x": x,
            "y": y,
            **{name: _ms(getattr(case, field)) for name, field in _TIMES.items()},
            "level": _LEVEL[case.level],
            "request": _REQUEST[case.request],
            "bounces": case.bounces,
            "reworks": case.reworks,
            "unit_count": len(case.units),
            "deadline_ms": deadline_ms,
            "deadline": deadline,
        }

    def get(self, row: int) -> Case:
        """The case in `row`, as the domain knows it.

        Raises:
            IndexError: no such row.
        """
        if not 0 <= row < self.rows:
            raise IndexError(row)
        at = {n: self._store[n][row].item() for n in _FIELDS}
        word = self.words.word
        times: dict[str, Any] = {
            field: from_ms(at[name]) if at[name] else None for name, field in _TIMES.items()
        }
        return Case(
            case_id=at["case_id"],
            version=at["version"],
            state=STATE_ORDER[at["state"]],
            category=word(at["category"]),
            title=self.title[row],
            area=word(at["area"]),
            lon=at["lon"],
            lat=at["lat"],
            priority=at["priority"],
            channel=CHANNEL_ORDER[at["channel"]],
            village=word(at["village"]),
            grid=self.grid[row],
            address=self.address[row],
            description=self.description[row],
            reporter=self.reporter[row],
            department=word(at["department"]),
            holder=word(at["holder"]),
            component=word(at["component"]),
            units=dict(self._units.get(row, {})),
            bounces=at["bounces"],
            reworks=at["reworks"],
            level=LEVEL_ORDER[at["level"]],
            request=REQUEST_ORDER[at["request"]],
            **times,
            **self._rare.get(row, {}),
        )

    def rare(self, row: int) -> rare.Fields:
        """The fields of `row` that few cases have, by name; those at their default are missing."""
        return self._rare.get(row, {})

    def copy(self) -> CaseTable:
        """An independent table with the same rows; some milliseconds for a hundred thousand."""
        twin = CaseTable(1)
        twin.take_columns(self)
        for name in _TEXTS:
            setattr(twin, name, getattr(self, name).copy())
        # The inner dictionaries belong to cases, which are frozen.
        twin.words, twin._lookup = self.words.copy(), self._lookup.copy()
        twin._units, twin._rare = self._units.copy(), self._rare.copy()
        return twin

    def load(self, columns: Mapping[str, Column], size: int) -> None:
        """Append `size` cases of a snapshot, as `CaseColumns` (docs/protocol.md) or packed.

        Raises:
            ValueError: the columns differ in length, or a case is there already.
            KeyError: a column is missing, or a state or channel is unknown.
        """
        filling.even(columns, size)
        first = self.extend(size)
        for name, values in self._decoded(columns, size).items():
            self.column(name)[first:] = values
        for name in _TEXTS:
            getattr(self, name).extend(filling.plain(columns[name], size))
        self._lookup.put(self.column("case_id")[first:], first)
        for row, few in rare.load(columns, size).items():
            self._rare[first + row] = few
        for row, units in filling.unusual(columns["units"], size):
            self._units[first + row] = {int(u): Step(s) for u, s in units.items()}
            self.column("unit_count")[first + row] = len(units)

    def adopt(
        self, size: int, numbers: Mapping[str, Array], title: list[str], address: list[str]
    ) -> int:
        """Append rows as raw columns; what is not given stays empty. Returns the first row.

        Raises:
            ValueError: a column has another size, or a case is there already.
        """
        first = self.extend(size)
        for name, values in numbers.items():
            self.column(name)[first:] = values
        for name, given in dict.fromkeys(_TEXTS, [""] * size).items():
            getattr(self, name).extend({"title": title, "address": address}.get(name, given))
        self._lookup.put(self.column("case_id")[first:], first)
        return first

    def settle(self) -> None:
        """After the last `load`: the columns that follow from others."""
        deadlines.fill(self, self._rare)

    def _decoded(self, columns: Mapping[str, Column], size: int) -> dict[str, Array]:
        out: dict[str, Array] = {n: filling.numbers(columns[n], size) for n in _NUMBERS}
        # a picture of an older central has fewer columns
        columns = {**_LATER, **columns}
        for target, source in _TIMES.items():
            out[target] = filling.numbers(columns[source], size)
        for name, order in _ORDERS.items():
            out[name] = filling.codes(columns[name], size, order.__getitem__)
        for name in _WORDS:
            out[name] = filling.codes(columns[name], size, self.words.index)
        out["x"], out["y"] = project(out["lon"], out["lat"])
        return out
