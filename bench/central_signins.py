"""What a flood of sign-ins costs everybody else: the time of a command beside it and without it.

python -m bench.central_signins [--commands 200] [--guessing 48]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.contract.central import small_city  # noqa: E402
from tests.contract.central.serving import Central, Person  # noqa: E402


def one_after_another(who: Person, count: int) -> str:
    """Reports, each when the one before is durable; how long they took."""
    taken = []
    for _ in range(count):
        begin = time.perf_counter()
        who.report()
        taken.append((time.perf_counter() - begin) * 1_000)
    taken.sort()
    return f"median {taken[count // 2]:.0f} ms, 95 % {taken[count * 19 // 20]:.0f} ms"


def guess(url: str, number: int, over: threading.Event, answers: Counter[int]) -> None:
    """Wrong passwords for people who do not exist, without a pause, from one address."""
    with requests.Session() as http:
        while not over.is_set():
            body = {"actor_id": f"{number}-{uuid.uuid4()}", "password": "a wrong password"}
            answers[http.post(f"{url}/v1/session", json=body, timeout=60).status_code] += 1


def measure(central: Central, commands: int, guessing: int) -> None:
    mei, over, answers = central.person("mei"), threading.Event(), Counter[int]()
    print(f"a command alone: {one_after_another(mei, commands)}", flush=True)
    with ThreadPoolExecutor(guessing) as pool:
        for number in range(guessing):
            pool.submit(guess, central.url, number, over, answers)
        try:
            said = one_after_another(mei, commands)
        finally:
            over.set()
    print(f"beside {guessing} who guess: {said}; their answers {dict(answers)}")
    assert set(answers) <= {401, 429}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commands", type=int, default=200)
    parser.add_argument("--guessing", type=int, default=48)
    found = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        city = small_city.write_city(Path(place) / "city")
        central = Central(Path(place) / "data", city)
        try:
            measure(central, found.commands, found.guessing)
        finally:
            print(central.stop()[-1500:])


if __name__ == "__main__":
    main()
