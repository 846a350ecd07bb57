"""The picture: what is scrolled equals what is drawn anew; themes, ratios and sizes."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from console.map.glyphs import CASE_RADIUS
from console.map.pictures import MARGIN
from console.map.strips import around, grown
from console.map.symbols import Severity, Shape, case_code
from console.tokens import load_tokens
from tests.gui.map.stand import Stand, board_of, fleet, spread, stand, towns


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("zoom", [10.0, 12.3, 13.4, 15.2, 17.7])
def test_a_scrolled_picture_equals_a_redrawn_one(
    full: Stand, monkeypatch: pytest.MonkeyPatch, zoom: float, ratio: float
) -> None:
    monkeypatch.setattr(full.canvas, "devicePixelRatioF", lambda: ratio)
    full.canvas.centre_on(113.72, 23.03, zoom)
    full.finish()
    dice = random.Random(int(zoom * 10 + ratio))
    for _ in range(12):
        full.canvas.pan_by(dice.randint(-90, 90), dice.randint(-90, 90))
        full.picture()
    full.canvas.live_due()
    scrolled_then_composed = full.finish()
    for _ in range(6):
        full.canvas.pan_by(dice.randint(-60, 60), dice.randint(-60, 60))
        scrolled = full.picture()
    full.canvas.stage.composer.ground_changed()
    redrawn = full.finish()
    assert not scrolled_then_composed.isNull()
    assert scrolled.size().width() == round(640 * ratio)
    assert scrolled == redrawn, difference(scrolled, redrawn)


def test_a_tick_of_the_units_after_a_pan_equals_a_redraw(full: Stand) -> None:
    full.canvas.centre_on(113.72, 23.03, 12.6)
    full.finish()
    for step in ((40, 7), (-13, 88), (5, -31)):
        full.canvas.pan_by(*step)
        full.picture()
    full.canvas.live_due()
    ticked = full.picture()
    full.canvas.stage.composer.ground_changed()
    assert ticked == full.finish()


def test_zooming_shows_the_old_ground_at_once_and_a_new_one_at_rest(full: Stand) -> None:
    full.finish()
    full.canvas.zoom_by(0.7)
    full.picture()
    assert full.canvas.stage.composer.rough
    with full.qtbot.waitSignal(full.canvas.rested):
        pass
    full.picture()
    assert not full.canvas.stage.composer.rough


def test_another_theme_is_another_picture(full: Stand) -> None:
    dark = full.finish()
    full.canvas.set_tokens(load_tokens("light"))
    light = full.finish()
    assert dark != light
    assert QColor(light.pixel(2, 2)).lightness() > QColor(dark.pixel(2, 2)).lightness()


@pytest.mark.parametrize("size", [(1, 1), (3, 700), (60, 40), (200, 20), (2_000, 30)])
def test_very_small_windows_are_painted_without_a_fuss(qtbot: QtBot, size: tuple[int, int]) -> None:
    units, fixes = fleet(20)
    made = stand(qtbot, board_of(spread(30), units, fixes), size=size)
    made.canvas.legend.show()
    made.canvas.grab()
    made.canvas.zoom_by(3)
    made.canvas.pan_by(50, -50)
    made.canvas.grab()
    made.session.stop()


def test_the_map_is_crisp_on_a_screen_of_another_density(
    full: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full.canvas, "devicePixelRatioF", lambda: 1.5)
    picture = full.finish()
    assert (picture.width(), picture.height()) == (960, 720)
    assert full.canvas.stage.atlas.ratio == 1.5


def test_layers_can_be_switched_off_one_by_one(full: Stand) -> None:
    full.canvas.centre_on(113.72, 23.03, 12.9)
    everything = full.finish()
    for name in ("areas", "villages", "cases", "officers", "drones", "links"):
        full.canvas.set_layer_visible(name, False)
        assert full.finish() != everything, name
        full.canvas.set_layer_visible(name, True)
        assert full.finish() == everything, name
    with pytest.raises(KeyError):
        full.canvas.set_layer_visible("rumours", True)


def test_counts_follow_the_layers(full: Stand) -> None:
    full.finish()
    counts = full.canvas.visible_counts
    assert counts["cases"] == 300
    assert counts["officers"] + counts["drones"] + counts["vehicles"] == 200
    assert counts["links"] == 12
    full.canvas.set_layer_visible("drones", False)
    assert full.canvas.visible_counts["drones"] == 0


def test_severities_differ_without_colour(full: Stand) -> None:
    """In shades of grey each state of the clock still looks like no other."""
    for shape in (Shape.CIRCLE, Shape.DIAMOND, Shape.SQUARE):
        grey = [
            _grey(full, case_code(shape, severity, severity is Severity.URGENT))
            for severity in (Severity.CALM, Severity.HELD, Severity.AMBER, Severity.RED)
        ]
        for i, one in enumerate(grey):
            for other in grey[i + 1 :]:
                assert sum(a != b for a, b in zip(one, other, strict=True)) > 15


def test_what_is_worse_is_larger() -> None:
    sizes = [CASE_RADIUS[s] for s in sorted(Severity)]
    assert sizes == sorted(sizes)


@pytest.mark.parametrize(("dx", "dy"), [(5, 0), (0, -7), (9, 4), (-3, -3), (39, 29), (-39, 2)])
@pytest.mark.parametrize("ahead", [1, 8, 64])
def test_the_strips_are_just_what_a_step_adds_to_the_painted_part(
    dx: int, dy: int, ahead: int
) -> None:
    room, done = QRect(0, 0, 180, 160), QRect(40, 40, 100, 80)
    need = done.translated(dx, dy)
    strips, now = grown(done, need, room, ahead)
    assert now.contains(need)
    assert room.contains(now)
    before, after = _dots(done), _dots(now)
    assert sorted(dot for strip in strips for dot in _dots(strip)) == sorted(after - before)


def test_what_is_painted_already_is_not_painted_again() -> None:
    done = QRect(10, 10, 100, 80)
    assert grown(done, QRect(12, 15, 50, 50), QRect(0, 0, 200, 200), 32) == ([], done)
    far = QRect(500, 500, 100, 80)
    assert grown(done, far, QRect(0, 0, 900, 900), 32) == ([far], far)


def test_a_small_step_shows_what_was_painted_ahead(full: Stand) -> None:
    """Most frames of a pan paint nothing at all."""
    full.canvas.centre_on(113.72, 23.03, 13.4)
    full.finish()
    painted: list[QRect] = []
    live = full.canvas.stage.composer.painters.live
    spy = replace(
        full.canvas.stage.composer.painters,
        live=lambda p, v, rect: (painted.append(rect), live(p, v, rect))[1],
    )
    full.canvas.stage.composer.painters = spy
    for _ in range(MARGIN // 4):
        full.canvas.pan_by(4, 0)
        full.picture()
    assert 1 <= len(painted) <= 6


def test_around_a_stretched_picture_nothing_is_left_unpainted() -> None:
    whole = QRect(0, 0, 100, 80)
    for target in (QRectF(10.5, -4, 60, 50.2), QRectF(-5, -5, 200, 200), QRectF(300, 0, 9, 9)):
        strips = around(target, whole)
        inner = target.toAlignedRect().adjusted(1, 1, -1, -1).intersected(whole)
        area = sum(s.width() * s.height() for s in strips)
        assert area == 8_000 - max(0, inner.width()) * max(0, inner.height())


def test_areas_that_change_their_language_change_the_picture(full: Stand) -> None:
    english = full.finish()
    full.canvas.set_language("zh_CN")
    chinese = full.finish()
    full.canvas.set_language("en")
    assert english != chinese
    assert full.finish() == english


def test_a_city_without_outlines_fits_its_cases(qtbot: QtBot) -> None:
    bare = [a for a in towns() if a.level == "nowhere"]
    made = stand(qtbot, board_of(spread(200)), areas=bare)
    assert made.canvas.visible_counts["cases"] >= 190
    assert made.canvas.view.zoom > 9
    made.session.stop()


def _grey(full: Stand, code: int) -> list[int]:
    left, top, *_ = (int(v) for v in full.canvas.stage.atlas.table[code])
    side = int(full.canvas.stage.atlas.table[code][2])
    image = QImage(24, 24, QImage.Format.Format_ARGB32)
    image.fill(QColor(full.canvas.stage.atlas.tokens.map.land))
    from PySide6.QtGui import QPainter

    painter = QPainter(image)
    source = QRect(left, top, side, side)
    target = QRect(12 - side // 2, 12 - side // 2, side, side)
    painter.drawPixmap(target, full.canvas.stage.atlas.pixmap, source)
    painter.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return [grey.pixelColor(x, y).lightness() // 40 for x in range(24) for y in range(24)]


def _dots(rect: QRect) -> set[tuple[int, int]]:
    return {
        (x, y)
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
    }


def difference(one: QImage, other: QImage) -> str:
    wrong = [
        (x, y)
        for x in range(one.width())
        for y in range(one.height())
        if one.pixel(x, y) != other.pixel(x, y)
    ]
    return f"{len(wrong)} pixels differ, first {wrong[:5]}"
