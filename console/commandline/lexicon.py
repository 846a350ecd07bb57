"""The names a line may use, as the parser wants to look them up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from console.commandline.coordinates import Typed


@dataclass(frozen=True)
class Entry:
    """`code` is what a command carries; `names` are what people say; `label` is shown."""

    code: str
    names: tuple[str, ...] = ()
    label: str = ""


class Lexicon(Protocol):
    """What is known at the seat. Every look-up is cheap enough for each keystroke."""

    @property
    def selected(self) -> int:
        """The selected case, 0 none."""
        ...

    def has_case(self, case_id: int) -> bool: ...

    def departments(self) -> Sequence[Entry]: ...

    def reasons(self, name: str) -> Sequence[Entry]: ...

    def areas(self) -> Sequence[Entry]: ...

    def spot(self, text: str) -> Typed | None:
        """The place that coordinates or the code of a grid cell name; None for anything else."""
        ...

    def unit(self, sign: str) -> str:
        """The call sign as registered, empty when nobody has it."""
        ...

    def units_like(self, start: str, limit: int) -> Sequence[Entry]: ...

    def cases_like(self, start: str, limit: int) -> Sequence[Entry]: ...


def match(word: str, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries `word` can mean: exactly, else by their beginning, else by any part."""
    wanted = word.casefold()
    if not wanted:
        return ()
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = tuple(
            e for e in entries if any(fits(n.casefold(), wanted) for n in (e.code, *e.names) if n)
        )
        if found:
            return found
    return ()
