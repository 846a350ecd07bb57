"""GeoJSON, read as it stands: every odd value is looked at later, with the feature it is in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from casework.datum import Datum
from central.errors import EXIT_INPUT, StartError

#: Names a file may give by which WGS-84 (or CGCS2000, the same to a hand's breadth) is meant.
_WGS84_NAMES = ("CRS84", "4326", "4490")


def features(path: Path, datum: Datum) -> list[Any]:
    """The features of a FeatureCollection.

    Raises:
        StartError: it is none, or it declares a coordinate system that is not in `datum`.
    """
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise StartError(EXIT_INPUT, f"cannot read {path}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        message = (
            f"{path} is not GeoJSON in UTF-8: {error}. A GeoPackage must be called NAME.gpkg, "
            "a shapefile NAME.shp"
        )
        raise StartError(EXIT_INPUT, message) from error
    found = document.get("features") if isinstance(document, dict) else None
    if not isinstance(found, list) or not found:
        raise StartError(EXIT_INPUT, f"{path} is not a GeoJSON FeatureCollection with features")
    declared = json.dumps(document.get("crs")) if document.get("crs") else ""
    if declared and (datum is not Datum.WGS84 or not any(n in declared for n in _WGS84_NAMES)):
        message = f"{path} declares {declared[:120]}, which is not {datum.value}"
        raise StartError(EXIT_INPUT, f"{message}; remove the wrong one of the two declarations")
    return found


def parts(feature: Any) -> tuple[Any, Any]:
    """Properties and geometry, None for whatever is not there."""
    if not isinstance(feature, dict):
        return None, None
    return feature.get("properties"), feature.get("geometry")
