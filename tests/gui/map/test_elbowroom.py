"""Crowds stand beside the names of towns: both can be read, and a click finds what is seen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from console.board.mercator import project
from console.map.atlas import cluster_size
from tests.gui.map.extrastand import LAT, LON
from tests.gui.map.stand import SOUTH, STEP, WEST, Spot, Stand, board_of, stand

#: The middle of a town, where its name is.
HERE = (WEST + 1.5 * STEP, SOUTH + 1.5 * STEP)


@pytest.fixture
def crowded(qtbot: QtBot) -> Iterator[Stand]:
    """A crowd in the very middle of each town."""
    middles = [(WEST + (i % 3 + 0.5) * STEP, SOUTH + (i // 3 + 0.5) * STEP) for i in range(9)]
    made = stand(qtbot, board_of([Spot(*at) for at in middles for _ in range(30)]), size=(800, 600))
    made.canvas.centre_on(LON, LAT, 11.0)
    made.finish()
    yield made
    made.session.stop()


def discs(made: Stand) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    """(boxes of the discs as drawn, of the letters), world pixels."""
    stage, view = made.canvas.stage, made.canvas.view
    drawn = stage.laid_out(view, view.window()).clusters
    middle = np.stack([drawn.x, drawn.y], axis=1) * view.scale
    half = stage.atlas.disc_px[cluster_size(drawn.count)][:, None]
    names = stage.base.names_taken(view.scale)
    assert names is not None
    return np.concatenate([middle - half, middle + half], axis=1), names.boxes


@pytest.mark.parametrize("zoom", [10.0, 11.0, 12.4])
def test_no_crowd_lies_on_a_name(crowded: Stand, zoom: float) -> None:
    crowded.canvas.zoom_by(zoom - crowded.canvas.view.zoom)
    crowded.finish()
    made, names = discs(crowded)
    assert len(made) >= 4
    assert len(names) >= 9
    for left, top, right, bottom in made.tolist():
        apart = (names[:, 0] >= right) | (names[:, 2] <= left)
        assert (apart | (names[:, 1] >= bottom) | (names[:, 3] <= top)).all()


def test_without_names_a_crowd_stands_where_its_cases_are(crowded: Stand) -> None:
    beside, _ = discs(crowded)
    crowded.canvas.set_layer_visible("areas", False)
    crowded.finish()
    stage, view = crowded.canvas.stage, crowded.canvas.view
    drawn = stage.laid_out(view, view.window()).clusters
    x, y = project(np.array([HERE[0]]), np.array([HERE[1]]))
    assert np.hypot(drawn.x - x, drawn.y - y).min() * view.scale < 1.0
    middle = (beside[:, :2] + beside[:, 2:]) / 2.0
    assert np.hypot(middle[:, 0] - x * view.scale, middle[:, 1] - y * view.scale).min() > 10.0


def test_a_click_finds_the_crowd_where_it_is_drawn(crowded: Stand) -> None:
    stage, view = crowded.canvas.stage, crowded.canvas.view
    drawn = stage.laid_out(view, view.window()).clusters
    px, py = view.to_screen(drawn.x, drawn.y)
    for x, y, key in zip(px.tolist(), py.tolist(), drawn.key.tolist(), strict=True):
        hit = stage.pick(view, x, y)
        assert hit is not None
        assert (hit.kind, hit.row, hit.count) == ("cluster", key, 30)


def test_a_crowd_beside_a_name_is_the_same_in_strips_and_in_a_redraw(crowded: Stand) -> None:
    for step in ((160, 7), (-13, 188), (75, -231), (-260, -60)):
        crowded.canvas.pan_by(*step)
        crowded.picture()
    scrolled = crowded.picture()
    crowded.canvas.stage.composer.ground_changed()
    assert scrolled == crowded.finish()
