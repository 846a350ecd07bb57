"""How far the constructed towns agree with real boundaries: printed, never written anywhere."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import shape

from tools.demo_city.inputs import Town
from tools.demo_city.plane import Region, to_plane

_REAL = "geo/dongguan_districts35_wgs84_geoatlas.geojson"


def report(data: Path, towns: list[Town], shapes: list[Region]) -> str:
    """Intersection over union with the real towns, and the share of land in the right town."""
    if not (data / _REAL).exists():
        return "agreement with real boundaries: not measured, the reference file is not there"
    real = _real(data / _REAL)
    scores, common = [], 0.0
    for town, drawn in zip(towns, shapes, strict=True):
        true = next(region for name, region in real.items() if name.startswith(town.name_zh))
        both = drawn.intersection(true).area
        common += both
        scores.append((both / drawn.union(true).area, town.name_zh))
    mean = sum(score for score, _ in scores) / len(scores)
    right = common / sum(drawn.area for drawn in shapes)
    worst = ", ".join(f"{name} {score:.2f}" for score, name in sorted(scores)[:3])
    return f"agreement: mean IoU {mean:.3f}, land in the right town {right:.1%}; worst {worst}"


def _real(path: Path) -> dict[str, shapely.Geometry]:
    features = json.loads(path.read_text("utf-8"))["features"]
    return {
        feature["properties"]["name"]: shapely.transform(
            shape(feature["geometry"]), lambda lon_lat: to_plane(np.asarray(lon_lat))
        ).buffer(0)
        for feature in features
    }
