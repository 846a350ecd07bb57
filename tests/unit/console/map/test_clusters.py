"""Clusters count every case once, say the worst of them, and do not depend on the window."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.vocabulary import CaseState
from console.map.cases import CaseLayer, CaseScene
from console.map.clusters import few, level_of
from console.map.culling import DEPTH
from console.map.symbols import Severity
from console.map.viewport import Bounds, Viewport, centred
from tests.unit.console.map.mapcases import HOUR, NOW, Spot, case, table_of

lons, lats = st.floats(113.6, 113.9), st.floats(22.9, 23.1)
spots = st.builds(
    Spot,
    lon=lons,
    lat=lats,
    state=st.sampled_from([CaseState.FILED, CaseState.WORKING, CaseState.CLOSED]),
    priority=st.integers(1, 4),
    begin=st.just(-10 * HOUR),
    due=st.sampled_from([-HOUR, HOUR, 100 * HOUR]),
    closed=st.sampled_from([None, -1_000]),
)
towns = st.lists(spots, max_size=60)
views = st.builds(lambda zoom: centred(0.8159, 0.4339, zoom, 1_600, 900), st.floats(6.0, 12.5))


#: A place is kept to 4 cm.
STEP = 2.0**-DEPTH


@pytest.fixture(autouse=True, scope="module")
def counts_are_kept() -> Iterator[None]:
    """However few the cases are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("console.map.cases._FEW", 0)
        yield


def layer_of(cases: list[Spot]) -> CaseLayer:
    layer = CaseLayer()
    layer.load(table_of(cases), NOW)
    return layer


def everywhere(layer: CaseLayer, view: Viewport) -> CaseScene:
    return layer.scene(view, (0.8150, 0.4320, 0.8170, 0.4365))


@given(towns, views)
def test_every_visible_case_is_shown_or_counted_once(cases: list[Spot], view: Viewport) -> None:
    layer = layer_of(cases)
    scene = everywhere(layer, view)
    members = [layer.members(view, int(k)) for k in scene.clusters.key]
    shown = np.concatenate([scene.rows, *members]).tolist()
    assert sorted(shown) == np.flatnonzero(layer.severity > 0).tolist()
    assert [len(m) for m in members] == scene.clusters.count.tolist()
    assert scene.total == len(shown)


@given(towns, views)
def test_a_cluster_is_as_bad_as_its_worst_case(cases: list[Spot], view: Viewport) -> None:
    layer = layer_of(cases)
    made = everywhere(layer, view).clusters
    for i in range(len(made)):
        severity = layer.severity[layer.members(view, int(made.key[i]))]
        assert made.worst[i] == severity.max()
        assert made.bad[i] == (severity >= Severity.RED).sum()


@given(towns, views)
def test_a_cluster_stands_among_its_cases(cases: list[Spot], view: Viewport) -> None:
    layer = layer_of(cases)
    made = everywhere(layer, view).clusters
    for i in range(len(made)):
        west, north, east, south = layer.bounds_of(layer.members(view, int(made.key[i])))
        assert west - STEP <= made.x[i] <= east + STEP
        assert north - STEP <= made.y[i] <= south + STEP


@given(towns, st.lists(st.tuples(st.integers(0, 59), spots), max_size=20), views)
def test_a_layer_that_was_kept_up_equals_one_made_anew(
    cases: list[Spot], edits: list[tuple[int, Spot]], view: Viewport
) -> None:
    table = table_of(cases)
    layer = CaseLayer()
    layer.load(table, NOW)
    for at, spot in edits:
        row, _ = table.put(case(min(at, table.rows) + 1, spot))
        layer.update(np.array([row]), NOW)
    fresh = CaseLayer()
    fresh.load(table, NOW)
    same(everywhere(layer, view), everywhere(fresh, view))


@given(towns, views)
def test_counting_one_by_one_and_reading_the_pyramid_agree(
    cases: list[Spot], view: Viewport
) -> None:
    layer = layer_of(cases)
    kept = everywhere(layer, view)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("console.map.cases.FINEST", -1)
        layer._held = None
        same(everywhere(layer, view), kept)


@given(towns, views, st.floats(0, 1), st.floats(0, 1))
def test_a_strip_shows_what_the_whole_picture_shows_there(
    cases: list[Spot], view: Viewport, right: float, down: float
) -> None:
    layer = layer_of(cases)
    window = strip(view, right, down)
    alone = layer.scene(view, window)
    layer._held = None
    west, north, east, south = window
    whole = everywhere(layer, view)
    inside = (whole.x >= west) & (whole.x <= east) & (whole.y >= north) & (whole.y <= south)
    assert whole.rows[inside].tolist() == alone.rows.tolist()


