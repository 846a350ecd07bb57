"""Reading an incident log file (`.zwlog`, docs/protocol.md).

Whatever can be played is played; whatever cannot is listed with its line, never silently dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import numpy as np

from casework.area import Gazetteer
from casework.codec import WireEnvelope, open_wire
from casework.datum import check_lon_lat
from casework.duty import NOTHING, Duty
from casework.events import CaseImported, CaseReported, Envelope, UnitsRegistered
from casework.instant import Instant, to_ms
from casework.unit import Fixes, Unit
from console.board.board import Board
from console.feeds.recording import BadLog, Problem, Recording, Track

FORMAT, VERSION = "zhiwang-log", 1
_MOST_HEADER, _MOST_LINE = 512 << 20, 64 << 20
_LARGEST = 1 << 62
_BOM = b"\xef\xbb\xbf"


class Header(msgspec.Struct):
    """The first line. `from_seq`: the first event; `cases` and `duty`: the picture before it."""

    format: str
    version: int
    log_id: str
    gazetteer: Gazetteer
    units: list[Unit]
    from_seq: int
    started_at: Instant
    cases: dict[str, list[Any]] | None = None
    duty: Duty = NOTHING


class _Format(msgspec.Struct):
    format: str = ""
    version: int = 0


class _Line(msgspec.Struct):
    e: WireEnvelope | None = None
    p: Fixes | None = None
    at_ms: int = 0
    end: bool = False
    events: int = 0
    head: int = 0


_FORMAT = msgspec.json.Decoder(_Format)
_HEADER = msgspec.json.Decoder(Header)
_LINE = msgspec.json.Decoder(_Line)


def is_log_file(path: Path) -> bool:
    """Whether the file begins like an incident log."""
    try:
        with path.open("rb") as file:
            return b'"zhiwang-log"' in file.read(4_096)
    except OSError:
        return False


def read_log(path: Path) -> Recording:
    """The recording in `path`.

    Raises:
        BadLog: it is no incident log, or nothing in it can be played.
    """
    try:
        with path.open("rb") as file:
            header = _header(file, path)
            reading = _Reading(header)
            # The frames go straight into columns: as objects they would be ten times their size.
            track = Track(reading.read(file))
    except OSError as error:
        raise BadLog.unreadable(str(path), error) from error
    return reading.recording(path, track)


def before_first(header: Header) -> int:
    """The sequence number of the last event that is not in the file."""
    return max(0, header.from_seq - 1)


def _header(file: BinaryIO, path: Path) -> Header:
    """The first line, checked far enough to build a board from it.

    Raises:
        BadLog: it is not the head of a log this program can read.
    """
    raw = file.readline(_MOST_HEADER).removeprefix(_BOM)
    where = f"{path}:1"
    if not raw.strip():
        raise BadLog("empty", str(path), "the file is empty", "record or export it again")
    try:
        kind = _FORMAT.decode(raw)
    except (msgspec.MsgspecError, UnicodeError):
        kind = _Format()
    if kind.format != FORMAT:
        way_out = 'its first line must be JSON with "format": "zhiwang-log"; or give a mapping'
        raise BadLog("not-a-log", where, "this is not an incident log", way_out)
    if kind.version > VERSION:
        reason = f"the file has format version {kind.version}, this program reads {VERSION}"
        raise BadLog("newer-version", where, reason, "update the program")
    try:
        header = _HEADER.decode(raw)
        Board.from_snapshot("", before_first(header), header.cases, header.units, None)
    except (msgspec.MsgspecError, UnicodeError) as error:
        way_out = "record or export it again"
        raise BadLog("bad-header", where, str(error), way_out, str(error)) from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        reason = f"the cases in the header do not fit together: {error!r}"
        raise BadLog(
            "bad-header", where, reason, "record or export it again", repr(error)
        ) from error
    return header


@dataclass
class _Reading:
    """The lines after the header, one after the other."""

    header: Header
    envelopes: list[Envelope] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    line: int = 1
    _seq: int = 0
    _now_ms: int = 0
    _known: set[int] = field(default_factory=set)
    _strangers: int = 0
    _first_stranger: int = 0
    _missing: int = 0
    _first_gap: int = 0
    _ended: bool = False

    def read(self, file: BinaryIO) -> Iterator[tuple[int, Fixes]]:
        """Take all lines in; gives the positions as they come, keeps everything else."""
        self._seq = before_first(self.header)
        self._now_ms = 0
        self._known = {unit.unit_id for unit in self.header.units}
        for raw in _lines(file):
            self.line += 1
            if self._ended:
                self._problem("after-end", "a line after the closing line was left out")
            elif raw.strip() and (fixes := self._take(raw)) is not None:
                yield self._now_ms, fixes
        if not self._ended and not self._cut_here():
            self._problem("cut", f"the file was cut after line {self.line}; it is played so far")
        if self._strangers:
            reason = f"{self._strangers} positions of units that are not registered were left out"
            self.problems.append(Problem(self._first_stranger, "unknown-unit", reason))
        if self._missing:
            # Once for all of them: the export of somebody with one town has a thousand holes.
            reason = f"{self._missing} events are missing, the first before line {self._first_gap}"
            self.problems.append(Problem(self._first_gap, "gap", reason))
        self.problems.sort(key=lambda problem: problem.line)

    def _take(self, raw: bytes) -> Fixes | None:
        """Judge one line; its positions, if it holds some that can be used."""
        try:
            line = _LINE.decode(raw)
            envelope = open_wire(line.e) if line.e is not None else None
        except (msgspec.MsgspecError, UnicodeError) as error:
            if raw.endswith(b"\n"):
                self._problem("garbage", f"line {self.line} cannot be read: {error}")
            else:
                self._problem("cut", f"the file was cut inside line {self.line}")
            return None
        if line.p is not None:
            return self._take_fixes(line.p, line.at_ms)
        if envelope is not None:
            self._take_envelope(envelope)
        elif line.end:
            self._close(line)
        else:
            self._problem("garbage", f"line {self.line} is neither event nor positions nor end")
        return None

    def _take_envelope(self, envelope: Envelope) -> None:
        reason = _implausible(envelope)
        if reason:
            self._problem("impossible", reason)
        elif envelope.seq <= self._seq:
            self._problem("duplicate", f"event {envelope.seq} is there a second time")
        else:
            if envelope.seq != self._seq + 1:
                self._first_gap = self._first_gap or self.line
                self._missing += envelope.seq - self._seq - 1
            self._seq = envelope.seq
            self._now_ms = max(self._now_ms, to_ms(envelope.at))
            self.envelopes.append(envelope)
            if isinstance(envelope.event, UnitsRegistered):
                self._known.update(unit.unit_id for unit in envelope.event.units)

    def _take_fixes(self, fixes: Fixes, at_ms: int) -> Fixes | None:
        if not _plausible(fixes, at_ms):
            self._problem("impossible", f"the positions in line {self.line} are not on the globe")
            return None
        strange = [i for i, unit in enumerate(fixes.unit) if unit not in self._known]
        if strange:
            # A console that was there left them out as well: it did not know the unit yet.
            self._strangers += len(strange)
            self._first_stranger = self._first_stranger or self.line
            fixes = _without(fixes, frozenset(strange))
        self._now_ms = max(self._now_ms, at_ms)
        return fixes if fixes.unit else None

    def _close(self, line: _Line) -> None:
        self._ended = True
        if line.events != len(self.envelopes):
            reason = f"the closing line counts {line.events} events, {len(self.envelopes)} are here"
            self._problem("count", reason)

    def _cut_here(self) -> bool:
        return bool(self.problems) and self.problems[-1].code == "cut"

    def _problem(self, code: str, reason: str) -> None:
        self.problems.append(Problem(self.line, code, reason))

    def recording(self, path: Path, track: Track) -> Recording:
        """
        Raises:
            BadLog: there is nothing to show.
        """
        header = self.header
        if not (self.envelopes or len(track) or header.cases):
            reason = "the log holds no event that can be read"
            raise BadLog("nothing", f"{path}:{self.line}", reason, "record or export it again")
        started = to_ms(header.started_at)
        first = [to_ms(e.at) for e in self.envelopes[:1]] + track.received_ms[:1].tolist()
        return Recording(
            name=path.name,
            log_id=header.log_id,
            gazetteer=header.gazetteer,
            envelopes=self.envelopes,
            track=track,
            units=header.units,
            cases=header.cases,
            duty=header.duty,
            from_seq=before_first(header),
            start_ms=min([started, *first]),
            problems=tuple(self.problems),
        )


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while raw := file.readline(_MOST_LINE):
        yield raw


def _implausible(envelope: Envelope) -> str:
    """Why the board could not hold the event; "" when it can."""
    event = envelope.event
    case = event.case if isinstance(event, CaseImported) else event
    numbers: list[int] = [envelope.seq, envelope.case_id, envelope.version]
    if any(not 0 <= n < _LARGEST for n in numbers) or envelope.version >= 1 << 31:
        return f"event {envelope.seq} carries an impossible number"
    if isinstance(case, CaseReported) or isinstance(event, CaseImported):
        place: Any = case
        try:
            check_lon_lat(place.lon, place.lat)
        except ValueError as error:
            return f"event {envelope.seq}: {error}"
        if not 1 <= place.priority <= 4:
            return f"event {envelope.seq}: priority {place.priority} is not 1 to 4"
    return ""


def _plausible(fixes: Fixes, at_ms: int) -> bool:
    numbers: Sequence[int] = [0, at_ms, *fixes.unit, *fixes.at_ms]
    if not (min(numbers) >= 0 and max(numbers) < _LARGEST):
        return False
    lon, lat = np.asarray(fixes.lon), np.asarray(fixes.lat)
    return bool((np.abs(lon) <= 180).all() and (np.abs(lat) <= 90).all())


def _without(fixes: Fixes, rows: frozenset[int]) -> Fixes:
    lists: Mapping[str, list[Any]] = msgspec.structs.asdict(fixes)
    kept = {n: [v for i, v in enumerate(c) if i not in rows] for n, c in lists.items()}
    return Fixes(**kept)
