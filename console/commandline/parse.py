"""From a typed line to a command, or to a problem that names the place and what was expected."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from console.commandline.coordinates import Typed
from console.commandline.grammar import BY_ID, FAIL, PASS, VERBS, Slot, Verb, find_verb
from console.commandline.lexicon import Entry, Lexicon, match

#: A line longer than this is a slip of the clipboard.
LONGEST = 2_000
_TOKEN = re.compile(r'"[^"]*"|\S+')
_CASE = re.compile(r"#?([0-9]{1,15})")
#: This word stands for the selected case where a number would be misread.
SELECTED = "."
#: Control characters, line ends, surrogates and marks that turn the writing direction.
_RUBBISH = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


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


@dataclass(frozen=True)
class Token:
    at: int
    word: str


class _Stop(Exception):  # noqa: N818 - leaves the reading at once, never leaves `parse`
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass
class _Reading:
    """A line being read from left to right."""

    line: str
    verb: Verb
    tokens: list[Token]
    lexicon: Lexicon
    made: Parsed = field(init=False)

    def __post_init__(self) -> None:
        self.made = Parsed(self.verb.id)

    def stop(self, code: ProblemCode, slot: Slot, *expected: str) -> _Stop:
        at, word = (self.tokens[0].at, self.tokens[0].word) if self.tokens else (len(self.line), "")
        return _Stop(Problem(code, at, word, slot, expected))


def parse(line: str, lexicon: Lexicon) -> Parsed | Problem:
    """What `line` means. Never raises, whatever stands in it."""
    if len(line) > LONGEST:
        return Problem(ProblemCode.TOO_LONG, LONGEST)
    for at, char in enumerate(line):
        if char in _TURNING or (char != "\t" and unicodedata.category(char) in _RUBBISH):
            return Problem(ProblemCode.RUBBISH, at, f"U+{ord(char):04X}")
    tokens = tokenise(line)
    if not tokens or tokens[0].word == "/":
        return Problem(ProblemCode.EMPTY, expected=tuple(v.id for v in VERBS))
    verbs = find_verb(tokens[0].word)
    if len(verbs) != 1:
        code = ProblemCode.AMBIGUOUS_VERB if verbs else ProblemCode.UNKNOWN_VERB
        options = tuple(v.id for v in verbs or VERBS)
        return Problem(code, tokens[0].at, tokens[0].word, expected=options)
    reading = _Reading(line, verbs[0], tokens[1:], lexicon)
    try:
        return _read(reading)
    except _Stop as stop:
        return stop.problem


def tokenise(line: str) -> list[Token]:
    """Words with their places; quotes hold a name with blanks together and full width is folded."""
    return [
        Token(m.start(), unicodedata.normalize("NFKC", m.group()).strip('"'))
        for m in _TOKEN.finditer(line)
    ]


def _read(reading: _Reading) -> Parsed:
    for slot in reading.verb.slots:
        if not reading.tokens and slot in reading.verb.optional:
            continue
        if not reading.tokens and slot is not Slot.CASE:
            raise reading.stop(ProblemCode.MISSING, slot, *_options(reading, slot))
        _READERS[slot](reading)
    if reading.tokens:
        raise reading.stop(
            ProblemCode.SURPLUS, reading.verb.slots[-1] if reading.verb.slots else Slot.TEXT
        )
    return reading.made


def case_number(word: str) -> int:
    """The case a word names; 0 for the selected one, -1 when it names none."""
    if word == SELECTED:
        return 0
    found = _CASE.fullmatch(word)
    return int(found.group(1)) if found and int(found.group(1)) else -1


def _read_case(reading: _Reading) -> None:
    number = case_number(reading.tokens[0].word) if reading.tokens else -1
    if number > 0 and not reading.lexicon.has_case(number):
        alone = len(reading.tokens) == 1 and Slot.UNIT in reading.verb.slots
        if not (alone and reading.lexicon.unit(reading.tokens[0].word)):
            raise reading.stop(ProblemCode.UNKNOWN_CASE, Slot.CASE)
        number = -1
    if Slot.INTO in reading.verb.slots and not _two_numbers(reading.tokens):
        number = -1  # one number alone is the other case
    if number >= 0:
        reading.tokens.pop(0)
    chosen = number if number > 0 else reading.lexicon.selected
    if not chosen:
        raise reading.stop(ProblemCode.NO_CASE, Slot.CASE)
    reading.made = replace(reading.made, case_id=chosen)


def _two_numbers(tokens: Sequence[Token]) -> bool:
    return len(tokens) > 1 and all(case_number(t.word) >= 0 for t in tokens[:2])


def _read_into(reading: _Reading) -> None:
    number = case_number(reading.tokens[0].word)
    if number <= 0 or not reading.lexicon.has_case(number):
        raise reading.stop(ProblemCode.UNKNOWN_CASE, Slot.INTO)
    reading.tokens.pop(0)
    reading.made = replace(reading.made, into=number)


def _pick(reading: _Reading, slot: Slot, entries: Sequence[Entry]) -> str:
    found = match(reading.tokens[0].word, entries)
    if len(found) == 1:
        reading.tokens.pop(0)
        return found[0].code
    code = ProblemCode.AMBIGUOUS if found else ProblemCode.UNKNOWN
    raise reading.stop(code, slot, *(e.label or e.code for e in found or entries))


def _read_department(reading: _Reading) -> None:
    code = _pick(reading, Slot.DEPARTMENT, reading.lexicon.departments())
    reading.made = replace(reading.made, department=code)


def _read_reason(reading: _Reading) -> None:
    code = _pick(reading, Slot.REASON, reading.lexicon.reasons(reading.verb.reasons))
    reading.made = replace(reading.made, reason=code)


def _read_unit(reading: _Reading) -> None:
    word = reading.tokens[0].word
    sign = reading.lexicon.unit(word)
    if not sign:
        near = reading.lexicon.units_like(word, 5)
        raise reading.stop(ProblemCode.UNKNOWN, Slot.UNIT, *(e.code for e in near))
    reading.tokens.pop(0)
    reading.made = replace(reading.made, unit=sign)


def _read_busy(reading: _Reading) -> None:
    if reading.tokens[0].word != "!":
        raise reading.stop(ProblemCode.SURPLUS, Slot.BUSY, "!")
    reading.tokens.pop(0)
    reading.made = replace(reading.made, even_if_busy=True)


def _read_passed(reading: _Reading) -> None:
    word = reading.tokens[0].word.casefold()
    passed, failed = (any(w.startswith(word) for w in said) for said in (PASS, FAIL))
    if not word or passed == failed:
        raise reading.stop(ProblemCode.UNKNOWN, Slot.PASSED, PASS[0], FAIL[0])
    reading.tokens.pop(0)
    reading.made = replace(reading.made, passed=passed)


def _rest(reading: _Reading) -> str:
    text = reading.line[reading.tokens[0].at :].strip() if reading.tokens else ""
    reading.tokens.clear()
    return text


def _read_text(reading: _Reading) -> None:
    reading.made = replace(reading.made, text=_rest(reading))


def _read_place(reading: _Reading) -> None:
    first = reading.tokens[0].word
    number = case_number(first)
    if len(reading.tokens) == 1 and number > 0 and reading.lexicon.has_case(number):
        reading.made = replace(reading.made, case_id=number)
    elif len(reading.tokens) == 1 and reading.lexicon.unit(first):
        reading.made = replace(reading.made, unit=reading.lexicon.unit(first))
    else:
        place = unicodedata.normalize("NFKC", reading.line[reading.tokens[0].at :]).strip(' "\t')
        spot = reading.lexicon.spot(place)
        reading.made = replace(reading.made, spot=spot, place="" if spot else _area(reading, place))
    reading.tokens.clear()


def _area(reading: _Reading, name: str) -> str:
    found = match(name, reading.lexicon.areas())
    if len(found) == 1:
        return found[0].code
    if not found:
        raise reading.stop(ProblemCode.NO_PLACE, Slot.PLACE)
    raise reading.stop(ProblemCode.AMBIGUOUS, Slot.PLACE, *(e.label or e.code for e in found[:8]))


_READERS: dict[Slot, Callable[[_Reading], None]] = {
    Slot.CASE: _read_case,
    Slot.INTO: _read_into,
    Slot.DEPARTMENT: _read_department,
    Slot.REASON: _read_reason,
    Slot.UNIT: _read_unit,
    Slot.BUSY: _read_busy,
    Slot.PASSED: _read_passed,
    Slot.TEXT: _read_text,
    Slot.PLACE: _read_place,
}


def _options(reading: _Reading, slot: Slot) -> tuple[str, ...]:
    if slot is Slot.DEPARTMENT:
        return tuple(e.label or e.code for e in reading.lexicon.departments())
    if slot is Slot.REASON:
        return tuple(e.label or e.code for e in reading.lexicon.reasons(reading.verb.reasons))
    return (PASS[0], FAIL[0]) if slot is Slot.PASSED else ()


def format_line(said: Parsed) -> str:
    """A line that `parse` reads back as `said`."""
    written = {
        Slot.CASE: str(said.case_id or SELECTED),
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
