"""Groups that a person has put aside for a while: still there and counted, but not announced."""

from __future__ import annotations

from console.board.alerts.kinds import GroupKey, Klass

#: How long a group stays aside. City time.
SHELF_MS = 30 * 60_000


class Shelf:
    """Comes back by itself; what is critical cannot be put aside."""

    def __init__(self) -> None:
        self._until: dict[GroupKey, int] = {}

    def put(self, key: GroupKey, now_ms: int) -> bool:
        """Put aside for `SHELF_MS`; False for what is critical."""
        if key.klass is Klass.CRITICAL:
            return False
        self._until[key] = now_ms + SHELF_MS
        return True

    def take_back(self, key: GroupKey) -> None:
        self._until.pop(key, None)

    def has(self, key: GroupKey) -> bool:
        return key in self._until

    def until(self, key: GroupKey) -> int:
        """When it comes back, ms of the city's time; 0 where it is not aside."""
        return self._until.get(key, 0)

    def tick(self, now_ms: int) -> bool:
        """Whether something came back."""
        back = [key for key, until in self._until.items() if until <= now_ms]
        for key in back:
            del self._until[key]
        return bool(back)
