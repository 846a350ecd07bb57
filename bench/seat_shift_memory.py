"""An eight-hour shift pressed into minutes: does the console keep what it should let go?

``python -m bench.seat_shift_memory [--seconds 600] [--rate 60] [--warm 0.4]``

Runs `bench.city_shift` (own central, the city's people, a scripted dispatcher at the window) in a
process of its own and follows the resident memory of that process alone, without its children. The
slope is fitted over what comes after the warm-up; the cases that arrived meanwhile are not a leak
and are taken off at what a case costs (`bench.seat_memory`). Ends with 1 above the goal.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time

import numpy as np
import psutil

from bench.start_time import ROOT

#: What a case on the board costs, with its texts and its place in every index, in MB.
CASE_MB = 0.0012
#: Of an eight-hour shift; below it no console would have to be restarted in a month of shifts.
GOAL_MB = 10.0


def follow(command: list[str]) -> tuple[list[tuple[float, float]], str]:
    """((seconds, resident megabytes) twice a second, standard output) until the child ends."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    process, began, seen = psutil.Process(child.pid), time.monotonic(), []
    while child.poll() is None:
        try:
            seen.append((time.monotonic() - began, process.memory_info().rss / 1e6))
        except psutil.NoSuchProcess:
            break
        time.sleep(0.5)
    return seen, child.communicate()[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--rate", type=float, default=60.0)
    parser.add_argument("--warm", type=float, default=0.4, help="share that is warm-up")
    given = parser.parse_args()
    shift = [sys.executable, "-m", "bench.city_shift", "--cases", "0", "--pace", "0"]
    shift += ["--seconds", f"{given.seconds:g}", "--rate", f"{given.rate:g}"]
    seen, said = follow(shift)
    if "{" not in said:
        raise SystemExit(f"the shift broke off after {seen[-1][0]:.0f} s, see above")
    told = json.loads(said[said.index("{") :])
    at, mb = np.asarray([s for s in seen if s[0] < given.seconds]).T
    warm = at >= given.seconds * given.warm
    slope = float(np.polyfit(at[warm], mb[warm], 1)[0])
    growth = slope * given.seconds * (1 - given.warm)
    hours = given.seconds * (1 - given.warm) * given.rate / 3_600
    came = told.get("cases that came", 0) * (1 - given.warm)
    rest = growth - came * CASE_MB
    print(f"{hours:.1f} h of city time after the warm-up, {told['closed']} cases closed")
    print(f"resident: {mb[warm][0]:.0f} MB after it, {mb[-1]:.0f} MB at the end")
    print(f"slope: {slope * 60:+.2f} MB a minute; {growth / hours:+.2f} MB an hour of city time")
    print(f"without the {came:.0f} cases that came: {rest / hours * 8:+.1f} MB a shift of 8 h")
    return 0 if rest / hours * 8 <= GOAL_MB else 1


if __name__ == "__main__":
    sys.exit(main())
