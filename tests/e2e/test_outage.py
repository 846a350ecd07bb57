"""Central goes away and comes back: what was decided meanwhile is done once, or refused, aloud."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from casework import commands as cm
from console.feeds.port import Trouble
from console.outbox.letter import Letter, Stage
from console.outbox.port import Outcome, Outgoing
from console.outbox.rest import RestOutbox
from console.outbox.shelf import SqliteShelf
from tests.contract.central import small_city
from tests.contract.central.serving import Central
from tests.contract.console.ear import Heard

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.e2e
TOKEN = "token-of-mei-0123456789"

#: A console's outbox in a process of its own, which says when everything is written down.
CRASHING = """
import sys
from pathlib import Path
from casework import commands as cm
from console.outbox.port import Outgoing
from console.outbox.rest import RestOutbox
from console.outbox.shelf import SqliteShelf
url, folder, case_id, *ids = sys.argv[1:]
def hear(item):
    if isinstance(item, Outgoing) and len(item.waiting) == len(ids):
        print("queued", flush=True)
outbox = RestOutbox(url, "token-of-mei-0123456789", shelf=SqliteShelf(Path(folder)))
outbox.start(hear)
for name, command in zip(ids, (cm.AcceptCase(), cm.FileCase(), cm.DispatchCase("D01"))):
    outbox.send(cm.Order(name, int(case_id), 1, command))
