"""Guessing is slowed down by pairs of operator and address, within bounds."""

from __future__ import annotations

import pytest

from central.people import throttle
from central.people.throttle import CAP_MS, FORGET_MS, FREE, Throttle, delay_ms

MEI = ("mei", "10.0.0.7")


def wrong(brake: Throttle, times: int, pair: tuple[str, str] = MEI, now: int = 0) -> int:
    for _ in range(times):
        brake.count(pair, now)
    return brake.wait_s(pair, now)


def test_the_first_tries_cost_nothing() -> None:
    assert wrong(Throttle(), FREE) == 0


def test_then_each_waits_twice_as_long_up_to_the_cap() -> None:
    assert [delay_ms(FREE + n) for n in range(1, 9)] == [
        1_000, 2_000, 4_000, 8_000, 16_000, 32_000, CAP_MS, CAP_MS,
    ]  # fmt: skip
    assert delay_ms(10**9) == CAP_MS


def test_tries_in_parallel_count_before_they_are_answered() -> None:
    brake = Throttle()
    allowed = 0
    for _ in range(100):
        if not brake.wait_s(MEI, 0):
            brake.count(MEI, 0)
            allowed += 1
    assert allowed == FREE + 1


@pytest.mark.parametrize("other", [("li", "10.0.0.7"), ("mei", "10.0.0.8")])
def test_nobody_else_and_no_other_address_waits(other: tuple[str, str]) -> None:
    brake = Throttle()
    assert wrong(brake, 20) > 0
    assert brake.wait_s(other, 0) == 0


def test_a_quiet_quarter_of_an_hour_is_forgiven() -> None:
    brake = Throttle()
    wrong(brake, 20)
    assert wrong(brake, 1, now=FORGET_MS) == 0


def test_a_clock_set_back_makes_nobody_wait_longer() -> None:
    brake = Throttle()
    wrong(brake, 20, now=FORGET_MS)
    assert brake.wait_s(MEI, 0) == 0


def test_a_flood_of_names_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MAX_PAIRS", 10)
    brake = Throttle()
    for n in range(100):
        brake.count((f"name {n}", "10.0.0.9"), 0)
    assert len(brake._tries) == 10
