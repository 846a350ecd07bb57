"""The queue's index: what is shown and in which order, against a plain reading of the rules."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.case import Case
from casework.instant import from_ms, to_ms
from casework.vocabulary import CHANNEL_ORDER, OPEN_STATES, STATE_ORDER, CaseState
from console.board.cases import CaseTable
from console.models.filters import Chosen, QueueFilter, passed
from console.models.order import QueueOrder, splice
from console.models.sortkeys import TEXT_BYTES, By
from console.models.tallies import count

NOW = 1_700_000_000_000
TOWNS = ("441900003000", "441900004000")
VILLAGES = ("", "441900003001", "441900004007")

times = st.integers(NOW - 9, NOW + 9).map(from_ms)
cases = st.builds(
    Case,
    case_id=st.integers(1, 40),
    version=st.just(1),
    state=st.sampled_from(STATE_ORDER),
    category=st.sampled_from(("10101", "20101")),
    title=st.sampled_from(("井盖破损", "井盖", "Noise", "noise ß", "", "x\x1ey")),
    area=st.sampled_from(TOWNS),
    village=st.sampled_from(VILLAGES),
    lon=st.just(113.7),
    lat=st.just(23.0),
    priority=st.integers(1, 4),
    channel=st.sampled_from(CHANNEL_ORDER),
    reported_at=st.just(from_ms(NOW)),
    updated_at=st.just(from_ms(NOW)),
    address=st.sampled_from(("人民路1号", "Road 12")),
    department=st.sampled_from(("", "D01", "D02")),
    holder=st.sampled_from(("", "me", "you")),
    due_at=st.none() | times,
    stage_due=st.none() | times,
    contact_due=st.none() | times,
    contacted_at=st.none() | times,
    paused_at=st.just(from_ms(NOW)),
    paused_due=st.none() | times,
)
filters = st.builds(
    QueueFilter,
    open_only=st.booleans(),
    states=st.sampled_from(((), (2,), (2, 7))),
    areas=st.sampled_from(((), ("441900000000",), (TOWNS[0],), (VILLAGES[1], TOWNS[1]))),
    departments=st.sampled_from(((), ("D01",), ("D01", "D02"), ("D09",))),
    categories=st.sampled_from(((), ("10101",))),
    channels=st.sampled_from(((), (0, 1))),
    priorities=st.sampled_from(((), (1,), (1, 4))),
    holders=st.sampled_from(((), ("me",))),
    unclaimed=st.booleans(),
    overdue=st.booleans(),
    texts=st.sampled_from(
        ((), ("井盖",), ("NOISE",), ("ss",), ("1",), ("人民路1",), ("x y",), ("noise", "12"))
    ),
)


def filled(some: list[Case]) -> CaseTable:
    table = CaseTable(4)
    for case in some:
        table.put(case)
    return table


def due_ms(case: Case) -> int:
    """The first deadline that runs, 0 for none."""
    if case.state not in OPEN_STATES or case.state is CaseState.SUSPENDED:
        return 0
    contact = None if case.contacted_at else case.contact_due
    return min((to_ms(d) for d in (case.due_at, case.stage_due, contact) if d), default=0)


def clock(case: Case) -> tuple[int, int]:
    """Running clocks by their end, paused ones by what is left, then what is over."""
    never = 1 << 60
    if case.state is CaseState.SUSPENDED:
        return 1, to_ms(case.paused_due) - NOW if case.paused_due else never
    return (0 if case.state in OPEN_STATES else 2), due_ms(case) or never


def passes(case: Case, where: QueueFilter, now_ms: int) -> bool:
    """The filter's words, one case at a time."""
    finest = case.village or case.area

    def found(said: str) -> bool:
        text = said.casefold()
        number = text.isdecimal() and str(case.case_id).startswith(text)
        title = case.title.replace("\x1e", " ").casefold()
        return number or text in title or text in case.address.casefold()

    return (
        (case.state in OPEN_STATES or not where.open_only or bool(where.states))
        and (not where.states or STATE_ORDER.index(case.state) in where.states)
        and (not where.areas or any(finest.startswith(a.rstrip("0")) for a in where.areas))
        and (not where.departments or case.department in where.departments)
        and (not where.categories or case.category in where.categories)
        and (not where.channels or CHANNEL_ORDER.index(case.channel) in where.channels)
        and (not where.priorities or case.priority in where.priorities)
        and (not where.holders or case.holder in where.holders)
        and (not where.unclaimed or (not case.holder and case.state in OPEN_STATES))
        and (not where.overdue or (0 < due_ms(case) < now_ms and case.state in OPEN_STATES))
        and all(found(text) for text in where.texts)
    )


