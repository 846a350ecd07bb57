"""What a line comes to: a meaning, or a problem; and the reading of it, half done."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from console.commandline.coordinates import Typed
from console.commandline.grammar import Slot, Verb
from console.commandline.lexicon import Lexicon


class ProblemCode(StrEnum):
    EMPTY = "empty"
    RUBBISH = "rubbish"
    TOO_LONG = "too-long"
    UNKNOWN_VERB = "unknown-verb"
    AMBIGUOUS_VERB = "ambiguous-verb"
    NO_CASE = "no-case"
    UNKNOWN_CASE = "unknown-case"
    MISSING = "missing"
    UNKNOWN = "unknown"
    NO_PLACE = "no-place"  # neither case, unit, coordinates, cell nor area
    AMBIGUOUS = "ambiguous"
    SURPLUS = "surplus"
    ONE_CASE = "one-case"  # several were named where there can be only one
    TOO_MANY = "too-many"


@dataclass(frozen=True)
class Problem:
    """`at`: index in the line. `word`: what stands there. `expected`: what could stand there."""

    code: ProblemCode
    at: int = 0
    word: str = ""
    slot: Slot | None = None
    expected: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parsed:
    """`case_id` 0: the verb concerns none. `unit`: call sign. `place`: area code, or empty.

    `spot`: a place given by numbers. `go` fills exactly one of `case_id`, `unit`, `place`, `spot`.
    `cases`: all of them where a line names more than one, `case_id` being the first; `absent`:
    numbers inside its ranges that no case has.
    """

    verb: str
    case_id: int = 0
    department: str = ""
    reason: str = ""
    text: str = ""
    unit: str = ""
    passed: bool = True
    even_if_busy: bool = False
    place: str = ""
    into: int = 0
    spot: Typed | None = None
    cases: tuple[int, ...] = ()
    absent: int = 0


@dataclass(frozen=True)
class Token:
    at: int
    word: str


class Stop(Exception):  # noqa: N818 - leaves the reading at once, never leaves `parse`
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass
class Reading:
    """A line being read from left to right."""

    line: str
    verb: Verb
    tokens: list[Token]
    lexicon: Lexicon
    made: Parsed = field(init=False)

    def __post_init__(self) -> None:
        self.made = Parsed(self.verb.id)

    def stop(self, code: ProblemCode, slot: Slot, *expected: str) -> Stop:
        at, word = (self.tokens[0].at, self.tokens[0].word) if self.tokens else (len(self.line), "")
        return Stop(Problem(code, at, word, slot, expected))
