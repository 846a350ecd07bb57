"""Case numbers as they are typed: one, several, a range, or a word for those that are chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

#: This word stands for the selected case where a number would be misread.
SELECTED = "."
#: These stand for every case that is chosen in the queue or on the map.
CHOSEN = ("sel", "选中")
#: So many cases can be named in one line; each of them becomes a command of its own.
MOST_CASES = 2_000
_CASE = re.compile(r"#?([0-9]{1,15})")
_ITEM = re.compile(r"#?([0-9]{1,15})(?:(?:[-\u2013~]|\.\.)#?([0-9]{1,15}))?")
_BETWEEN = re.compile(r"[,\u3001]")


@dataclass(frozen=True)
class Span:
    """The numbers from `first` to `last`, both included. A single number is a span of its own."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True)
class Several:
    """The cases a line names, in the order they are named, without repeats.

    `absent`: numbers within ranges that no case has. `unknown`: the first number that was named by
    itself, or the first range, that no case answers to; empty where there is none.
    """

    cases: tuple[int, ...] = ()
    absent: int = 0
    unknown: str = ""


def case_number(word: str) -> int:
    """The case a word names; 0 for the selected one, -1 when it names none."""
    if word == SELECTED:
        return 0
    found = _CASE.fullmatch(word)
    return int(found.group(1)) if found and int(found.group(1)) else -1


def spans(word: str) -> tuple[Span, ...]:
    """``1020-1026,1030`` as spans, in order; empty where the word is no list of case numbers."""
    made = []
    for part in _BETWEEN.split(word):
        found = _ITEM.fullmatch(part)
        if found is None or not int(found.group(1)):
            return ()
        first, last = int(found.group(1)), int(found.group(2) or found.group(1))
        made.append(Span(min(first, last), max(first, last)))
    return tuple(made)


def names_several(word: str) -> bool:
    """Whether a word names cases in the form for several, known or not."""
    return word.casefold() in CHOSEN or (case_number(word) < 0 and bool(spans(word)))


def gather(named: Sequence[Span], known: Callable[[int], bool]) -> Several:
    """The cases of `named` that are `known`. The caller has seen to it that they are not too many.

    A range skips numbers that are no case; a number that is named by itself has to be one.
    """
    found: dict[int, None] = {}
    absent = 0
    for span in named:
        there = [n for n in range(span.first, span.last + 1) if known(n)]
        if not there:
            name = f"{span.first}-{span.last}" if len(span) > 1 else str(span.first)
            return Several(unknown=name)
        absent += len(span) - len(there)
        found.update(dict.fromkeys(there))
    return Several(tuple(found), absent)
