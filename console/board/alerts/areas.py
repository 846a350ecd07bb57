"""Numbers for the alerts of watched areas, whose keys are of somebody else's making."""

from __future__ import annotations


class Areas:
    """Key → a row of its own, given back when it is over."""

    def __init__(self) -> None:
        self._row: dict[str, int] = {}
        self._key: dict[int, tuple[str, int]] = {}
        self._free: list[int] = []

    def add(self, key: str, case_id: int) -> int:
        """The row of `key`; `case_id` is what to go to, 0 for nothing."""
        row = self._row.get(key)
        if row is None:
            row = self._free.pop() if self._free else len(self._row)
            self._row[key] = row
        self._key[row] = (key, case_id)
        return row

    def remove(self, key: str) -> int | None:
        """The row it had, None for an unknown key. `key` and `case` still answer for it."""
        row = self._row.pop(key, None)
        if row is not None:
            self._free.append(row)
        return row

    def row(self, key: str) -> int | None:
        return self._row.get(key)

    def key(self, row: int) -> str:
        return self._key[row][0]

    def case(self, row: int) -> int:
        return self._key[row][1]
