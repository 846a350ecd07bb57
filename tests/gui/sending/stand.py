"""A seat with cases in a row and units about them, for what is recommended and sent."""

from __future__ import annotations

from casework import events as ev
from casework.commands import AssignUnit, Order
from casework.refusal import Refusal, RefusalCode
from casework.unit import Fixes, Unit
from casework.vocabulary import UnitKind
from console.feeds.port import Log
from console.outbox.port import Outcome
from tests.support.seat import NOW_MS, TOWN, Seat, reported

LON, LAT = 113.78, 23.04


def settle(at: Seat, count: int = 5, drones: int = 1) -> None:
    """Officers 1 … count and drones after them, unit n stands n × 100 m east of the cases."""
    units = [
        Unit(n, UnitKind.OFFICER, f"WG-{n:03d}", TOWN, skills=("201",)) for n in range(1, count + 1)
    ]
    units += [
        Unit(n, UnitKind.DRONE, f"D-{n:03d}", TOWN, range_m=5_000.0)
        for n in range(count + 1, count + drones + 1)
    ]
    at.session._apply([at.envelope(0, ev.UnitsRegistered(units))], [], False)
    place(at, {unit.unit_id: 0.001 * unit.unit_id for unit in units})


def open_cases(at: Seat, *cases: int) -> None:
    for case in cases:
        happen(at, case, reported(f"case {case}"), ev.CaseAccepted(), ev.CaseFiled())


def happen(at: Seat, case: int, *events: ev.AnyEvent) -> None:
    """Announce at once, without a frame of the event loop."""
    at.session._apply([at.envelope(case, e) for e in events], [], False)


def place(at: Seat, east: dict[int, float], age_ms: int = 0, later_ms: int = 0) -> None:
    """Units are so many degrees east of the cases."""
    count = len(east)
    moment = [NOW_MS - age_ms + later_ms] * count
    at.session._apply(
        [],
        [
            Fixes(
                list(east),
                [LON + e for e in east.values()],
                [LAT] * count,
                moment,
                [],
                [90] * count,
            )
        ],
        False,
    )


def take(at: Seat, unit: int, case: int) -> None:
    """Somebody else has sent the unit to a case."""
    happen(at, case, ev.UnitAssigned(unit))


def sent(at: Seat) -> list[tuple[int, int, bool]]:
    """(case, unit, even if busy) of every order for a unit."""
    return [
        (o.case_id, o.command.unit, o.command.even_if_busy)
        for o in at.outbox.sent
        if isinstance(o.command, AssignUnit)
    ]


def accept(at: Seat, order: Order) -> None:
    """Central says yes, and the event comes with it."""
    assert isinstance(order.command, AssignUnit)
    event = ev.UnitAssigned(order.command.unit)
    envelope = at.envelope(order.case_id, event, order.command_id)
    outcome = Outcome(order.command_id, order.case_id, "assign", seqs=(envelope.seq,))
    at.outbox.answer(outcome)
    at.feed.post(Log((envelope,)))


def refuse(
    at: Seat, order: Order, code: RefusalCode = RefusalCode.UNIT_BUSY, **params: str
) -> None:
    no = Refusal(code, "no", "assign", params=params)
    at.outbox.answer(Outcome(order.command_id, order.case_id, "assign", refusal=no))
