"""The demo city's cameras and sensors, and what central says of a wrong register."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest
from shapely.geometry import Point

from casework.device import Device, DeviceKind
from central.city import build_city, load_city
from tests.unit.resources.test_demo_city import ABOUT_10_M, DEMO_CITY, areas, shapes


def test_every_village_has_cameras_and_a_sensor_inside_it_and_none_claims_a_survey() -> None:
    devices = msgspec.json.decode((DEMO_CITY / "devices.json").read_bytes(), type=list[Device])
    assert len({device.device_id for device in devices}) == len(devices)
    assert Counter(d.area for d in devices) == {area.code: 3 for area in areas("village")}
    assert all(device.approximate for device in devices)
    villages = shapes("village")
    for device in devices:
        assert villages[device.area].buffer(ABOUT_10_M).contains(Point(device.lon, device.lat))


def test_central_takes_the_register_along_with_the_gazetteer() -> None:
    city = load_city(DEMO_CITY)
    assert len(city.gazetteer.devices) == 3 * len(areas("village"))


def test_a_device_that_stands_nowhere_is_named() -> None:
    device = Device("C-1", DeviceKind.CAMERA, "", "", "nowhere", 113.7, 23.0)
    whole = load_city(DEMO_CITY)
    for wrong, why in (
        ([device], "C-1 stands in 'nowhere'"),
        ([msgspec.structs.replace(device, area=whole.gazetteer.city, lat=123.0)], "C-1"),
        ([msgspec.structs.replace(device, area=whole.gazetteer.city)] * 2, "declared twice"),
    ):
        city = msgspec.structs.replace(whole.gazetteer, devices=wrong)
        with pytest.raises(ValueError, match=why):
            build_city(city, whole.reasons)
