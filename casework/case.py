"""What a case (案件) is: the state that its events fold into."""

from __future__ import annotations

import msgspec

from casework.instant import Instant
from casework.vocabulary import OPEN_STATES, CaseState, Channel, Level, PlaceDoubt, Request, Step


class Asleep(msgspec.Struct, frozen=True):
    """What a merged case was before, so that an unmerge gives back exactly that."""

    state: CaseState
    holder: str = ""
    lease_until: Instant | None = None
    units: dict[int, Step] = {}


class Case(msgspec.Struct, frozen=True):
    """One case, as of `version` events. Position WGS-84 degrees; instants are aware UTC.

    `units` maps a unit to its step; a unit that is done or withdrawn is no longer listed.
    `due_at` is when the disposal breaches its limit, None while it is paused; `limit_from` is
    where that limit began. `stage_due` is the same for the desk's own stages (accept, file,
    dispatch, verify, close), `contact_due` and `arrival_due` for emergencies. `request` waits for a
    decision. `level` alone decides where the case goes. `merged_into` and `merged` are the two ends
    of a merge. `attachments` are the ids of its files. `doubt`: why its place may be wrong.
    `distinct` are cases that somebody has said are other matters. `component` is the code of the
    thing that it is about, "" for an event or where nobody has said.
    """

    case_id: int
    version: int
    state: CaseState
    category: str
    title: str
    area: str
    lon: float
    lat: float
    priority: int
    channel: Channel
    reported_at: Instant
    updated_at: Instant
    village: str = ""
    grid: str = ""
    address: str = ""
    description: str = ""
    reporter: str = ""
    department: str = ""
    limit_from: Instant | None = None
    due_at: Instant | None = None
    holder: str = ""
    lease_until: Instant | None = None
    units: dict[int, Step] = {}
    bounces: int = 0
    reworks: int = 0
    closed_at: Instant | None = None
    level: Level = Level.TOWN
    request: Request = Request.NONE
    request_by: str = ""
    request_reason: str = ""
    request_due: Instant | None = None
    extensions: int = 0
    returns: int = 0
    paused_at: Instant | None = None
    paused_due: Instant | None = None
    stage_from: Instant | None = None
    stage_due: Instant | None = None
    contact_due: Instant | None = None
    arrival_due: Instant | None = None
    contacted_at: Instant | None = None
    arrived_at: Instant | None = None
    merged_into: int = 0
    merged: tuple[int, ...] = ()
    asleep: Asleep | None = None
    attachments: tuple[str, ...] = ()
    doubt: PlaceDoubt = PlaceDoubt.NONE
    distinct: tuple[int, ...] = ()
    component: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


Cases = dict[int, Case]
#: The fields that are instants; a snapshot writes them as milliseconds.
INSTANTS = frozenset(
    {"reported_at", "updated_at", "limit_from", "due_at", "lease_until", "closed_at"}
    | {"request_due", "paused_at", "paused_due", "stage_from", "stage_due"}
    | {"contact_due", "arrival_due", "contacted_at", "arrived_at"}
)
