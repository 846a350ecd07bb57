"""A scene that was found stays true, or is found again, whatever changes in the city."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.vocabulary import CaseState
from console.map import cases
from console.map.cases import CaseLayer, CaseScene
from console.map.viewport import centred
from tests.unit.console.map.mapcases import NOW, Spot, case, table_of

SIDE = 0.02
places = st.tuples(st.integers(-30, 30), st.integers(-30, 30))
changes = st.lists(
    st.tuples(st.integers(1, 50), places, st.sampled_from((CaseState.FILED, CaseState.VOIDED))),
    min_size=1,
    max_size=4,
)


def spot(place: tuple[int, int], state: CaseState = CaseState.FILED) -> Spot:
    east, north = place
    closed = None if state is CaseState.FILED else -20 * 60_000
    return Spot(113.75 + SIDE * east, 23.03 + SIDE * north, state, closed=closed)


def said(scene: CaseScene) -> tuple[list[int], list[int], list[int]]:
    made = scene.clusters
    return scene.rows.tolist(), scene.codes.tolist(), [*made.count.tolist(), *made.key.tolist()]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(places, min_size=40, max_size=40), changes, st.sampled_from((9.0, 11.5, 14.0)))
def test_what_was_kept_is_what_would_be_found_anew(
    monkeypatch: pytest.MonkeyPatch,
    at: list[tuple[int, int]],
    changed: list[tuple[int, tuple[int, int], CaseState]],
    zoom: float,
) -> None:
    monkeypatch.setattr(cases, "_FEW", 20)
    table = table_of(spot(place) for place in at)
    layer, view = CaseLayer(), centred(0.8160, 0.4338, zoom, 400, 300)
    layer.load(table, NOW)
    layer.kept(view, view.window())
    for number, place, state in changed:
        row, _ = table.put(case(number, spot(place, state)))
        layer.update(np.array([row]), NOW)
        window = view.window(100)
        found = layer.scene(view, window)
        anew = CaseLayer()
        anew.load(table, NOW)
        assert said(found) == said(anew.scene(view, window))


def test_a_change_far_away_leaves_the_picture_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "_FEW", 20)
    table = table_of(spot((i % 7, i // 7)) for i in range(60))
    layer, view = CaseLayer(), centred(0.8160, 0.4338, 14.0, 400, 300)
    layer.load(table, NOW)
    scene, version = layer.kept(view, view.window()), layer.version
    row, _ = table.put(case(61, spot((30, 30))))
    layer.update(np.array([row]), NOW)
    assert layer.kept(view, view.window()) is scene
    assert layer.version == version
