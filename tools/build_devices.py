"""Build the demo city's register of cameras and sensors into resources/demo_city/devices.json.

    uv run --no-sync python -m tools.build_devices [--seed N]

All of it is constructed and marked `approximate`: two cameras and one sensor for each village, at
places drawn at random inside its (constructed) boundary. The real city has far more of them: 2,944
cameras in one of its towns, and 35,000 sensors of 18 kinds, as published. The same seed on the same
gazetteer gives the same bytes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
from shapely.geometry import Point, Polygon

from casework.area import Area, Gazetteer
from casework.device import Device, DeviceKind, DeviceState

_CITY = Path(__file__).resolve().parent.parent / "resources" / "demo_city"
_CAMERAS = 2
_SENSORS = (
    DeviceKind.WATER_LEVEL,
    DeviceKind.MANHOLE,
    DeviceKind.GAS,
    DeviceKind.AIR,
    DeviceKind.NOISE,
)
_NAMES = {
    DeviceKind.CAMERA: ("摄像头", "Camera"),
    DeviceKind.WATER_LEVEL: ("积水监测点", "Water level"),
    DeviceKind.MANHOLE: ("井盖监测点", "Manhole cover"),
    DeviceKind.GAS: ("燃气监测点", "Gas detector"),
    DeviceKind.AIR: ("空气监测点", "Air monitor"),
    DeviceKind.NOISE: ("噪声监测点", "Noise monitor"),
}
_FAULT, _OFF = 0.03, 0.01  # shares, assumed


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the demo city's cameras and sensors.")
    parser.add_argument("--seed", type=int, default=4419)
    dice = random.Random(parser.parse_args().seed)
    gazetteer = msgspec.json.decode((_CITY / "gazetteer.json").read_bytes(), type=Gazetteer)
    villages = [area for area in gazetteer.areas if area.level == "village"]
    devices = [d for n, village in enumerate(villages) for d in _of(village, n, dice)]
    lines = b",\n".join(msgspec.json.encode(device) for device in devices)
    (_CITY / "devices.json").write_bytes(b"[\n" + lines + b"\n]\n")
    print(f"{len(devices)} devices in {len(villages)} villages")


def _of(village: Area, number: int, dice: random.Random) -> Iterator[Device]:
    kinds = [DeviceKind.CAMERA] * _CAMERAS + [_SENSORS[number % len(_SENSORS)]]
    for at, kind in enumerate(kinds, 1):
        zh, en = _NAMES[kind]
        lon, lat = inside(village, dice)
        luck = dice.random()
        state = DeviceState.WORKING
        if luck < _FAULT + _OFF:
            state = DeviceState.FAULT if luck < _FAULT else DeviceState.OFF
        yield Device(
            device_id=f"{village.code}-{at:02d}",
            kind=kind,
            name_zh=f"{village.name_zh}{zh}{at:02d}",
            name_en=f"{village.name_en} · {en} {at:02d}",
            area=village.code,
            lon=lon,
            lat=lat,
            state=state,
            approximate=True,
        )


def inside(village: Area, dice: random.Random) -> tuple[float, float]:
    """A place in the largest ring of a village; its own point where it has none."""
    if not village.rings:
        return village.lon, village.lat
    ring = max((Polygon(ring) for ring in village.rings), key=lambda made: made.area)
    west, south, east, north = ring.bounds
    for _ in range(1_000):
        lon, lat = round(dice.uniform(west, east), 5), round(dice.uniform(south, north), 5)
        if ring.contains(Point(lon, lat)):
            return lon, lat
    return village.lon, village.lat


if __name__ == "__main__":
    main()
