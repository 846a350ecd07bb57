"""Groups, counts and news against plain readings of what they mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.case import Case
from console.models.filters import QueueFilter, TextSearch
from console.models.folds import Folds
from console.models.order import QueueOrder
from console.models.sortkeys import GROUPINGS, By
from console.models.tallies import MOST, Tallies, measure
from console.models.unseen import News, Unseen
from console.models.viewbook import read_sort, write_sort
from tests.unit.console.models.test_order import NOW, cases, filled, filters, keep_texts

NONE = np.empty(0, np.int64)


@given(st.lists(st.integers(0, 4), max_size=8), st.sets(st.integers(0, 8)))
def test_headings_and_rows_stand_where_a_plain_list_has_them(
    sizes: list[int], closed: set[int]
) -> None:
    plain: list[tuple[int, int]] = []  # (rank of a heading, -1) or (rank, row)
    flat = 0
    for rank, size in enumerate(sizes):
        plain += [(rank, -1)] if size else []
        plain += [(rank, flat + i) for i in range(0 if rank in closed else size)]
        flat += size
    folds = Folds(np.array(sizes, np.int64), closed)
    assert folds.total == len(plain)
    assert [folds.flat(p) for p in range(-1, len(plain) + 1)] == [-1, *(f for _, f in plain), -1]
    for position, (rank, row) in enumerate(plain):
        head = folds.heading(position)
        assert folds.group_at(position) == rank
        if row < 0:
            assert head is not None
            assert (head.rank, head.size, head.closed) == (rank, sizes[rank], rank in closed)
            assert folds.head_of(rank) == position
        else:
            assert head is None
            assert folds.position(row) == position
    shown = {row for _, row in plain}
    assert all(folds.position(row) == -1 for row in range(flat + 2) if row not in shown)


@given(
    st.lists(cases, max_size=20),
    st.lists(st.lists(cases, min_size=1, max_size=6), max_size=4),
    st.sampled_from(GROUPINGS),
    st.sampled_from(By),
    st.booleans(),
)
def test_groups_stay_together_and_their_sizes_follow_every_batch(
    first: list[Case], batches: list[list[Case]], group: By, by: By, down: bool
) -> None:
    order = QueueOrder(filled(first))
    order.sort_by(by, down, group)
    order.rebuild(NOW)
    for batch in [[], *batches]:
        rows = {order.table.put(keep_texts(order.table, case))[0] for case in batch}
        if order.apply(np.array(sorted(rows), np.int64), NOW) is None:
            order.rebuild(NOW)
        ranks = order.sort.groups(order.table, order.index, NOW)
        assert ranks.tolist() == sorted(ranks.tolist())
        counted = np.bincount(ranks, minlength=len(order.groups))
        assert counted.tolist() == order.groups.tolist()
        again = QueueOrder(order.table)
        again.sort_by(by, down, group)
        again.rebuild(NOW)
        assert again.index.tolist() == order.index.tolist()


@given(
    st.lists(cases, max_size=20),
    st.lists(st.lists(cases, min_size=1, max_size=6), max_size=5),
    st.lists(filters, min_size=1, max_size=4),
)
def test_counts_kept_up_are_those_of_counting_everything(
    first: list[Case], batches: list[list[Case]], asked: list[QueueFilter]
) -> None:
    table, search, kept = filled(first), TextSearch(), Tallies()
    kept.adopt(measure(table, asked, NOW, search, table.rows))
    for batch in batches:
        rows = {table.put(keep_texts(table, case))[0] for case in batch}
        kept.apply(table, np.array(sorted(rows), np.int64), NOW, search)
    whole = measure(table, asked, NOW, TextSearch(), table.rows)
    assert kept.counts.tolist() == whole.counts.tolist()


def test_more_filters_than_there_are_bits_are_an_error() -> None:
    with pytest.raises(ValueError, match="at most 64"):
        measure(filled([]), [QueueFilter()] * (MOST + 1), NOW, TextSearch(), 0)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("add"), st.integers(0, 3_000)),
            st.tuples(st.just("change"), st.integers(0, 3_000)),
            st.tuples(st.just("see"), st.integers(-1, 3_000)),
        ),
        max_size=40,
    )
)
def test_news_are_counted_as_they_come_and_are_seen(steps: list[tuple[str, int]]) -> None:
    unseen = Unseen()
    plain: dict[int, News] = {}
    for what, row in steps:
        rows = np.array([row], np.int64)
        if what == "add":
            unseen.tell(rows, NONE)
            plain[row] = News.NEW
        elif what == "change":
            unseen.tell(NONE, rows)
            plain[row] = max(plain.get(row, News.NONE), News.CHANGED)
        else:
            unseen.see([row])
            plain.pop(row, None)
    assert unseen.count == len(plain)
    assert all(unseen.of(row) is plain.get(row, News.NONE) for _, row in steps)


def test_a_change_while_one_looks_begins_the_two_seconds_anew() -> None:
    unseen = Unseen()
    unseen.tell(np.array([4]), NONE)
    assert unseen.look([4], 0.0) == []
    unseen.tell(NONE, np.array([4]))
    assert unseen.look([4], 2.0) == []
    assert unseen.look([4], 4.0) == [4]


@given(st.sampled_from(By), st.booleans(), st.none() | st.sampled_from(GROUPINGS))
def test_an_order_written_reads_back(by: By, down: bool, group: By | None) -> None:
    assert read_sort(write_sort(by, down, group)) == (by, down, group)


@pytest.mark.parametrize("text", ["", "colour-", "clock/colour", "/", "number/title"])
def test_an_order_of_a_newer_console_does_no_harm(text: str) -> None:
    assert read_sort(text)[2] is None
