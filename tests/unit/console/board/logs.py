"""Random but possible logs: cases go through their lives, units are sent and come back."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import numpy as np

from casework import events as ev
from casework.instant import from_ms
from casework.unit import Fixes, Unit
from casework.vocabulary import CHANNEL_ORDER, Level, Request, Step, UnitKind
from console.board.board import Board

START_MS = 1_772_438_400_000
UNITS = [Unit(n, UnitKind.OFFICER, f"U{n}", "441900003000", range_m=float(n)) for n in range(1, 9)]


def random_log(seed: int, events: int, begin: int = 1) -> list[ev.Envelope]:
    """`events` envelopes from seq `begin` on, the first of all registering the units."""
    dice = random.Random(seed)
    log: list[ev.Envelope] = []
    versions: dict[int, int] = {}
    for seq in range(begin, begin + events):
        if seq == 1:
            log.append(_sealed(seq, 0, 0, ev.UnitsRegistered(UNITS)))
            continue
        new = not versions or dice.random() < 0.2
        case_id = len(versions) + 1 if new else dice.choice(list(versions))
        versions[case_id] = versions.get(case_id, 0) + 1
        event = _report(dice, seq) if new else _later(dice, seq)
        log.append(_sealed(seq, case_id, versions[case_id], event))
    return log


def _sealed(seq: int, case_id: int, version: int, event: Any) -> ev.Envelope:
    at = from_ms(START_MS + seq * 700)
    return ev.Envelope(
        seq, f"id-{seq}", at, "d1", "441900003000", case_id, version, f"c{seq}", event
    )


def _report(dice: random.Random, seq: int) -> ev.CaseReported:
    at = from_ms(START_MS + seq * 700)
    return ev.CaseReported(
        category=dice.choice(["10101", "10102", "20301"]),
        title=f"case of event {seq}",
        area=dice.choice(["441900003000", "441900004000"]),
        lon=113.5 + dice.random() / 2,
        lat=22.8 + dice.random() / 2,
        priority=dice.randint(1, 4),
        channel=dice.choice(CHANNEL_ORDER),
        reported_at=at,
        village=dice.choice(["", "441900003001"]),
        description="说明 <b>not bold</b>",
        due_at=dice.choice([None, at + timedelta(hours=4)]),
        stage_due=dice.choice([None, at + timedelta(hours=1)]),
        contact_due=dice.choice([None, at + timedelta(minutes=30)]),
        arrival_due=dice.choice([None, at + timedelta(hours=1)]),
    )


def _later(dice: random.Random, seq: int) -> Any:
    unit = dice.randint(1, 9)  # 9 is not registered
    now = from_ms(START_MS + seq * 700)
    return dice.choice(
        [
            ev.CaseAccepted(),
            ev.CaseFiled(),
            ev.CaseDispatched(dice.choice(["D1", "D2"])),
            ev.CaseClaimed("d2", now + timedelta(minutes=15)),
            ev.CaseReleased(),
            ev.UnitAssigned(unit),
            ev.UnitProgressed(unit, dice.choice(list(Step))),
            ev.UnitWithdrawn(unit, "mistake"),
            ev.CaseReassigned("D1", "D2", "not-ours", 1),
            ev.WorkStarted(),
            ev.FeedbackGiven("done"),
            ev.CaseVerified(dice.random() < 0.5),
            ev.CaseClosed("done"),
            ev.CaseReopened("complaint"),
            ev.NoteAdded("hello"),
            ev.StepRequested(Request.EXTEND, "weather", "", now + timedelta(hours=9)),
            ev.RequestApproved(Request.SUSPEND),
            ev.RequestApproved(Request.EXTEND, "", now + timedelta(hours=9)),
            ev.CaseResumed("", now + timedelta(hours=4), now),
            ev.CaseEscalated(Level.CITY, bounce=3),
            ev.CaseMerged(1, "same-matter"),
            ev.CaseUnmerged(1),
            ev.DuplicateAdded(2),
            ev.UnknownEvent("case_sung_about", {"kind": "case_sung_about"}),
        ]
    )


def random_fixes(seed: int, size: int = 12) -> Fixes:
    """A frame with older, newer and repeated fixes, some of a unit nobody registered.

    All of them can be true.
    """
    dice = random.Random(seed)
    return Fixes(
        unit=[dice.randint(1, 9) for _ in range(size)],
        lon=[113 + 0.003 * dice.random() for _ in range(size)],
        lat=[22 + 0.003 * dice.random() for _ in range(size)],
        at_ms=[START_MS + dice.randint(1, 30) * 100 for _ in range(size)],
        heading=[dice.randint(-1, 359) for _ in range(size)] if seed % 2 else [],
        battery=[dice.randint(-1, 100) for _ in range(size)] if seed % 3 else [],
    )


#: What is held against a fix that was not taken: not part of what is known, nor of a snapshot.
DOUBTS = ("doubt", "odd_lon", "odd_lat", "odd_ms", "odd_run")


def picture(board: Board) -> dict[str, Any]:
    """Everything a board shows, as plain values: equal pictures are equal boards."""
    cases = {
        name: board.cases.column(name).tolist()
        for name in board.cases._store
        if name not in ("category", "area", "village", "department", "holder")
    }
    units = {
        name: board.units.column(name).tolist()
        for name in board.units._store
        if name != "area" and name not in DOUBTS
    }
    return {
        "head": board.head,
        "cases": cases,
        "whole": [board.cases.get(row) for row in range(board.cases.rows)],
        "units": units,
        "homes": [board.units.words.word(i) for i in board.units.column("area")],
        "signs": (board.units.call_sign, board.units.team, board.units.name),
        "by_sign": board.units.by_call_sign,
        "rows": [board.units.row(int(u)) for u in np.asarray(board.units.column("unit_id"))],
    }
