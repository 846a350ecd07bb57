"""What a case (案件) is: the state that its events fold into."""

from __future__ import annotations

import msgspec

from casework.instant import Instant
from casework.vocabulary import CaseState, Channel, Step


class Case(msgspec.Struct, frozen=True):
    """One case, as of `version` events. Position WGS-84 degrees; instants are aware UTC.

    `units` maps a unit to its step; a unit that is done or withdrawn is no longer listed.
    `due_at` is when the running stage breaches its limit; `limit_from` is where that limit began.
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

    @property
    def is_open(self) -> bool:
        return self.state not in (CaseState.CLOSED, CaseState.REJECTED)


Cases = dict[int, Case]
