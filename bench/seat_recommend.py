"""Recommending units for one case out of 9,303, beside the plain nearest-first in Python.

    python -m bench.seat_recommend [--cases 60]

Goal: at most 5 ms a case, the copy of the columns and the twelve best with their reasons included.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import time

import numpy as np

from bench.seat_fleet import NOW, fleet_table, the_city, wanted
from console.board.units import UnitTable
from console.models.sending.fleet import Fleet, Wanted
from console.models.sending.score import rank

GOAL_MS, LISTED = 5.0, 12


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=60)
    count = parser.parse_args().cases
    city = the_city()
    table, cases = fleet_table(city), wanted(city, count)
    ours: list[float] = []
    plain: list[float] = []
    same, worse = 0, []
    for case in cases:
        began = time.perf_counter()
        ranking = rank(Fleet.at(table, NOW), case)
        best = ranking.best(LISTED)
        ours.append((time.perf_counter() - began) * 1e3)
        began = time.perf_counter()
        row = nearest_free(table, case)
        plain.append((time.perf_counter() - began) * 1e3)
        same += bool(best) and best[0].row == row
        if best and row >= 0:
            worse.append(float(ranking.total[row]) - best[0].total)
    middle, high = statistics.median(ours), float(np.percentile(ours, 95))
    peer = statistics.median(plain)
    print(f"  {table.rows:,} units, {count} cases")
    print(f"  scored, sorted, explained   median {middle:6.2f} ms   p95 {high:6.2f} ms")
    print(f"  nearest-first loop (Python) median {peer:6.2f} ms   ({peer / middle:.1f} × ours)")
    print(f"  the nearest free unit is also the best one in {same} of {count} cases;")
    print(f"  it is worse by {statistics.mean(worse):.1f} min on average, {max(worse):.1f} at most")
    return 0 if middle <= GOAL_MS else 1


def nearest_free(table: UnitTable, case: Wanted) -> int:
    """What a simple dispatcher does: the nearest free unit that was heard of lately, in a loop."""
    lon, lat = table.column("lon").tolist(), table.column("lat").tolist()
    fix, busy = table.column("fix_ms").tolist(), table.column("case_id").tolist()
    best, at = math.inf, -1
    k = math.cos(math.radians(case.lat))
    for i in range(table.rows):
        if busy[i] or NOW - fix[i] > 900_000:
            continue
        away = ((lon[i] - case.lon) * k) ** 2 + (lat[i] - case.lat) ** 2
        if away < best:
            best, at = away, i
    return at


if __name__ == "__main__":
    sys.exit(main())
