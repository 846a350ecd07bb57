"""Packed columns say what the cases say, and nothing that was cut or damaged passes for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.case import INSTANTS, Asleep, Case
from casework.columnar import (
    MAGIC,
    Block,
    ColumnarError,
    End,
    Few,
    Head,
    Numbers,
    Reader,
    Record,
    TruncatedError,
)
from casework.instant import to_ms
from casework.packing import blocks_of, framed, pack
from casework.unit import Fixes, Unit
from casework.vocabulary import CaseState, Channel, Level, Request, Step, UnitKind
from tests.support.effort import examples

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TEXT = st.sampled_from(["", "占道经营", "a\0b", "<b>not bold</b>"]) | st.text(max_size=6)
WHOLE = st.integers(-(2**63), 2**63 - 1)
AT = st.sampled_from([None, NOON]) | st.integers(-(10**15), 10**15).map(
    lambda us: NOON + timedelta(microseconds=us)
)
ASLEEP = st.builds(Asleep, st.sampled_from(CaseState), TEXT)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(INSTANTS, AT),
    **dict.fromkeys(("reported_at", "updated_at"), AT.map(lambda at: at or NOON)),
    **dict.fromkeys(("case_id", "version", "priority", "bounces", "reworks"), WHOLE),
    **dict.fromkeys(("extensions", "returns", "merged_into"), st.sampled_from([0, 1, 2**40])),
    **dict.fromkeys(("lon", "lat"), st.floats(allow_nan=False, allow_infinity=False)),
    "state": st.sampled_from(CaseState),
    "channel": st.sampled_from(Channel),
    "level": st.sampled_from(Level),
    "request": st.sampled_from(Request),
    "units": st.dictionaries(st.integers(0, 2**40), st.sampled_from(Step), max_size=2),
    "merged": st.lists(st.integers(0, 9), max_size=2).map(tuple),
    "attachments": st.lists(TEXT, max_size=2).map(tuple),
    "asleep": st.none() | ASLEEP,
}
CASES = st.lists(
    st.builds(Case, **{name: FIELDS.get(name, TEXT) for name in Case.__struct_fields__}),
    min_size=1,
    max_size=10,
)
HEAD = Head(
    "log-one", 7, NOON, 1.0, 1, [Unit(1, UnitKind.DRONE, "D1", "a")], Fixes([1], [1.0], [2.0], [3])
)
ONE = msgspec.convert(
    {
        **dict.fromkeys(("category", "title", "area"), "x"),
        **dict.fromkeys(("reported_at", "updated_at"), NOON),
        "case_id": 1,
        "version": 1,
        "priority": 1,
        "lon": 1.0,
        "lat": 2.0,
        "state": "filed",
        "channel": "drone",
    },
    Case,
)
BODY = MAGIC + framed(HEAD) + framed(pack([ONE])) + framed(End(1))


def read(body: bytes, size: int = 1_000) -> list[Record]:
    """All records of a body that comes `size` bytes at a time."""
    reader = Reader()
    pieces = [body[i : i + size] for i in range(0, len(body), size)]
    found = [record for piece in pieces for record in reader.feed(piece)]
    reader.finish()
    return found


def plain(case: Case) -> dict[str, Any]:
    """A case as plain values, instants in milliseconds."""
    values = {name: getattr(case, name) for name in Case.__struct_fields__}
    for name in INSTANTS:
        values[name] = None if values[name] is None else to_ms(values[name])
    return as_json(values)


def as_json(row: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(row))
    return found


@given(CASES, st.integers(1, 400))
@settings(max_examples=examples(25), deadline=None)
def test_every_field_of_every_case_comes_back_however_the_bytes_were_cut(
    cases: list[Case], size: int
) -> None:
    blocks = b"".join(map(framed, blocks_of(cases)))
    head, block, end = read(MAGIC + framed(HEAD) + blocks + framed(End(len(cases))), size)
    assert (head, end) == (HEAD, End(len(cases)))
    assert isinstance(block, Block)
    columns = {name: column.spread(len(cases)) for name, column in block.columns.items()}
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    assert list(map(as_json, rows)) == list(map(plain, cases))


def test_many_cases_come_in_several_blocks() -> None:
    blocks = list(blocks_of([ONE] * 10_000))
    assert sum(block.rows for block in blocks) == 10_000
    assert len(blocks) > 1


@given(st.integers(0, len(BODY) - 1))
def test_a_body_that_is_cut_anywhere_is_told_as_cut(size: int) -> None:
    with pytest.raises(TruncatedError):
        read(BODY[:size])


@given(st.integers(0, len(BODY) - 1), st.integers(1, 255))
def test_a_body_with_one_byte_changed_is_refused(place: int, mask: int) -> None:
    damaged = bytearray(BODY)
    damaged[place] ^= mask
    with pytest.raises(ColumnarError):
        read(bytes(damaged))


@given(st.binary(max_size=300))
def test_garbage_is_refused(garbage: bytes) -> None:
    for body in (garbage, MAGIC + garbage, MAGIC + framed(HEAD) + garbage):
        with pytest.raises(ColumnarError):
            read(body)


@pytest.mark.parametrize(
    ("records", "told"),
    [
        ([End(0)], "out of its place: end"),
        ([pack([ONE])], "out of its place: block"),
        ([HEAD, HEAD], "out of its place: head"),
        ([HEAD, End(0), End(0)], "out of its place: end"),
    ],
)
def test_records_have_their_order(records: list[Record], told: str) -> None:
    with pytest.raises(ColumnarError, match=told):
        read(MAGIC + b"".join(map(framed, records)))


def test_what_follows_the_end_is_refused() -> None:
    with pytest.raises(ColumnarError, match="3 bytes follow"):
        read(BODY + b"abc")


def test_a_length_beyond_any_snapshot_is_refused_at_once() -> None:
    with pytest.raises(ColumnarError, match="beyond any snapshot"):
        list(Reader().feed(MAGIC + b"\xff" * 8))


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (Numbers("<u1", 0, False, b"\0\0"), "2 rows"),
        (Numbers("<f2", 0, False, b"\0\0"), "unknown kind"),
        (Few(0, b"\7\0\0\0", [1]), "a row that its block does not have"),
    ],
)
def test_a_column_that_does_not_fit_says_so(column: Any, told: str) -> None:
    with pytest.raises(ColumnarError, match=told):
        column.spread(1)


def test_an_hour_costs_few_bytes() -> None:
    cases = [
        msgspec.structs.replace(ONE, case_id=n, reported_at=NOON + timedelta(seconds=n))
        for n in range(3_600)
    ]
    assert len(framed(pack(cases))) < 3_600 * 8
