"""The list of layers: every one is in it, is switched there, and is remembered; the devices."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.device import Device, DeviceKind, DeviceState
from console.feeds.port import Beat, City, Picture
from console.map.layerlist import NAMES, layer_name
from console.map.legend import in_columns
from console.settings import load_settings
from console.views.parts.layermemory import LayerMemory
from tests.gui.map.extrastand import LAT, LON, key, seen
from tests.gui.map.stand import NOW, Stand, board_of, city, spread, stand, towns
from tests.support.seat import reasons


def test_the_list_has_every_layer_with_its_count_and_switches_it(ringing: Stand) -> None:
    panel = ringing.canvas.extras.panel
    key(ringing, Qt.Key.Key_Y)
    assert panel.list.isVisible()
    assert set(panel.list.boxes) == set(ringing.canvas.stage.shown)
    box = panel.list.boxes["cases"]
    assert box.text() == "Cases  2"
    assert box.accessibleName() == "Cases, 2 in view"
    before = seen(ringing)
    with ringing.qtbot.waitSignal(panel.chosen):
        box.click()
    assert not ringing.canvas.stage.shown["cases"]
    assert seen(ringing) != before
    ringing.qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert not panel.list.isVisible()
    assert ringing.canvas.hasFocus()


def test_what_was_switched_is_found_again_on_another_map(ringing: Stand, qtbot: QtBot) -> None:
    panel = ringing.canvas.extras.panel
    panel.list.refresh()
    panel.list.boxes["villages"].click()
    panel.list.still.setChecked(True)
    kept = panel.choices()
    other = stand(qtbot, board_of(spread(3)))
    other.canvas.extras.panel.apply({**kept, "of-another-time": True})
    assert not other.canvas.stage.shown["villages"]
    assert other.canvas.extras.alarm_layer.still
    other.session.stop()


def test_every_layer_that_joins_has_a_name_in_words(ringing: Stand) -> None:
    for name in ringing.canvas.stage.shown:
        assert name in NAMES
        assert layer_name(name) != name


def test_each_operator_finds_his_own_layers_at_the_next_start(
    ringing: Stand, qtbot: QtBot, tmp_path: Path
) -> None:
    settings = load_settings(tmp_path)
    memory = LayerMemory(ringing.canvas.extras.panel, ringing.session, settings)
    ringing.canvas.extras.panel.list.refresh()
    ringing.canvas.extras.panel.list.boxes["drones"].click()
    actor = ringing.session.actor
    assert actor is not None
    assert settings.layers_of(actor.actor_id)["drones"] is False
    later = stand(qtbot, board_of([]), know_city=False)
    LayerMemory(later.canvas.extras.panel, later.session, load_settings(tmp_path))
    assert later.canvas.stage.shown["drones"]
    later.hear(City(city(towns()), reasons(), actor))
    assert not later.canvas.stage.shown["drones"]
    later.session.stop()
    assert memory.parent() is ringing.canvas.extras.panel


def test_cameras_and_sensors_are_drawn_close_in_and_told_of(qtbot: QtBot) -> None:
    kinds = [DeviceKind.CAMERA, DeviceKind.WATER_LEVEL]
    devices = [
        Device(f"D-{i}", kind, "<b>镜头</b>", "<b>Lens</b>", "0", LON + i * 0.002, LAT, state)
        for i, (kind, state) in enumerate(zip(kinds, DeviceState, strict=False))
    ]
    devices.append(Device("D-9", DeviceKind.GAS, "", "", "0", float("nan"), LAT))
    made = stand(qtbot, board_of([]), know_city=False)
    described = msgspec.structs.replace(city(towns()), devices=devices)
    made.hear(City(described, reasons(), None), Beat(NOW, 0.0, 0.0, 0), Picture(board_of([])))
    made.canvas.centre_on(LON, LAT, 13.0)
    assert made.canvas.extras.devices.count(made.canvas.view) == 0
    made.canvas.centre_on(LON, LAT, 15.0)
    drawn = made.finish()
    assert made.canvas.extras.devices.count(made.canvas.view) == 2
    made.hover(made.where(LON + 0.002, LAT))
    assert made.canvas._pointing.lines == [
        "<b>Lens</b>",
        "water level · D-1",
        "out of order, says the register",
    ]
    made.canvas.set_layer_visible("devices", False)
    made.hover(made.where(LON, LAT))
    assert made.canvas._pointing.lines == []
    assert made.finish() != drawn
    made.session.stop()


def test_the_legend_is_never_higher_than_the_map_and_explains_every_line(ringing: Stand) -> None:
    canvas = ringing.canvas
    canvas.set_legend_visible(True)
    for height in (900, 480, 300):
        canvas.resize(1_400, height)
        ringing.finish()
        assert canvas.legend.geometry().bottom() <= height
        drawn = canvas.legend.grab().toImage()
        assert drawn.height() == canvas.legend.height()
    columns = in_columns([("Heading", None), ("a", 1), ("b", 2), ("Next", None), ("c", 3)], 4)
    assert columns == [[("Heading", None), ("a", 1), ("b", 2)], [("Next", None), ("c", 3)]]


def test_on_a_small_map_the_legend_has_pages_that_its_key_turns(ringing: Stand) -> None:
    canvas, legend = ringing.canvas, ringing.canvas.legend
    canvas.resize(2_000, 900)
    ringing.finish()
    whole = [line for column in legend._columns() for line in column]
    assert len(legend.pages()) == 1
    canvas.resize(420, 330)
    ringing.finish()
    seen_lines, pages = [], len(legend.pages())
    assert pages > 1
    for number in range(pages):
        key(ringing, Qt.Key.Key_L)
        assert legend.isVisible()
        assert canvas.rect().contains(legend.geometry())
        assert legend._foot() == f"{number + 1} of {pages} · L: on"
        legend.grab()
        seen_lines += [line for column in legend._columns() for line in column]
    assert [text for text, _ in seen_lines] == [text for text, _ in whole]
    key(ringing, Qt.Key.Key_L)
    assert not legend.isVisible()
    key(ringing, Qt.Key.Key_L)
    assert legend._foot().startswith("1 of")
