"""What central asks of a database: an ordered log, the cases it folds into, answers given.

The interface is narrow on purpose: every method is one question that PostgreSQL can answer too.
Nothing here knows SQL, HTTP or threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import ClassVar, Protocol

import msgspec

from casework.case import Case
from casework.unit import Unit
from central.store.query import CasePage, CaseQuery


class EventRow(msgspec.Struct, frozen=True):
    """One line of the log with the columns it is looked up by.

    `line` is the envelope's JSON exactly as it is announced. `before` and `department` are the
    case's department before and after the event: together with `area` they say who may see it.
    """

    seq: int
    case_id: int
    version: int
    at_ms: int
    area: str
    before: str
    department: str
    kind: str
    line: bytes


#: Who used a key, the key, and the route it was used on.
AnswerName = tuple[str, str, str]


class AnswerRow(msgspec.Struct, frozen=True):
    """What was answered to one idempotency key of one person on one route.

    A success is the events `first_seq`…`last_seq`, from which the answer is rebuilt; a refusal is
    kept whole in `refusal`. `created_ms` is real time, not city time. `route` is empty in rows of
    before routes were kept: such a key stands for every route.
    """

    actor_id: str
    key: str
    route: str
    fingerprint: bytes
    case_id: int
    version: int
    created: bool
    first_seq: int
    last_seq: int
    refusal: bytes
    created_ms: int


class News(msgspec.Struct, frozen=True):
    """What others have written: the lines in order, and the cases as they are after them.

    `units` are all units where the lines registered any, otherwise none.
    """

    rows: list[EventRow]
    cases: list[Case]
    units: list[Unit]


class Opening(msgspec.Struct, frozen=True):
    """Everything a central has to know when it starts, as of line `head`.

    `duty` are the lines that say what people have told each other and that still matter.
    """

    head: int
    last_at: datetime | None
    last_case_id: int
    units: list[Unit]
    cases: list[Case]
    duty: list[bytes] = []


class Tx(Protocol):
    """One transaction: everything in it becomes durable together, or not at all."""

    def answers(self) -> dict[AnswerName, AnswerRow]:
        """The answers already given under the names that the transaction was begun with."""
        ...

    def case(self, case_id: int) -> Case | None:
        """One case as stored before this transaction."""
        ...

    def history(self, case_id: int, up_to_version: int) -> list[bytes]:
        """The lines of one case in order, up to a version."""
        ...

    def line(self, seq: int) -> bytes:
        """One line of the log.

        Raises:
            LookupError: there is no such line.
        """
        ...

    def takeable(self, now_ms: int) -> Iterator[Case]:
        """Open cases nobody holds (or whose lease ran out), most urgent first, as stored."""
        ...

    def news(self, after: int) -> News | None:
        """What is in the log after line `after`, None for nothing."""
        ...

    def write(
        self,
        events: Sequence[EventRow],
        cases: Sequence[tuple[Case, bytes]],
        units: Sequence[Unit],
        answers: Sequence[AnswerRow],
    ) -> None:
        """Write facts, the states they fold into, and the answers given."""
        ...


class Store(Protocol):
    """A log with its projections. Reading methods may be called from any thread."""

    #: Whether other processes may write to the same database.
    shared: ClassVar[bool]

    @property
    def log_id(self) -> str: ...

    def begin(self, names: Sequence[AnswerName] = ()) -> AbstractContextManager[Tx]:
        """The writer's transaction, for requests that may have been answered under `names`.

        Raises:
            StorageFullError: the disk does not take it.
            StoreError: it failed in another way. In both cases nothing of it is stored.
        """
        ...

    def opening(self, now_ms: int, keep_closed_ms: int) -> Opening:
        """Units, open cases and those closed within `keep_closed_ms`, all of one moment."""
        ...

    def news(self, after: int) -> News | None:
        """What is in the log after line `after`, all of one moment; None for nothing."""
        ...

    def head(self) -> int:
        """The last sequence number, 0 for an empty log."""
        ...

    def last_at(self) -> datetime | None:
        """City time of the last event."""
        ...

    def last_case_id(self) -> int:
        """The highest case id given out, 0 for none."""
        ...

    def current_cases(self, closed_after_ms: int) -> Iterator[Case]:
        """Every open case, and those closed at or after `closed_after_ms`."""
        ...

    def units(self) -> list[Unit]: ...

    def case(self, case_id: int) -> Case | None: ...

    def history(self, case_id: int) -> list[bytes]: ...

    def rows(self, after: int, up_to: int, limit: int) -> list[EventRow]:
        """Log lines with after < seq ≤ up_to, in order, at most `limit`."""
        ...

    def find(self, query: CaseQuery) -> CasePage:
        """One page of cases."""
        ...

    def replace_projections(
        self, cases: Sequence[Case], units: Sequence[Unit], each: Callable[[Case], bytes]
    ) -> None:
        """Throw the query tables away and write them anew."""
        ...

    def forget_answers(self, before_ms: int, most: int) -> int:
        """Drop the oldest answers before an instant (real time, ms), `most` at once; how many."""
        ...

    def probe(self) -> None:
        """Make one small durable write that changes nothing of the log.

        Raises:
            StoreError: the database takes no write.
        """
        ...

    def close(self) -> None: ...
