"""Who else could take cases: the people a shift can be handed to."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from casework.actor import Actor, covers_area
from casework.dutyrules import TAKERS
from casework.vocabulary import Post
from central.people.entry import TOUCH_MS, People

#: A session in use is touched every minute while its console listens.
HERE_MS = 3 * TOUCH_MS


class Colleague(msgspec.Struct, frozen=True):
    """Somebody who may take cases of the same part of the city; `here`: at a seat just now."""

    actor_id: str
    name: str
    posts: tuple[Post, ...]
    here: bool


def colleagues(people: People, who: Actor, listening: Iterable[str]) -> list[Colleague]:
    """All but `who`, those at a seat first; `listening` read the feed here. Reads the database."""
    here = people.book.used_since(people.now_ms() - HERE_MS) | set(listening)
    found = [
        Colleague(other.actor_id, other.name, tuple(sorted(other.posts)), other.actor_id in here)
        for other in people.everybody()
        if other.actor_id != who.actor_id and other.posts & TAKERS and overlap(other, who)
    ]
    return sorted(found, key=lambda one: (not one.here, one.name, one.actor_id))


def named(people: People, actor_id: str) -> Actor | None:
    """Who bears an id and may come in. Reads the database."""
    return next((one for one in people.everybody() if one.actor_id == actor_id), None)


def overlap(one: Actor, other: Actor) -> bool:
    """Whether there is a case that both could see."""
    pairs = ((a, b) for a in one.areas for b in other.areas)
    areas = not one.areas or not other.areas
    areas = areas or any(covers_area(a, b) or covers_area(b, a) for a, b in pairs)
    departments = not one.departments or not other.departments
    return areas and (departments or bool(set(one.departments) & set(other.departments)))
