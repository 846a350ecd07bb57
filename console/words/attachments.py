"""Files of cases and components of the register, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.feeds.port import Trouble
from console.session import Session
from console.words import terms
from console.words.language import QT_TRANSLATE_NOOP, fill, pick
from console.words.problems import problem

_KILO = 1_024
_WRONG: dict[str, str] = {
    "absent": QT_TRANSLATE_NOOP("Words", "central has no such file (any more)"),
    "broken": QT_TRANSLATE_NOOP("Words", "the file is damaged: it is not what was handed in"),
    "unwritable": QT_TRANSLATE_NOOP(
        "Words", "it cannot be written there; choose another folder or free space"
    ),
}


def file_size(size: int) -> str:
    """ "640 KB", "1.2 MB"."""
    if size < _KILO * _KILO:
        return fill(QCoreApplication.translate("Words", "{n} KB"), n=max(1, round(size / _KILO)))
    text = QCoreApplication.translate("Words", "{n} MB")
    return fill(text, n=f"{size / _KILO / _KILO:.1f}")


def file_problem(code: str, trouble: Trouble) -> str:
    """Why a file could not be had; empty where nothing is wrong."""
    if code in _WRONG:
        return QCoreApplication.translate("Words", _WRONG[code])
    if code:
        return problem(code)
    return terms.trouble(trouble) if trouble is not Trouble.NONE else ""


def component(session: Session, code: str) -> str:
    """The thing by its name and code; what is not known of it yet or cannot be, is said."""
    if not code:
        return ""
    known = session.component_answer(code)
    if known is not None and known.component is not None:
        return f"{pick(known.component.name_zh, known.component.name_en)} · {code}"
    if known is None:
        return fill(
            QCoreApplication.translate("Words", "{code} (asking the register …)"), code=code
        )
    if known.trouble is not Trouble.NONE:
        text = QCoreApplication.translate("Words", "{code} (the register cannot be asked: {why})")
        return fill(text, code=code, why=terms.trouble(known.trouble))
    return fill(QCoreApplication.translate("Words", "{code} (not in the register)"), code=code)


def component_owner(session: Session, code: str) -> str:
    found = session.component(code) if code else None
    return pick(found.owner_zh, found.owner_en) if found else ""


def component_standard(session: Session, code: str) -> str:
    found = session.component(code) if code else None
    return found.standard if found else ""
