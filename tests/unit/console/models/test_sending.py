"""Who is recommended: each part of the sum moves one way, and a plan is the best there is."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from casework.unit import Fixes, Unit
from casework.vocabulary import Step, UnitKind
from console.board.mercator import distance_m
from console.board.picture import unit_list
from console.board.units import UnitTable
from console.models.sending.fleet import Fleet, Wanted
from console.models.sending.plan import make_plan, match
from console.models.sending.score import Candidate, rank
from console.models.sending.weights import Factor, Fit, Weights
from tests.support.effort import examples

NOW = 1_700_000_000_000
TOWN, OTHER = "441900003000", "441900004000"
LON, LAT = 113.78, 23.04
CASE = Wanted(7, "20105", TOWN, LON, LAT)
MINUTE = 60_000


def fleet_of(*units: dict[str, Any], reserved: tuple[int, ...] = ()) -> Fleet:
    """Each unit by what is not usual: an officer at home, 1 km east, heard of just now, free."""
    table = UnitTable(4)
    fixes = Fixes([], [], [], [], [], [])
    for number, said in enumerate(units, 1):
        kind = said.get("kind", UnitKind.OFFICER)
        area, reach = said.get("area", TOWN), said.get("range_m", 5_000.0)
        unit = Unit(number, kind, f"U{number}", area, range_m=reach, skills=said.get("skills", ()))
        table.register([unit])
        if "age" in said and said["age"] is None:
            continue
        fixes.unit.append(number)
        fixes.lon.append(LON + said.get("east", 0.01))
        fixes.lat.append(LAT)
        fixes.at_ms.append(NOW - int(said.get("age", 0)))
        fixes.heading.append(-1)
        fixes.battery.append(said.get("battery", 90))
    table.move(fixes)
    for number, said in enumerate(units, 1):
        for case in said.get("cases", ()):
            table.occupy(number, case, Step.ON_SCENE)
    return Fleet.at(table, NOW, reserved)


def first(fleet: Fleet, case: Wanted = CASE) -> Candidate:
    return rank(fleet, case).candidate(0)


def fits(fleet: Fleet, case: Wanted = CASE) -> list[Fit]:
    return [Fit(int(f)) for f in rank(fleet, case).fit]


kinds = st.sampled_from([UnitKind.OFFICER, UnitKind.DRONE, UnitKind.VEHICLE])
#: Further than a drone reaches, and further than anybody gets within the hour.
easts = st.floats(0.0, 0.6)


@given(kinds, easts, easts, st.integers(0, 100))
def test_nearer_is_never_worse_all_else_equal(
    kind: UnitKind, one: float, two: float, battery: int
) -> None:
    near, far = (
        first(fleet_of({"kind": kind, "east": east, "battery": battery}))
        for east in sorted((one, two))
    )
    assert near.total <= far.total + 1e-9
    assert near.metres <= far.metres + 1e-6
    assert far.fit is not Fit.FREE or near.fit is Fit.FREE


@given(st.integers(26, 100), st.integers(26, 100), st.floats(0.0, 0.05))
def test_more_battery_is_never_worse(one: int, two: int, east: float) -> None:
    low, high = (
        first(fleet_of({"kind": UnitKind.DRONE, "battery": b, "east": east}))
        for b in sorted((one, two))
    )
    assert high.total <= low.total + 1e-9
    assert low.fit is not Fit.FREE or high.fit is Fit.FREE


@given(st.integers(0, 40 * MINUTE), st.integers(0, 40 * MINUTE), kinds)
def test_a_newer_position_is_never_worse(one: int, two: int, kind: UnitKind) -> None:
    new, old = (first(fleet_of({"age": age, "kind": kind})) for age in sorted((one, two)))
    assert new.total <= old.total + 1e-9
    assert old.fit is not Fit.FREE or new.fit is Fit.FREE


@given(st.sets(st.integers(100, 110), max_size=4), st.booleans())
def test_more_cases_are_never_better_and_never_free(cases: set[int], reserved: bool) -> None:
    made = fleet_of({"cases": tuple(cases)}, reserved=(1,) if reserved else ())
    there = first(made)
    assert there.minutes[Factor.LOAD] == pytest.approx(20.0 * (len(cases) + reserved))
    assert there.fit is (Fit.BUSY if cases or reserved else Fit.FREE)
    assert there.cases == len(cases)


def test_home_counts_by_how_much_of_the_place_is_shared() -> None:
    case = replace(CASE, village="441900003007", grid="441900003007012")
    areas = ["441900000000", TOWN, "441900003007", "441900003007012", "441900003008", "", OTHER]
    made = rank(fleet_of(*({"area": area} for area in areas)), case)
    assert made.minutes[Factor.HOME].tolist() == [0, 0, 0, 0, 2, 2, 8]


def test_skill_is_a_code_or_how_it_begins_and_silence_is_not_ignorance() -> None:
    said: list[tuple[str, ...]] = [("201",), ("20105",), ("101", "2"), (), ("205",), ("201051",)]
    made = rank(fleet_of(*({"skills": skills} for skills in said)), CASE)
    assert made.minutes[Factor.SKILL].tolist() == [0, 0, 0, 2, 6, 6]


def test_every_reason_against_a_unit_is_counted_once() -> None:
    made = fleet_of(
        {},
        {"cases": (7,)},
        {"age": None},
        {"age": 16 * MINUTE, "cases": (9,)},
        {"kind": UnitKind.DRONE, "battery": -1},
        {"kind": UnitKind.DRONE, "range_m": 0.0},
        {"kind": UnitKind.DRONE, "east": 0.045},
        {"east": 0.5},
        {"cases": (9,)},
        {"cases": (7, 9)},
    )
    case = replace(CASE, there=(2, 10))
    assert fits(made, case) == [
        Fit.FREE,
        Fit.THERE,
        Fit.SILENT,
        Fit.STALE,
        Fit.NO_CHARGE,
        Fit.NO_CHARGE,
        Fit.OUT_OF_RANGE,
        Fit.TOO_FAR,
        Fit.BUSY,
        Fit.THERE,
    ]
    counts = rank(made, case).counts()
    assert sum(counts.values()) == 10
    assert counts[Fit.NO_CHARGE] == 2
    assert first(made).reach_m == 0.0
    assert rank(made, case).candidate(8).busy_with == 9


@given(st.lists(st.tuples(easts, st.booleans(), st.booleans()), max_size=12), st.integers(1, 14))
def test_the_best_come_sorted_and_none_of_the_better_is_left_out(
    units: list[tuple[float, bool, bool]], most: int
) -> None:
    made = fleet_of(
        *(
            {"east": east, "cases": (9,) if busy else (), "area": TOWN if home else OTHER}
            for east, busy, home in units
        )
    )
    ranking = rank(made, CASE)
    best = ranking.best(most)
    free = sorted(ranking.total[ranking.fit == Fit.FREE].tolist())
    assert [c.total for c in best] == pytest.approx(free[:most])
    assert all(c.fit is Fit.FREE for c in best)
    assert len({c.unit_id for c in best}) == len(best)


@given(st.floats(-1.0, 1.0), st.floats(-0.5, 0.5))
def test_the_distance_is_that_of_the_rest_of_the_console(east: float, north: float) -> None:
    made = fleet_of({"east": east})
    metres = rank(made, replace(CASE, lat=LAT + north)).metres[0]
    assert metres == pytest.approx(float(distance_m(LON + east, LAT, LON, LAT + north)), abs=0.05)


def test_a_weight_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no_skill"):
        Weights(no_skill=-1.0)


def test_skills_survive_a_picture_of_the_board() -> None:
    table = UnitTable(1)
    units = [Unit(1, UnitKind.OFFICER, "A", TOWN, skills=("201", "205")), Unit(2, "drone", "B", "")]  # type: ignore[arg-type]
    table.register(units)
    assert [u.skills for u in unit_list(table)] == [("201", "205"), ()]
    table.register([replace_skills(units[0], ("101",))])
    assert unit_list(table)[0].skills == ("101",)


def replace_skills(unit: Unit, skills: tuple[str, ...]) -> Unit:
    return Unit(unit.unit_id, unit.kind, unit.call_sign, unit.area, skills=skills)


# -- many cases --------------------------------------------------------------------------------

STAY = 1_000.0
prices = st.one_of(st.integers(0, 30).map(float), st.just(np.inf))


@st.composite
def tables(draw: st.DrawFn) -> np.ndarray[Any, Any]:
    cases, units = draw(st.integers(1, 5)), draw(st.integers(0, 6))
    flat = draw(st.lists(prices, min_size=cases * units, max_size=cases * units))
    return np.array(flat, np.float64).reshape(cases, units)


def cost_of(cost: np.ndarray[Any, Any], chosen: list[int]) -> float:
    return sum(STAY if j < 0 else float(cost[i, j]) for i, j in enumerate(chosen))


@given(tables())
def test_a_small_plan_is_the_best_of_all_there_are(cost: np.ndarray[Any, Any]) -> None:
    cases, units = cost.shape
    chosen, _ = match(cost, np.full(cases, STAY), begin=1)
    sent = [j for j in chosen.tolist() if j >= 0]
    assert len(sent) == len(set(sent))
    options = [*range(units), *[-1] * cases]
    best = min(cost_of(cost, list(p)) for p in set(permutations(options, cases)))
    assert cost_of(cost, chosen.tolist()) == pytest.approx(best)


@settings(max_examples=examples(25))
@given(st.integers(0, 10_000), st.integers(20, 60), st.integers(1, 300), st.floats(0.0, 0.9))
def test_short_lists_lose_nothing_against_the_full_matrix(
    seed: int, cases: int, units: int, impossible: float
) -> None:
    dice = np.random.default_rng(seed)
    worth = dice.uniform(0, 60, units)  # everybody wants the same few: lists have to be widened
    cost = worth[None, :] + dice.uniform(0, 3, (cases, units))
    cost[dice.random((cases, units)) < impossible] = np.inf
    chosen, _ = match(cost, np.full(cases, STAY), begin=2)
    whole = np.hstack([np.where(np.isfinite(cost), cost, 1e6), np.full((cases, cases), STAY)])
    rows, columns = linear_sum_assignment(whole)
    assert cost_of(cost, chosen.tolist()) == pytest.approx(whole[rows, columns].sum())


def test_lists_that_are_too_short_are_widened() -> None:
    cost = np.tile(np.arange(100.0), (40, 1))
    chosen, widened = match(cost, np.full(40, STAY), begin=4)
    assert widened > 0
    assert sorted(chosen.tolist()) == list(range(40))


def test_a_plan_sends_no_unit_twice_and_says_who_stays_without_and_why() -> None:
    made = fleet_of({}, {"east": 0.02}, {"cases": (9,)}, {"age": 30 * MINUTE})
    cases = [replace(CASE, case_id=n, priority=p) for n, p in ((1, 4), (2, 1), (3, 3))]
    plan = make_plan(made, cases)
    sent = {line.wanted.case_id: line.candidate for line in plan.lines}
    assert sent[1] is None, "the least urgent stays without"
    assert {c.unit_id for c in sent.values() if c} == {1, 2}
    why = plan.lines[0].counts
    assert (why[Fit.FREE], why[Fit.BUSY], why[Fit.STALE]) == (2, 1, 1)
    assert plan.total_min == pytest.approx(sum(c.way_min for c in sent.values() if c))


def test_too_many_cases_are_refused_and_a_plan_nobody_wants_is_dropped() -> None:
    made = fleet_of({})
    with pytest.raises(ValueError, match="200"):
        make_plan(made, [CASE] * 201)
    assert make_plan(made, [CASE, CASE], lambda: False).lines == ()
