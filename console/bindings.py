"""Which key does what: the catalogue's keys, changed as the person wants them.

An action is named with its kind: "case.claim", "view.find", "map.measure".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import msgspec
from PySide6.QtCore import QCoreApplication, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence

from console.catalogue import (
    ACTIONS,
    EDITING,
    FIXED_KEYS,
    MAP_ACTIONS,
    SEAT_ACTIONS,
    VIEW_ACTIONS,
)
from console.words.keys import set_keys

FORMAT, VERSION = "zhiwang-keys", 1
#: A file of keys larger than this is none.
LARGEST = 64_000
#: The name of each action → its key in the catalogue, in the order of the menus.
DEFAULTS: dict[str, str] = {
    **{f"case.{a.id}": a.shortcut for a in ACTIONS.values()},
    **{f"view.{v.id}": v.shortcut for v in VIEW_ACTIONS},
    **{f"map.{m.id}": m.shortcut for m in MAP_ACTIONS.values()},
    **{f"seat.{s.id}": s.shortcut for s in SEAT_ACTIONS},
}
_LABELS: dict[str, tuple[str, str]] = {
    **{f"case.{a.id}": ("Actions", a.label) for a in ACTIONS.values()},
    **{f"view.{v.id}": ("Menus", v.label) for v in VIEW_ACTIONS},
    **{f"map.{m.id}": ("MapActions", m.label) for m in MAP_ACTIONS.values()},
    **{f"seat.{s.id}": ("FileMenu", s.label) for s in SEAT_ACTIONS},
}


class Wrong(StrEnum):
    """Why a key cannot be taken."""

    NONE = "none"  # every action keeps a key
    UNREADABLE = "unreadable"
    SEVERAL = "several"  # more than one stroke
    TYPING = "typing"  # would be typed into fields
    EDITING = "editing"  # fields and lists need it
    FIXED = "fixed"  # has a meaning that cannot be changed
    CLASH = "clash"  # another action has it


@dataclass(frozen=True)
class KeyProblem:
    """`name`: the action; `key`: portable; `other`: the action in the way, for a clash."""

    wrong: Wrong
    name: str
    key: str
    other: str = ""


class KeepsKeys(Protocol):
    """Where chosen keys outlive the program."""

    def own_keys(self) -> dict[str, str]: ...

    def keep_keys(self, own: dict[str, str]) -> None: ...


class Bindings(QObject):
    """The keys in use. `own` are those that differ from the catalogue."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.own: dict[str, str] = {}
        self._store: KeepsKeys | None = None
        self._say()

    def key(self, name: str) -> str:
        """The key of an action, portable.

        Raises:
            KeyError: no such action.
        """
        return self.own.get(name) or DEFAULTS[name]

    def native(self, name: str) -> str:
        """The key as it is called on this machine, in the language of the moment."""
        return native(self.key(name))

    def all(self) -> dict[str, str]:
        return {name: self.key(name) for name in DEFAULTS}

    def load(self, store: KeepsKeys) -> None:
        """Use what was kept, and keep what changes. What no longer fits falls back, all of it."""
        self._store = None
        own = {n: k for n, k in store.own_keys().items() if n in DEFAULTS}
        self.take({} if problems({**DEFAULTS, **own}) else own)
        self._store = store

    def take(self, keys: Mapping[str, str]) -> None:
        """Use these from now on; the caller has seen to it that `problems` finds none.

        Actions that are not named get the catalogue's key.
        """
        self.own = {n: k for n, k in keys.items() if DEFAULTS.get(n, k) != k}
        if self._store is not None:
            self._store.keep_keys(dict(self.own))
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        set_keys({name: self.native(name) for name in DEFAULTS})


def label(name: str) -> str:
    """What an action is called, in the language of the moment."""
    context, text = _LABELS[name]
    return QCoreApplication.translate(context, text)


def native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def portable(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.PortableText)


def problems(keys: Mapping[str, str]) -> list[KeyProblem]:
    """What is wrong with a whole set of keys, in the order of the actions."""
    found: list[KeyProblem] = []
    taken: dict[str, str] = {}
    for name, key in keys.items():
        wrong = unfit(key)
        normal = portable(QKeySequence(key))
        if wrong is not None:
            found.append(KeyProblem(wrong, name, key))
        elif normal in taken:
            found.append(KeyProblem(Wrong.CLASH, name, key, taken[normal]))
        else:
            taken[normal] = name
    return found


def unfit(key: str) -> Wrong | None:
    """Why a key can belong to no action, None when it can."""
    sequence = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)
    if not key or not sequence.count():
        return Wrong.NONE if not key else Wrong.UNREADABLE
    if sequence.count() > 1:
        return Wrong.SEVERAL
    stroke: QKeyCombination = sequence[0]  # type: ignore[index]  # missing in the stubs
    if stroke.key() in (Qt.Key.Key_unknown, Qt.Key(0)):
        return Wrong.UNREADABLE
    normal = portable(sequence)
    if normal in _normal(EDITING):
        return Wrong.EDITING
    if normal in _normal(tuple(f.shortcut for f in FIXED_KEYS if f.where == "window")):
        return Wrong.FIXED
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    held = bool(stroke.keyboardModifiers() & (control | alt))
    function = Qt.Key.Key_F1 <= stroke.key() <= Qt.Key.Key_F35
    return None if held or function else Wrong.TYPING


def _normal(keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset(portable(QKeySequence(k)) for k in keys)


# -- as a file -------------------------------------------------------------------------------


class KeyFile(msgspec.Struct):
    """What a file of keys holds: portable key sequences by action."""

    format: str
    version: int
    keys: dict[str, str]


class KeyFileError(Exception):
    """`args[0]` says in English what is wrong with the file; `code` for the person's language."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail


def write_file(keys: Mapping[str, str]) -> bytes:
    """Every key in use, as JSON that a person can read and change."""
    packed = msgspec.json.encode(KeyFile(FORMAT, VERSION, dict(keys)))
    return msgspec.json.format(packed, indent=2) + b"\n"


def read_file(data: bytes) -> tuple[dict[str, str], tuple[str, ...]]:
    """The keys of a file for every action, and the actions in it that are not known here.

    An action that the file does not name gets the catalogue's key.

    Raises:
        KeyFileError: too large, not such a file, or of a newer version.
    """
    if len(data) > LARGEST:
        raise KeyFileError("too-large", str(LARGEST))
    try:
        read = msgspec.json.decode(data, type=KeyFile)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise KeyFileError("unreadable", str(error)) from error
    if read.format != FORMAT:
        raise KeyFileError("other-format")
    if read.version > VERSION:
        raise KeyFileError("newer", str(read.version))
    known = {n: k for n, k in read.keys.items() if n in DEFAULTS}
    return {**DEFAULTS, **known}, tuple(n for n in read.keys if n not in DEFAULTS)
