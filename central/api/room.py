"""What the routes may reach: the wired parts of this central."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection

from casework.actor import Actor
from casework.instant import Clock, Instant
from central.api.ending import Ending
from central.attachments.store import AttachmentStore
from central.city import City
from central.credentials import Credentials
from central.desk import Desk
from central.hub import Hub
from central.metrics import Metrics
from central.neighbours import Alone, Neighbours
from central.office import Office
from central.people.entry import Pass, People
from central.positions import Positions
from central.store.interface import Store
from central.store.people import Database, PeopleStore
from central.tracks import Tracks


class Beat(msgspec.Struct, frozen=True):
    """A sign of life: the last line, city time, and how fast it runs."""

    head: int
    now: Instant
    rate: float


@dataclass(frozen=True)
class Room:
    store: Store
    desk: Desk
    office: Office
    city: City
    clock: Clock
    rate: float
    positions: Positions
    tracks: Tracks
    hub: Hub
    credentials: Credentials
    attachments: AttachmentStore
    metrics: Metrics = field(default_factory=Metrics)
    neighbours: Neighbours = field(default_factory=Alone)
    ending: Ending = field(default_factory=Ending)

    @cached_property
    def people(self) -> People:
        """Operators and their sessions are kept beside the log, in the same database."""
        return People(PeopleStore(cast("Database", self.store)), self.credentials)

    def beat(self) -> Beat:
        return Beat(self.hub.head, self.clock.now(), self.rate)


def room_of(request: ASGIConnection[Any, Any, Any, Any]) -> Room:
    """The room this request was made to."""
    return cast("Room", request.app.state.room)


def actor_of(request: Request[Any, Any, Any]) -> Actor:
    """Who is asking; the guard has made sure there is somebody."""
    return cast("Actor", request.scope["user"])


def holder_of(request: Request[Any, Any, Any]) -> Pass:
    """What that somebody came in with."""
    return cast("Pass", request.scope["auth"])
