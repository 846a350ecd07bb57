"""A layer of a file through GDAL (pyogrio). Nothing is reprojected: PROJ is not brought in.

A file says which coordinate system it is in, and that is believed as far as it can be checked. No
standard code exists for GCJ-02 and BD-09: files in them say WGS 84, and only a person knows better.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio import raw

from casework.datum import Datum
from console.basemap.vector.troubles import Troubles

Geometries = NDArray[np.object_]
_DRIVERS = {"geojson": "GeoJSON", "geopackage": "GPKG", "shapefile": "ESRI Shapefile"}
_BEGINS = {"geopackage": b"SQLite format 3\0", "shapefile": b"\x00\x00\x27\x0a", "geojson": b"{"}
_WGS84 = ("EPSG:4326", "OGC:CRS84", "EPSG:4979")
#: The same as WGS-84 to a hand's breadth, and never a disguise of anything else.
_CGCS2000 = ("EPSG:4490", "EPSG:4480")
_LONGEST_NAME = 60


class BadFile(Exception):  # noqa: N818
    """A file that cannot be drawn: a stable code, the key to mend, what was found."""

    def __init__(self, code: str, key: str, detail: str = "") -> None:
        super().__init__(f"{key}: {code} {detail}")
        self.code, self.key, self.detail = code, key, detail


@dataclass(frozen=True)
class Wish:
    """What is to be read; the fields mean what they do in a `VectorSource`."""

    kind: str
    file: Path
    layer: str
    encoding: str
    label: str
    datum: Datum


@dataclass(frozen=True)
class Read:
    """Geometries in the file's own degrees, shape (n,), None where there is none; n names."""

    layer: str
    shapes: Geometries
    names: list[str]


def read(wish: Wish, troubles: Troubles) -> Read:
    """Every feature of the layer.

    Raises:
        BadFile: it cannot be read, or contradicts its declaration.
    """
    _check_beginning(wish)
    try:
        with warnings.catch_warnings():  # what GDAL warns of is looked at feature by feature
            warnings.simplefilter("ignore")
            layer = _layer(wish)
            fields = _fields(wish, layer)
            encoding = wish.encoding or None
            meta, ids, shapes, columns = raw.read(
                wish.file, layer=layer, columns=fields, encoding=encoding,
                return_fids=True, force_2d=True,
            )  # fmt: skip
    except (RuntimeError, ValueError, LookupError, OSError) as error:
        raise BadFile("vector-cut", "file", _plain(wish, error)) from error
    _check_system(meta["crs"], wish.datum)
    if not len(ids):
        raise BadFile("vector-empty", "file", layer)
    troubles.layer, troubles.fids = layer, ids
    return Read(layer, _geometries(shapes, troubles), _names(columns, len(ids)))


def _check_beginning(wish: Wish) -> None:
    """GDAL would try every format it knows, some of which send it elsewhere."""
    begins = _BEGINS[wish.kind]
    try:
        with wish.file.open("rb") as file:
            found = file.read(256)
    except FileNotFoundError as error:
        raise BadFile("archive-absent", "file", wish.file.name) from error
    except OSError as error:
        raise BadFile(
            "archive-unreadable", "file", f"{wish.file.name}: {error.strerror}"
        ) from error
    if wish.kind == "geojson":
        found = found.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not found.startswith(begins):
        raise BadFile("vector-not", "kind", f"{wish.kind}: {found[:16]!r}")
    told = wish.encoding or any(wish.file.with_suffix(end).exists() for end in (".cpg", ".CPG"))
    if wish.kind == "shapefile" and wish.label and not told:
        raise BadFile("vector-encoding", "encoding", wish.file.name)


def _layer(wish: Wish) -> str:
    found = [str(name) for name, kind in pyogrio.list_layers(wish.file) if kind is not None]
    driver = pyogrio.read_info(wish.file, layer=found[0])["driver"] if found else ""
    if driver != _DRIVERS[wish.kind]:
        raise BadFile("vector-empty" if not found else "vector-not", "kind", driver)
    if wish.layer and wish.layer not in found:
        raise BadFile("vector-layer", "layer", ", ".join(found))
    if not wish.layer and len(found) > 1:
        raise BadFile("vector-layers", "layer", ", ".join(found))
    return wish.layer or found[0]


def _fields(wish: Wish, layer: str) -> list[str]:
    if not wish.label:
        return []
    known = [str(name) for name in pyogrio.read_info(wish.file, layer=layer)["fields"]]
    if wish.label not in known:
        raise BadFile("vector-field", "label", f"{wish.label!r}: {', '.join(known[:40])}")
    return [wish.label]


def _check_system(system: str | None, datum: Datum) -> None:
    if not system or "Undefined" in system or system in _WGS84:
        return
    if system in _CGCS2000:
        if datum is not Datum.WGS84:
            raise BadFile("vector-mixed", "datum", f"{system}, {datum.value}")
        return
    called = system if len(system) < 20 else system.partition('"')[2].partition('"')[0]
    raise BadFile("vector-crs", "file", called)


def _geometries(shapes: Any, troubles: Troubles) -> Geometries:
    """Rings that are not closed are closed; what cannot be read is None."""
    found: Geometries = shapely.from_wkb(shapes, on_invalid="ignore")
    late = np.flatnonzero(np.equal(found, None))  # type: ignore[call-overload]
    for i in late.tolist():
        if shapes[i] is None:
            troubles.add("shape-none", i)
            continue
        closed = shapely.from_wkb(shapes[i], on_invalid="fix")
        troubles.add("shape-none" if closed is None else "shape-open", i)
        found[i] = closed
    return found


def _names(columns: Any, count: int) -> list[str]:
    if not columns:
        return [""] * count
    return ["" if v is None or v != v else _word(v) for v in columns[0].tolist()]  # noqa: PLR0124


def _word(value: object) -> str:
    plain = int(value) if isinstance(value, float) and value.is_integer() else value
    return " ".join(str(plain).split())[:_LONGEST_NAME]


def _plain(wish: Wish, error: Exception) -> str:
    """GDAL's words without the folder, which says nothing and is long."""
    return str(error).replace(f"{wish.file.parent}/", "")
