"""One unit each for 200 cases out of 9,303 units: our plan, nearest-first, SciPy on everything.

    python -m bench.seat_assignment [--cases 200]

Spread over the city, within three towns, and within one town, where the cases want the same units.
Goal: at most 500 ms, and the sum of SciPy's `linear_sum_assignment` on the full matrix.
"""

from __future__ import annotations

import argparse
import sys
import time

import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.seat_fleet import NOW, fleet_table, the_city, wanted
from console.board.units import UnitTable
from console.models.sending.fleet import Fleet, Floats, Wanted
from console.models.sending.plan import make_plan
from console.models.sending.score import rank
from console.models.sending.weights import Fit

GOAL_MS, STAY = 500.0, 1_000.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=200)
    count = parser.parse_args().cases
    city = the_city()
    table = fleet_table(city)
    ok = True
    make_plan(Fleet.at(table, NOW), wanted(city, 2))  # the solver's import is not the plan's time
    for towns in (33, 3, 1):
        ok &= compare(table, wanted(city, count, towns=towns), towns)
    return 0 if ok else 1


def compare(table: UnitTable, cases: list[Wanted], towns: int) -> bool:
    began = time.perf_counter()
    plan = make_plan(Fleet.at(table, NOW), cases)
    ours = (time.perf_counter() - began) * 1e3
    sent = [line.candidate for line in plan.lines if line.candidate]
    total = sum(c.total for c in sent)
    greedy_ms, greedy, greedy_sent = nearest_first(table, cases)
    full_ms, full, full_sent = everything(table, cases)
    print(f"  {len(cases)} cases in {towns} towns × {table.rows:,} units")
    for name, ms, sum_, number in (
        (f"plan (widened {plan.widened} ×)", ours, total, len(sent)),
        ("nearest-first, scored", greedy_ms, greedy, greedy_sent),
        ("SciPy, full matrix", full_ms, full, full_sent),
    ):
        print(f"    {name:24s} {ms:8.1f} ms   sum {sum_:9.2f} min   {number} sent")
    return ours <= GOAL_MS and len(sent) == full_sent and abs(total - full) < 1e-6 * max(1.0, full)


def costs(table: UnitTable, cases: list[Wanted]) -> Floats:
    fleet = Fleet.at(table, NOW)
    out = np.full((len(cases), fleet.size), np.inf)
    for i, case in enumerate(cases):
        ranking = rank(fleet, case)
        free = ranking.fit == Fit.FREE
        out[i, free] = ranking.total[free]
    return out


def nearest_first(table: UnitTable, cases: list[Wanted]) -> tuple[float, float, int]:
    """Case by case in the order of the queue, each takes the best unit that is left; in Python."""
    began = time.perf_counter()
    left = costs(table, cases).tolist()
    gone: set[int] = set()
    total, sent = 0.0, 0
    for row in left:
        best = min((c, j) for j, c in enumerate(row) if j not in gone)
        if best[0] < STAY:
            gone.add(best[1])
            total, sent = total + best[0], sent + 1
    return (time.perf_counter() - began) * 1e3, total, sent


def everything(table: UnitTable, cases: list[Wanted]) -> tuple[float, float, int]:
    """The whole matrix, with a private way out for each case."""
    began = time.perf_counter()
    cost = costs(table, cases)
    stay = [STAY + 100.0 * (4 - case.priority) for case in cases]
    away = np.repeat(np.array(stay)[:, None], len(cases), axis=1)
    table_ = np.hstack([np.where(np.isfinite(cost), cost, 1e6), away])
    rows, columns = linear_sum_assignment(table_)
    chosen = table_[rows, columns]
    sent = chosen[columns < cost.shape[1]]
    return (time.perf_counter() - began) * 1e3, float(sent.sum()), len(sent)


if __name__ == "__main__":
    sys.exit(main())
