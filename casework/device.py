"""What a fixed device of the city is: a camera or a sensor with its place."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class DeviceKind(StrEnum):
    """What it watches. Append only: a console draws one it does not know as OTHER."""

    CAMERA = "camera"  # 视频监控
    WATER_LEVEL = "water_level"  # 积水监测
    MANHOLE = "manhole"  # 井盖监测
    GAS = "gas"  # 燃气监测
    AIR = "air"  # 空气与扬尘监测
    NOISE = "noise"  # 噪声监测
    OTHER = "other"


class DeviceState(StrEnum):
    """What the city's register says of it, as of when the register was written."""

    WORKING = "working"
    FAULT = "fault"
    OFF = "off"


class Device(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A camera or sensor. `lon`, `lat`: WGS-84 degrees; `area`: code of the area it stands in.

    `approximate`: the place is a construction, not a survey.
    """

    device_id: str
    kind: DeviceKind
    name_zh: str
    name_en: str
    area: str
    lon: float
    lat: float
    state: DeviceState = DeviceState.WORKING
    approximate: bool = False
