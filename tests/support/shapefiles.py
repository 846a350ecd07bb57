"""Real vector files, written by the library that reads them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyogrio import raw

DRIVERS = {"geojson": "GeoJSON", "geopackage": "GPKG", "shapefile": "ESRI Shapefile"}
ENDS = {"geojson": ".geojson", "geopackage": ".gpkg", "shapefile": ".shp"}


def write(
    path: Path,
    shapes: Sequence[Any],
    names: Sequence[str] = (),
    crs: str | None = "EPSG:4326",
    **more: Any,
) -> Path:
    """A file of these shapely shapes; the format follows from the name's end."""
    kind = next(k for k, end in ENDS.items() if path.suffix == end)
    fields = ["name"] if names else []
    raw.write(
        path,
        geometry=shapely.to_wkb(np.array(shapes, object)),
        field_data=[np.array(names, object)] if names else [],
        fields=fields,
        geometry_type=more.pop("geometry_type", shapes[0].geom_type),
        crs=crs,
        driver=DRIVERS[kind],
        **more,
    )
    return path


def write_json(path: Path, geometries: Sequence[Any], text: str = "") -> Path:
    """GeoJSON exactly as it stands here, wrong or not."""
    features = [
        {"type": "Feature", "properties": {"name": f"f{i}"}, "geometry": geometry}
        for i, geometry in enumerate(geometries)
    ]
    whole = json.dumps({"type": "FeatureCollection", "features": features})
    path.write_text(text or whole, "utf-8")
    return path


def ring(*points: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[list(p) for p in points]]}
