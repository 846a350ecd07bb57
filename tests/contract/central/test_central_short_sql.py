"""Statements that go straight to the driver, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from central.errors import StoreError
from central.store import schema as t
from central.store.core import CoreStore
from central.store.opening import open_store
from central.store.statements import Put, Row
from tests.contract.central.cluster import Cluster

ANSWER, META = Put(t.answer), Put(t.meta)
NUMBERS = st.integers(-(2**63), 2**63 - 1)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
ROWS = st.tuples(
    st.uuids().map(str), TEXTS, TEXTS, st.binary(max_size=40), NUMBERS, NUMBERS,
    st.booleans(), NUMBERS, NUMBERS, st.binary(max_size=40), NUMBERS,
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, database: str) -> Iterator[CoreStore]:
    opened = open_store(tmp_path, database)
    yield opened
    opened.close()


def put(store: CoreStore, *rows: Row) -> None:
    with store._turn() as hand:
        hand.swift.look([])
        hand.swift.put((ANSWER, rows))
        hand.swift.commit()


def kept(store: CoreStore, *rows: Row) -> list[Row]:
    with store._turn() as hand:
        found = hand.swift.look([row[:2] for row in rows])[1]
        hand.swift.commit()
    return [tuple(bool(v) if i == 6 else v for i, v in enumerate(row)) for row in found]


class TestRows:
    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(st.lists(ROWS, min_size=1, max_size=45, unique_by=lambda row: row[0]))
    def test_come_back_as_they_were_put(self, store: CoreStore, rows: list[Row]) -> None:
        with store.writing() as db:
            db.execute(delete(t.answer))
        put(store, *rows)
        assert sorted(kept(store, *rows)) == sorted(rows)

    def test_beyond_what_a_line_holds_at_once_all_arrive(self, store: CoreStore) -> None:
        big = b"x" * 2_000
        rows = [(f"who{n}", "key", "r", big, n, 1, True, 1, 1, b"", 1) for n in range(5_200)]
        put(store, *rows)
        assert kept(store, *rows[::1_000]) == rows[::1_000]


def test_a_connection_that_rests_again_and_again_keeps_its_statements(store: CoreStore) -> None:
    for _ in range(7):
        with store._turn() as hand:
            assert hand.swift.alive()
            assert hand.swift.look([])[0].seq == 0
            hand.swift.commit()


class TestAfterAnError:
    def test_nothing_is_kept_and_the_next_transaction_works(self, store: CoreStore) -> None:
        one = ("who", "one", "r", b"", 1, 1, True, 1, 1, b"", 1)
        two = ("who", "two", "r", b"", 1, 1, True, 1, 1, b"", 1)
        put(store, one)
        with pytest.raises(StoreError, match=r"(?i)unique"):
            put(store, two, one)
        assert kept(store, one, two) == [one]
        put(store, two)
        assert kept(store, one, two) == [one, two]

    def test_of_the_caller_nothing_is_kept_either(self, store: CoreStore) -> None:
        one = ("who", "one", "r", b"", 1, 1, True, 1, 1, b"", 1)

        def interrupted() -> None:
            with store._turn() as hand:
                hand.swift.look([])
                hand.swift.put((ANSWER, [one]))
                raise LookupError

        with pytest.raises(LookupError):
            interrupted()
        assert kept(store, one) == []


class TestOnPostgres:
    def test_a_text_is_never_cut_at_a_zero(self, cluster: Cluster, tmp_path: Path) -> None:
        store = open_store(tmp_path, cluster.new_database())
        one = ("who", "a\0b", "r", b"", 1, 1, True, 1, 1, b"", 1)
        with pytest.raises(StoreError, match="0x00"):
            put(store, one)
        store.close()
