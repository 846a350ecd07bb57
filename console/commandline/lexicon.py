"""The names a line may use, as the parser wants to look them up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from console.commandline.coordinates import Typed


@dataclass(frozen=True)
class Entry:
    """`code` is what a command carries; `names` are what people say; `label` is shown.

    `sounds`: how a Chinese name can be typed without an input method, in small Latin letters
    (``gcjd`` and ``guanchengjiedao``).
    """

    code: str
    names: tuple[str, ...] = ()
    label: str = ""
    sounds: tuple[str, ...] = ()


class Lexicon(Protocol):
    """What is known at the seat. Every look-up is cheap enough for each keystroke."""

    @property
    def selected(self) -> int:
        """The selected case, 0 none."""
        ...

    def chosen(self) -> Sequence[int]:
        """The cases chosen in the queue or on the map; the selected one where none are."""
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
    """The entries `word` can mean: exactly, by its beginning, by sound, else by any part."""
    wanted = word.casefold()
    if not wanted:
        return ()
    for fits, names in _WAYS:
        found = tuple(e for e in entries if any(fits(n.casefold(), wanted) for n in names(e) if n))
        if found:
            return found
    return ()


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.code, *entry.names)


def _sounds(entry: Entry) -> tuple[str, ...]:
    return entry.sounds


_WAYS: tuple[tuple[Callable[[str, str], bool], Callable[[Entry], tuple[str, ...]]], ...] = (
    (str.__eq__, _names),
    (str.startswith, _names),
    (str.__eq__, _sounds),
    (str.startswith, _sounds),
    (str.__contains__, _names),
)
