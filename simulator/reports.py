"""What people report: category, place, words. Pure: the dice and the sighting come in."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import dist

from casework.area import Category
from casework.commands import ReportCase
from casework.component import Component
from casework.datum import Datum
from casework.vocabulary import Channel
from simulator import wording
from simulator.city import City, Place

#: Words by which the types a drone looks for are known in a category's class and name.
_SEEN_FROM_ABOVE = ("违建", "违法建", "无证建设", "私搭乱建", "街面秩序", "illegal build")

#: A thing of the register farther from the sighting than this is another one.
MEANT_M = 800.0


@dataclass(frozen=True)
class Sighting:
    """Where something was seen, WGS-84 degrees, and by whom ("" for a citizen)."""

    lon: float
    lat: float
    place: Place
    reporter: str = ""


class Weighted:
    """Categories to be drawn by their weight."""

    def __init__(self, categories: Sequence[Category]) -> None:
        self.categories = categories
        self._sums = list(accumulate(max(c.weight, 0.0) for c in categories))

    def draw(self, rng: random.Random) -> Category:
        if self._sums[-1] <= 0.0:
            return rng.choice(self.categories)
        return rng.choices(self.categories, cum_weights=self._sums)[0]


class Writer:
    """Writes the reports of one city."""

    def __init__(self, city: City) -> None:
        everything = city.gazetteer.categories
        self._all = Weighted(everything)
        self._above = Weighted([c for c in everything if _is_seen_from_above(c)] or everything)
        self._things = Weighted([c for c in everything if c.kind == "component"] or everything)
        self._components = city.components
        self._villages = {area.code: area for area in city.gazetteer.areas}
        self._plane = city.plane
        self._channels = tuple(city.figures.channel_shares)
        self._shares = tuple(city.figures.channel_shares.values())

    def channel(self, rng: random.Random) -> Channel:
        return rng.choices(self._channels, self._shares)[0]

    def category(self, channel: Channel, rng: random.Random) -> Category:
        if channel is Channel.DRONE:
            return self._above.draw(rng)
        if channel is Channel.SENSOR:
            return self._things.draw(rng)
        return self._all.draw(rng)

    def write(
        self, category: Category, channel: Channel, seen: Sighting, rng: random.Random
    ) -> ReportCase:
        """A report of `category` at `seen`, in the words people use."""
        what, village = category.name_zh, seen.place.village
        thing = self._thing(category, seen)
        lon, lat, grid = seen.lon, seen.lat, seen.place.grid.code
        if thing is not None:
            # the basic grid was that of the sighting; the thing may stand in the next one
            lon, lat, grid = thing.lon, thing.lat, ""
            village = self._villages.get(thing.area, village)
        road, number = rng.choice(wording.ROADS), rng.randint(1, 388)
        spot = f"{road}{number}号{rng.choice(wording.SPOTS)}"
        texts: tuple[str, ...] = wording.COMPONENT_TEXTS
        if channel is Channel.DRONE:
            texts = wording.DRONE_TEXTS
        elif category.kind == "event":
            texts = wording.EVENT_TEXTS
        code = f"{rng.randint(1, 99_999):05d}"
        if thing is not None:
            code = thing.code
        text = rng.choice(texts).format(what=what, spot=spot, n=rng.randint(2, 180), code=code)
        return ReportCase(
            category=category.code,
            title=f"{village.name_zh}：{what}",
            area=seen.place.town,
            lon=round(lon, 6),
            lat=round(lat, 6),
            datum=Datum.WGS84,
            channel=channel,
            village=village.code,
            grid=grid,
            address=f"{village.name_zh}{spot}",
            description=text,
            reporter=seen.reporter or citizen(channel, rng),
            component=thing.code if thing is not None else "",
        )

    def _thing(self, category: Category, seen: Sighting) -> Component | None:
        """The nearest thing of this type in the register, where one is near enough to be meant."""
        here = self._plane.to_xy(seen.lon, seen.lat)
        near = [
            (dist(here, self._plane.to_xy(thing.lon, thing.lat)), thing.code, thing)
            for thing in self._components.get((seen.place.town, category.code), ())
        ]
        found = min(near, default=(MEANT_M, "", None))
        return found[2] if found[0] < MEANT_M else None


def citizen(channel: Channel, rng: random.Random) -> str:
    """Who reports when no officer or drone did; a machine has no name."""
    if channel in (Channel.CAMERA, Channel.SENSOR, Channel.PLATFORM):
        return ""
    return rng.choice(wording.SURNAMES) + rng.choice(("先生", "女士"))


def _is_seen_from_above(category: Category) -> bool:
    text = category.class_zh + category.name_zh + category.name_en.lower()
    return any(word in text for word in _SEEN_FROM_ABOVE)
