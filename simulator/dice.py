"""Seeded dice that do not remember: the same question always gets the same answer.

The order in which things happen depends on the network. Dice keyed by *what* is asked, instead of
one stream for all, keep a city reproducible from its seed whatever that order is.
"""

from __future__ import annotations

import random
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_MASK = (1 << 64) - 1
_GOLDEN = 0x9E37_79B9_7F4A_7C15
_MIX_1 = 0xBF58_476D_1CE4_E5B9
_MIX_2 = 0x94D0_49BB_1331_11EB


def mix(value: int) -> int:
    """One round of splitmix64: 64 bits in, 64 well-stirred bits out."""
    value = (value + _GOLDEN) & _MASK
    value = ((value ^ (value >> 30)) * _MIX_1) & _MASK
    value = ((value ^ (value >> 27)) * _MIX_2) & _MASK
    return value ^ (value >> 31)


def stir(*parts: int | str) -> int:
    """64 bits from any number of parts; stable over runs and machines, unlike `hash`."""
    state = 0
    for part in parts:
        number = int.from_bytes(part.encode(), "big") if isinstance(part, str) else part
        while True:
            state = mix(state ^ (number & _MASK))
            number >>= 64
            if number in (0, -1):
                break
    return state


def share(*parts: int | str) -> float:
    """A number in [0, 1) that belongs to `parts`."""
    return (stir(*parts) >> 11) / float(1 << 53)


def rng_for(*parts: int | str) -> random.Random:
    """A fresh generator that belongs to `parts`."""
    return random.Random(stir(*parts))


def uniform(key: int, ids: Ints, counters: Ints) -> Floats:
    """One number in [0, 1) for every (id, counter) pair under `key`, vectorised."""
    with np.errstate(over="ignore"):
        state = _mix(ids.astype(np.uint64) ^ np.uint64(key & _MASK))
        state = _mix(state ^ counters.astype(np.uint64))
    result: Floats = (state >> np.uint64(11)).astype(np.float64) / float(1 << 53)
    return result


def _mix(value: NDArray[Any]) -> NDArray[Any]:
    value = value + np.uint64(_GOLDEN)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(_MIX_1)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(_MIX_2)
    result: NDArray[Any] = value ^ (value >> np.uint64(31))
    return result
