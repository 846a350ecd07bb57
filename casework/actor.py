"""Who acts: an operator with posts and a scope."""

from __future__ import annotations

import msgspec

from casework.vocabulary import LEVEL_ORDER, Level, Post


class Actor(msgspec.Struct, frozen=True):
    """An operator. Empty `areas` or `departments` mean no restriction on that axis.

    `areas` are area codes; an area covers its subtree, and codes are prefixes of their subtree
    once trailing zeros are dropped (GB/T 2260 with 12-digit extensions).
    """

    actor_id: str
    name: str
    posts: frozenset[Post]
    areas: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()

    @property
    def writes(self) -> bool:
        return bool(self.posts - {Post.WALL})

    def covers(self, area: str, department: str = "") -> bool:
        """Whether a case in `area`, with `department` ("" while undispatched), is in scope."""
        if self.areas and not any(covers_area(own, area) for own in self.areas):
            return False
        return not (self.departments and department and department not in self.departments)

    def decides_at(self, level: Level) -> bool:
        """Whether this person's own area reaches up to `level`; no area means the city.

        A department's own people never stand above the town, whatever their area: what has been
        passed around among departments is not decided by one of them.
        """
        if self.departments and level is Level.CITY:
            return False
        own = (level_of(area) for area in self.areas)
        highest = max((LEVEL_ORDER.index(rung) for rung in own), default=len(LEVEL_ORDER) - 1)
        return highest >= LEVEL_ORDER.index(level)


def covers_area(outer: str, inner: str) -> bool:
    """Whether area code `outer` is `inner` or above it on the ladder."""
    return inner.startswith(stem(outer))


def level_of(area: str) -> Level:
    """The rung an area code stands on; a district counts as a town, a grid as its village."""
    digits = len(stem(area))
    return Level.CITY if digits <= 4 else Level.TOWN if digits <= 9 else Level.VILLAGE


def stem(code: str) -> str:
    """The significant digits: whole pairs up to the district, then three a level."""
    digits = code.rstrip("0")
    for size in (2, 4, 6, 9, 12, 15):
        if len(digits) <= size:
            return code[:size]
    return code
