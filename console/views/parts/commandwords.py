"""The command bar's words: help as you type, what is wrong with a line, what a line will do."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from console import words
from console.batch import Preview
from console.catalogue import ACTIONS
from console.commandline import Parsed, Problem, ProblemCode, Slot, Verb
from console.models.lexicon import BoardLexicon
from console.session import Session


def _translatable(context: str, text: str) -> str:  # noqa: ARG001 - lupdate reads the call
    return text


QT_TRANSLATE_NOOP = _translatable
_SHOWN = 4

_SLOTS = {
    Slot.CASE: QT_TRANSLATE_NOOP("CommandBar", "case"),
    Slot.INTO: QT_TRANSLATE_NOOP("CommandBar", "other case"),
    Slot.DEPARTMENT: QT_TRANSLATE_NOOP("CommandBar", "department"),
    Slot.REASON: QT_TRANSLATE_NOOP("CommandBar", "reason"),
    Slot.UNIT: QT_TRANSLATE_NOOP("CommandBar", "call sign"),
    Slot.BUSY: QT_TRANSLATE_NOOP("CommandBar", "! if busy"),
    Slot.PASSED: QT_TRANSLATE_NOOP("CommandBar", "pass or fail"),
    Slot.TEXT: QT_TRANSLATE_NOOP("CommandBar", "text"),
    Slot.PLACE: QT_TRANSLATE_NOOP("CommandBar", "place, coordinates, grid code, case or call sign"),
}
_PROBLEMS = {
    ProblemCode.EMPTY: QT_TRANSLATE_NOOP(
        "CommandBar", "Type what to do, for example: claim 1023 · next · assign 1023 D-007"
    ),
    ProblemCode.RUBBISH: QT_TRANSLATE_NOOP(
        "CommandBar", "Place {at}: a character that cannot stand in a command ({word})."
    ),
    ProblemCode.TOO_LONG: QT_TRANSLATE_NOOP(
        "CommandBar", "Too long for a command: at most {at} characters. Nothing was done."
    ),
    ProblemCode.UNKNOWN_VERB: QT_TRANSLATE_NOOP(
        "CommandBar", "“{word}” is no command. Known: {expected}"
    ),
    ProblemCode.AMBIGUOUS_VERB: QT_TRANSLATE_NOOP(
        "CommandBar", "“{word}” can mean several commands: {expected}"
    ),
    ProblemCode.NO_CASE: QT_TRANSLATE_NOOP(
        "CommandBar", "Which case? Select one or type its number."
    ),
    ProblemCode.UNKNOWN_CASE: QT_TRANSLATE_NOOP(
        "CommandBar", "There is no case {word}. For the selected case type “.” instead of a number."
    ),
    ProblemCode.MISSING: QT_TRANSLATE_NOOP("CommandBar", "Still missing: {slot}. {expected}"),
    ProblemCode.UNKNOWN: QT_TRANSLATE_NOOP(
        "CommandBar", "Place {at}: “{word}” is no known {slot}. {expected}"
    ),
    ProblemCode.NO_PLACE: QT_TRANSLATE_NOOP(
        "CommandBar",
        "Place {at}: “{word}” is nowhere. Tried: case number, call sign, coordinates "
        "(113.75, 23.02), grid code (E0412-N0287), name of an area.",
    ),
    ProblemCode.AMBIGUOUS: QT_TRANSLATE_NOOP(
        "CommandBar", "Place {at}: “{word}” fits more than one {slot}: {expected}"
    ),
    ProblemCode.SURPLUS: QT_TRANSLATE_NOOP(
        "CommandBar", "Place {at}: “{word}” is more than this command takes."
    ),
    ProblemCode.ONE_CASE: QT_TRANSLATE_NOOP(
        "CommandBar", "Place {at}: “{word}” — this command takes one case at a time."
    ),
    ProblemCode.TOO_MANY: QT_TRANSLATE_NOOP(
        "CommandBar", "Place {at}: at most {expected} cases at once. Nothing was done."
    ),
}
_VIEW_VERBS = {
    "go": QT_TRANSLATE_NOOP("CommandBar", "Show on the map"),
    "find": QT_TRANSLATE_NOOP("CommandBar", "Filter the queue"),
    "who": QT_TRANSLATE_NOOP("CommandBar", "Who has the case"),
    "keys": QT_TRANSLATE_NOOP("CommandBar", "Show and change the keys"),
}
_CASE = QT_TRANSLATE_NOOP("CommandBar", "case {number}")
_INTO = QT_TRANSLATE_NOOP("CommandBar", "into case {number}")
_SEVERAL = QT_TRANSLATE_NOOP("CommandBar", "{number} cases")
_ABSENT = QT_TRANSLATE_NOOP("CommandBar", "numbers without a case: {number}")
_CANNOT = QT_TRANSLATE_NOOP("CommandBar", "will be refused: {number} ({why})")
_CANNOT_SOME = QT_TRANSLATE_NOOP(
    "CommandBar", "will be refused: {number} of the first {judged} ({why})"
)
_PASSED = QT_TRANSLATE_NOOP("CommandBar", "passed")
_FAILED = QT_TRANSLATE_NOOP("CommandBar", "failed: back for rework")


def _say(text: str) -> str:
    return QCoreApplication.translate("CommandBar", text)


def slot_name(slot: Slot) -> str:
    return _say(_SLOTS[slot])


def verb_name(verb: str) -> str:
    if verb in _VIEW_VERBS:
        return _say(_VIEW_VERBS[verb])
    return QCoreApplication.translate("Actions", ACTIONS[verb].label)


def usage(verb: Verb) -> str:
    """ "assign — Assign unit: [case] call sign [! if busy]"."""
    slots = [
        f"[{slot_name(s)}]" if s is Slot.CASE or s in verb.optional else f"<{slot_name(s)}>"
        for s in verb.slots
    ]
    return f"{verb.id} {' '.join(slots)} — {verb_name(verb.id)}"


def problem(found: Problem) -> str:
    """The place, the reason and what was expected."""
    expected = ", ".join(found.expected[:_SHOWN])
    if len(found.expected) > _SHOWN:
        expected += " …"
    word = found.word if len(found.word) <= 30 else found.word[:29] + "…"
    return words.fill(
        _say(_PROBLEMS[found.code]),
        at=found.at + 1 if found.code is not ProblemCode.TOO_LONG else found.at,
        word=word,
        slot=slot_name(found.slot) if found.slot else "",
        expected=expected,
    ).strip()


def effect(said: Parsed, session: Session, reasons: str) -> str:
    """What Enter will do, in words."""
    parts = [verb_name(said.verb), *_cases(said)]
    if said.unit:
        parts.append(said.unit)
    if said.department:
        parts.append(words.department(session, said.department))
    if said.reason:
        parts.append(words.reason(session, reasons, said.reason))
    if said.verb == "verify":
        parts.append(_say(_PASSED if said.passed else _FAILED))
    if said.spot:
        parts.append(f"{said.spot.lon:.6f}, {said.spot.lat:.6f} ({said.spot.datum})")
    if said.place:
        parts.append(words.area(session, said.place))
    if said.text:
        parts.append(f"“{said.text}”")
    return " · ".join(parts)


def bulk_effect(said: Parsed, session: Session, reasons: str, seen: Preview) -> str:
    """The same for several cases: how many there are, and how many of them cannot and why."""
    parts = [effect(said, session, reasons)]
    refused = sum(seen.refused.values())
    if refused:
        most = sorted(seen.refused.items(), key=lambda r: -r[1])[:2]
        why = "; ".join(f"{number} × {reason}" for reason, number in most)
        text = _CANNOT if seen.judged == seen.total else _CANNOT_SOME
        parts.append(words.fill(_say(text), number=refused, judged=seen.judged, why=why))
    return " · ".join(parts)


def arguments(said: Parsed, lexicon: BoardLexicon) -> dict[str, Any]:
    """What `Actions.run` takes beside the action and the case."""
    return {
        "department": said.department,
        "reason": said.reason,
        "text": said.text,
        "unit": lexicon.unit_id(said.unit) if said.unit else 0,
        "passed": said.passed,
        "even_if_busy": said.even_if_busy,
        "into": said.into,
    }


def _cases(said: Parsed) -> list[str]:
    if said.cases:
        several = [words.fill(_say(_SEVERAL), number=len(said.cases))]
        if said.absent:
            several.append(words.fill(_say(_ABSENT), number=said.absent))
        return several
    named = ((said.case_id, _CASE), (said.into, _INTO))
    return [words.fill(_say(text), number=number) for number, text in named if number]
