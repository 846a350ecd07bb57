"""A sink that tests can wait on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class Heard:
    """Everything that was said, in order."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self._changed = threading.Condition()

    def __call__(self, item: Any) -> None:
        with self._changed:
            self.items.append(item)
            self._changed.notify_all()

    def all(self, kind: type) -> list[Any]:
        with self._changed:
            return [i for i in self.items if isinstance(i, kind)]

    def until(self, wanted: Callable[[Any], bool], since: int = 0, timeout_s: float = 10) -> Any:
        """The first item from number `since` on for which `wanted` holds."""

        def find() -> Any:
            return next((i for i in self.items[since:] if wanted(i)), None)

        with self._changed:
            found = self._changed.wait_for(find, timeout_s)
        assert found is not None, f"heard only: {self.items[since:]}"
        return found

    def first(self, kind: type, since: int = 0, timeout_s: float = 10) -> Any:
        return self.until(lambda i: isinstance(i, kind), since, timeout_s)
