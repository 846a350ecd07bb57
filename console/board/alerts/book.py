"""What can be read of the alerts that hold."""

from __future__ import annotations

from console.board.alerts.areas import Areas
from console.board.alerts.groups import Groups
from console.board.alerts.kinds import OF_CASES, Alert, Kind
from console.board.alerts.naming import Names, code_of
from console.board.board import Board


class Book:
    """Alerts by their code, in groups; a call costs what it returns."""

    def __init__(self) -> None:
        self.board = Board()
        self.groups = Groups()
        self.areas = Areas()
        self._names = Names(self.board, self.areas)

    def open(self, board: Board) -> None:
        """Another board, without an alert so far."""
        self.board, self.groups, self._names = board, Groups(), Names(board, self.areas)

    def alert(self, code: int) -> Alert | None:
        """One alert in full."""
        group = self.groups.of(code)
        standing = group.find(code) if group else None
        if group is None or standing is None:
            return None
        number, case_id = self._names.numbers(code, group.key.kind)
        key = self._names.key(code, group.key.kind, standing[0])
        return Alert(key, group.key, number, case_id, standing[0], standing[1])

    def code_of(self, alert: Alert) -> int:
        """The code of an alert that holds, -1 where it is over."""
        if alert.group.kind is Kind.AREA:
            row = self.areas.row(alert.key)
            return -1 if row is None else code_of(Kind.AREA, row)
        return self._names.find(alert.key, self.groups)

    def is_fresh(self, alert: Alert) -> bool:
        """Whether it holds and nobody has acknowledged it."""
        code = self.code_of(alert)
        group = self.groups.of(code)
        return group is not None and code in group.fresh

    def of_case(self, case_id: int) -> list[Alert]:
        """The alerts of a case that nobody has acknowledged."""
        row = self.board.cases.row(case_id)
        codes = [code_of(kind, row) for kind in OF_CASES] if row >= 0 else []
        found = [self.alert(c) for c in codes if (g := self.groups.of(c)) and c in g.fresh]
        return [alert for alert in found if alert is not None]

    def next_after(self, code: int) -> Alert | None:
        """The alert after `code` that nobody has acknowledged, round and round; -1: the first."""
        groups = [group for group in self.groups.listed() if group.fresh]
        if not groups:
            return None
        here = self.groups.of(code)
        at = next((i for i, g in enumerate(groups) if here and g.key >= here.key), 0)
        if here is groups[at]:
            after = groups[at].after(code)
            if after is not None:
                return self.alert(after)
            at = (at + 1) % len(groups)
        return self.alert(next(iter(groups[at].fresh)))
