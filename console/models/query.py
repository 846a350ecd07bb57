"""The language of the queue's filter: `area:莞城 dept:环卫 state:overdue prio:1 mine "井盖"`. Pure.

Words are looked for as text; `key:value` asks a column, `key:one,other` for either; some words are
questions by themselves (`mine`). What cannot be understood is a `Problem` with its place: a filter
that quietly leaves out half of the question would hide cases.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from casework.vocabulary import CHANNEL_ORDER, OVER_STATES, STATE_ORDER, CaseState, Channel
from console.commandline.lexicon import Entry, match
from console.models.filters import QueueFilter

#: As long as a shared view may be.
LONGEST = 1_000


class Key(StrEnum):
    """What can be asked. TEXT has no key of its own."""

    TEXT = "text"
    AREA = "area"
    DEPT = "dept"
    STATE = "state"
    PRIO = "prio"
    TYPE = "type"
    HOLDER = "holder"
    SOURCE = "source"


class Flag(StrEnum):
    """Questions by themselves; `state:overdue` and the like mean the same."""

    MINE = "mine"
    UNCLAIMED = "unclaimed"
    OVERDUE = "overdue"
    ALL = "all"
    CLOSED = "closed"


KEYS: dict[Key, tuple[str, ...]] = {
    Key.AREA: ("area", "place", "town", "区域", "镇街", "村"),
    Key.DEPT: ("dept", "department", "部门"),
    Key.STATE: ("state", "状态"),
    Key.PRIO: ("prio", "priority", "优先", "优先级"),
    Key.TYPE: ("type", "category", "类型", "类别"),
    Key.HOLDER: ("holder", "持有", "持有人"),
    Key.SOURCE: ("source", "来源"),
}
FLAGS: dict[Flag, tuple[str, ...]] = {
    Flag.MINE: ("mine", "我的"),
    Flag.UNCLAIMED: ("unclaimed", "未认领"),
    Flag.OVERDUE: ("overdue", "超时"),
    Flag.ALL: ("all", "全部"),
    Flag.CLOSED: ("closed", "已结"),
}
_KEY_OF = {name: key for key, names in KEYS.items() for name in names}
_FLAG_OF = {name: flag for flag, names in FLAGS.items() for name in names}


@dataclass(frozen=True)
class Term:
    """One part of a question, `source[start:end]` where it was typed. `values`: codes, any of
    which is enough; of a text the words; of a flag (`key` None) none."""

    key: Key | None
    values: tuple[str, ...] = ()
    flag: Flag | None = None
    start: int = 0
    end: int = 0

    def same(self, other: Term) -> bool:
        """Whether both ask the same, wherever they were typed."""
        return self.spec == other.spec

    @property
    def spec(self) -> tuple[object, ...]:
        return self.key, self.values, self.flag

    def write(self) -> str:
        """As a person could have typed it; reads back as the same term."""
        if self.flag is not None:
            return str(self.flag)
        if self.key is Key.TEXT:
            return _quoted(self.values[0], always=True)
        return f"{self.key}:" + ",".join(_quoted(v) for v in self.values)


class Trouble(StrEnum):
    UNKNOWN_KEY = "unknown-key"
    NO_VALUE = "no-value"
    UNKNOWN_VALUE = "unknown-value"
    AMBIGUOUS = "ambiguous"
    OPEN_QUOTE = "open-quote"
    TOO_LONG = "too-long"


@dataclass(frozen=True)
class Problem:
    """What cannot be understood: at `at` in the line, the `word`; `expected` could stand there."""

    trouble: Trouble
    at: int
    word: str = ""
    key: Key | None = None
    expected: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    """What was understood, and what was not."""

    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = ()


class Names(Protocol):
    """The names that may stand after a key."""

    def entries(self, key: Key) -> Sequence[Entry]: ...


@dataclass(frozen=True)
class Word:
    """`text` at line[start:end]; `quoted` words are text whatever they look like. `parts`: what
    is on both sides of the first colon outside quotes, and where the right one begins."""

    start: int
    end: int
    text: str
    quoted: bool
    key: str | None = None
    value: str = ""
    value_at: int = 0
    open_quote: bool = False


_WORD = re.compile(r'(?:"[^"]*(?:"|$)|[^\s"])+')
_COLON = re.compile(r"[:：]")
_VALUE = re.compile(r'((?:"[^"]*"|[^,，"])*)([,，]|$)')


def split(line: str) -> list[Word]:
    """The words of a line; quotes hold words together."""
    return [_word(found.start(), found.group()) for found in _WORD.finditer(line)]


def _word(at: int, raw: str) -> Word:
    end, open_quote = at + len(raw), raw.count('"') % 2 == 1
    colon = _COLON.search(raw)
    if colon is not None and '"' not in raw[: colon.start()] and colon.start():
        head, tail = raw[: colon.start()], raw[colon.end() :]
        return Word(at, end, raw, False, head, tail, at + colon.end(), open_quote)
    return Word(at, end, raw.replace('"', ""), '"' in raw, open_quote=open_quote)


def parse(line: str, names: Names) -> Query:
    """The question in `line`. Never raises, whatever is typed or pasted."""
    if len(line) > LONGEST:
        return Query(problems=(Problem(Trouble.TOO_LONG, LONGEST),))
    terms: list[Term] = []
    problems: list[Problem] = []
    for word in split(line):
        found = _read(word, names)
        if isinstance(found, Problem):
            problems.append(found)
        elif found is not None and not any(found.same(t) for t in terms):
            terms.append(found)
    return Query(tuple(terms), tuple(problems))


def _read(word: Word, names: Names) -> Term | Problem | None:
    if word.open_quote:
        return Problem(Trouble.OPEN_QUOTE, word.start, word.text)
    if word.key is not None:
        return _ask(word, names)
    flag = None if word.quoted else _FLAG_OF.get(word.text.casefold())
    if flag is not None:
        return Term(None, (), flag, word.start, word.end)
    text = " ".join(word.text.split())
    return Term(Key.TEXT, (text,), None, word.start, word.end) if text else None


def _ask(word: Word, names: Names) -> Term | Problem:
    key = _KEY_OF.get((word.key or "").casefold())
    if key is None:
        return Problem(Trouble.UNKNOWN_KEY, word.start, word.key or "", None, tuple(KEYS))
    flag = _FLAG_OF.get(word.value.casefold()) if key is Key.STATE else None
    if flag in (Flag.OVERDUE, Flag.UNCLAIMED, Flag.ALL):
        return Term(None, (), flag, word.start, word.end)
    entries = names.entries(key)
    codes: list[str] = []
    for at, value in _values(word):
        found = _meant(value, at, key, entries)
        if isinstance(found, Problem):
            return found
        codes += [code for code in found if code not in codes]
    return Term(key, tuple(codes), None, word.start, word.end)


def _meant(value: str, at: int, key: Key, entries: Sequence[Entry]) -> Problem | tuple[str, ...]:
    """The codes that one value stands for."""
    if not value:
        return Problem(Trouble.NO_VALUE, at, "", key, _shown(entries))
    found = _find(value, entries)
    if not found:
        return Problem(Trouble.UNKNOWN_VALUE, at, value, key, _shown(entries))
    if len(found) > 1 and not _all_exact(value, found):
        return Problem(Trouble.AMBIGUOUS, at, value, key, _shown(found))
    return tuple(entry.code for entry in found)


def _values(word: Word) -> list[tuple[int, str]]:
    """(where, text) of the values between commas, without quotes."""
    found = []
    for part in _VALUE.finditer(word.value):
        raw, comma = part.groups()
        found.append((word.value_at + part.start(), raw.replace('"', "").strip()))
        if not comma:
            break
    return found


def _find(value: str, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    by_code = tuple(e for e in entries if e.code.casefold() == value.casefold())
    return by_code or match(value, entries)


def _all_exact(value: str, found: Iterable[Entry]) -> bool:
    """Several places of one name are all meant."""
    wanted = value.casefold()
    return all(any(wanted == n.casefold() for n in (e.code, *e.names)) for e in found)


def _shown(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(e.label or e.code for e in entries[:6])


def _quoted(value: str, always: bool = False) -> str:
    plain = not always and not re.search(r'[\s,，:："]', value)
    return value if plain else '"' + value.replace('"', " ") + '"'


def write(terms: Iterable[Term]) -> str:
    """The question as one line, the same in every language."""
    return " ".join(term.write() for term in terms)


def to_filter(terms: Iterable[Term], me: str) -> QueueFilter:
    """What the case table is asked. Terms of one key widen each other, others narrow."""
    where = QueueFilter()
    for term in terms:
        where = _flagged(where, term.flag, me) if term.flag else _asked(where, term)
    return where


def _flagged(where: QueueFilter, flag: Flag, me: str) -> QueueFilter:
    if flag is Flag.MINE:
        return replace(where, holders=(me or "\x00",))
    if flag is Flag.UNCLAIMED:
        return replace(where, unclaimed=True)
    if flag is Flag.OVERDUE:
        return replace(where, overdue=True)
    if flag is Flag.CLOSED:
        over = tuple(i for i, state in enumerate(STATE_ORDER) if state in OVER_STATES)
        return replace(where, states=tuple(dict.fromkeys((*where.states, *over))))
    return replace(where, open_only=False)


def _asked(where: QueueFilter, term: Term) -> QueueFilter:
    field, read = _FIELDS[term.key or Key.TEXT]
    both = (*getattr(where, field), *(read(value) for value in term.values))
    changed: dict[str, Any] = {field: tuple(dict.fromkeys(both))}
    return replace(where, **changed)


#: Where the values of a key go, and what they become there.
_FIELDS: dict[Key, tuple[str, Callable[[str], Any]]] = {
    Key.TEXT: ("texts", str),
    Key.AREA: ("areas", str),
    Key.DEPT: ("departments", str),
    Key.STATE: ("states", lambda value: STATE_ORDER.index(CaseState(value))),
    Key.PRIO: ("priorities", int),
    Key.TYPE: ("categories", str),
    Key.HOLDER: ("holders", str),
    Key.SOURCE: ("channels", lambda value: CHANNEL_ORDER.index(Channel(value))),
}
