"""Every bench in its short form, one after the other: ``make bench``. Each prints a ratio."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Modules that are not benches themselves.
PARTS = {
    "replay_window",
    "__init__",
    "run_all",
    "scripted_dispatcher",
    "start_probe",
    "kept_city",
    "central_framework",
    "central_log",
    "wire",
    "seat_fleet",
    "slices",
    "tape",
    "typist",
    "census",
}
SHORT = {
    "map_export": ["--cases", "1000", "--peer", "2000"],
    "city_shift": ["--seconds", "60", "--cases", "10"],
    "city_load": ["--seconds", "30"],
    "seat_shift_memory": ["--seconds", "120"],
    "seat_queue": ["200000"],
    "seat_echo": ["200000", "5"],
    "central_claims": ["--seconds", "8"],
}


def main() -> int:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = []
    for path in sorted((ROOT / "bench").glob("*.py")):
        if path.stem in PARTS:
            continue
        print(f"\n== {path.stem}", flush=True)
        command = [sys.executable, "-m", f"bench.{path.stem}", *SHORT.get(path.stem, [])]
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            failed.append(path.stem)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