sys.stdin.read()
"""


class Office:
    """A central that can be taken away and come back on the same port."""

    def __init__(self, tmp_path: Path) -> None:
        self._data, self._city = tmp_path / "data", small_city.write_city(tmp_path / "city")
        self.central = Central(self._data, self._city)
        self.url = self.central.url
        self.mei, self.li = self.central.person("mei"), self.central.person("li")

    def goes(self) -> None:
        self.central.stop()

    def comes(self, data: Path | None = None) -> None:
        port = str(urlsplit(self.url).port)
        self.central = Central(data or self._data, self._city, "--port", port)
        self.mei, self.li = self.central.person("mei"), self.central.person("li")

    def done(self, *names: str) -> list[str]:
        """Which of these commands are in the log, in its order, once for every time."""
        found = (e["command_id"] for e in self.mei.log())
        return [name for name in dict.fromkeys(found) if name in names]

    def versions(self, name: str) -> list[int]:
        return [e["version"] for e in self.mei.log() if e["command_id"] == name]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.goes()


class Seat:
    """An outbox on its folder, and everything it said."""

    def __init__(self, url: str, folder: Path, now: Callable[[], datetime] | None = None) -> None:
        self.heard = Heard()
        clock = now or (lambda: datetime.now(UTC))
        self.outbox = RestOutbox(url, TOKEN, shelf=SqliteShelf(folder), now=clock)
        self.outbox.start(self.heard)

    def send(self, case: dict[str, Any], *commands: Any) -> list[str]:
        names = [str(uuid.uuid4()) for _ in commands]
        for name, command in zip(names, commands, strict=True):
            self.outbox.send(cm.Order(name, case["case_id"], case["version"], command))
        return names

    def listed(self, wanted: Callable[[tuple[Letter, ...]], bool]) -> Outgoing:
        """The first list for which `wanted` holds."""
        found: Outgoing = self.heard.until(
            lambda i: isinstance(i, Outgoing) and wanted(i.letters), timeout_s=20
        )
        return found

    def final(self, name: str) -> Outcome:
        found: Outcome = self.heard.until(
            lambda i: isinstance(i, Outcome) and i.final and i.command_id == name, timeout_s=20
        )
        return found

    def leave(self) -> None:
        self.outbox.stop()
        assert self.outbox.join(5)


@pytest.fixture
def seat(office: Office, tmp_path: Path) -> Iterator[Callable[..., Seat]]:
    seats: list[Seat] = []

    def opened(**more: Any) -> Seat:
        seats.append(Seat(office.url, tmp_path / "seat", **more))
        return seats[-1]

    yield opened
    for each in seats:
        each.leave()


FURTHER = (cm.AcceptCase(), cm.FileCase(), cm.DispatchCase("D01"))


def test_what_was_decided_meanwhile_is_done_in_order_when_central_comes_back(
    office: Office, seat: Callable[..., Seat]
) -> None:
    case = office.mei.report()
    office.goes()
    here = seat()
    names = here.send(case, *FURTHER)
    away = here.listed(lambda x: len(x) == 3)
    assert [x.stage for x in away.waiting][1:] == [Stage.QUEUED, Stage.QUEUED]
    office.comes()
    assert all(here.final(name).accepted for name in names)
    assert office.done(*names) == names
    here.listed(lambda x: [y.stage for y in x] == [Stage.CONFIRMED] * 3)


def test_a_console_that_is_killed_loses_nothing_and_does_nothing_twice(
    office: Office, seat: Callable[..., Seat], tmp_path: Path
) -> None:
    case = office.mei.report()
    office.goes()
    names = [str(uuid.uuid4()) for _ in FURTHER]
    words = [office.url, str(tmp_path / "seat"), str(case["case_id"]), *names]
    child = subprocess.Popen(
        [sys.executable, "-c", CRASHING, *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"queued\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()
    office.comes()
    here = seat()
    assert all(here.final(name).accepted for name in names)
    assert office.done(*names) == names
    assert [len(office.versions(name)) for name in names] == [1, 1, 1]


def test_a_refusal_is_told_and_what_was_decided_on_top_of_it_is_not_sent(
    office: Office, seat: Callable[..., Seat], tmp_path: Path
) -> None:
    case, other = office.mei.report(), office.mei.report()
    office.goes()
    here = seat()
    names = here.send(case, *FURTHER)
    (apart,) = here.send(other, cm.AcceptCase())
    here.listed(lambda x: len(x) == 4)
    here.leave()
    office.comes()
    office.li.do(case, "claim")
    again = seat()
    assert again.final(names[0]).refusal is not None
    assert [again.final(n).trouble for n in names[1:]] == [Trouble.STOPPED] * 2
    assert again.final(apart).accepted
    assert office.done(*names, apart) == [apart]


def test_one_that_was_called_off_is_not_sent_and_the_others_are(
    office: Office, seat: Callable[..., Seat]
) -> None:
    case, other = office.mei.report(), office.mei.report()
    office.goes()
    here = seat()
    (first,) = here.send(case, cm.AcceptCase())
    (second,) = here.send(other, cm.AcceptCase())
    here.listed(lambda x: len(x) == 2)
    here.outbox.cancel(second)
    assert here.final(second).trouble is Trouble.CANCELLED
    office.comes()
    assert here.final(first).accepted
    assert office.done(first, second) == [first]


def test_what_is_a_day_old_waits_for_somebody_to_decide(
    office: Office, seat: Callable[..., Seat]
) -> None:
    case = office.mei.report()
    office.goes()
    yesterday = seat(now=lambda: datetime.now(UTC) - timedelta(hours=30))
    (name,) = yesterday.send(case, cm.AcceptCase())
    yesterday.listed(lambda x: len(x) == 1)
    yesterday.leave()
    office.comes()
    today = seat()
    assert today.listed(lambda x: x and x[0].stage is Stage.HELD).held == 1
    assert office.done(name) == []
    today.outbox.send_anyway(name)
    assert today.final(name).accepted


def test_what_was_meant_for_another_log_is_never_sent(
    office: Office, seat: Callable[..., Seat], tmp_path: Path
) -> None:
    case = office.mei.report()
    here = seat()
    (known,) = here.send(case, cm.AcceptCase())
    assert here.final(known).accepted
    office.goes()
    (name,) = here.send({**case, "version": 2}, cm.FileCase())
    here.listed(lambda x: len(x) == 2)
    office.comes(tmp_path / "another")
    office.mei.do(office.mei.report(), "accept")  # the same number and version, another case
    here.listed(lambda x: len(x) == 2 and x[1].trouble is Trouble.OTHER_LOG)
    here.outbox.send_anyway(name)
    here.outbox.cancel(name)
    here.final(name)
    assert office.done(name) == []
