"""What was typed into the command bar, for each operator, from one day to the next.

Lines with free text (notes, reasons in words, texts looked for) may name people: they can be walked
through as long as the console is open, and are never written down.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject

from console.commandline import Parsed
from console.session import Session
from console.views.parts.commandfield import CommandField

#: So many lines of each operator are kept.
KEPT = 50


class KeepsLines(Protocol):
    """Where lines outlive the program."""

    def lines_of(self, operator: str) -> tuple[str, ...]: ...

    def keep_lines(self, operator: str, lines: tuple[str, ...]) -> None: ...


class LineMemory(QObject):
    """Lives with its field."""

    def __init__(self, field: CommandField, session: Session, kept: KeepsLines) -> None:
        super().__init__(field)
        self._field, self._session, self._kept = field, session, kept
        self._operator = ""
        session.city_known.connect(self._learn)
        self._learn()

    def _learn(self) -> None:
        actor = self._session.actor
        operator = actor.actor_id if actor else ""
        if operator != self._operator:
            self._operator = operator
            self._field.set_said(self._kept.lines_of(operator) if operator else ())

    def add(self, line: str, said: Parsed) -> None:
        """A line was carried out."""
        if not self._operator or said.text:
            return
        before = tuple(x for x in self._kept.lines_of(self._operator) if x != line)
        self._kept.keep_lines(self._operator, (*before, line)[-KEPT:])
