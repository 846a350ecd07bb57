"""However many alarms there are, a place is ringed once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from console.map.alarmlayer import _apart

places = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 200)), max_size=40)


@given(places, st.integers(1, 60))
def test_in_each_square_the_last_alarm_is_ringed(dots: list[tuple[int, int]], step: int) -> None:
    at = np.array(dots, np.int64).reshape(-1, 2)
    kept = _apart(at[:, 0], at[:, 1], step).tolist()
    last = {(x // step, y // step): i for i, (x, y) in enumerate(dots)}
    assert kept == sorted(last.values())
