"""The two things that keep a city going: reports coming in, and people dealing with them."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Iterator

from msgspec.structs import replace

from casework.commands import ReportCase
from casework.vocabulary import Channel
from simulator.arrivals import Arrivals
from simulator.backlog import Draft
from simulator.city_clock import CityClock
from simulator.crew import Crew
from simulator.desk import Desk
from simulator.office import DeskStep, Due, Office
from simulator.policy import SendNearest
from simulator.reports import Writer, citizen
from simulator.tasks import Tasks
from simulator.witness import Witness

IN_FLIGHT = 16
#: How often the agenda is looked at, real seconds: a glance at the top of a heap.
_GLANCE_S = 0.1
#: Reports missed for longer than this (city seconds) are not made up for.
_MISSED_S = 600.0


class Life:
    """Runs the reporters and the desks with at most IN_FLIGHT requests at a time."""

    def __init__(
        self, clock: CityClock, office: Office, desk: Desk, crew: Crew, tasks: Tasks
    ) -> None:
        self._clock, self._office, self._desk, self._crew = clock, office, desk, crew
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._tasks = tasks

    async def work(self) -> None:
        """Do what is due, for ever. A slow central is met with patience, not with a pile."""
        while True:
            await self._slots.acquire()
            step = self._office.agenda.pop_due(self._clock.now())
            if step is None:
                self._slots.release()
                await asyncio.sleep(_GLANCE_S)
            else:
                self._tasks.start(self._do(step))

    async def _do(self, step: Due) -> None:
        try:
            if isinstance(step, DeskStep):
                await self._desk.act(step)
            else:
                await self._crew.act(step)
        finally:
            self._slots.release()

    async def reports(self, arrivals: Arrivals, reporters: Reporters) -> None:
        """Let reports come in as they do in this city."""
        at = self._clock.now()
        while True:
            at = arrivals.following(max(at, self._clock.now() - _MISSED_S), reporters.rng)
            while (wait := at - self._clock.now()) > 0.0:
                await asyncio.sleep(min(self._clock.real(wait), 1.0))
            await self._slots.acquire()
            self._tasks.start(self._report(reporters.next(self._clock.now())))

    async def _report(self, report: ReportCase) -> None:
        try:
            await self._desk.report(report)
        finally:
            self._slots.release()

    async def file(self, drafts: Iterator[Draft]) -> None:
        """File a backlog as fast as central takes it."""
        await asyncio.gather(*(self._file_some(drafts) for _ in range(IN_FLIGHT)))

    async def _file_some(self, drafts: Iterator[Draft]) -> None:
        for draft in drafts:
            case = await self._desk.report(draft.report)
            for errand in draft.errands if case else ():
                known = self._office.cases.get(case.case_id) if case else None
                if known is None:
                    break
                if isinstance(errand, SendNearest):
                    await self._desk.send_nearest(known)
                elif not (await self._desk.command(known, errand)).ok:
                    break  # somebody at a console was quicker; the case is theirs now


class Reporters:
    """What the next report is, when one is due."""

    def __init__(
        self, writer: Writer, witness: Witness, duplicates: float, rng: random.Random
    ) -> None:
        self._writer, self._witness, self._duplicates = writer, witness, duplicates
        self.rng = rng
        self._recent: deque[ReportCase] = deque(maxlen=100)

    def next(self, now_s: float) -> ReportCase:
        """A new report; now and then the same thing again, through another channel (重复采集)."""
        if self._recent and self.rng.random() < self._duplicates:
            return self._again(self.rng.choice(self._recent))
        channel = self._writer.channel(self.rng)
        seen = self._witness.sighting(channel, now_s, self.rng)
        report = self._writer.write(
            self._writer.category(channel, self.rng), channel, seen, self.rng
        )
        self._recent.append(report)
        return report

    def _again(self, report: ReportCase) -> ReportCase:
        """Seen by a citizen too, some 20 m from where the first one put it."""
        channel = self.rng.choice((Channel.HOTLINE, Channel.CITIZEN_APP, Channel.SNAPSHOT))
        return replace(
            report,
            channel=channel,
            reporter=citizen(channel, self.rng),
            lon=round(report.lon + self.rng.gauss(0.0, 0.0002), 6),
            lat=round(report.lat + self.rng.gauss(0.0, 0.0002), 6),
        )
