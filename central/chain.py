"""The hash chain over the log: whoever changes, drops, moves or adds a line breaks it.

hash(n) = SHA-256( hash(n-1) ‖ line n, byte for byte ‖ n as eight bytes, big end first ),
hash(0) = 32 zero bytes. A cut tail leaves a shorter chain that is whole in itself: only somebody
who has kept the head (`seq:hash`) can find it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from casework.instant import Instant, to_ms

GENESIS = bytes(32)
#: A row that cannot be told from a line of the log.
_ODD = "it does not read as a log line"


class ChainRow(NamedTuple):
    """One stored line with its columns; `digest` is None where none is stored."""

    seq: int
    case_id: int
    version: int
    at_ms: int
    area: str
    before: str
    department: str
    kind: str
    line: bytes
    digest: bytes | None


class Head(NamedTuple):
    """The end of a chain, as it is kept outside of the database."""

    seq: int
    digest: bytes

    def __str__(self) -> str:
        return f"{self.seq}:{self.digest.hex()}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """From `seq:hash`.

        Raises:
            ValueError: it is not that.
        """
        number, _, digest = text.strip().partition(":")
        found = cls(int(number), bytes.fromhex(digest))
        if found.seq < 0 or len(found.digest) != len(GENESIS):
            raise ValueError(f"{text!r} is not seq:hash")
        return found


@dataclass(frozen=True)
class Verdict:
    """Whether the chain holds; where it does not, `bad` is the first bad row."""

    head: Head
    bad: int = 0
    why: str = ""

    @property
    def whole(self) -> bool:
        return not self.why


class _Kind(msgspec.Struct):
    kind: str


class _Line(msgspec.Struct):
    """What of a line is repeated in columns."""

    seq: int
    at: Instant
    area: str
    case_id: int
    version: int
    event: _Kind


_LINE = msgspec.json.Decoder(_Line)


def link(before: bytes, line: bytes, seq: int) -> bytes:
    """hash(n) from hash(n-1)."""
    return hashlib.sha256(before + line + seq.to_bytes(8, "big")).digest()


def links(before: bytes, lines: Sequence[tuple[int, bytes]]) -> list[bytes]:
    """The hashes of some consecutive (seq, line) pairs."""
    found = []
    for seq, line in lines:
        before = link(before, line, seq)
        found.append(before)
    return found


class Walk:
    """A walk along the chain, some rows at a time; stops at the first bad one."""

    def __init__(self, expect: Head | None = None) -> None:
        self._expect = expect
        self._seq, self._digest = 0, GENESIS
        self._departments: dict[int, str] = {}
        self._bad, self._why = 0, ""

    def go(self, rows: Iterable[ChainRow]) -> bool:
        """Look at more rows; False where one is bad."""
        for row in rows:
            why = self._objection(row)
            if why:
                missing = row.seq > self._seq + 1
                self._bad, self._why = (self._seq + 1 if missing else row.seq), why
                return False
        return True

    def end(self) -> Verdict:
        """The verdict, after the last row."""
        head = Head(self._seq, self._digest)
        if not self._why and self._expect is not None and self._expect.seq > self._seq:
            cut = f"the log ends at line {self._seq}, before the expected {self._expect.seq}"
            return Verdict(head, self._seq + 1, f"the tail is cut: {cut}")
        return Verdict(head, self._bad, self._why)

    def _objection(self, row: ChainRow) -> str:
        seq = self._seq + 1
        if row.seq != seq:
            return f"line {seq} is missing" if row.seq > seq else f"line {row.seq} was inserted"
        if not isinstance(row.line, bytes):
            return f"it was changed: {_ODD}"  # type: ignore[unreachable]  # SQLite keeps any type
        digest = link(self._digest, row.line, seq)
        if digest != row.digest:
            return _how_it_differs(row)
        expect = self._expect
        if expect is not None and expect.seq == seq and expect.digest != digest:
            return (
                f"its hash is not the expected one: the log was rewritten at line {seq} or before"
            )
        why = _columns_differ(row) or self._department_differs(row)
        if not why:
            self._seq, self._digest = seq, digest
        return why

    def _department_differs(self, row: ChainRow) -> str:
        """A row says which department had the case before: that must be what the last one said."""
        if not row.case_id:
            return ""
        if self._departments.get(row.case_id, "") != row.before:
            return f"the department of case {row.case_id} does not follow from the line before"
        self._departments[row.case_id] = row.department
        return ""


def _how_it_differs(row: ChainRow) -> str:
    if row.digest is None:
        return "it was inserted: it has no hash"
    try:
        said = _LINE.decode(row.line).seq
    except (ValueError, TypeError):
        return f"it was changed: {_ODD}"
    if said != row.seq:
        return f"it was moved: it holds the text of line {said}"
    return "it was changed: its hash does not fit"


def _columns_differ(row: ChainRow) -> str:
    try:
        line = _LINE.decode(row.line)
    except (ValueError, TypeError):
        return _ODD
    if line.seq != row.seq:
        return f"it was moved: it holds the text of line {line.seq}"
    said = (line.case_id, line.version, line.area, line.event.kind, to_ms(line.at))
    if said != (row.case_id, row.version, row.area, row.kind, row.at_ms):
        return "it was changed: its columns do not say what its text says"
    return ""
