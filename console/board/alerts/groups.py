"""Alerts brought together: one line for what is of one kind in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, dropwhile, islice

from console.board.alerts.kinds import GroupKey, Klass

#: (mark, since in ms of the city's time) of one alert; as little as there can be of it.
Standing = tuple[int, int]


class Group:
    """Alerts by their code, in the order in which they came; `fresh`: nobody has acknowledged."""

    def __init__(self, key: GroupKey) -> None:
        self.key = key
        self.fresh: dict[int, Standing] = {}
        self.taken: dict[int, Standing] = {}

    def __len__(self) -> int:
        return len(self.fresh) + len(self.taken)

    def find(self, code: int) -> Standing | None:
        return self.fresh.get(code) or self.taken.get(code)

    def drop(self, code: int) -> None:
        if self.fresh.pop(code, None) is None:
            self.taken.pop(code, None)

    def since(self) -> int:
        """Of the one that came first of those nobody has acknowledged, else of the others."""
        first = next(iter(self.fresh.values()), None) or next(iter(self.taken.values()))
        return first[1]

    def first(self, most: int) -> Iterator[tuple[int, Standing, bool]]:
        """(code, standing, fresh) of at most `most`, those nobody has acknowledged first."""
        fresh = ((code, one, True) for code, one in self.fresh.items())
        taken = ((code, one, False) for code, one in self.taken.items())
        return islice(chain(fresh, taken), most)

    def after(self, code: int) -> int | None:
        """The fresh one behind `code`, None where that is the last or not fresh any more."""
        behind = dropwhile(lambda one: one != code, self.fresh)
        next(behind, None)
        return next(behind, None)

    def sort(self) -> None:
        """The oldest first; what comes later is newer anyhow."""
        for part in (self.fresh, self.taken):
            ordered = sorted(part.items(), key=lambda item: item[1][1])
            part.clear()
            part.update(ordered)


class Groups:
    """All groups that have an alert, and how many alerts of each class there are."""

    def __init__(self) -> None:
        self._by_key: dict[GroupKey, Group] = {}
        self._of: dict[int, Group] = {}  # by the alert's code
        self.fresh = [0] * len(Klass)  # by class
        self.taken = [0] * len(Klass)

    def __len__(self) -> int:
        return len(self._of)

    def __contains__(self, code: int) -> bool:
        return code in self._of

    def codes(self) -> Iterable[int]:
        return self._of.keys()

    def get(self, key: GroupKey) -> Group | None:
        return self._by_key.get(key)

    def of(self, code: int) -> Group | None:
        return self._of.get(code)

    def listed(self) -> list[Group]:
        """The most pressing first, by kind and place: a line stays put while counts grow."""
        return [self._by_key[key] for key in sorted(self._by_key)]

    def add(self, key: GroupKey, code: int, standing: Standing, seen: bool) -> None:
        """One more; its code must not be there yet."""
        group = self._group(key)
        (group.taken if seen else group.fresh)[code] = standing
        (self.taken if seen else self.fresh)[key.klass] += 1
        self._of[code] = group

    def add_many(self, key: GroupKey, many: dict[int, Standing]) -> None:
        """Many that nobody has acknowledged as far as is known; none of them may be there yet."""
        group = self._group(key)
        group.fresh.update(many)
        self.fresh[key.klass] += len(many)
        self._of.update(dict.fromkeys(many, group))

    def drop(self, code: int) -> Standing | None:
        """It is over; returns what it was."""
        group = self._of.pop(code, None)
        if group is None:
            return None
        counts = self.fresh if code in group.fresh else self.taken
        counts[group.key.klass] -= 1
        standing = group.find(code)
        group.drop(code)
        if not len(group):
            del self._by_key[group.key]
        return standing

    def see(self, code: int) -> bool:
        """Somebody has acknowledged it; returns whether it was fresh until now."""
        group = self._of.get(code)
        standing = group.fresh.pop(code, None) if group else None
        if group is None or standing is None:
            return False
        group.taken[code] = standing
        self.fresh[group.key.klass] -= 1
        self.taken[group.key.klass] += 1
        return True

    def sort(self, most: int) -> Iterator[None]:
        """Bring every group into order; stops after some `most` alerts to be called on."""
        done = 0
        for group in list(self._by_key.values()):
            group.sort()
            done += len(group)
            if done >= most:
                done = 0
                yield

    def _group(self, key: GroupKey) -> Group:
        return self._by_key.setdefault(key, Group(key))
