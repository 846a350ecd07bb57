"""Density far out: dots stand for discs, the worst stays on top, and the cost follows pixels."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from casework.vocabulary import CaseState
from console.board.board import Delta
from console.map.cases import CaseLayer
from console.map.clusters import level_of
from console.map.density import MANY, dense, found
from console.map.symbols import Severity
from console.map.viewport import centred
from tests.gui.map.extrastand import LAT, LON, grey_pictures
from tests.gui.map.stand import NOW, Spot, Stand, board_of, replace, spread, stand
from tests.unit.console.map.mapcases import case, table_of


def crowd(count: int) -> CaseLayer:
    made = CaseLayer()
    made.load(table_of(spread(count)), NOW)
    return made


@pytest.fixture
def many(qtbot: QtBot) -> Iterator[Stand]:
    late = Spot(LON, LAT, CaseState.WORKING, priority=1, due=-1_000)
    others = [replace(spot, priority=3) for spot in spread(MANY + 500)]
    made = stand(qtbot, board_of([*others, late]))
    made.canvas.centre_on(LON, LAT, 10.4)
    made.finish()
    yield made
    made.session.stop()


def test_dots_count_every_case_that_is_not_shown_by_itself() -> None:
    cases = crowd(MANY + 500)
    view = centred(0.8160, 0.4338, 10.0, 1_600, 900)
    scene = cases.kept(view, view.window())
    made = found(cases, level_of(view.zoom), cases.kept_window)
    assert len(made.key) == len(made.x) == len(made.y) == len(made.codes)
    assert (np.diff(made.key) > 0).all()
    assert 50 < len(made.x) <= scene.clusters.count.sum()
    assert scene.total == len(scene.rows) + scene.clusters.count.sum() == MANY + 500


def test_the_number_of_dots_follows_the_window_and_not_the_number_of_cases() -> None:
    view = centred(0.8160, 0.4338, 8.5, 1_600, 900)
    dots = []
    for count in (MANY + 500, 7 * MANY):  # counted on the spot, and kept in the pyramid
        cases = crowd(count)
        cases.kept(view, view.window())
        dots.append(len(found(cases, level_of(view.zoom), cases.kept_window).key))
    assert dots[1] <= 1.3 * dots[0]


def test_few_cases_and_a_near_view_keep_their_discs() -> None:
    far, near = centred(0.816, 0.434, 10.0, 800, 600), centred(0.816, 0.434, 13.0, 800, 600)
    assert not dense(crowd(300), far)
    assert dense(crowd(MANY + 500), far)
    assert not dense(crowd(MANY + 500), near)


def test_only_overdue_emergencies_keep_their_discs_among_the_dots(many: Stand) -> None:
    canvas = many.canvas
    scene = canvas.stage.cases.kept(canvas.view, canvas.view.window())
    thinned = canvas.stage.thinned(canvas.view, scene)
    assert (scene.clusters.worst < Severity.URGENT).any()
    assert (scene.clusters.worst == Severity.URGENT).sum() == len(thinned.clusters) > 0
    assert set(thinned.clusters.worst.tolist()) == {int(Severity.URGENT)}
    assert canvas.visible_counts["cases"] == scene.total  # whatever they are drawn as
    canvas.set_layer_visible("density", False)
    assert canvas.stage.thinned(canvas.view, scene) is scene


def test_a_scrolled_density_equals_a_redrawn_one(many: Stand) -> None:
    for step in ((40, 7), (-13, 88), (75, -31), (-60, -60)):
        many.canvas.pan_by(*step)
        many.picture()
    scrolled = many.picture()
    many.canvas.stage.composer.ground_changed()
    assert scrolled == many.finish()


def test_dots_tell_in_grey_whether_some_or_many_are_overdue(many: Stand) -> None:
    layer = next(x for x in many.canvas.stage.layers.all() if x.name == "density")
    assert len(grey_pictures(layer)) == 15  # five sizes: none of them overdue, some, many


def test_while_the_map_rests_a_tick_of_the_units_does_not_draw_the_dots_again(many: Stand) -> None:
    composer, drawn = many.canvas.stage.composer, []
    steady = composer.painters.steady

    def spy(*args: object) -> None:
        drawn.append(args)
        steady(*args)  # type: ignore[arg-type]

    composer.painters = replace(composer.painters, steady=spy)
    for _ in range(3):
        many.canvas.live_due()
        many.picture()
    drawn.clear()
    many.canvas.live_due()
    many.picture()
    assert not drawn
    many.canvas.pan_by(30, 0)
    many.picture()
    assert drawn


def test_new_cases_are_among_the_dots_of_a_resting_map_and_stay_there_in_a_pan(many: Stand) -> None:
    board = many.session.board
    for number in range(3):
        first = board.cases.rows
        for i in range(40):
            spot = Spot(LON + 0.004 * (i % 7), LAT - 0.003 * i, due=-1_000)
            board.cases.put(case(10_000 + 40 * number + i, spot))
        before = many.picture()
        many.session.changed.emit(Delta(added=np.arange(first, first + 40)))
        many.canvas.live_due()
        resting = many.picture()
        assert resting != before
        many.canvas.stage.composer.ground_changed()
        assert resting == many.finish()
        for _ in range(3):
            many.canvas.live_due()
            many.picture()
    many.canvas.pan_by(40, -25)
    panned = many.picture()
    many.canvas.stage.composer.ground_changed()
    assert panned == many.finish()
