"""Which language names in the data are shown in, and how values get into sentences."""

from __future__ import annotations

import re

_PLACE = re.compile(r"\{(\w+)\}")
_CHOSEN = ["en"]


def language() -> str:
    """ "zh_CN" or "en": the language of names that the city declares in both."""
    return _CHOSEN[0]


def set_language(code: str) -> None:
    """Choose the language of data names; anything but Chinese reads English."""
    _CHOSEN[0] = "zh_CN" if code.lower().startswith("zh") else "en"


def pick(zh: str, en: str, code: str = "") -> str:
    """The name in language `code` (the chosen one by default), or the other where it is missing."""
    chinese = (code or language()).lower().startswith("zh")
    return (zh or en) if chinese else (en or zh)


def fill(sentence: str, **values: object) -> str:
    """Put values into ``{name}`` places, in one pass: a value that looks like a place stays.

    A place without a value is left standing: a slip in a translation cannot stop the console.
    """
    return _PLACE.sub(lambda m: str(values.get(m[1], m[0])), sentence)


def _mark(context: str, text: str) -> str:  # noqa: ARG001 - lupdate reads the call
    return text


#: Marks a literal for Qt Linguist where it stands in a table and is translated later.
QT_TRANSLATE_NOOP = _mark
