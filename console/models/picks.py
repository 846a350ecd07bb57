"""Cases picked for something that is to be done to all of them. Pure.

Kept by number: whatever comes, goes or moves, what was picked stays picked.
"""

from __future__ import annotations

from collections.abc import Iterable

#: So many can be picked; each of them becomes a command of its own.
MOST = 2_000


class Picks:
    """The numbers picked, in the order of picking."""

    def __init__(self) -> None:
        self._cases: dict[int, None] = {}

    def __len__(self) -> int:
        return len(self._cases)

    def __contains__(self, case_id: int) -> bool:
        return case_id in self._cases

    @property
    def cases(self) -> tuple[int, ...]:
        return tuple(self._cases)

    def toggle(self, case_id: int) -> bool:
        """Pick, or let go of; returns False where no more can be picked."""
        if case_id in self._cases:
            del self._cases[case_id]
            return True
        return self.add((case_id,)) == 0

    def add(self, case_ids: Iterable[int]) -> int:
        """Pick these too; returns how many found no room."""
        left = 0
        for case_id in case_ids:
            if len(self._cases) < MOST or case_id in self._cases:
                self._cases[case_id] = None
            else:
                left += 1
        return left

    def discard(self, case_ids: Iterable[int]) -> None:
        for case_id in case_ids:
            self._cases.pop(case_id, None)

    def clear(self) -> None:
        self._cases.clear()