@given(towns, st.integers(0, 300 * HOUR))
def test_the_layer_follows_city_time(cases: list[Spot], later: int) -> None:
    layer = layer_of(cases)
    for at in np.linspace(NOW, NOW + later, 7).astype(int).tolist():
        layer.tick(at)
    fresh = CaseLayer()
    fresh.load(layer.table, NOW + later)
    assert layer.severity.tolist() == fresh.severity.tolist()
    view = centred(0.8159, 0.4339, 12.0, 1_600, 900)
    same(everywhere(layer, view), everywhere(fresh, view))


def test_when_city_time_goes_back_nothing_stays_overdue() -> None:
    layer = CaseLayer()
    layer.load(table_of([Spot(due=HOUR), Spot(due=-HOUR, state=CaseState.CLOSED, closed=0)]), NOW)
    layer.tick(NOW + 9 * HOUR)
    assert layer.severity[:2].tolist() == [Severity.RED, Severity.HIDDEN]
    assert layer.tick(NOW + 1)
    assert layer.severity[:2].tolist() == [Severity.CALM, Severity.DONE]


def test_cases_that_come_one_by_one_are_counted_like_those_loaded_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also across the number from which on counts are kept, and when a load is cut in slices."""
    rng = np.random.default_rng(3)
    cases = [Spot(113.6 + a * 0.3, 22.9 + b * 0.2) for a, b in rng.random((300, 2))]
    monkeypatch.setattr("console.map.cases._FEW", 200)
    slow = layer_of(cases[:100])
    assert slow.pyramid is None
    for first in range(100, 300, 20):
        for number in range(first, first + 20):
            slow.table.put(case(number + 1, cases[number]))
        slow.update(np.arange(first, first + 20), NOW)
    assert slow.pyramid is not None
    monkeypatch.setattr("console.map.cases._SLICE", 7)
    monkeypatch.setattr("console.map.pyramid._SLICE", 11)
    fast = layer_of(cases)
    view = centred(0.8159, 0.4339, 11.0, 1_600, 900)
    same(everywhere(slow, view), everywhere(fast, view))


def test_what_the_map_keeps_of_a_case_is_small() -> None:
    rng = np.random.default_rng(3)
    layer = layer_of([Spot(113.6 + a * 0.3, 22.9 + b * 0.2) for a, b in rng.random((2_000, 2))])
    assert layer.nbytes / 2_000 < 140


def test_impossible_places_are_left_off_the_map() -> None:
    layer = layer_of([Spot(lon=float("nan")), Spot(lat=float("inf")), Spot(lon=500.0), Spot()])
    assert layer.severity.tolist()[:3] == [0, 0, 0]
    assert len(layer.index) == 1


def test_a_stray_case_at_null_island_does_not_spoil_the_fit() -> None:
    layer = layer_of([Spot(113.7 + i * 1e-4, 23.0) for i in range(300)] + [Spot(0.0, 0.0)])
    bounds = layer.bounds()
    assert bounds is not None
    assert bounds[2] - bounds[0] < 0.001


def test_a_cell_is_never_smaller_than_a_badge() -> None:
    for zoom in np.linspace(3.9, 20, 200):
        side = 256 * 2 ** float(zoom) / (1 << level_of(float(zoom)))
        assert 55.9 <= side <= 112.1 or level_of(float(zoom)) == 6
        assert few(level_of(float(zoom))) >= 3


def strip(view: Viewport, right: float, down: float) -> Bounds:
    west, north, east, south = view.window()
    left = west + (east - west) * right
    top = north + (south - north) * down
    return left, top, left + (east - west) / 50, top + (south - north) / 3


def same(one: CaseScene, other: CaseScene) -> None:
    assert one.rows.tolist() == other.rows.tolist()
    assert one.codes.tolist() == other.codes.tolist()
    assert one.clusters.key.tolist() == other.clusters.key.tolist()
    assert one.clusters.count.tolist() == other.clusters.count.tolist()
    assert one.clusters.worst.tolist() == other.clusters.worst.tolist()
    assert one.clusters.x.tolist() == pytest.approx(other.clusters.x.tolist(), abs=1e-11)
    assert one.clusters.y.tolist() == pytest.approx(other.clusters.y.tolist(), abs=1e-11)
