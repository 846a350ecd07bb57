"""Other centrals on the same database: hearing of their lines, and sharing positions with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from casework.unit import Fixes


class Neighbours(Protocol):
    """A line to the other processes. Nothing durable goes over it: the log is in the database."""

    #: Whether there may be anybody to tell.
    near: bool

    def start(
        self,
        heard: Callable[[], None],
        moved: Callable[[Fixes], None],
        lost: Callable[[], None],
    ) -> None:
        """Begin; all are called from threads of the neighbours' own.

        `heard`: there may be new lines in the log. `moved`: the newest fixes, in WGS-84, that
        another process has taken. `lost`: somebody who must not have company has taken the place
        of this process on the database, and it has to end.
        """
        ...

    def send(self, fixes: Fixes) -> None:
        """Tell the others; returns at once, and gives up silently where nobody can be reached."""
        ...

    def stop(self) -> None: ...


class Alone:
    """The only central on its database."""

    near = False

    def start(
        self,
        heard: Callable[[], None],
        moved: Callable[[Fixes], None],
        lost: Callable[[], None],
    ) -> None:
        """Nobody will ever call."""

    def send(self, fixes: Fixes) -> None:
        """Nobody hears it."""

    def stop(self) -> None:
        """Nothing was begun."""
