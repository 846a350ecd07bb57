"""What an operator has named on the map: extents to go back to, areas to be watched.

Kept for each operator in the memory of the seat. What cannot be read is set aside under another key
and said, never overwritten.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from casework.vocabulary import UNIT_KIND_ORDER
from console.session import Session

LONGEST_NAME, MOST = 60, 200
#: Corners of a watch area; a drawn one never has more.
_MOST_CORNERS = 2_048


class Memory(Protocol):
    """Where things are kept between two starts."""

    def remember(self, key: str, state: bytes, /) -> None: ...

    def recall(self, key: str, /) -> bytes | None: ...


class Bookmark(msgspec.Struct, frozen=True):
    """An extent with a name, WGS-84 degrees."""

    name: str
    west: float
    south: float
    east: float
    north: float


class WatchArea(msgspec.Struct, frozen=True):
    """`ring`: corners (lon, lat), WGS-84 degrees. `kinds`: unit kinds whose entry alarms.

    `cases`: whether a new case inside alarms. `dwell_s`: so long a unit has to be inside.
    """

    name: str
    ring: list[tuple[float, float]]
    kinds: list[str] = msgspec.field(default_factory=lambda: [str(k) for k in UNIT_KIND_ORDER])
    cases: bool = True
    dwell_s: int = 30


class Kept(msgspec.Struct):
    """The content of the memory."""

    bookmarks: list[Bookmark] = []
    areas: list[WatchArea] = []


class NameFault(StrEnum):
    """Why a name was not taken."""

    EMPTY = "empty"
    LONG = "long"
    TAKEN = "taken"
    MANY = "many"


Named = Bookmark | WatchArea


class Places(QObject):
    """The places of whoever sits here; another operator has others."""

    changed = Signal()

    def __init__(self, session: Session, memory: Memory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._memory = session, memory
        self._operator = session.actor.actor_id if session.actor else ""
        self._kept = Kept()
        self.problem = ""  # what could not be read, plain text
        session.city_known.connect(self._sit_down)
        self._load()

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        return tuple(self._kept.bookmarks)

    @property
    def areas(self) -> tuple[WatchArea, ...]:
        return tuple(self._kept.areas)

    def add(self, thing: Named) -> NameFault | None:
        """Keep a new one at the end; returns why not."""
        listed = self._list_of(thing)
        if len(listed) >= MOST:
            return NameFault.MANY
        thing, fault = self._named(thing, thing.name, None)
        if fault is None:
            listed.append(thing)
            self._keep()
        return fault

    def rename(self, thing: Named, name: str) -> NameFault | None:
        """Give it another name; returns why not. Raises ValueError when it is not kept here."""
        new, fault = self._named(thing, name, thing)
        if fault is None:
            self.replace(thing, new)
        return fault

    def replace(self, old: Named, new: Named) -> None:
        """Put `new` in the place of `old`. Raises ValueError when it is not kept here."""
        listed = self._list_of(old)
        listed[listed.index(old)] = new
        self._keep()

    def remove(self, thing: Named) -> None:
        """Raises ValueError when it is not kept here."""
        self._list_of(thing).remove(thing)
        self._keep()

    def free_name(self, stem: str) -> str:
        """`stem` with the first number that makes it a name nobody has taken."""
        taken = {b.name for b in self.bookmarks} | {a.name for a in self.areas}
        return next(n for n in (f"{stem} {i}" for i in range(1, len(taken) + 2)) if n not in taken)

    def _list_of(self, thing: Named) -> list[Named]:
        if isinstance(thing, Bookmark):
            return self._kept.bookmarks  # type: ignore[return-value]
        return self._kept.areas  # type: ignore[return-value]

    def _named(self, thing: Named, name: str, old: Named | None) -> tuple[Named, NameFault | None]:
        name = " ".join(name.split())
        others = {t.name.casefold() for t in self._list_of(thing) if t is not old and t != old}
        fault = None
        if not name:
            fault = NameFault.EMPTY
        elif len(name) > LONGEST_NAME:
            fault = NameFault.LONG
        elif name.casefold() in others:
            fault = NameFault.TAKEN
        return msgspec.structs.replace(thing, name=name), fault

    def _sit_down(self) -> None:
        actor = self._session.actor
        operator = actor.actor_id if actor else ""
        if operator != self._operator:
            self._operator = operator
            self._load()

    @property
    def _key(self) -> str:
        return f"places:{self._operator}"

    def _load(self) -> None:
        found = self._memory.recall(self._key)
        self.problem, self._kept = "", Kept()
        if found:
            try:
                self._kept = _checked(msgspec.json.decode(found, type=Kept))
            except (msgspec.MsgspecError, ValueError) as error:
                self.problem = str(error)
                self._memory.remember(f"{self._key}:unreadable", found)
        self.changed.emit()

    def _keep(self) -> None:
        self._memory.remember(self._key, msgspec.json.encode(self._kept))
        self.changed.emit()


def _checked(kept: Kept) -> Kept:
    """Raises ValueError for what no map can show."""
    for area in kept.areas:
        if not 3 <= len(area.ring) <= _MOST_CORNERS or area.dwell_s < 0:
            raise ValueError(f"watch area {area.name!r} has no usable outline")
        if any(abs(lon) > 180 or abs(lat) > 90 for lon, lat in area.ring):
            raise ValueError(f"watch area {area.name!r} lies outside the globe")
    for mark in kept.bookmarks:
        if not (-180 <= mark.west < mark.east <= 180 and -90 <= mark.south < mark.north <= 90):
            raise ValueError(f"bookmark {mark.name!r} is no extent")
    return kept
