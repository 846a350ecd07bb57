"""Reads a snapshot's columns into arrays, whether they came packed or as plain lists.

A packed column that has other than `size` rows raises ValueError when it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from casework.columnar import Coded, Column, Few, Numbers, Texts
from console.board.columns import Array


def even(columns: Mapping[str, Column], size: int) -> None:
    """
    Raises:
        ValueError: plain columns have other than `size` rows; packed ones tell when they are read.
    """
    packed = Numbers | Coded | Few | Texts
    short = [n for n, c in columns.items() if not isinstance(c, packed) and len(c) != size]
    if short:
        raise ValueError(f"snapshot columns differ in length: {', '.join(short)}")


def plain(column: Column, size: int) -> list[Any]:
    """One value a row."""
    if isinstance(column, Numbers | Coded | Few | Texts):
        return column.spread(size)
    return list(column)


def numbers(column: Column, size: int) -> Array:
    """Shape (size,); 0 where there is none."""
    if isinstance(column, Numbers):
        return column.array(size)
    if isinstance(column, Few):
        out = np.full(size, column.default or 0)
        for row, value in column.items(size):
            out[row] = value
        return out
    return np.asarray([value or 0 for value in plain(column, size)])


def codes(column: Column, size: int, index: Callable[[Any], int]) -> Array:
    """Shape (size,) int32: the `index` of every text."""
    if isinstance(column, Coded):
        known: Array = np.asarray([index(word) for word in column.words], np.int32)
        return known.take(column.codes(size))
    if isinstance(column, Few):
        out = np.full(size, index(column.default), np.int32)
        for row, value in column.items(size):
            out[row] = index(value)
        return out
    return np.fromiter((index(value) for value in plain(column, size)), np.int32, size)


def unusual(column: Column, size: int) -> Iterable[tuple[int, Any]]:
    """(row, value) of the rows that have any; a missing column (of no rows) has none."""
    if isinstance(column, Few) and not column.default:
        found: Iterable[tuple[int, Any]] = column.items(size)
    elif isinstance(column, Numbers | Coded | Few | Texts):
        found = enumerate(column.spread(size))
    else:
        found = enumerate(plain(column, size) if column else ())
    return ((row, value) for row, value in found if value)
