"""The names a command line may use, looked up on the board."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from casework.grid import CellGrid
from casework.reasons import Reason
from console import words
from console.board.board import Delta
from console.commandline import Entry
from console.commandline.coordinates import Typed, coordinates
from console.models import casesearch
from console.models.pinyin import Pinyin
from console.models.rows import cell_text
from console.session import Session

#: A call sign with a number at its end, and the zeros before it.
_NUMBERED = re.compile(r"(.*\D)0*([0-9]{1,9})", re.DOTALL)
_MOST_DIGITS = 10


class BoardLexicon:
    """`console.commandline.Lexicon` over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        #: Where the 100 m cells of the city are asked for, once there is a map of it.
        self.cells: Callable[[], CellGrid | None] = lambda: None
        #: The cases chosen in the queue or on the map, where somebody can choose several.
        self.picked: Callable[[], Sequence[int]] = tuple
        self.pinyin = Pinyin()
        self._areas: list[Entry] = []
        self._made_of: tuple[object, ...] = ()
        session.city_known.connect(self._learn)
        session.changed.connect(self._sort)
        self._learn()

    def _learn(self) -> None:
        """The names of a city are read aloud once, beside the GUI thread."""
        names = [a.name_zh for a in self._session.areas.values() if a.level != "grid"]
        for d in self._session.departments.values():
            names += [d.short_zh, d.name_zh, *d.also_zh]
        if names:
            self.pinyin.learn(names)

    def _sort(self, delta: Delta) -> None:
        """The numbers of a new board are sorted once, by a worker, before somebody asks for one."""
        if delta.reset:
            casesearch.warm(self._session.board.cases)

    @property
    def session(self) -> Session:
        return self._session

    @property
    def selected(self) -> int:
        return self._session.selected_case

    def chosen(self) -> Sequence[int]:
        """The cases picked, or the selected one where none are."""
        return self.picked() or ((self.selected,) if self.selected else ())

    def has_case(self, case_id: int) -> bool:
        return self._session.board.cases.row(case_id) >= 0

    def departments(self) -> list[Entry]:
        return [
            Entry(
                d.code,
                (d.short_zh, d.name_zh, d.name_en, *d.also_zh),
                words.department(self._session, d.code),
                self.pinyin.of(d.short_zh, d.name_zh, *d.also_zh),
            )
            for d in self._session.departments.values()
        ]

    def reasons(self, name: str) -> list[Entry]:
        lists = self._session.reasons
        found: list[Reason] = lists.named(name) if lists and name else []
        return [
            Entry(r.code, (r.zh, r.en), words.reason(self._session, name, r.code)) for r in found
        ]

    def areas(self) -> list[Entry]:
        """Towns first, then villages; basic grids go by their code only."""
        made_of = (self._session.areas, words.language(), self.pinyin.known)
        if any(a is not b for a, b in zip(made_of, self._made_of or (None,) * 3, strict=True)):
            self._areas, self._made_of = self._all_areas(), made_of
        return self._areas

    def _all_areas(self) -> list[Entry]:
        areas = self._session.areas.values()
        ranked = sorted(
            (a for a in areas if a.level != "grid"), key=lambda a: a.level not in ("city", "town")
        )
        return [
            Entry(
                a.code,
                (a.name_zh, a.name_en),
                words.area(self._session, a.code),
                self.pinyin.of(a.name_zh),
            )
            for a in ranked
        ]

    def spot(self, text: str) -> Typed | None:
        """Coordinates, read in the order that lies nearer to the city, or a cell's code."""
        home = next((a for a in self._session.areas.values() if a.level == "city"), None)
        found = coordinates(text, (home.lon, home.lat) if home else None)
        grid = self.cells()
        middle = grid.middle(text.strip()) if grid is not None and found is None else None
        return Typed(*middle) if middle else found

    def unit(self, sign: str) -> str:
        row = self._unit_row(sign)
        return self._session.board.units.call_sign[row] if row >= 0 else ""

    def unit_id(self, sign: str) -> int:
        """The unit of a call sign, 0 when nobody has it."""
        row = self._unit_row(sign)
        return int(self._session.board.units.column("unit_id")[row]) if row >= 0 else 0

    def _unit_row(self, sign: str) -> int:
        """As it is registered; else, as people say numbers, with other zeros before it where that
        is one unit's only: D-7 and D-07 are D-007. -1 where there is none."""
        known, said = self._session.board.units.by_call_sign, sign.casefold()
        numbered = _NUMBERED.fullmatch(said)
        if said in known or numbered is None:
            return known.get(said, -1)
        head, number = numbered.groups()
        several = {known.get(head + number.zfill(width), -1) for width in range(1, _MOST_DIGITS)}
        several.discard(-1)
        return several.pop() if len(several) == 1 else -1

    def units_like(self, start: str, limit: int) -> list[Entry]:
        """Units whose call sign begins so, in the order they were registered."""
        units, wanted = self._session.board.units, start.casefold()
        found: list[Entry] = []
        for sign, row in units.by_call_sign.items():
            if sign.startswith(wanted):
                found.append(Entry(units.call_sign[row], (), self._unit_label(row)))
                if len(found) >= limit:
                    break
        return found

    def _unit_label(self, row: int) -> str:
        units = self._session.board.units
        case_id = int(units.column("case_id")[row])
        town = words.area(self._session, units.words.word(int(units.column("area")[row])))
        return f"{town} · {case_id}" if case_id else town

    def cases_like(self, start: str, limit: int) -> list[Entry]:
        """Open cases whose number begins so, the newest first."""
        cases = self._session.board.cases
        if start and not (start.isascii() and start.isdecimal() and len(start) < casesearch.DIGITS):
            return []
        rows = casesearch.newest_open(cases, int(start) if start else None, limit)
        return [
            Entry(str(int(cases.column("case_id")[r])), (), cell_text(cases.title[r])[:60])
            for r in rows
        ]
