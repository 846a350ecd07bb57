"""From the short code of an alert to the key that every console knows it by, and back."""

from __future__ import annotations

from console.board.alerts.areas import Areas
from console.board.alerts.groups import Groups
from console.board.alerts.kinds import Kind, key_of, parse_key
from console.board.board import Board

BITS = 4  # a code is a row and a kind


def code_of(kind: Kind, row: int) -> int:
    """What stands for an alert about `row` of the cases, the units or the areas."""
    return row << BITS | kind


class Names:
    """Names of one board's alerts."""

    def __init__(self, board: Board, areas: Areas) -> None:
        self._board, self._areas = board, areas

    def key(self, code: int, kind: Kind, mark: int) -> str:
        if kind is Kind.AREA:
            return self._areas.key(code >> BITS)
        return key_of(kind, self.numbers(code, kind)[0], mark)

    def numbers(self, code: int, kind: Kind) -> tuple[int, int]:
        """(what it is about, the case to go to), 0 for nothing."""
        row = code >> BITS
        if kind is Kind.AREA:
            return 0, self._areas.case(row)
        if kind is Kind.SILENT:
            of = self._board.units.column
            return int(of("unit_id")[row]), int(of("case_id")[row])
        number = int(self._board.cases.column("case_id")[row])
        return number, number

    def find(self, key: str, among: Groups) -> int:
        """The code of an alert that holds and is called `key`; -1 for whatever else was sent."""
        named = parse_key(key)
        if named is None:
            return -1
        kind, number, mark = named
        row = (self._board.units if kind is Kind.SILENT else self._board.cases).row(number)
        code = code_of(kind, row)
        group = among.of(code) if row >= 0 else None
        standing = group.find(code) if group else None
        return code if standing is not None and standing[0] == mark else -1
