"""Cameras and sensors in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from casework.device import DeviceKind, DeviceState


def device_kind(kind: DeviceKind) -> str:
    tr = QCoreApplication.translate
    return {
        DeviceKind.CAMERA: tr("Words", "camera"),
        DeviceKind.WATER_LEVEL: tr("Words", "water level"),
        DeviceKind.MANHOLE: tr("Words", "manhole cover"),
        DeviceKind.GAS: tr("Words", "gas detector"),
        DeviceKind.AIR: tr("Words", "air monitor"),
        DeviceKind.NOISE: tr("Words", "noise monitor"),
        DeviceKind.OTHER: tr("Words", "other sensor"),
    }[kind]


def device_state(state: DeviceState) -> str:
    """As the register has it; whether it answers now, nobody tells the console."""
    tr = QCoreApplication.translate
    return {
        DeviceState.WORKING: tr("Words", "in order, says the register"),
        DeviceState.FAULT: tr("Words", "out of order, says the register"),
        DeviceState.OFF: tr("Words", "switched off, says the register"),
    }[state]
