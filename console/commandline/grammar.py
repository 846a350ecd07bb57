"""The verbs and what each wants to hear, in order. One table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Slot(StrEnum):
    CASE = "case"  # may be left out: the selected case
    INTO = "into"  # another case, which has to be said
    DEPARTMENT = "department"
    REASON = "reason"
    UNIT = "unit"
    BUSY = "busy"  # "!" : even if the unit is busy
    PASSED = "passed"
    TEXT = "text"  # the rest of the line
    PLACE = "place"  # the rest of the line


@dataclass(frozen=True)
class Verb:
    """`id` is the action's id. `words` may be typed instead. `reasons` names the reason list.

    The slots in `optional` may be left out. `alone`: only one case at a time can be named.
    """

    id: str
    words: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    optional: frozenset[Slot] = frozenset()
    reasons: str = ""
    alone: bool = False


_CASE, _TEXT = (Slot.CASE,), frozenset({Slot.TEXT})

VERBS: tuple[Verb, ...] = (
    Verb("next", ("下一件", "领取")),
    Verb("claim", ("认领", "c"), _CASE),
    Verb("release", ("释放",), _CASE),
    Verb(
        "assign",
        ("指派", "a", "s"),
        (Slot.CASE, Slot.UNIT, Slot.BUSY),
        frozenset({Slot.BUSY}),
    ),
    Verb("send", ("派人", "最佳"), _CASE, alone=True),
    Verb("redirect", ("调人",), _CASE, alone=True),
    Verb("withdraw", ("撤回",), (Slot.CASE, Slot.UNIT, Slot.REASON), reasons="withdraw"),
    Verb("dispatch", ("派遣", "d"), (Slot.CASE, Slot.DEPARTMENT)),
    Verb(
        "reassign",
        ("改派", "re", "r"),
        (Slot.CASE, Slot.DEPARTMENT, Slot.REASON, Slot.TEXT),
        _TEXT,
        "reassign",
    ),
    Verb("note", ("备注", "n"), (Slot.CASE, Slot.TEXT)),
    Verb("start", ("开始",), _CASE),
    Verb("feedback", ("反馈", "fb"), (Slot.CASE, Slot.TEXT)),
    Verb("verify", ("核查", "v"), (Slot.CASE, Slot.PASSED, Slot.TEXT), _TEXT),
    Verb("close", ("结案", "x"), (Slot.CASE, Slot.REASON, Slot.TEXT), _TEXT, "close"),
    Verb("reopen", ("重开",), (Slot.CASE, Slot.REASON, Slot.TEXT), _TEXT, "reopen"),
    Verb("accept", ("受理",), _CASE),
    Verb("reject", ("不予受理",), (Slot.CASE, Slot.REASON, Slot.TEXT), _TEXT, "reject"),
    Verb("file", ("立案",), _CASE),
    Verb("return", ("回退",), (Slot.CASE, Slot.REASON, Slot.TEXT), _TEXT, "return"),
    Verb("extend", ("延时",), (Slot.CASE, Slot.REASON, Slot.TEXT), _TEXT, "extend"),
    Verb("rework", ("返工",), (Slot.CASE, Slot.REASON, Slot.TEXT), _TEXT, "rework"),
    Verb("suspend", ("挂账",), (Slot.CASE, Slot.REASON, Slot.TEXT), _TEXT, "suspend"),
    Verb("resume", ("恢复",), _CASE),
    Verb("approve", ("批准",), _CASE),
    Verb("deny", ("不批准",), (Slot.CASE, Slot.TEXT)),
    Verb("escalate", ("提级",), (Slot.CASE, Slot.REASON, Slot.TEXT), _TEXT, "escalate"),
    Verb("contact", ("联系",), _CASE),
    Verb("void", ("作废",), (Slot.CASE, Slot.REASON, Slot.TEXT), _TEXT, "void"),
    Verb(
        "merge",
        ("并案", "m"),
        (Slot.CASE, Slot.INTO, Slot.REASON, Slot.TEXT),
        _TEXT,
        "merge",
    ),
    Verb("unmerge", ("撤销并案",), (Slot.CASE, Slot.TEXT)),
    Verb("distinct", ("非重复",), (Slot.CASE, Slot.INTO, Slot.TEXT), _TEXT),
    Verb("undistinct", ("撤销非重复",), (Slot.CASE, Slot.INTO, Slot.TEXT), _TEXT),
    Verb("attach", ("附件",), _CASE, alone=True),
    Verb("who", ("谁", "w"), _CASE, alone=True),
    Verb("go", ("定位", "g"), (Slot.PLACE,)),
    Verb("find", ("查找", "f"), (Slot.TEXT,), _TEXT),
    Verb("keys", ("快捷键", "help", "帮助", "?")),
)
BY_ID = {verb.id: verb for verb in VERBS}

#: What may be said for a verification that passed, and for one that failed.
PASS, FAIL = ("pass", "通过", "ok", "yes"), ("fail", "不通过", "no")


def find_verb(word: str) -> tuple[Verb, ...]:
    """The verbs `word` can mean: one when it is an alias or a prefix of one verb only."""
    word = word.removeprefix("/").casefold()
    if not word:
        return ()
    exact = tuple(v for v in VERBS if word == v.id or word in v.words)
    if exact:
        return exact
    return tuple(v for v in VERBS if any(w.startswith(word) for w in (v.id, *v.words)))
