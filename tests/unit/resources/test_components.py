"""The demo city's register of components, and what central says of a wrong one."""

from __future__ import annotations

import random
from collections import Counter
from math import dist

import msgspec
import pytest
from msgspec.structs import replace
from shapely.geometry import Point

from casework.component import Component
from casework.vocabulary import Channel
from central.city import build_city, load_city
from simulator import city as simulated
from simulator.reports import MEANT_M, Sighting, Writer
from tests.unit.resources.test_demo_city import ABOUT_10_M, DEMO_CITY, areas, shapes


def test_every_village_has_components_inside_it_and_none_claims_a_survey() -> None:
    register = msgspec.json.decode((DEMO_CITY / "components.json").read_bytes(), type=list[Component])
    assert Counter(c.area for c in register) == {area.code: 3 for area in areas("village")}
    assert all(component.approximate and component.owner_zh for component in register)
    villages = shapes("village")
    for thing in register:
        assert villages[thing.area].buffer(ABOUT_10_M).contains(Point(thing.lon, thing.lat))


def test_central_knows_every_component_by_its_code() -> None:
    city = load_city(DEMO_CITY)
    assert len(city.components) == 3 * len(areas("village"))
    assert not city.gazetteer_json.count(b"owner_zh"), "the register is no part of the gazetteer"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"area": "nowhere"}, "lies in 'nowhere'"),
        ({"category": "20101"}, "no type of kind component"),
        ({"code": ""}, "1 to 64 characters"),
        ({"lat": 123.0}, "outside ±180"),
    ],
)
def test_a_wrong_entry_is_named(wrong: dict[str, object], why: str) -> None:
    whole = load_city(DEMO_CITY)
    one = next(iter(whole.components.values()))
    with pytest.raises(ValueError, match=why):
        build_city(whole.gazetteer, whole.reasons, components=[replace(one, **wrong)])
    with pytest.raises(ValueError, match="declared twice"):
        build_city(whole.gazetteer, whole.reasons, components=[one, one])


def test_the_demo_reports_the_nearest_component_of_the_type_or_none() -> None:
    city = simulated.load_city(DEMO_CITY)
    writer, dice = Writer(city), random.Random(1)
    (town, code), things = next(iter(city.components.items()))
    place = next(p for p in city.places if p.town == town)
    category = city.categories[code]
    near = Sighting(things[0].lon, things[0].lat + 0.0001, place)
    report = writer.write(category, Channel.OFFICER, near, dice)
    assert report.component == things[0].code
    assert report.component in report.description
    assert dist((report.lon, report.lat), (things[0].lon, things[0].lat)) < 1e-5
    far = Sighting(things[0].lon, things[0].lat + 2 * MEANT_M / 111_000 + 1.0, place)
    assert writer.write(category, Channel.OFFICER, far, dice).component == ""
