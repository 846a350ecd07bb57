"""The words of an export, in the language of the console when it was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from casework.vocabulary import CHANNEL_ORDER, STATE_ORDER, UNIT_KIND_ORDER, PlaceDoubt
from console import words
from console.export.situation import Terms
from console.feeds.port import LinkState
from console.map.legend import legend_lines
from console.session import Session


def terms(names: dict[str, dict[int, str]]) -> Terms:
    """Everything a page, a sheet or a table says besides the data; `names` come with the data."""
    tr = QCoreApplication.translate
    return Terms(
        states=[words.state(s) for s in STATE_ORDER],
        priorities=["", *(words.priority(n) for n in (1, 2, 3, 4))],
        channels=[words.channel(c) for c in CHANNEL_ORDER],
        kinds=[words.unit_kind(k) for k in UNIT_KIND_ORDER],
        severities=_severities(),
        ages=[
            "",
            tr("MapCanvas", "position over 1 min old"),
            tr("MapCanvas", "position over 5 min old"),
        ],
        doubts={d.value: words.doubt(d) for d in PlaceDoubt if d},
        names=names,
        legend=legend_lines(),
        said=_said(),
        columns=_columns(),
    )


def _severities() -> list[str]:
    tr = QCoreApplication.translate
    return [
        "",
        tr("Export", "finished"),
        tr("Export", "in time"),
        tr("Export", "in time, held"),
        tr("Export", "near the limit"),
        tr("Export", "overdue"),
        tr("Export", "overdue, emergency"),
    ]


def _said() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "chosen": tr("Export", "Chosen case"),
        "hint": tr("Export", "Choose a case on the map or in the list."),
        "list": tr("Export", "Cases in view, the worst first"),
        "in_view": tr("Export", "{n} of {all} cases in view"),
        "legend": tr("Export", "Legend"),
        "map": tr("Export", "Map of the cases"),
        "approximate": tr("MapCanvas", "Area boundaries are approximate"),
        "base_lacking": tr("Export", "The base map is not complete here"),
        "foot": tr(
            "Export", "Positions in WGS-84 · without reporters, descriptions and names of staff"
        ),
    }


def _columns() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "number": tr("Export", "Number"),
        "priority": tr("Export", "Priority"),
        "category": tr("Export", "Type"),
        "state": tr("Export", "State"),
        "clock": tr("Export", "Clock"),
        "area": tr("Export", "Town"),
        "village": tr("Export", "Village"),
        "address": tr("Export", "Address"),
        "title": tr("Export", "Title"),
        "department": tr("Export", "Department"),
        "channel": tr("Export", "Source"),
        "reported": tr("Export", "Reported"),
        "due": tr("Export", "Due"),
        "lon": tr("Export", "Longitude"),
        "lat": tr("Export", "Latitude"),
        "doubt": tr("Export", "Doubtful place"),
        "unit": tr("Export", "Unit"),
        "kind": tr("Export", "Kind"),
        "position": tr("Export", "Position of"),
        "position_note": tr("Export", "Note"),
        "at_case": tr("Export", "At case"),
    }


def scope_name(scope: str) -> str:
    """What a scope takes in."""
    tr = QCoreApplication.translate
    return {
        "view": tr("Export", "What the map shows"),
        "queue": tr("Export", "The queue as filtered"),
        "case": tr("Export", "The selected case"),
        "city": tr("Export", "The whole city"),
    }[scope]


def title(session: Session) -> str:
    """ "Situation · Dongguan"."""
    gazetteer = session.gazetteer
    said = QCoreApplication.translate("Export", "Situation")
    return f"{said} · {words.area(session, gazetteer.city)}" if gazetteer else said


def stale(session: Session, known_ms: int) -> str:
    """Why the picture may be old, empty while the source is heard."""
    tr = QCoreApplication.translate
    if session.link.state in (LinkState.LIVE, LinkState.REPLAY):
        return ""
    said = tr("Export", "{why}: what is shown was last known at {time} and may be out of date.")
    when = words.instant_ms(known_ms, words.zone(session), with_date=True)
    return words.fill(said, why=words.link(session.link.state), time=when)


def when(session: Session, taken_ms: int, known_ms: int) -> str:
    """The time of the picture with its zone, and how fresh it is."""
    tr, zone = QCoreApplication.translate, words.zone(session)
    said = words.fill(
        tr("Export", "Picture of {time} ({zone}) · as known at {known}, event {seq}"),
        time=words.instant_ms(taken_ms, zone, with_date=True),
        zone=session.gazetteer.zone if session.gazetteer else "UTC",
        known=words.instant_ms(known_ms, zone, with_date=True),
        seq=session.board.head,
    )
    if session.link.state is LinkState.REPLAY:
        said += " · " + tr("Export", "replay of a recording, not the present")
    return said


@dataclass(frozen=True)
class Counted:
    """The line that says how much there is, with its numbers still open."""

    scope: str
    all: str
    left: str

    def line(self, cases: int, units: int, left_out: int) -> str:
        said = words.fill(
            self.all, scope=self.scope, cases=words.count(cases), units=words.count(units)
        )
        if left_out:
            said += " · " + words.fill(self.left, n=words.count(left_out))
        return said


def counted(scope: str) -> Counted:
    """In the language of now; the numbers are known later."""
    tr = QCoreApplication.translate
    return Counted(
        scope_name(scope),
        tr("Export", "{scope} · cases: {cases} · units: {units}"),
        tr("Export", "left out, without a place: {n}"),
    )


def failure(code: str, detail: str, path: str) -> str:
    """Why nothing was written, where, and the way out."""
    tr = QCoreApplication.translate
    said = {
        "disk-full": tr("Export", "The disk is full. Make room or choose another folder"),
        "too-large": tr("Export", "It would be too large. Choose a smaller scale or scope"),
        "no-permission": tr(
            "Export", "You may not write there. Choose a folder of your own, or ask for the right"
        ),
        "is-folder": tr("Export", "This is a folder. Add a file name"),
        "no-folder": tr("Export", "The folder does not exist. Make it or choose another"),
        "bad-name": tr("Export", "The system does not take this name. Choose a shorter, plain one"),
        "ended": tr("Export", "The writing process ended early. Try again; what it said last"),
    }.get(code, tr("Export", "It could not be written. Choose another place"))
    return f"{said}. — {path}" + (f" ({detail})" if detail else "")
