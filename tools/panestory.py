"""A bad day for the pictures: a flood of alerts, refusals, a handover, a watched area, views."""

from __future__ import annotations

import uuid

import numpy as np

from casework.commands import ClaimCase, Order, ReportCase
from casework.datum import Datum
from casework.dutycommands import OfferHandover
from casework.vocabulary import Channel
from console.app.embedded import DISPATCHER
from console.models.places import WatchArea
from console.outbox.rest import RestOutbox
from tools.paneseat import At
from tools.screenshots import wait, work_on_a_case

#: More than a minute may bring before it is called a flood.
_FLOOD = 70
_ROUND_DEGREES = 0.03


def bad_day(at: At, colleague: RestOutbox) -> None:
    """Everything that the panes have to show, done by commands as anybody would."""
    colleague.start(lambda _answer: None)
    work_on_a_case(at.room)
    wait(1.0)
    at.case = at.window.session.selected_case
    watch_round(at)
    give_a_shift(at, colleague)
    some_go_wrong(at, colleague)
    flood(at, colleague)
    keep_names(at)
    wait(5.0)
    colleague.stop()
    at.window.session.select(at.case)


def send(colleague: RestOutbox, case_id: int, version: int, command: object) -> None:
    colleague.send(Order(str(uuid.uuid4()), case_id, version, command))  # type: ignore[arg-type]


def watch_round(at: At) -> None:
    """Everything that comes near the case alarms."""
    cases = at.window.session.board.cases
    row = cases.row(at.case)
    lon, lat, far = float(cases.column("lon")[row]), float(cases.column("lat")[row]), _ROUND_DEGREES
    ring = [(lon - far, lat - far), (lon + far, lat - far), (lon + far, lat + far)]
    at.window.maps.places.add(WatchArea("Lake", [*ring, (lon - far, lat + far)], dwell_s=0))
    at.window.maps.desk.lists.add_bookmark()
    at.window.maps.desk.lists.open_bookmarks().close()


def free_cases(at: At) -> list[int]:
    cases = at.window.session.board.cases
    free = (cases.column("holder") == 0) & (cases.column("closed_ms") == 0)
    numbers: list[int] = cases.column("case_id")[free].tolist()
    return numbers


def give_a_shift(at: At, colleague: RestOutbox) -> None:
    """A colleague claims some cases and offers them to this seat; some are mine to give."""
    board, free = at.window.session.board, free_cases(at)
    theirs, mine = free[:4], free[4:9]
    for case_id in theirs:
        case = board.case(case_id)
        send(colleague, case_id, case.version if case else 0, ClaimCase())
    for case_id in mine:
        at.window.session.dispatch(case_id, ClaimCase())
    wait(2.0)
    note = "4021 的井盖要再看一次，业主 18:00 以后在家。"
    send(colleague, 0, 0, OfferHandover(DISPATCHER, tuple(theirs), note))
    wait(1.0)


def some_go_wrong(at: At, colleague: RestOutbox) -> None:
    """A batch of which the seat refuses some and central others."""
    board, free = at.window.session.board, free_cases(at)
    for case_id in free[:3]:
        case = board.case(case_id)
        send(colleague, case_id, case.version if case else 0, ClaimCase())
    held = board.cases.column("case_id")[board.cases.column("holder") != 0][:4].tolist()
    at.window.keyboard.begin("claim", (*free[:12], *held), {})
    wait(2.0)
    at.window.queue.model.picks.add(free_cases(at)[:9])
    at.window.queue.model.picks_changed.emit()


def flood(at: At, colleague: RestOutbox) -> None:
    """As many emergencies in a minute as nobody can read one by one."""
    board = at.window.session.board
    urgent = np.flatnonzero(board.cases.column("priority") == 1)
    about = board.case(int(board.cases.column("case_id")[int(urgent[-1])]))
    towns = np.unique(board.cases.column("area"))[:3] if about else ()
    for n in range(_FLOOD):
        if about is None:
            return
        where = int(np.flatnonzero(board.cases.column("area") == towns[n % len(towns)])[0])
        there = board.case(int(board.cases.column("case_id")[where])) or about
        report = ReportCase(
            about.category, f"{about.title} {n}", there.area, there.lon, there.lat + n * 1e-4,
            Datum.WGS84, Channel.HOTLINE, priority=1,
        )  # fmt: skip
        send(colleague, 0, 0, report)


def keep_names(at: At) -> None:
    """Views and a layout with names."""
    queue = at.window.queue
    queue.bar.set_line("overdue")
    queue.saved.save("Late")
    queue.bar.set_line("mine")
    queue.saved.save("Mine")
    queue.bar.clear()
    at.window.places.keep_as("Night shift")


def outage(at: At) -> None:
    """Central is gone; what is decided waits."""
    wait(3.0)
    for case_id in free_cases(at)[:4]:
        at.window.session.dispatch(case_id, ClaimCase())
    wait(1.0)
