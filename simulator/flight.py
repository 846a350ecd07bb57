"""Drones: sorties within range of the base, on a battery that has to last the way home. Pure."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from enum import StrEnum

from simulator.dice import rng_for
from simulator.plane import compass

FULL = 100.0
LANDS_WITH = 25.0  # per cent left on landing
NIGHT_SHARE = 0.15  # of the sorties, flown after dark
_STEP_S = 20.0
_LONGEST_WAIT_S = 1_800.0
_LANE_M = 120.0  # between two lanes of a sweep: the footprint of a camera at 100 m


class Phase(StrEnum):
    GROUND = "ground"  # charging or ready at the base
    SORTIE = "sortie"
    CALLED = "called"  # on the way to a case, or hovering there
    HOME = "home"


@dataclass(frozen=True)
class Airframe:
    """What a drone can do. Speed m/s, range m, durations s.

    `battery_s`: flight from full to empty; `charge_s`: from landing to full.
    """

    speed: float
    range_m: float
    battery_s: float
    charge_s: float

    @property
    def drain(self) -> float:
        """Per cent of battery a second in the air."""
        return FULL / self.battery_s

    @property
    def charge(self) -> float:
        """Per cent of battery a second on the charger."""
        return (FULL - LANDS_WITH) / self.charge_s


@dataclass
class Drone:
    """One drone. `x`, `y`, `base`: metres on the city's plane; `battery`: per cent."""

    unit: int
    base: tuple[float, float]
    frame: Airframe
    seed: int
    at: float  # city seconds since the epoch
    x: float = 0.0
    y: float = 0.0
    battery: float = FULL
    heading: int = 0
    phase: Phase = Phase.GROUND
    sorties: int = 0
    _ready_at: float = 0.0
    _route: list[tuple[float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.x, self.y = self.base
        rng = rng_for(self.seed, "drone", self.unit)
        self.battery = rng.uniform(LANDS_WITH, FULL)
        self._ready_at = self.at + rng.uniform(0.0, 600.0)

    @property
    def airborne(self) -> bool:
        return self.phase is not Phase.GROUND

    def advance(self, now: float, daylight: bool) -> None:
        """Let it fly or charge until city time `now`."""
        left = min(max(0.0, now - self.at), self.frame.battery_s)
        self.at = max(now, self.at)
        while left > 0.0:
            step = min(left, _STEP_S)
            left -= step
            self._step(step, now - left, daylight)

    def _step(self, step: float, now: float, daylight: bool) -> None:
        if self.phase is Phase.GROUND:
            self.battery = min(FULL, self.battery + self.frame.charge * step)
            if self.battery >= FULL and now >= self._ready_at:
                self._take_off(now, daylight)
            return
        self.battery = max(0.0, self.battery - self.frame.drain * step)
        if self.phase is not Phase.HOME and self._must_return():
            self._go_home()
        self._fly(self.frame.speed * step)
        if not self._route:
            self._arrived(now)

    def _must_return(self) -> bool:
        way = self._distance(*self.base) / self.frame.speed
        return self.battery - way * self.frame.drain <= LANDS_WITH

    def _go_home(self) -> None:
        self.phase, self._route = Phase.HOME, [self.base]

    def _arrived(self, now: float) -> None:
        if self.phase is Phase.SORTIE:
            self._go_home()
        elif self.phase is Phase.HOME:
            self.phase = Phase.GROUND
            rng = rng_for(self.seed, "wait", self.unit, self.sorties)
            self._ready_at = now + rng.uniform(0.0, _LONGEST_WAIT_S)

    def _take_off(self, now: float, daylight: bool) -> None:
        self.sorties += 1
        rng = rng_for(self.seed, "sortie", self.unit, self.sorties)
        if not daylight and rng.random() > NIGHT_SHARE:
            self._ready_at = now + rng.uniform(600.0, _LONGEST_WAIT_S)
            return
        self.phase = Phase.SORTIE
        self._route = plan_sortie(self.base, self.frame.range_m, rng)

    def _fly(self, metres: float) -> None:
        while metres > 0.0 and self._route:
            goal_x, goal_y = self._route[0]
            distance = self._distance(goal_x, goal_y)
            if distance > 0.5:
                self.heading = compass(goal_x - self.x, goal_y - self.y)
            if distance <= metres:
                self.x, self.y = goal_x, goal_y
                self._route.pop(0)
            else:
                self.x += (goal_x - self.x) * metres / distance
                self.y += (goal_y - self.y) * metres / distance
            metres -= distance

    def _distance(self, x: float, y: float) -> float:
        return math.hypot(x - self.x, y - self.y)

    def within_range(self, x: float, y: float) -> bool:
        """Whether (x, y), metres, may be flown to from the base at all."""
        return math.hypot(x - self.base[0], y - self.base[1]) <= self.frame.range_m

    def can_reach(self, x: float, y: float, hover_s: float) -> bool:
        """Whether the battery lasts to (x, y), for `hover_s` there, and home."""
        there = self._distance(x, y)
        back = math.hypot(x - self.base[0], y - self.base[1])
        needed = ((there + back) / self.frame.speed + hover_s) * self.frame.drain
        return self.within_range(x, y) and self.battery - needed >= LANDS_WITH

    def send(self, x: float, y: float) -> float:
        """Fly to (x, y), metres, and hover there; the seconds it will take."""
        self.phase, self._route = Phase.CALLED, [(x, y)]
        return self._distance(x, y) / self.frame.speed

    def recall(self) -> None:
        if self.phase is Phase.CALLED:
            self._go_home()


def plan_sortie(
    base: tuple[float, float], range_m: float, rng: random.Random
) -> list[tuple[float, float]]:
    """A lawn-mower sweep or a circle, as (x, y) metres, all of it within `range_m` of `base`."""
    reach = range_m * 0.9
    radius = rng.uniform(0.1, 0.3) * reach
    away = rng.uniform(0.0, reach - radius * math.sqrt(2.0))
    angle = rng.uniform(0.0, math.tau)
    middle = (base[0] + away * math.cos(angle), base[1] + away * math.sin(angle))
    if rng.random() < 0.3:
        return _circle(middle, radius)
    return _sweep(middle, radius, rng.uniform(0.0, math.tau))


def _circle(middle: tuple[float, float], radius: float) -> list[tuple[float, float]]:
    corners = 24
    turns = (math.tau * i / corners for i in range(2 * corners))
    return [(middle[0] + radius * math.cos(t), middle[1] + radius * math.sin(t)) for t in turns]


def _sweep(middle: tuple[float, float], half: float, turn: float) -> list[tuple[float, float]]:
    """Lanes up and down over a square of side 2·half, turned by `turn` radians."""
    lanes = max(2, min(24, int(2.0 * half / _LANE_M)))
    cos, sin = math.cos(turn), math.sin(turn)
    route = []
    for lane in range(lanes):
        across = -half + 2.0 * half * lane / (lanes - 1)
        ends = (-half, half) if lane % 2 == 0 else (half, -half)
        route += [
            (middle[0] + along * cos - across * sin, middle[1] + along * sin + across * cos)
            for along in ends
        ]
    return route
