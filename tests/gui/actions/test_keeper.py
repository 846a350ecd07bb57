"""Leases of the cases I work on are kept; an empty chair lets go."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework import events as ev
from casework.instant import from_ms
from console.keeper import EMPTY_CHAIR_S, LeaseKeeper
from tests.support.seat import ME, NOW_MS, Seat, reported, seat


class Watch:
    """A monotonic clock in the test's hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def holding(qtbot: QtBot, minutes: int, holder: str = ME) -> Seat:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    until = from_ms(NOW_MS + minutes * 60_000)
    with qtbot.waitSignal(made.session.changed):
        made.happens(7, reported(), ev.CaseClaimed(holder, until))
    return made


def test_a_lease_near_its_end_is_renewed_once(qtbot: QtBot) -> None:
    at = holding(qtbot, minutes=4)
    keeper = LeaseKeeper(at.session)
    keeper.look()
    keeper.look()
    assert [order.command for order in at.outbox.sent] == [cm.RenewLease()]
    at.session.stop()


def test_a_fresh_lease_is_left_alone(qtbot: QtBot) -> None:
    at = holding(qtbot, minutes=14)
    LeaseKeeper(at.session).look()
    assert at.outbox.sent == []
    at.session.stop()


def test_a_colleagues_lease_is_none_of_mine(qtbot: QtBot) -> None:
    at = holding(qtbot, minutes=4, holder="colleague")
    LeaseKeeper(at.session).look()
    assert at.outbox.sent == []
    at.session.stop()


def test_an_empty_chair_lets_go(qtbot: QtBot) -> None:
    at = holding(qtbot, minutes=4)
    watch = Watch()
    keeper = LeaseKeeper(at.session, monotonic=watch)
    watch.now = EMPTY_CHAIR_S + 1
    keeper.look()
    assert at.outbox.sent == []
    at.session.stop()
