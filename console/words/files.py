"""What is wrong with a file that should be replayed, in words, by its stable code."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.words.language import QT_TRANSLATE_NOOP

_FILE: dict[str, str] = {
    "missing": QT_TRANSLATE_NOOP("Words", "There is no such file; check the path."),
    "not-allowed": QT_TRANSLATE_NOOP("Words", "The file may not be read; ask for rights to it."),
    "folder": QT_TRANSLATE_NOOP("Words", "This is a folder; name a file in it."),
    "unreadable": QT_TRANSLATE_NOOP("Words", "The file cannot be read; check the path and rights."),
    "encoding": QT_TRANSLATE_NOOP(
        "Words", "The text is in another encoding than the mapping declares (file.encoding)."
    ),
    "not-csv": QT_TRANSLATE_NOOP(
        "Words",
        "This is no CSV table with a header line; save it as one, or declare its delimiter in the "
        "mapping.",
    ),
    "empty": QT_TRANSLATE_NOOP("Words", "The file is empty; record or export it again."),
    "nothing": QT_TRANSLATE_NOOP(
        "Words",
        "There is nothing in the file that could be played; record or export it again, or correct "
        "the mapping.",
    ),
    "no-mapping": QT_TRANSLATE_NOOP(
        "Words", "No known mapping fits these columns; give one with --mapping."
    ),
    "missing-columns": QT_TRANSLATE_NOOP(
        "Words", "The mapping reads columns that are not there; correct the mapping."
    ),
    "not-a-log": QT_TRANSLATE_NOOP(
        "Words", "This is not an incident log of this product; for a table give a mapping."
    ),
    "newer-version": QT_TRANSLATE_NOOP(
        "Words", "A newer version wrote this file; update this program."
    ),
    "bad-header": QT_TRANSLATE_NOOP(
        "Words", "The beginning of the log is damaged; record or export it again."
    ),
    "not-toml": QT_TRANSLATE_NOOP(
        "Words", "The mapping is no TOML text; write it as TOML in UTF-8."
    ),
    "not-a-mapping": QT_TRANSLATE_NOOP(
        "Words", "This is not a mapping of this version; it has to say so in its first lines:"
    ),
    "bad-mapping": QT_TRANSLATE_NOOP(
        "Words", "The mapping does not hold together; compare it with those in resources/mappings."
    ),
    "bad-pattern": QT_TRANSLATE_NOOP(
        "Words",
        "The pattern of the mapping is wrong; it needs the groups (?P<lon>…) and (?P<lat>…).",
    ),
    "bad-steps": QT_TRANSLATE_NOOP(
        "Words",
        'The steps of the mapping are wrong; begin with means = "reported" and give each once.',
    ),
    "bad-zone": QT_TRANSLATE_NOOP(
        "Words", 'The mapping names no known time zone; write one such as "Asia/Shanghai".'
    ),
    "no-datum": QT_TRANSLATE_NOOP(
        "Words", "The mapping declares no datum for the coordinates; add one of these:"
    ),
}
_PART: dict[str, str] = {
    "cut": QT_TRANSLATE_NOOP("Words", "the file was cut off here; what came before is played"),
    "garbage": QT_TRANSLATE_NOOP("Words", "unreadable line"),
    "gap": QT_TRANSLATE_NOOP("Words", "events are missing before this line"),
    "duplicate": QT_TRANSLATE_NOOP("Words", "the same once more"),
    "impossible": QT_TRANSLATE_NOOP("Words", "impossible value"),
    "unknown-unit": QT_TRANSLATE_NOOP("Words", "unit that is not registered"),
    "count": QT_TRANSLATE_NOOP("Words", "the number of events differs from the closing line"),
    "after-end": QT_TRANSLATE_NOOP("Words", "lines after the closing line"),
    "backwards": QT_TRANSLATE_NOOP("Words", "steps that run backwards"),
    "bad-time": QT_TRANSLATE_NOOP("Words", "unreadable time"),
    "no-time": QT_TRANSLATE_NOOP("Words", "no time of the report"),
    "no-key": QT_TRANSLATE_NOOP("Words", "no case number"),
    "no-place": QT_TRANSLATE_NOOP("Words", "no coordinate"),
    "bad-place": QT_TRANSLATE_NOOP("Words", "unreadable coordinate"),
    "outside": QT_TRANSLATE_NOOP("Words", "coordinate outside the declared bounds"),
    "no-datum": QT_TRANSLATE_NOOP("Words", "no datum for the coordinate"),
    "no-end": QT_TRANSLATE_NOOP("Words", "unit that never became available again"),
    "priority": QT_TRANSLATE_NOOP("Words", "unknown priority"),
    "cells": QT_TRANSLATE_NOOP("Words", "wrong number of cells"),
}


def file_trouble(code: str) -> str:
    """Why a file or its mapping cannot be used, "" for a code without words."""
    return QCoreApplication.translate("Words", _FILE[code]) if code in _FILE else ""


def part_trouble(code: str, detail: str) -> str:
    """Why a row or a line was not used, with the particulars as they were found."""
    said = QCoreApplication.translate("Words", _PART[code]) if code in _PART else ""
    return f"{said} — {detail}" if said and detail else said or detail
