"""A recording in memory: what happened, in order, with its city; what a replay plays.

The events stay objects, there are few of them; the positions are columns, there are millions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from casework.area import Gazetteer
from casework.duty import NOTHING, Duty
from casework.events import Envelope, UnitsRegistered
from casework.instant import to_ms
from casework.unit import Fixes, Unit
from console.board.board import Board
from console.board.heard import Heard

I64 = NDArray[np.int64]
_COLUMNS: dict[str, Any] = {
    "unit": np.int64,
    "lon": np.float64,
    "lat": np.float64,
    "at_ms": np.int64,
    "heading": np.int16,
    "battery": np.int8,
}


@dataclass(frozen=True)
class Problem:
    """A part that could not be used. `line` counts from 1, 0 for the whole; `code` is stable."""

    line: int
    code: str
    reason: str


class BadLog(Exception):  # noqa: N818 - named as it is spoken of
    """A recording that cannot be played at all.

    `code` is a stable word for the interface, `where` the place (file, line, column), `reason` and
    `way_out` plain text in English for the log. `found`: what was found there, as it stands there
    or as the library below calls it; `first`: the first part that could not be used.
    """

    def __init__(
        self,
        code: str,
        where: str,
        reason: str,
        way_out: str,
        found: str = "",
        first: Problem | None = None,
    ) -> None:
        super().__init__(f"{where}: {reason}. {way_out}")
        self.code, self.where, self.reason, self.way_out = code, where, reason, way_out
        self.found, self.first = found, first

    @classmethod
    def unreadable(cls, where: str, error: OSError) -> Self:
        """The system does not give the file."""
        reason = error.strerror or str(error)
        code = next((c for kind, c in _NOT_GIVEN if isinstance(error, kind)), "unreadable")
        found = reason if code == "unreadable" else ""
        return cls(code, where, reason, "check the path and its rights", found)


_NOT_GIVEN = (
    (FileNotFoundError, "missing"),
    (NotADirectoryError, "missing"),
    (PermissionError, "not-allowed"),
    (IsADirectoryError, "folder"),
)


class Track:
    """All fixes of a recording in the order in which they were received."""

    def __init__(self, frames: Iterable[tuple[int, Fixes]] = ()) -> None:
        """`frames`: (instant received in ms, fixes), in order; taken in one by one."""
        parts: dict[str, list[NDArray[Any]]] = {name: [] for name in (*_COLUMNS, "received")}
        latest = 0
        for received_ms, fixes in frames:
            # A receiver's clock may step back; what came later must not be played earlier.
            latest = max(latest, received_ms)
            size = len(fixes.unit)
            parts["received"].append(np.full(size, latest, np.int64))
            for name, kind in _COLUMNS.items():
                parts[name].append(_clipped(getattr(fixes, name) or [-1] * size, kind))
        self._columns = {name: _joined(parts[name], kind) for name, kind in _COLUMNS.items()}
        self.received_ms: I64 = _joined(parts["received"], np.int64)

    def __len__(self) -> int:
        return len(self.received_ms)

    def index_at(self, at_ms: int) -> int:
        """How many fixes had been received by `at_ms`."""
        return int(np.searchsorted(self.received_ms, at_ms, side="right"))

    def heard(self, first: int, last: int) -> Heard | None:
        """Fixes `first` … `last` - 1; None where there are none."""
        if last <= first:
            return None
        columns = {name: column[first:last] for name, column in self._columns.items()}
        return Heard(**columns, received_ms=self.received_ms[first:last])

    def of_known(self, since_ms: Mapping[int, int]) -> Track:
        """Without fixes of units before the instant at which each became known, ms.

        Nobody who was there took them, for nobody knew the unit; nor may a seek past both.
        """
        ids = np.array(sorted(since_ms), np.int64)
        since = np.array([since_ms[unit] for unit in ids.tolist()], np.int64)
        unit = self._columns["unit"]
        at = np.searchsorted(ids, unit)
        known = at < len(ids)
        known[known] = ids[at[known]] == unit[known]
        known[known] = since[at[known]] <= self.received_ms[known]
        if known.all():
            return self
        kept = Track()
        kept._columns = {name: column[known] for name, column in self._columns.items()}
        kept.received_ms = self.received_ms[known]
        return kept

    @property
    def nbytes(self) -> int:
        return sum(c.nbytes for c in self._columns.values()) + self.received_ms.nbytes


def _joined(parts: list[NDArray[Any]], kind: Any) -> NDArray[Any]:
    """One array of all `parts`, which are given up."""
    whole = np.concatenate(parts) if parts else np.empty(0, kind)
    parts.clear()
    return whole


def _clipped(values: Sequence[Any], kind: Any) -> NDArray[Any]:
    if np.issubdtype(kind, np.integer) and kind is not np.int64:
        info = np.iinfo(kind)
        return np.clip(np.asarray(values, np.int64), info.min, info.max).astype(kind)
    return np.asarray(values, kind)


@dataclass(frozen=True)
class Recording:
    """What a replay needs. Instants in ms since the epoch, positions WGS-84 degrees.

    `from_seq`: the number before the first event; `cases`: the picture at it as CaseColumns.
    `envelopes`: in order of seq. `track`: of it only what is received of units that are registered
    by then is kept. `problems`: what could not be used, never silently dropped.
    `notes`: what the source declares about itself, for example that positions are derived.
    """

    name: str
    log_id: str
    gazetteer: Gazetteer
    envelopes: Sequence[Envelope]
    track: Track
    units: Sequence[Unit] = ()
    cases: Mapping[str, Sequence[Any]] | None = None
    duty: Duty = NOTHING
    from_seq: int = 0
    start_ms: int = 0
    end_ms: int = 0
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    times_ms: I64 = field(init=False, repr=False, compare=False)
    _of_case: dict[int, list[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        times = np.fromiter((to_ms(e.at) for e in self.envelopes), np.int64, len(self.envelopes))
        if len(times):
            times = np.maximum.accumulate(times)
        of_case: dict[int, list[int]] = {}
        for index, envelope in enumerate(self.envelopes):
            of_case.setdefault(envelope.case_id, []).append(index)
        object.__setattr__(self, "times_ms", times)
        object.__setattr__(self, "track", self.track.of_known(self._known_since()))
        object.__setattr__(self, "_of_case", of_case)
        object.__setattr__(self, "start_ms", self.start_ms or self._edge(0))
        object.__setattr__(self, "end_ms", max(self.start_ms, self.end_ms or self._edge(-1)))

    def _known_since(self) -> dict[int, int]:
        """When each unit was registered, ms; 0: before the recording began."""
        since = dict.fromkeys((unit.unit_id for unit in self.units), 0)
        for envelope, at_ms in zip(self.envelopes, self.times_ms.tolist(), strict=True):
            if isinstance(envelope.event, UnitsRegistered):
                for unit in envelope.event.units:
                    since.setdefault(unit.unit_id, at_ms)
        return since

    def _edge(self, which: int) -> int:
        edges = [int(t[which]) for t in (self.times_ms, self.track.received_ms) if len(t)]
        if not edges:
            return 0
        return max(edges) if which else min(edges)

    def index_at(self, at_ms: int) -> int:
        """How many events had been recorded by `at_ms`."""
        return int(np.searchsorted(self.times_ms, at_ms, side="right"))

    def opening(self) -> Board:
        """A new board as the recording begins, before its first event."""
        return Board.from_snapshot(
            self.log_id, self.from_seq, self.cases, self.units, None, self.duty
        )

    def history(self, case_id: int, before: int) -> tuple[Envelope, ...]:
        """The events of a case among the first `before` of the recording."""
        return tuple(self.envelopes[i] for i in self._of_case.get(case_id, ()) if i < before)
