"""The keys on paper: one page of HTML or PDF, from the catalogue and the keys in use.

Every text is data: it is escaped, whatever stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from console import words
from console.bindings import label
from console.catalogue import ACTIONS, FIXED_KEYS, MAP_ACTIONS, SEAT_ACTIONS, VIEW_ACTIONS
from console.commandline import VERBS
from console.views.parts import commandwords

Row = tuple[str, str, str]  # key, what it does, a hint
_STYLE = """
body { font-family: "Noto Sans CJK SC", "Noto Sans", sans-serif; color: #111; background: #fff; }
h1 { font-size: 16pt; } h2 { font-size: 11pt; margin-top: 12px; }
table { border-collapse: collapse; width: 100%; }
td { font-size: 9pt; padding: 2px 8px; border-bottom: 1px solid #999; vertical-align: top; }
td.key { font-family: monospace; font-weight: bold; white-space: nowrap; width: 22%; }
td.hint { color: #333; }
"""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Keys", text)


def sheet_html(keys: Mapping[str, str], called: Callable[[str], str]) -> str:
    """A whole page in the language of the moment.

    `keys`: portable key by action; `called`: what a portable key is called on the paper.
    """
    title = escape(QCoreApplication.translate("Keys", "Keys of the dispatcher console"))
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{words.language().replace("_", "-")}"><head><meta charset="utf-8">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>",
    ]
    for heading, rows in _sections(keys, called):
        parts.append(f"<h2>{escape(heading)}</h2><table>")
        parts += [_row(*row) for row in rows]
        parts.append("</table>")
    return "\n".join([*parts, "</body></html>"]) + "\n"


def _row(key: str, what: str, hint: str) -> str:
    cells = f'<td class="key">{escape(key)}</td><td>{escape(what)}</td>'
    return f'<tr>{cells}<td class="hint">{escape(hint)}</td></tr>'


def _sections(
    keys: Mapping[str, str], called: Callable[[str], str]
) -> Iterable[tuple[str, list[Row]]]:
    groups = {
        "queue": QCoreApplication.translate("Keys", "Queue"),
        "unit": QCoreApplication.translate("Keys", "Units"),
        "case": QCoreApplication.translate("Keys", "Case"),
        "stage": QCoreApplication.translate("Keys", "Stages"),
        "exception": QCoreApplication.translate("Keys", "Exceptions"),
    }

    def row(name: str, hint: str) -> Row:
        return (called(keys[name]), label(name), hint)

    for group, members in groupby(ACTIONS.values(), key=lambda a: a.group):
        hints = [(f"case.{a.id}", QCoreApplication.translate("Actions", a.hint)) for a in members]
        yield groups[group], [row(*h) for h in hints]
    view = QCoreApplication.translate("Keys", "Window")
    yield view, [row(f"view.{v.id}", "") for v in VIEW_ACTIONS]
    hints = [
        (f"map.{m.id}", QCoreApplication.translate("MapActions", m.hint))
        for m in MAP_ACTIONS.values()
    ]
    yield QCoreApplication.translate("Keys", "Map"), [row(*h) for h in hints]
    coming = QCoreApplication.translate("Keys", "Signing in, locking, leaving")
    yield coming, [row(f"seat.{s.id}", "") for s in SEAT_ACTIONS]
    yield from _fixed(called)
    verbs = [(v.id, commandwords.usage(v), " ".join(v.words)) for v in VERBS]
    yield QCoreApplication.translate("Keys", "Command bar: what can be typed"), verbs


def _fixed(called: Callable[[str], str]) -> Iterable[tuple[str, list[Row]]]:
    places = {
        "window": QCoreApplication.translate("Keys", "Fixed, everywhere"),
        "door": QCoreApplication.translate("Keys", "Fixed, when signing in or locked"),
        "bar": QCoreApplication.translate("Keys", "Fixed, in the command bar"),
        "queue": QCoreApplication.translate("Keys", "Fixed, in the queue"),
        "alerts": QCoreApplication.translate("Keys", "Fixed, in the list of alerts"),
        "map": QCoreApplication.translate("Keys", "Fixed, on the map"),
        "replay": QCoreApplication.translate("Keys", "Fixed, in a replay"),
    }
    for where, heading in places.items():
        yield (
            heading,
            [(called(f.shortcut), _tr(f.label), "") for f in FIXED_KEYS if f.where == where],
        )


def write_pdf(html: str, path: Path) -> None:
    """The page as PDF, A4 upright.

    Raises:
        OSError: it cannot be written.
    """
    with path.open("wb"):  # Qt only says in a log that it could not
        pass
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout.Unit.Millimeter)
    writer.setTitle(_tr("Keys of the dispatcher console"))
    page = QTextDocument()
    page.setDefaultFont(QFont(page.defaultFont().family(), 9))
    page.setHtml(html)
    page.print_(writer)
    del writer  # the file is complete when the writer has gone
    if path.stat().st_size == 0:
        raise OSError(f"nothing was written to {path}")
