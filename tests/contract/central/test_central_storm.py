"""Many at once, and the power going: one winner, and nothing acknowledged is ever lost."""

from __future__ import annotations

import random
import resource
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.contract.central import serving
from tests.contract.central.serving import EVERY_POST, REPORT, Central, Person, person
from tests.contract.central.storm import Load, crowd

Start = Callable[..., Central]
RACERS = [person(f"racer{i}", EVERY_POST) for i in range(16)]
ROUNDS = 30
KILLS = 3


@pytest.fixture
def sixteen(start: Start, monkeypatch: pytest.MonkeyPatch) -> Central:
    """A central that knows sixteen racers."""
    monkeypatch.setattr(serving, "PEOPLE", [*serving.PEOPLE, *RACERS])
    return start()


class TestSixteenProcessesThatClaim:
    def test_have_one_winner_a_version_and_every_loser_is_told_who(self, sixteen: Central) -> None:
        mei, winners, lost = sixteen.person("mei"), {}, set()
        case = mei.report()
        with crowd(sixteen.url, RACERS) as racers:
            for _ in range(ROUNDS):
                answers = racers.race(case)
                (won,) = [one for one in answers if one["status"] == 200]
                losers = [one for one in answers if one is not won]
                for one in losers:
                    self.names_the_holder(one, won)
                lost |= {one["key"] for one in losers}
                winners[won["body"]["case"]["version"]] = won["actor"]
                case = sixteen.person(won["actor"]).do(won["body"]["case"], "release")
        history = mei.get(f"/v1/cases/{case['case_id']}").json()["history"]
        claims = [line for line in history if line["event"]["kind"] == "case_claimed"]
        assert {line["version"]: line["actor"] for line in claims} == winners
        assert len(claims) == ROUNDS
        assert [line["version"] for line in history] == list(range(1, 2 * ROUNDS + 2))
        assert not lost & {line["command_id"] for line in mei.log()}

    def names_the_holder(self, loser: dict[str, Any], won: dict[str, Any]) -> None:
        said, after = loser["body"], won["body"]["case"]
        assert (loser["status"], said["code"]) == (412, "held-by-another")
        assert said["holder"] == won["actor"] == after["holder"]
        assert said["state"] == after["state"]
        assert said["current"] == after


class TestWhenThePowerFailsAgainAndAgain:
    def test_what_was_acknowledged_is_there_once_and_retries_do_nothing_twice(
        self, start: Start
    ) -> None:
        dice, checked = random.Random(3), 0
        load, running = Load(), start()
        for _ in range(KILLS):
            load = Load(enough=dice.randint(20, 120))
            with ThreadPoolExecutor(8) as pool:
                writing = [pool.submit(load.write, running.person("mei")) for _ in range(8)]
                assert load.busy.wait(30)
                running.kill()
            for one in writing:
                one.result()
            running = start()
            mei = running.person("mei")
            load.retry(mei)
            load.check(mei.log(checked), checked)
            checked = mei.head()
        assert running.stop() is not None
        assert running.process.returncode == 0


class TestWhenTheDiskTakesNoMore:
    def test_commands_answer_507_reading_goes_on_and_it_recovers(
        self, starter: Start, tmp_path: Path
    ) -> None:
        running = starter()
        mei, pid = running.person("mei"), running.process.pid
        case, key = mei.report(), "the-one-that-waits"
        biggest = max(path.stat().st_size for path in (tmp_path / "data").iterdir())
        no_limit = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (biggest + 5_000, no_limit[1]))
        for _ in range(3):
            answer = mei.send("/v1/cases", {**REPORT, "description": "满" * 9_000}, key=key)
            assert (answer.status_code, answer.json()["code"]) == (507, "disk-full")
            self.still_reads(mei, case)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, no_limit)
        answer = mei.send("/v1/cases", {**REPORT, "description": "满" * 9_000}, key=key)
        assert answer.status_code == 201
        assert answer.json()["case"]["case_id"] == case["case_id"] + 1
        assert [line["seq"] for line in mei.log()] == [1, 2]

    def still_reads(self, who: Person, case: dict[str, Any]) -> None:
        assert who.get(f"/v1/cases/{case['case_id']}").json()["case"] == case
        assert who.get("/v1/snapshot").json()["seq"] == 1
        assert who.get("/v1/cases").json()["cases"] == [case]
