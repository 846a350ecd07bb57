"""A made-up day in the demo city: some 1,600 cases in every state and all 9,303 units."""

from __future__ import annotations

import random
import time
from pathlib import Path

import msgspec

from casework import events as ev
from casework.actor import Actor
from casework.area import Gazetteer
from casework.instant import from_ms
from casework.reasons import ReasonLists
from casework.unit import Fixes, Unit
from casework.vocabulary import CHANNEL_ORDER, Post, Step, UnitKind
from console.board.board import Board
from console.feeds.port import Beat, City, Item, Link, LinkState, Picture
from simulator.wording import ROADS, SPOTS

DEMO = Path(__file__).resolve().parents[3] / "resources" / "demo_city"
NOW_MS = 1_795_310_000_000
ME = "seat-1"
MINUTE = 60_000


def gazetteer() -> Gazetteer:
    return msgspec.json.decode((DEMO / "gazetteer.json").read_bytes(), type=Gazetteer)


def reasons() -> ReasonLists:
    return msgspec.json.decode((DEMO / "reasons.json").read_bytes(), type=ReasonLists)


def actor() -> Actor:
    posts = {Post.DISPATCHER, Post.SHIFT_SUPERVISOR, Post.INTAKE, Post.DEPARTMENT, Post.VERIFIER}
    return Actor(ME, "陈晓雯", frozenset(posts))


class Story:
    """Envelopes of one log, from a seed."""

    def __init__(self, city: Gazetteer, seed: int = 7) -> None:
        self.city, self.dice = city, random.Random(seed)
        self.seq = 0
        self.near: dict[str, list[int]] = {}
        self.log: list[ev.Envelope] = []
        self.towns = [a for a in city.areas if a.level == "town"]
        self.villages = {
            t.code: [a for a in city.areas if a.level == "village" and a.parent == t.code]
            for t in self.towns
        }

    def tell(self, case_id: int, version: int, at_ms: int, event: ev.AnyEvent, area: str) -> None:
        self.seq += 1
        self.log.append(
            ev.Envelope(
                self.seq, f"e{self.seq}", from_ms(at_ms), "town", area, case_id, version, "c", event
            )
        )

    def case(self, case_id: int, at_ms: int) -> None:
        dice = self.dice
        kind = dice.choices(self.city.categories, [c.weight for c in self.city.categories])[0]
        town = dice.choice(self.towns)
        place = dice.choice(self.villages[town.code] or [town])
        length = {1: 90, 2: 300, 3: 720, 4: 2_000}[kind.priority] * MINUTE
        address = f"{place.name_zh}{dice.choice(ROADS)}{dice.randint(1, 300)}号{dice.choice(SPOTS)}"
        spread = 0.01
        events: list[ev.AnyEvent] = [
            ev.CaseReported(
                category=kind.code,
                title=f"{kind.name_zh}（{kind.class_zh}）",
                area=town.code,
                lon=place.lon + dice.gauss(0, spread),
                lat=place.lat + dice.gauss(0, spread),
                priority=kind.priority,
                channel=dice.choice(CHANNEL_ORDER),
                reported_at=from_ms(at_ms),
                village=place.code if place is not town else "",
                address=address,
                description=f"群众反映{address}有{kind.name_zh}，请尽快处理。",
                due_at=from_ms(at_ms + int(length * dice.uniform(0.6, 1.6))),
            ),
            *self._stages(kind.department)[: dice.choice((0, 0, 1, 2, 3, 3, 3, 4, 4, 5, 6, 7))],
        ]
        if dice.random() < 0.12:
            who = dice.choice((ME, "seat-2", "seat-3"))
            events.append(ev.CaseClaimed(who, from_ms(NOW_MS + 12 * MINUTE)))
        if dice.random() < 0.25:
            unit = dice.choice(self.near[town.code])
            events += [ev.UnitAssigned(unit), ev.UnitProgressed(unit, dice.choice(list(Step)[:3]))]
        for version, event in enumerate(events, 1):
            self.tell(case_id, version, at_ms + version * MINUTE, event, town.code)

    @staticmethod
    def _stages(department: str) -> list[ev.AnyEvent]:
        return [
            ev.CaseAccepted(),
            ev.CaseFiled(),
            ev.CaseDispatched(department),
            ev.WorkStarted(),
            ev.FeedbackGiven("已清理完毕，现场恢复整洁。"),
            ev.CaseVerified(True),
            ev.CaseClosed("done"),
        ]

    def units(self) -> tuple[list[Unit], Fixes]:
        dice, units, fixes = self.dice, [], Fixes([], [], [], [], [], [])
        for n in range(1, 9_304):
            drone = n > 9_177
            town = dice.choice(self.towns)
            home = dice.choice(self.villages[town.code] or [town])
            sign = f"D-{n - 9_177:03d}" if drone else f"WG-{n:05d}"
            self.near.setdefault(town.code, []).append(n)
            kind = UnitKind.DRONE if drone else UnitKind.OFFICER
            units.append(Unit(n, kind, sign, town.code, range_m=8_000.0 if drone else 0.0))
            if dice.random() < 0.02:
                continue
            fixes.unit.append(n)
            fixes.lon.append(home.lon + dice.gauss(0, 0.008))
            fixes.lat.append(home.lat + dice.gauss(0, 0.008))
            late = dice.choice((2, 5, 9, 20, 40)) if dice.random() < 0.97 else 600
            fixes.at_ms.append(NOW_MS - late * 1_000)
            fixes.heading.append(dice.randint(0, 359))
            fixes.battery.append(dice.randint(12, 100) if drone else -1)
        return units, fixes


def items(cases: int = 1_600, monotonic: float | None = None) -> tuple[list[Item], Story]:
    """What a live feed would have posted, and the story to tell on."""
    city = gazetteer()
    story = Story(city)
    units, fixes = story.units()
    first = NOW_MS - 20 * 60 * MINUTE
    board = Board.from_snapshot("made-up", 0, None, units, fixes)
    for n in range(cases):
        story.case(1_001 + n, first + n * 20 * 60 * MINUTE // cases)
    board.apply(story.log)
    story.log.clear()
    heard = time.monotonic() if monotonic is None else monotonic
    return [
        City(city, reasons(), actor()),
        Picture(board),
        Beat(NOW_MS, 1.0, heard, story.seq),
        Link(LinkState.LIVE, where="http://127.0.0.1:8080"),
    ], story
