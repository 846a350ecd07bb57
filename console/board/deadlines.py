"""Which of a case's deadlines comes first: the one that a queue has to show and to order by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casework.case import Case
from casework.instant import to_ms
from casework.vocabulary import OPEN_STATES, STATE_ORDER, CaseState, Stage
from console.board.columns import Columns

_OPEN = np.array([s in OPEN_STATES for s in STATE_ORDER])
_SUSPENDED = STATE_ORDER.index(CaseState.SUSPENDED)
#: By state: a suspended case is open, and no deadline of it runs.
RUNS = _OPEN.copy()
RUNS[_SUSPENDED] = False
_NEVER = np.iinfo(np.int64).max
#: The desk's own stage that a state waits in.
STAGES: dict[CaseState, Stage] = {
    CaseState.REPORTED: Stage.ACCEPT,
    CaseState.ACCEPTED: Stage.FILE,
    CaseState.FILED: Stage.DISPATCH,
    CaseState.FEEDBACK: Stage.VERIFY,
    CaseState.VERIFIED: Stage.CLOSE,
}


class Deadline(IntEnum):
    """What runs out. Stored as numbers: append only. Of equal instants the first one counts."""

    NONE = 0
    DISPOSAL = 1
    STAGE = 2
    CONTACT = 3
    ARRIVAL = 4


def running(case: Case) -> dict[Deadline, datetime]:
    """The deadlines that run towards a breach now: none while it is over or suspended."""
    if not case.is_open or case.state is CaseState.SUSPENDED:
        return {}
    found = {
        Deadline.DISPOSAL: case.due_at,
        Deadline.STAGE: case.stage_due,
        Deadline.CONTACT: None if case.contacted_at else case.contact_due,
        Deadline.ARRIVAL: None if case.arrived_at else case.arrival_due,
    }
    return {kind: due for kind, due in found.items() if due}


def nearest(case: Case) -> tuple[int, Deadline]:
    """The first deadline in ms and what it is; while suspended, where the limit stood."""
    if case.state is CaseState.SUSPENDED:
        return (to_ms(case.paused_due), Deadline.DISPOSAL) if case.paused_due else (0, Deadline(0))
    counting = ((to_ms(due), kind) for kind, due in running(case).items())
    return min(counting, default=(0, Deadline.NONE))


def overdue(
    table: Columns, now_ms: int, rows: NDArray[np.int64] | slice = slice(None)
) -> NDArray[np.bool_]:
    """Whether a deadline that counts has passed: the disposal's, its stage's, an emergency's.

    Queue, wall and map all ask here, so that no room counts another late than the next.
    """
    due = table.column("deadline_ms")[rows]
    late: NDArray[np.bool_] = (due > 0) & (due < now_ms) & RUNS.take(table.column("state")[rows])
    return late


def fill(table: Columns, few: Mapping[int, Mapping[str, Any]]) -> None:
    """Set the columns `deadline_ms` and `deadline` of a whole table; `few`: rare fields by row."""
    size, state = table.rows, table.column("state")
    counts = RUNS[state]
    dues = np.full((len(Deadline), size), _NEVER, np.int64)
    for kind, column in ((Deadline.DISPOSAL, "due_ms"), (Deadline.STAGE, "stage_due_ms")):
        due = table.column(column)
        dues[kind] = np.where(counts & (due > 0), due, _NEVER)
    for row, fields in few.items():
        _fill_rare(dues, row, fields, bool(counts[row]), bool(state[row] == _SUSPENDED))
    kinds: NDArray[np.intp] = dues.argmin(axis=0)
    first = dues.min(axis=0)
    table.column("deadline_ms")[:] = np.where(first == _NEVER, 0, first)
    table.column("deadline")[:] = np.where(first == _NEVER, 0, kinds)


def _fill_rare(
    dues: NDArray[np.int64], row: int, fields: Mapping[str, Any], counts: bool, suspended: bool
) -> None:
    if suspended and (due := fields.get("paused_due")):
        dues[Deadline.DISPOSAL, row] = to_ms(due)
    emergency = (
        (Deadline.CONTACT, "contact_due", "contacted_at"),
        (Deadline.ARRIVAL, "arrival_due", "arrived_at"),
    )
    for kind, name, done in emergency:
        if counts and (due := fields.get(name)) and not fields.get(done):
            dues[kind, row] = to_ms(due)
