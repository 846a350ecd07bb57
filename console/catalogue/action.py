"""What an action is and what it may ask for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Need(StrEnum):
    """What the person has to say before an action can be sent."""

    DEPARTMENT = "department"
    REASON = "reason"
    TEXT = "text"
    UNIT = "unit"
    PASSED = "passed"
    INTO = "into"  # another case


@dataclass(frozen=True)
class Action:
    """One action.

    `label` and `hint` are English source texts (translation context "Actions"). `verb` is the
    workflow's word, empty for actions that send nothing about one case. `reasons` names the reason
    list. `shortcut` is a portable key sequence.
    """

    id: str
    label: str
    hint: str
    shortcut: str
    verb: str = ""
    needs: tuple[Need, ...] = ()
    optional: tuple[Need, ...] = ()
    reasons: str = ""
    #: Asks for a file of this machine instead of words.
    file: bool = False
    group: Literal["queue", "case", "unit", "stage", "exception"] = "case"


def _translatable(context: str, text: str) -> str:  # noqa: ARG001 - lupdate reads the call
    return text


#: Marks a literal for Qt Linguist without translating it here.
QT_TRANSLATE_NOOP = _translatable
