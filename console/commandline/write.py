"""From a meaning back to a line."""

from __future__ import annotations

from console.commandline.grammar import BY_ID, FAIL, PASS, Slot
from console.commandline.meaning import Parsed
from console.commandline.numbers import SELECTED


def format_line(said: Parsed) -> str:
    """A line that `parse` reads back as `said`."""
    written = {
        Slot.CASE: ",".join(map(str, said.cases)) or str(said.case_id or SELECTED),
        Slot.INTO: str(said.into or ""),
        Slot.DEPARTMENT: _quoted(said.department),
        Slot.REASON: _quoted(said.reason),
        Slot.UNIT: said.unit,
        Slot.BUSY: "!" if said.even_if_busy else "",
        Slot.PASSED: PASS[0] if said.passed else FAIL[0],
        Slot.TEXT: said.text,
        Slot.PLACE: said.place or said.unit or str(said.spot or said.case_id or ""),
    }
    parts = [said.verb, *(written[slot] for slot in BY_ID[said.verb].slots)]
    return " ".join(p for p in parts if p)


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
