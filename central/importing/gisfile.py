"""GeoPackage and shapefile through GDAL (pyogrio). Nothing is reprojected: PROJ is not brought in.

A file says which coordinate system it is in, and that is believed as far as it can be checked. No
standard code exists for GCJ-02 and BD-09: files in them say WGS 84, and only a person knows better.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyogrio
import shapely
from pyogrio import raw
from shapely.geometry import MultiPolygon, Polygon

from casework.datum import Datum
from central.errors import EXIT_INPUT, StartError
from central.importing.shapes import ShapeError

_DRIVERS = ("GPKG", "ESRI Shapefile")
_WGS84 = ("EPSG:4326", "OGC:CRS84", "EPSG:4979")
#: The same as WGS-84 to a hand's breadth, and never a disguise of anything else.
_CGCS2000 = ("EPSG:4490", "EPSG:4480")
Found = tuple[str, dict[str, Any], Any]


def features(path: Path, datum: Datum, layer: str, encoding: str) -> list[Found]:
    """(label, properties, geometry as in GeoJSON) of each feature of one layer.

    Raises:
        StartError: it cannot be read, has no such layer, or contradicts the declared datum.
    """
    _check_encoding(path, encoding)
    try:
        # a warning of GDAL is about things that are not taken over, or checked here
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            chosen = _layer(path, layer)
            meta, ids, shapes, columns = raw.read(
                path, layer=chosen, encoding=encoding or None, return_fids=True, force_2d=True
            )
    except (RuntimeError, ValueError, LookupError) as error:
        raise StartError(EXIT_INPUT, f"{path} cannot be read: {error}") from error
    _check_system(path, meta["crs"], datum)
    if not len(ids):
        raise StartError(EXIT_INPUT, f"the layer {chosen} of {path} has no features")
    return list(_found(meta["fields"], ids, shapes, columns))


def _layer(path: Path, asked: str) -> str:
    """The layer with geometries that is meant."""
    found = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
    driver = pyogrio.read_info(path, layer=found[0])["driver"] if found else ""
    if driver not in _DRIVERS:
        raise StartError(EXIT_INPUT, f"{path} has no layer with geometries")
    listed = ", ".join(found)
    if asked and asked not in found:
        raise StartError(EXIT_INPUT, f"{path} has no layer {asked!r}; it has: {listed}")
    if not asked and len(found) > 1:
        message = f"{path} has several layers: {listed}; name the one of the areas with --layer"
        raise StartError(EXIT_INPUT, message)
    return asked or found[0]


def _check_encoding(path: Path, encoding: str) -> None:
    """Names in the wrong letters would be matched with nothing, or stored for good."""
    if path.suffix.lower() != ".shp" or encoding:
        return
    if not any(path.with_suffix(end).exists() for end in (".cpg", ".CPG")):
        message = (
            f"{path} does not say how its letters are encoded (there is no .cpg file); say it with "
            "--encoding UTF-8 or --encoding GBK"
        )
        raise StartError(EXIT_INPUT, message)


def _check_system(path: Path, system: str | None, datum: Datum) -> None:
    if not system or "Undefined" in system or system in _WGS84:
        return
    if system in _CGCS2000:
        if datum is Datum.WGS84:
            return
        message = f"{path} is in CGCS2000 ({system}), which is not {datum.value}; declare "
        raise StartError(EXIT_INPUT, f"{message}--datum WGS-84, or correct what the file says")
    message = (
        f"{path} is in {_called(system)}, not in degrees of longitude and latitude on WGS 84 or "
        "CGCS2000. Bring it there first, for example with "
        f"`ogr2ogr -t_srs EPSG:4326 areas.gpkg {path.name}`, or in QGIS with Export > Save "
        "Features As > EPSG:4326, and import that file"
    )
    raise StartError(EXIT_INPUT, message)


def _called(system: str) -> str:
    """Its code, or the name in its description."""
    return system if len(system) < 20 else system.partition('"')[2].partition('"')[0]


def _found(names: Any, ids: Any, shapes: Any, columns: Any) -> Iterator[Found]:
    for index, (fid, shape) in enumerate(zip(ids.tolist(), shapes, strict=True)):
        label = f"feature {index} (fid {fid})"
        values = (_plain(column[index]) for column in columns)
        yield label, dict(zip(names, values, strict=True)), _geometry(label, shape)


def _geometry(label: str, shape: bytes | None) -> Any:
    """As in GeoJSON; an open ring stays open, for whoever looks at it next."""
    if shape is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return shapely.geometry.mapping(shapely.from_wkb(shape))
    except (shapely.errors.ShapelyError, ValueError, NotImplementedError) as error:
        closed = shapely.from_wkb(shape, on_invalid="fix")
        if not isinstance(closed, Polygon | MultiPolygon) or closed.is_empty:
            raise ShapeError(label, f"its geometry cannot be read: {error}") from error
        return _opened(closed)


def _opened(shape: Polygon | MultiPolygon) -> dict[str, Any]:
    """All rings of a polygon that could only be read by closing some of them, open."""
    parts = shape.geoms if isinstance(shape, MultiPolygon) else [shape]
    rings = [[list(r.coords)[:-1] for r in (part.exterior, *part.interiors)] for part in parts]
    return {"type": "MultiPolygon", "coordinates": rings}


def _plain(value: Any) -> Any:
    """A cell of a table as JSON would have it; codes kept as numbers lose their `.0`."""
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, float):
        if math.isnan(plain):
            return None
        return int(plain) if plain.is_integer() else plain
    return plain
