"""Sends the positions of the fleet, town by town, evenly over time."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import aiohttp
import msgspec

from casework.datum import Datum
from casework.unit import Unit
from simulator.city_clock import CityClock
from simulator.client import Client, Reply, Stopped
from simulator.fleet import Fleet, pace_at
from simulator.tasks import Tasks

log = logging.getLogger("simulator.patrol")
_MOST_UNITS = 1_000  # in one registration: well below a body of 1 MiB


async def register(client: Client, units: tuple[Unit, ...]) -> int:
    """Register the units that central does not know yet as they are; how many there were."""
    reply = await client.get("/v1/units")
    known = units_of(reply.body)
    new = [unit for unit in units if known.get(unit.unit_id) != unit]
    by_town: dict[str, list[Unit]] = {}
    for unit in new:
        by_town.setdefault(unit.area, []).append(unit)
    for town in by_town.values():
        for begin in range(0, len(town), _MOST_UNITS):
            answer = await client.write("/v1/units", {"units": town[begin : begin + _MOST_UNITS]})
            if not answer.ok:
                detail = answer.problem().detail
                raise Stopped(f"the fleet was not registered ({answer.status}): {detail}")
    return len(new)


class _Units(msgspec.Struct):
    units: list[Unit]


def units_of(body: bytes) -> dict[int, Unit]:
    """The units of an answer of GET /v1/units, by id."""
    return {unit.unit_id: unit for unit in msgspec.json.decode(body, type=_Units).units}


class _Taken(msgspec.Struct):
    refused: list[dict[str, Any]] = []


class Patrol:
    """The beat of the positions: one town at a time, so that central's load is even.

    It rests while `live` is not set: a central that comes back may have set its clock back a
    little, and would refuse fixes from its future.
    """

    def __init__(
        self, client: Client, clock: CityClock, fleet: Fleet, tasks: Tasks, live: asyncio.Event
    ) -> None:
        self._client, self._clock, self._fleet, self._tasks = client, clock, fleet, tasks
        self._live = live
        self._under_way: set[int] = set()
        self._sent_towns: set[int] = set()
        self.flowing = asyncio.Event()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        turn, at = 0, loop.time()
        towns = len(self._fleet.towns)
        while True:
            await self._live.wait()
            pace = pace_at(self._clock.rate)
            town = turn % towns
            # A town whose last batch is still on its way is passed over: newer fixes follow.
            if town not in self._under_way:
                self._under_way.add(town)
                self._tasks.start(self._send(town, turn // towns % pace.slots, pace.slots))
            turn += 1
            # After a pause of the machine the beat goes on from now, it does not catch up.
            at = max(at + pace.beat / towns, loop.time() - pace.beat)
            await asyncio.sleep(max(0.0, at - loop.time()))

    def _count(self, reply: Reply) -> None:
        """A fix that is refused is a fault of ours, and should show."""
        refused = msgspec.json.decode(reply.body, type=_Taken).refused if reply.ok else []
        if refused:
            self._client.counts["fixes refused"] += len(refused)
            log.debug("fixes refused: %s", refused[:3])

    async def _send(self, town: int, slot: int, slots: int) -> None:
        try:
            fixes = self._fleet.fixes(town, slot, slots, self._clock.now())
            if fixes.unit:
                area = self._fleet.towns[town]
                body = {"area": area, "datum": Datum.WGS84, "fixes": fixes}
                reply = await self._client.post_once("/v1/positions", body)
                self._count(reply)
            self._sent_towns.add(town)
            if len(self._sent_towns) == len(self._fleet.towns):
                self.flowing.set()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self._client.counts[f"unreachable {type(error).__name__}"] += 1
            await self._client.pause(4)
        finally:
            self._under_way.discard(town)
