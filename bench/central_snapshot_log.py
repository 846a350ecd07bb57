"""A central's log of many live cases for `central_snapshot`, written through its own store."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casework import events as ev
from casework.case import Case
from casework.codec import ENCODER, encode_envelope
from casework.fold import fold
from casework.instant import to_ms
from casework.unit import Unit
from casework.vocabulary import CHANNEL_ORDER, Step, UnitKind
from central.store.interface import EventRow
from central.store.opening import open_store
from tests.contract.central import small_city

UNITS = 9_300
_BATCH = 2_000
_SPAN = timedelta(days=30)
_WHAT = (
    "占道经营",
    "暴露垃圾",
    "路面破损",
    "井盖缺失",
    "违章停车",
    "路灯不亮",
    "树木倒伏",
    "噪音扰民",
)
_STREETS = ("东城中路", "鸿福路", "莞太路", "环城西路", "体育路", "新基路", "宏远路", "金牛路")
_WORDS = (
    "现场有",
    "约",
    "多处",
    "影响行人通行",
    "已拍照",
    "市民多次反映",
    "需尽快处理",
    "无人看管",
)


def fill(folder: Path, cases: int) -> int:
    """`cases` live cases in `folder`, at different steps of their lives; how many events."""
    dice = random.Random(7)
    store = open_store(folder)
    writer = _Writer(dice, datetime.now(UTC) - _SPAN, _SPAN / cases)
    done = 0
    while done < cases:
        rows, made = [], []
        for _ in range(min(_BATCH, cases - done)):
            done += 1
            rows += writer.life(1_000 + done)
            made.append((writer.case, ENCODER.encode(writer.case)))
        with store.begin() as tx:
            tx.write(rows, made, _units(dice) if done <= _BATCH else (), ())
    store.close()
    return writer.seq


def _units(dice: random.Random) -> list[Unit]:
    return [
        Unit(n, UnitKind.OFFICER, f"网格{n:05}", dice.choice(_AREAS), name=f"队员{n}")
        for n in range(1, UNITS + 1)
    ]


_AREAS = (small_city.NORTH, small_city.SOUTH)


class _Writer:
    """One case after another, each up to some point of its life."""

    case: Case

    def __init__(self, dice: random.Random, began: datetime, step: timedelta) -> None:
        self.seq = 0
        self._dice, self._at, self._step = dice, began, step

    def life(self, case_id: int) -> list[EventRow]:
        self._at += self._step
        area, case, rows = self._dice.choice(_AREAS), None, []
        for version, event in enumerate(self._events(area), 1):
            self.seq += 1
            at = self._at + timedelta(seconds=version * self._dice.random())
            envelope = ev.Envelope(
                self.seq, str(uuid.UUID(int=self.seq)), at, "bench", area, case_id, version,
                str(uuid.UUID(int=self.seq)), event,
            )  # fmt: skip
            before = case.department if case else ""
            case = fold(case, envelope)
            assert case
            kind = str(event.__struct_config__.tag)
            line = encode_envelope(envelope)
            rows.append(
                EventRow(
                    self.seq, case_id, version, to_ms(at), area, before, case.department, kind, line
                )
            )
        assert case
        self.case = case
        return rows

    def _events(self, area: str) -> Iterator[ev.CaseEvent]:
        dice, far = self._dice, self._dice.random()
        what, street = dice.choice(_WHAT), dice.choice(_STREETS)
        number, at = dice.randint(1, 400), self._at
        told = "，".join(dice.sample(_WORDS, 5))
        yield ev.CaseReported(
            dice.choice(("0101", "0202", "0305")), f"{what}（{street}{number}号）", area,
            113.5 + dice.random() / 2, 22.8 + dice.random() / 2, dice.randint(1, 4),
            dice.choice(CHANNEL_ORDER), at,
            village=dice.choice((small_city.NORTH_VILLAGE, "")),
            grid=f"{area[:9]}{dice.randint(1, 400):03}",
            address=f"东莞市{street}{number}号附近",
            description=f"{what}，{told}，编号{dice.randint(0, 10**6)}",
            reporter=f"138{dice.randint(0, 10**8 - 1):08}",
            due_at=at + timedelta(hours=dice.randint(1, 72)), stage_due=at + timedelta(hours=1),
        )  # fmt: skip
        if far > 0.1:
            yield ev.CaseAccepted()
        if far > 0.3:
            yield ev.CaseFiled()
        if far > 0.5:
            yield ev.CaseDispatched(dice.choice(("D01", "D02")))
        if far > 0.9:
            unit = dice.randint(1, UNITS)
            yield ev.UnitAssigned(unit)
            yield ev.UnitProgressed(unit, Step.EN_ROUTE)
