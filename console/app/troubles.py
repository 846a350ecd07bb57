"""What can go wrong before there is a window, and how the person hears of it."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from console import words
from console.app.exits import Exit, StartError
from console.words.language import QT_TRANSLATE_NOOP

_SENTENCES: dict[Exit, str] = {
    Exit.SECOND_INSTANCE: QT_TRANSLATE_NOOP(
        "App",
        "A console already runs on this data folder:\n{what}\n"
        "Use that window, or start this one with --data and another folder.",
    ),
    Exit.PORT_IN_USE: QT_TRANSLATE_NOOP(
        "App", "Central's port is taken by another program.\n{what}\n{detail}\nStart again."
    ),
    Exit.DATA_FOLDER: QT_TRANSLATE_NOOP(
        "App",
        "The data folder cannot be written:\n{what}\n{detail}\n"
        "Free some space or rights there, or start with --data and another folder.",
    ),
    Exit.CITY: QT_TRANSLATE_NOOP("App", "The city's data cannot be read:\n{what}\n{detail}"),
    Exit.DATABASE: QT_TRANSLATE_NOOP(
        "App",
        "The database in the data folder is damaged and was left as it is:\n{what}\n{detail}\n"
        "Restore a backup of it, or start with --data and another folder.",
    ),
    Exit.REPLAY: QT_TRANSLATE_NOOP("App", "This file cannot be replayed:\n{what}\n{detail}"),
    Exit.SERVER: QT_TRANSLATE_NOOP(
        "App",
        "This is not a usable address of a central: {what}\n{detail}\n"
        "It looks like http://central.example:8420",
    ),
    Exit.TOKEN_FILE: QT_TRANSLATE_NOOP(
        "App",
        "No operator's token could be read from this file:\n{what}\n{detail}\n"
        "Its first line must be one token and nothing else. Of central's tokens.toml, "
        "which holds several, copy one without its quotes to a file of its own.",
    ),
    Exit.CENTRAL_FAILED: QT_TRANSLATE_NOOP(
        "App", "The embedded central did not start.\n{what}\n{detail}"
    ),
    Exit.USAGE: QT_TRANSLATE_NOOP("App", "{what}\n{detail}"),
}


def words_for(error: StartError) -> str:
    """The message in the person's language: place, reason, way out."""
    detail = "\n".join((words.file_trouble(error.kind), error.detail))
    sentence = QCoreApplication.translate("App", _SENTENCES[error.code])
    text = sentence.format(what=error.what, detail=detail)
    return "\n".join(line for line in text.splitlines() if line.strip())


def show(error: StartError, quiet: bool) -> int:
    """Tell the person, on the screen where there is one and always on standard error."""
    message = words_for(error)
    print(message, file=sys.stderr)  # noqa: T201 - the last word before ending
    if not quiet and QApplication.instance() is not None:
        box_for(error).exec()
    return int(error.code)


def box_for(error: StartError) -> QMessageBox:
    """The message as a window, not yet shown."""
    title = QCoreApplication.translate("App", "Console")
    box = QMessageBox(QMessageBox.Icon.Critical, title, "")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words_for(error))
    return box
