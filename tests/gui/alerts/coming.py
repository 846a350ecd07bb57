"""Cases that come, and what the list of alerts shows of them."""

from __future__ import annotations

from msgspec.structs import replace

from console.views.window import ConsoleWindow
from tests.support.seat import Seat, reported


def comes(at: Seat, *case_ids: int, priority: int = 1, towns: int = 0, **fields: object) -> None:
    """Cases are reported, in one of `towns` each; the board has them at once."""
    event = replace(reported("井盖 <b>缺失</b>", priority), **fields)
    told = [
        replace(event, area=f"4419{i % towns:04d}0000") if towns else event
        for i in range(len(case_ids))
    ]
    both = zip(case_ids, told, strict=True)
    at.session._apply([at.envelope(case_id, one) for case_id, one in both], [], False)


def listed(window: ConsoleWindow) -> list[tuple[str, ...]]:
    model = window.alerts.view.model
    rows = (model.line(row) for row in range(model.rowCount()))
    return [(x.what, x.place, x.count, x.who) for x in rows if x]


def told(window: ConsoleWindow) -> None:
    window.alerts.alerting.tick()
