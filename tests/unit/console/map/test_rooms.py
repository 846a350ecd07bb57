"""No room counts a case overdue that another does not: the queue, the wall and the map agree."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casework.case import Case
from casework.instant import from_ms
from casework.vocabulary import STATE_ORDER, CaseState, Channel
from console.board.cases import CaseTable
from console.board.units import UnitTable
from console.map.symbols import NEVER, Severity, severities
from console.models.citycounts import count
from console.models.filters import QueueFilter, TextSearch, mask

NOW = 1_772_000_000_000
LONGEST = 9_000_000
instants = st.none() | st.integers(-LONGEST, LONGEST).map(lambda ms: from_ms(NOW + ms))
cases = st.builds(
    Case,
    case_id=st.just(1),
    version=st.just(1),
    state=st.sampled_from(STATE_ORDER),
    category=st.just("10101"),
    title=st.just(""),
    area=st.just("441900003000"),
    lon=st.just(113.75),
    lat=st.just(23.03),
    priority=st.integers(1, 4),
    channel=st.just(Channel.OFFICER),
    reported_at=st.just(from_ms(NOW - LONGEST)),
    updated_at=st.just(from_ms(NOW)),
    limit_from=instants,
    due_at=instants,
    stage_due=instants,
    contact_due=instants,
    contacted_at=instants,
    arrival_due=instants,
    arrived_at=instants,
    paused_due=instants,
    holder=st.sampled_from(("", "chen")),
    lease_until=instants,
)
laters = st.integers(-LONGEST, 2 * LONGEST)


def held(case: Case) -> CaseTable:
    table = CaseTable()
    table.put(case)
    return table


@given(cases, laters)
def test_seat_wall_and_map_say_overdue_of_the_same_cases(case: Case, later: int) -> None:
    table, now = held(case), NOW + later
    asked = QueueFilter(open_only=False, overdue=True)
    seat = bool(mask(table, asked, now, TextSearch())[0])
    wall = count(table, UnitTable(), now, NOW).overdue == 1
    on_map = severities(table, np.array([0]), now)[0][0] >= Severity.RED
    assert seat == wall == on_map


@given(cases, laters)
def test_wall_and_map_say_of_the_same_cases_that_the_limit_is_nearly_used_up(
    case: Case, later: int
) -> None:
    table, now = held(case), NOW + later
    near = count(table, UnitTable(), now, NOW).near == 1
    assert near == (severities(table, np.array([0]), now)[0][0] == Severity.AMBER)


@given(cases, laters)
def test_the_map_looks_again_when_a_case_becomes_overdue(case: Case, later: int) -> None:
    table, now = held(case), NOW + later
    before, turns = severities(table, np.array([0]), now)
    until = now + 50 * LONGEST if turns[0] == NEVER else int(turns[0]) - 1
    assert severities(table, np.array([0]), until)[0][0] == before[0]


def test_while_a_case_is_suspended_nothing_of_it_is_overdue_on_the_map() -> None:
    case = Case(
        case_id=1,
        version=1,
        state=CaseState.SUSPENDED,
        category="10101",
        title="",
        area="441900003000",
        lon=113.75,
        lat=23.03,
        priority=1,
        channel=Channel.OFFICER,
        reported_at=from_ms(NOW - LONGEST),
        updated_at=from_ms(NOW),
        paused_due=from_ms(NOW - 1),
    )
    assert severities(held(case), np.array([0]), NOW)[0][0] == Severity.CALM