def key(case: Case, by: By) -> tuple[object, ...]:
    plain: dict[By, object] = {
        By.URGENCY: (clock(case)[0], case.priority, clock(case)[1]),
        By.PRIORITY: case.priority,
        By.NUMBER: case.case_id,
        By.PLACE: case.area,
        By.TYPE: case.category,
        By.STATE: STATE_ORDER.index(case.state),
        By.CLOCK: clock(case),
        By.DEPARTMENT: case.department or "\U0010ffff",
        By.HOLDER: case.holder or "\U0010ffff",
        By.SOURCE: CHANNEL_ORDER.index(case.channel),
        By.TITLE: case.title.encode()[:TEXT_BYTES],
    }
    return (plain[by],)


def brute(table: CaseTable, where: QueueFilter, by: By, down: bool, now_ms: int) -> list[int]:
    shown = [c for c in map(table.get, range(table.rows)) if passes(c, where, now_ms)]
    shown.sort(key=lambda c: c.case_id)
    shown.sort(key=lambda c: key(c, by), reverse=down)
    if down:  # a reversed stable sort keeps equal ones in their order
        assert all(a.case_id != b.case_id for a, b in pairwise(shown))
    return [c.case_id for c in shown]


def shown(order: QueueOrder) -> list[int]:
    return order.table.column("case_id")[order.index].tolist()


@given(st.lists(cases, max_size=30), filters, st.sampled_from(By), st.booleans())
def test_the_order_equals_a_plain_sort_of_the_cases(
    some: list[Case], where: QueueFilter, by: By, down: bool
) -> None:
    order = QueueOrder(filled(some))
    order.where = where
    order.sort_by(by, down)
    order.rebuild(NOW)
    assert shown(order) == brute(order.table, where, by, down, NOW)


@given(
    st.lists(cases, max_size=20),
    st.lists(st.lists(cases, max_size=6), max_size=5),
    filters,
    st.sampled_from(By),
    st.booleans(),
    st.sampled_from([(300, 1_024), (0, 2), (3, 1)]),
)
def test_taking_in_batches_gives_the_same_as_sorting_everything_again(
    first: list[Case],
    batches: list[list[Case]],
    where: QueueFilter,
    by: By,
    down: bool,
    steps: tuple[int, int],
) -> None:
    order = QueueOrder(filled(first))
    order.pieces, order.stride = steps  # as in a long queue, where the others hardly matter
    order.where = where
    order.sort_by(by, down)
    order.rebuild(NOW)
    for step, batch in enumerate(batches, 1):
        rows = sorted({order.table.put(keep_texts(order.table, c))[0] for c in batch})
        advance(order, np.array(rows, np.int64), NOW + step * 3)
        assert shown(order) == brute(order.table, where, by, down, NOW + step * 3)
        stands = {int(row): place for place, row in enumerate(order.index)}
        assert [order.position(row) for row in rows] == [stands.get(row, -1) for row in rows]
        assert sorted(order.positions(np.array(rows, np.int64))) == sorted(
            stands[row] for row in rows if row in stands
        )


def keep_texts(table: CaseTable, case: Case) -> Case:
    """Titles and addresses are said once, when a case is reported."""
    row = table.row(case.case_id)
    return replace_texts(case, table.get(row)) if row >= 0 else case


def replace_texts(case: Case, old: Case) -> Case:
    fields = {n: getattr(case, n) for n in case.__struct_fields__}
    return Case(**{**fields, "title": old.title, "address": old.address})


@given(st.lists(cases, max_size=30))
def test_the_counts_are_those_of_a_plain_count(some: list[Case]) -> None:
    table = filled(some)
    now = [table.get(r) for r in range(table.rows)]
    opened = [c for c in now if c.state in OPEN_STATES]
    counts = count(table, NOW, "me")
    assert counts.open == len(opened)
    assert counts.overdue == sum(0 < due_ms(c) < NOW for c in opened)
    assert counts.unclaimed == sum(not c.holder for c in opened)
    assert counts.mine == sum(c.holder == "me" for c in opened)
    assert counts.urgent == sum(c.priority == 1 for c in opened)


