"""Sprite numbers read back are what they were made of."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casework.vocabulary import UNIT_KIND_ORDER, UnitKind
from console.map.atlas import UNIT_BASE, cluster_codes
from console.map.codes import read_code
from console.map.glyphs import SHARES
from console.map.symbols import Age, Severity, Shape, case_code, unit_codes


@given(st.sampled_from(Shape), st.sampled_from(Severity), st.booleans())
def test_a_case_reads_back(shape: Shape, severity: Severity, emergency: bool) -> None:
    sign = read_code(case_code(shape, severity, emergency))
    assert (sign.kind, sign.shape, sign.severity, sign.emergency) == (
        "case", shape, severity, emergency,
    )  # fmt: skip


@given(
    st.sampled_from(UnitKind),
    st.sampled_from([Age.FRESH, Age.AGEING, Age.STALE]),
    st.booleans(),
    st.booleans(),
)
def test_a_unit_reads_back(kind: UnitKind, age: Age, busy: bool, near: bool) -> None:
    number = np.array([UNIT_KIND_ORDER.index(kind)])
    code = UNIT_BASE + int(unit_codes(number, np.array([age]), np.array([busy]), near)[0])
    sign = read_code(code)
    assert (sign.kind, sign.unit, sign.age, sign.busy, sign.near) == ("unit", kind, age, busy, near)


@given(st.integers(2, 5_000), st.sampled_from(Severity), st.data())
def test_a_cluster_reads_back(count: int, worst: Severity, data: st.DataObject) -> None:
    bad = data.draw(st.integers(0, count))
    code = cluster_codes(np.array([count]), np.array([worst]), np.array([bad]))
    sign = read_code(int(code[0]))
    assert (sign.kind, sign.severity) == ("cluster", worst)
    assert sign.size == sum(count >= step for step in (20, 100, 500))
    assert sign.share == -(-bad * (SHARES - 1) // count)
