"""From a typed line to a command, or to a problem that names the place and what was expected."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from console.commandline.grammar import FAIL, PASS, VERBS, Slot, find_verb
from console.commandline.lexicon import Entry, Lexicon, match
from console.commandline.meaning import Parsed, Problem, ProblemCode, Reading, Stop, Token
from console.commandline.numbers import (
    CHOSEN,
    MOST_CASES,
    Several,
    case_number,
    gather,
    names_several,
    spans,
)

#: A line longer than this is a slip of the clipboard.
LONGEST = 2_000
_TOKEN = re.compile(r'"[^"]*"|\S+')
#: Control characters, line ends, surrogates and marks that turn the writing direction.
_RUBBISH = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


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
    reading = Reading(line, verbs[0], tokens[1:], lexicon)
    try:
        return _read(reading)
    except Stop as stop:
        return stop.problem


def tokenise(line: str) -> list[Token]:
    """Words with their places; quotes hold a name with blanks together and full width is folded."""
    return [
        Token(m.start(), unicodedata.normalize("NFKC", m.group()).strip('"'))
        for m in _TOKEN.finditer(line)
    ]


def _read(reading: Reading) -> Parsed:
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


def _read_case(reading: Reading) -> None:
    if reading.tokens and names_several(_joined(reading.tokens)):
        _read_several(reading)
        return
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
    _chosen(reading, number if number > 0 else reading.lexicon.selected)


def _joined(tokens: list[Token]) -> str:
    """The first word, with those that a comma at its end hands on to ("1020, 1023")."""
    while len(tokens) > 1 and tokens[0].word.endswith((",", "\u3001")):
        if not spans(tokens[0].word[:-1]):
            break
        second = tokens.pop(1)
        tokens[0] = Token(tokens[0].at, tokens[0].word + second.word)
    return tokens[0].word


def _read_several(reading: Reading) -> None:
    """Cases by list, by range or by the selection."""
    word = reading.tokens[0].word
    if Slot.UNIT in reading.verb.slots and reading.lexicon.unit(word):
        _chosen(reading, reading.lexicon.selected)
        return
    if reading.verb.alone or Slot.INTO in reading.verb.slots:
        raise reading.stop(ProblemCode.ONE_CASE, Slot.CASE)
    named = spans(word)
    if sum(len(s) for s in named) > MOST_CASES:
        raise reading.stop(ProblemCode.TOO_MANY, Slot.CASE, str(MOST_CASES))
    several = gather(named, reading.lexicon.has_case)
    if word.casefold() in CHOSEN:
        several = Several(tuple(reading.lexicon.chosen()))
        if len(several.cases) > MOST_CASES:
            raise reading.stop(ProblemCode.TOO_MANY, Slot.CASE, str(MOST_CASES))
    if several.unknown:
        problem = reading.stop(ProblemCode.UNKNOWN_CASE, Slot.CASE).problem
        raise Stop(replace(problem, word=several.unknown))
    _chosen(reading, several.cases[0] if several.cases else 0)
    reading.tokens.pop(0)
    all_of_them = several.cases if len(several.cases) > 1 else ()
    reading.made = replace(reading.made, cases=all_of_them, absent=several.absent)


def _chosen(reading: Reading, case_id: int) -> None:
    if not case_id:
        raise reading.stop(ProblemCode.NO_CASE, Slot.CASE)
    reading.made = replace(reading.made, case_id=case_id)


def _two_numbers(tokens: Sequence[Token]) -> bool:
    return len(tokens) > 1 and all(case_number(t.word) >= 0 for t in tokens[:2])


def _read_into(reading: Reading) -> None:
    number = case_number(reading.tokens[0].word)
    if number <= 0 or not reading.lexicon.has_case(number):
        raise reading.stop(ProblemCode.UNKNOWN_CASE, Slot.INTO)
    reading.tokens.pop(0)
    reading.made = replace(reading.made, into=number)


def _pick(reading: Reading, slot: Slot, entries: Sequence[Entry]) -> str:
    found = match(reading.tokens[0].word, entries)
    if len(found) == 1:
        reading.tokens.pop(0)
        return found[0].code
    code = ProblemCode.AMBIGUOUS if found else ProblemCode.UNKNOWN
    raise reading.stop(code, slot, *(e.label or e.code for e in found or entries))


def _read_department(reading: Reading) -> None:
    code = _pick(reading, Slot.DEPARTMENT, reading.lexicon.departments())
    reading.made = replace(reading.made, department=code)


def _read_reason(reading: Reading) -> None:
    code = _pick(reading, Slot.REASON, reading.lexicon.reasons(reading.verb.reasons))
    reading.made = replace(reading.made, reason=code)


def _read_unit(reading: Reading) -> None:
    word = reading.tokens[0].word
    sign = reading.lexicon.unit(word)
    if not sign:
        near = reading.lexicon.units_like(word, 5)
        raise reading.stop(ProblemCode.UNKNOWN, Slot.UNIT, *(e.code for e in near))
    reading.tokens.pop(0)
    reading.made = replace(reading.made, unit=sign)


def _read_busy(reading: Reading) -> None:
    if reading.tokens[0].word != "!":
        raise reading.stop(ProblemCode.SURPLUS, Slot.BUSY, "!")
    reading.tokens.pop(0)
    reading.made = replace(reading.made, even_if_busy=True)


def _read_passed(reading: Reading) -> None:
    word = reading.tokens[0].word.casefold()
    passed, failed = (any(w.startswith(word) for w in said) for said in (PASS, FAIL))
    if not word or passed == failed:
        raise reading.stop(ProblemCode.UNKNOWN, Slot.PASSED, PASS[0], FAIL[0])
    reading.tokens.pop(0)
    reading.made = replace(reading.made, passed=passed)


def _rest(reading: Reading) -> str:
    text = reading.line[reading.tokens[0].at :].strip() if reading.tokens else ""
    reading.tokens.clear()
    return text


def _read_text(reading: Reading) -> None:
    reading.made = replace(reading.made, text=_rest(reading))


def _read_place(reading: Reading) -> None:
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


def _area(reading: Reading, name: str) -> str:
    found = match(name, reading.lexicon.areas())
    if len(found) == 1:
        return found[0].code
    if not found:
        raise reading.stop(ProblemCode.NO_PLACE, Slot.PLACE)
    raise reading.stop(ProblemCode.AMBIGUOUS, Slot.PLACE, *(e.label or e.code for e in found[:8]))


_READERS: dict[Slot, Callable[[Reading], None]] = {
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


def _options(reading: Reading, slot: Slot) -> tuple[str, ...]:
    if slot is Slot.DEPARTMENT:
        return tuple(e.label or e.code for e in reading.lexicon.departments())
    if slot is Slot.REASON:
        return tuple(e.label or e.code for e in reading.lexicon.reasons(reading.verb.reasons))
    return (PASS[0], FAIL[0]) if slot is Slot.PASSED else ()
