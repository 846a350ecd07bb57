"""Puts the city together and lets it run until somebody says stop."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import signal
import sys
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import msgspec

from casework.actor import Actor
from casework.clock import WorkCalendar
from simulator.arrivals import Arrivals
from simulator.backlog import Backlog
from simulator.city import City, load_city
from simulator.city_clock import CityClock
from simulator.client import Client, Stopped
from simulator.crew import Crew
from simulator.desk import Desk
from simulator.dice import rng_for
from simulator.feed import Beat, Feed
from simulator.fleet import Fleet
from simulator.life import Life, Reporters
from simulator.office import Office
from simulator.patrol import Patrol, register
from simulator.policy import Policy
from simulator.reports import Writer
from simulator.roster import Roster, make_roster
from simulator.settings import Settings, wait_for_eof
from simulator.tasks import Tasks
from simulator.witness import Witness

log = logging.getLogger("simulator")


@dataclass(frozen=True)
class Town:
    """All the parts, wired."""

    city: City
    clock: CityClock
    fleet: Fleet
    office: Office
    desk: Desk
    writer: Writer
    witness: Witness
    life: Life
    feed: Feed
    patrol: Patrol


def main(settings: Settings) -> int:
    """Run until told to stop; 0 after a stop that was asked for, 1 after one that was not."""
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(name)s: %(message)s"
    )
    try:
        city = load_city(settings.city)
        asyncio.run(_run(settings, city))
    except (OSError, ValueError, Stopped) as error:
        print(f"simulator: {error}", file=sys.stderr)  # noqa: T201 - the message to the user
        return 1
    except KeyboardInterrupt:
        pass
    return 0


async def _run(settings: Settings, city: City) -> None:
    log.info("seed %d, central at %s", settings.seed, settings.url)
    async with _client(settings) as client, _tasks() as tasks:
        stop = _stop_event(settings)
        tasks.start(_live(settings, city, client, tasks))
        waiting = asyncio.create_task(stop.wait())
        ends: set[asyncio.Future[Any]] = {waiting, tasks.failed}
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        log.info("answers %s", json.dumps(dict(sorted(client.counts.items()))))
        if tasks.failed.done():
            tasks.failed.result()


def _client(settings: Settings) -> Client:
    return Client(settings.url, settings.token, settings.seed, settings.decider)


@contextlib.asynccontextmanager
async def _tasks() -> AsyncIterator[Tasks]:
    tasks = Tasks()
    try:
        yield tasks
    finally:
        await tasks.cancel()


async def _live(settings: Settings, city: City, client: Client, tasks: Tasks) -> None:
    """Positions first, so that the map lives at once; then the backlog; then every day."""
    town = await _build(settings, city, client, tasks)
    tasks.start(town.feed.run())
    new = await register(client, town.fleet.roster.units)
    log.info("fleet of %d, %d newly registered", len(town.fleet.roster.units), new)
    tasks.start(town.patrol.run())
    await town.patrol.flowing.wait()
    await town.feed.ready.wait()
    print(json.dumps({"seed": settings.seed, "ready": True}), flush=True)  # noqa: T201
    if town.feed.began_empty and settings.backlog:
        await _file_backlog(settings, town)
    town.office.start_planning()
    arrivals = Arrivals(
        city.figures.cases_per_month,
        city.figures.hourly_weights,
        city.figures.weekday_weights,
        city.zone,
    )
    reporters = Reporters(
        town.writer,
        town.witness,
        city.figures.duplicate_share,
        rng_for(settings.seed, "reports", int(town.clock.now())),
    )
    tasks.start(town.life.work())
    tasks.start(town.life.reports(arrivals, reporters))


async def _build(settings: Settings, city: City, client: Client, tasks: Tasks) -> Town:
    health = await client.get("/healthz")
    try:
        beat = msgspec.json.decode(health.body, type=Beat)
    except msgspec.DecodeError as error:
        raise Stopped(f"{settings.url} does not answer like central: {error}") from None
    clock = CityClock()
    clock.told(beat.now, beat.rate)
    me = msgspec.json.decode((await client.get("/v1/me")).body, type=Actor)
    roster: Roster = await asyncio.to_thread(make_roster, city, settings.seed)
    fleet = Fleet(city, roster, settings.seed, clock.now())
    crew = Crew(fleet, settings.seed, clock.now)
    policy = Policy(city, settings.seed, fleet.hour, asks=client.decides)
    office = Office(policy, settings.seed, clock.now, crew.units_changed, me.actor_id)
    witness = Witness(fleet)
    desk = Desk(client, office, witness)
    crew.office, crew.desk = office, desk
    feed = Feed(client, clock, office, lambda case_id: tasks.start(desk.refresh(case_id)))
    return Town(
        city=city,
        clock=clock,
        fleet=fleet,
        office=office,
        desk=desk,
        writer=Writer(city),
        witness=witness,
        life=Life(clock, office, desk, crew, tasks),
        feed=feed,
        patrol=Patrol(client, clock, fleet, tasks, feed.live),
    )


async def _file_backlog(settings: Settings, town: Town) -> None:
    backlog = Backlog(town.writer, town.witness, town.office.policy, WorkCalendar(town.city.zone))
    began = asyncio.get_running_loop().time()
    drafts = backlog.drafts(
        town.city.gazetteer.categories,
        settings.backlog,
        town.clock.instant(),
        rng_for(settings.seed, "backlog"),
    )
    await town.life.file(drafts)
    took = asyncio.get_running_loop().time() - began
    log.info("backlog: %d open cases after %.1f s", len(town.office.cases), took)


def _stop_event(settings: Settings) -> asyncio.Event:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def stop_soon() -> None:
        # The loop may be gone by the time the other side closes.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(stop.set)

    def watch() -> None:
        wait_for_eof(sys.stdin.fileno())
        stop_soon()

    if settings.stops_at_eof:
        threading.Thread(target=watch, name="eof", daemon=True).start()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no signal handlers on the loop; Ctrl-C arrives as KeyboardInterrupt there.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    return stop
