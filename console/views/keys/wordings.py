"""What is wrong with a key or with a file of keys, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console import words
from console.bindings import KeyFileError, KeyProblem, Wrong, label, native


def _translatable(context: str, text: str) -> str:  # noqa: ARG001 - lupdate reads the call
    return text


QT_TRANSLATE_NOOP = _translatable
_WRONG = {
    Wrong.NONE: QT_TRANSLATE_NOOP("Keys", "“{action}” needs a key: press one."),
    Wrong.UNREADABLE: QT_TRANSLATE_NOOP("Keys", "“{action}”: {key} is no key."),
    Wrong.SEVERAL: QT_TRANSLATE_NOOP(
        "Keys", "“{action}”: {key} is more than one stroke. Choose a single one."
    ),
    Wrong.TYPING: QT_TRANSLATE_NOOP(
        "Keys", "“{action}”: {key} would be typed into fields. Take Ctrl or Alt with it, or F1–F12."
    ),
    Wrong.EDITING: QT_TRANSLATE_NOOP(
        "Keys", "“{action}”: {key} is needed for editing text. Choose another."
    ),
    Wrong.FIXED: QT_TRANSLATE_NOOP(
        "Keys", "“{action}”: {key} has a fixed meaning here. Choose another."
    ),
    Wrong.CLASH: QT_TRANSLATE_NOOP(
        "Keys", "“{action}”: {key} belongs to “{other}” already. Change one of the two."
    ),
}
_FILES = {
    "too-large": QT_TRANSLATE_NOOP("Keys", "larger than {detail} bytes, so it is no file of keys"),
    "unreadable": QT_TRANSLATE_NOOP("Keys", "cannot be read ({detail})"),
    "other-format": QT_TRANSLATE_NOOP("Keys", "is no file of keys of this console"),
    "newer": QT_TRANSLATE_NOOP("Keys", "was written by a newer console (version {detail})"),
}


def problem(found: KeyProblem) -> str:
    """Which action, which key, why not, and what to do."""
    return words.fill(
        QCoreApplication.translate("Keys", _WRONG[found.wrong]),
        action=label(found.name),
        key=native(found.key) or found.key[:40],
        other=label(found.other) if found.other else "",
    )


def file_problem(error: KeyFileError | OSError) -> str:
    """Why a file was not taken, or not written."""
    if isinstance(error, KeyFileError):
        text = QCoreApplication.translate("Keys", _FILES[error.code])
        return words.fill(text, detail=error.detail[:200])
    return error.strerror or str(error)