def test_a_case_enters_the_overdue_queue_when_its_limit_passes() -> None:
    table = filled([made(1, NOW + 5), made(2, NOW + 50)])
    order = QueueOrder(table)
    order.where = QueueFilter(overdue=True)
    order.rebuild(NOW)
    assert shown(order) == []
    advance(order, np.empty(0, np.int64), NOW + 6)
    assert shown(order) == [1]


def advance(order: QueueOrder, touched: np.ndarray, now_ms: int) -> None:
    """A batch and the passing of time, as the model tells them."""
    ran_out = passed(order.table, NOW - 20, now_ms, order.table.rows)
    if order.apply(np.union1d(touched, ran_out), now_ms) is None:
        order.rebuild(now_ms)


def made(case_id: int, due: int, priority: int = 3) -> Case:
    return Case(
        case_id, 1, STATE_ORDER[2], "10101", "t", TOWNS[0], 113.7, 23.0, priority,
        CHANNEL_ORDER[0], from_ms(NOW), from_ms(NOW), due_at=from_ms(due),
    )  # fmt: skip


def test_a_batch_larger_than_can_be_merged_is_sorted_as_a_whole() -> None:
    table = filled([made(n, NOW + n) for n in range(3_000, 0, -1)])
    order = QueueOrder(table)
    order.apply(np.arange(3_000), NOW)
    assert shown(order) == list(range(1, 3_001))


def test_names_decide_the_order_of_coded_columns_not_codes() -> None:
    names = {TOWNS[0]: "b", TOWNS[1]: "a"}
    table = filled([made(1, NOW), replace_area(made(2, NOW), TOWNS[1])])
    order = QueueOrder(table, lambda _column, code: names.get(code, code))
    order.sort_by(By.PLACE)
    order.rebuild(NOW)
    assert shown(order) == [2, 1]


def replace_area(case: Case, area: str) -> Case:
    fields = {n: getattr(case, n) for n in case.__struct_fields__}
    return Case(**{**fields, "area": area})


@pytest.mark.parametrize("text", ["井", "盖破", "é", "\x1e", "[", "%", "\\"])
def test_searching_takes_text_literally(text: str) -> None:
    case = made(1, NOW)
    fields = {n: getattr(case, n) for n in case.__struct_fields__}
    order = QueueOrder(filled([Case(**{**fields, "title": f"a{text}b"}), made(2, NOW)]))
    order.where = QueueFilter(texts=(text,))
    order.rebuild(NOW)
    assert shown(order) == ([1])


@given(
    st.lists(st.integers(0, 60) | st.sampled_from([10**9, 2**40]), unique=True, max_size=20),
    st.lists(st.integers(0, 70) | st.sampled_from([10**9, 10**9 + 1, 2**40]), max_size=20),
)
def test_what_was_chosen_by_hand_is_among_the_chosen_and_nothing_else_is(
    chosen: list[int], asked: list[int]
) -> None:
    found = Chosen(np.array(chosen, np.int64)).holds(np.array(asked, np.int64))
    assert found.tolist() == [number in chosen for number in asked]


@pytest.mark.parametrize("pieces", [0, 10**6], ids=["piece by piece", "by a mask"])
def test_a_spliced_index_is_what_cutting_a_list_makes_of_it(pieces: int) -> None:
    @given(
        st.lists(st.integers(0, 99), max_size=30),
        st.sets(st.integers(0, 29)),
        st.lists(st.integers(0, 30), max_size=8),
    )
    def holds(old: list[int], gone: set[int], places: list[int]) -> None:
        out = np.array(sorted(p for p in gone if p < len(old)), np.int64)
        at = np.array(sorted(min(p, len(old)) for p in places), np.int64)
        rows = np.arange(1_000, 1_000 + len(at))
        into = at - np.searchsorted(out, at, "left") + np.arange(len(at))
        expected: list[int] = []
        for place in range(len(old) + 1):
            expected += rows[at == place].tolist()
            expected += old[place : place + 1] if place not in out else []
        index = np.array(old, np.int32)
        assert splice(index, out, at, rows, into, pieces).tolist() == expected

    holds()
