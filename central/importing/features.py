"""Features of a file of areas, whatever its format: a label to name it by, properties, geometry."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from casework.datum import Datum
from central.errors import EXIT_INPUT, StartError
from central.importing import geojson

#: Formats that are read through GDAL, and how such a file begins.
BINARY = {".gpkg": b"SQLite format 3\0", ".shp": b"\x00\x00\x27\x0a"}


class Feature(NamedTuple):
    """`properties` and `geometry` as a GeoJSON Feature has them, not looked at yet."""

    label: str
    properties: Any
    geometry: Any


def read_features(path: Path, datum: Datum, layer: str = "", encoding: str = "") -> list[Feature]:
    """All features of a GeoJSON file, of a layer of a GeoPackage, or of a shapefile.

    Raises:
        StartError: it cannot be read, has no such layer, or contradicts the declared datum.
    """
    if path.suffix.lower() in BINARY:
        # GDAL is large: only an import of such a file waits for it
        from central.importing.gisfile import features

        _check_beginning(path)
        return [Feature(*found) for found in features(path, datum, layer, encoding)]
    if layer:
        message = f"{path} is read as GeoJSON, which has no layers; leave --layer away"
        raise StartError(EXIT_INPUT, message)
    return [
        Feature(f"feature {index}", *geojson.parts(found))
        for index, found in enumerate(geojson.features(path, datum))
    ]


def _check_beginning(path: Path) -> None:
    begins = BINARY[path.suffix.lower()]
    try:
        with path.open("rb") as file:
            found = file.read(len(begins))
    except OSError as error:
        raise StartError(EXIT_INPUT, f"cannot read {path}: {error.strerror or error}") from error
    if found != begins:
        kind = "a GeoPackage" if path.suffix.lower() == ".gpkg" else "a shapefile"
        message = f"{path} is not {kind}, whatever its name says; is it whole, and not zipped?"
        raise StartError(EXIT_INPUT, message)
