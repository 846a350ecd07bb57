"""Follows central's live feed: a snapshot, then every envelope, across cuts and restarts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import aiohttp
import msgspec

from casework.case import INSTANTS, Case
from casework.codec import WireEnvelope, open_wire
from casework.instant import Instant, from_ms
from casework.vocabulary import OPEN_STATES
from simulator.city_clock import CityClock
from simulator.client import Client, Reply, Stopped, check_answer
from simulator.office import Office
from simulator.sse import Frame, Frames

log = logging.getLogger("simulator.feed")
#: Central speaks every second; after this silence (real seconds) the connection is dead.
_SILENCE_S = 15.0
_ENVELOPES = msgspec.json.Decoder(list[WireEnvelope])


class Beat(msgspec.Struct):
    """What `hello` and `beat` say; `log_id` only in `hello`."""

    head: int
    now: Instant
    rate: float
    log_id: str = ""


class Snapshot(msgspec.Struct):
    log_id: str
    seq: int
    now: Instant
    rate: float
    cases: dict[str, list[Any]]


class Feed:
    """Keeps the office and the clock up to date. `fetch` is asked for a case not understood."""

    def __init__(
        self, client: Client, clock: CityClock, office: Office, fetch: Callable[[int], None]
    ) -> None:
        self._client, self._clock, self._office, self._fetch = client, clock, office, fetch
        self._log_id = ""
        self.seq = 0
        self.began_empty = False
        self.ready = asyncio.Event()
        #: Set while central speaks, so while its clock is known.
        self.live = asyncio.Event()

    async def run(self) -> None:
        tries = 0
        while True:
            try:
                if not self._log_id:
                    await self._snapshot()
                tries = 0 if await self._follow() else tries + 1
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                log.info("feed cut (%s); resuming after %d", type(error).__name__, self.seq)
                tries += 1
            self.live.clear()
            await self._client.pause(tries)

    async def _snapshot(self) -> None:
        reply = await self._client.get("/v1/snapshot")
        if not reply.ok:
            raise Stopped(f"no snapshot ({reply.status}): {reply.problem().detail}")
        picture = msgspec.json.decode(reply.body, type=Snapshot)
        self._clock.told(picture.now, picture.rate)
        cases = open_cases(picture.cases)
        if not self.ready.is_set():
            self.began_empty = not any(picture.cases.values())
        self._office.reset(cases)
        self._log_id, self.seq = picture.log_id, picture.seq
        log.info("snapshot of log %s at %d: %d open cases", self._log_id, self.seq, len(cases))
        self.ready.set()

    async def _follow(self) -> bool:
        """Read one connection to its end; whether anything came."""
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=10.0, sock_read=_SILENCE_S)
        path = f"/v1/feed?log={self._log_id}&after={self.seq}"
        frames = Frames(skip=frozenset({"positions"}))
        heard = False
        async with self._client.session.get(self._client.url(path), timeout=timeout) as answer:
            if answer.status != 200:
                reply = Reply(answer.status, await answer.read())
                check_answer(reply, answer.headers.get("Content-Type", ""), path)
                self._log_id = ""  # a feed that refuses to resume may do so from a snapshot
                return False
            async for chunk in answer.content.iter_any():
                for frame in frames.feed(chunk):
                    heard = True
                    if not self._take(frame):
                        return True
        return heard

    def _take(self, frame: Frame) -> bool:
        """Act on one frame; False when the stream is over."""
        if frame.event == "log":
            self._take_log(frame.data)
        elif frame.event == "resync":
            log.info("central asks for a new snapshot: %s", frame.data.decode("utf-8", "replace"))
            self._log_id = ""
            return False
        elif frame.event in ("hello", "beat"):
            beat = msgspec.json.decode(frame.data, type=Beat)
            self._clock.told(beat.now, beat.rate)
            if beat.log_id and beat.log_id != self._log_id:
                self._log_id = ""
                return False
            self.live.set()
        return True

    def _take_log(self, data: bytes) -> None:
        for wire in _ENVELOPES.decode(data):
            if not self._office.apply(open_wire(wire)):
                self._fetch(wire.case_id)
            self.seq = wire.seq


def open_cases(columns: dict[str, list[Any]]) -> list[Case]:
    """The open cases of a snapshot's columns."""
    names = list(columns)
    cases = []
    for row in zip(*columns.values(), strict=True):
        fields = dict(zip(names, row, strict=True))
        if fields["state"] not in OPEN_STATES:
            continue
        for name in INSTANTS:
            if fields.get(name) is not None:
                fields[name] = from_ms(fields[name])
        cases.append(msgspec.convert(fields, Case, strict=False))
    return cases
