"""One declared layer of points, lines and areas, checked key by key."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.basemap.port import MapInfo, Problem
from console.basemap.source import MOST_ZOOM, VECTOR_KINDS, BadSource, Keys, datum_of, info_of

STYLES = ("land", "water", "green", "road", "border")
#: Breadth of a line in logical pixels where none is declared.
WIDTHS = {"land": 1.0, "water": 1.4, "green": 1.0, "road": 2.0, "border": 1.2}
_KEYS = {"id", "kind", "name", "name_zh", "name_en", "datum", "attribution", "file"}
_KEYS |= {"style", "width", "label", "min_zoom", "max_zoom"}
_KEYS_OF = {
    "geojson": _KEYS,
    "geopackage": _KEYS | {"layer"},
    "shapefile": _KEYS | {"encoding"},
}


@dataclass(frozen=True)
class VectorSource:
    """A file to be drawn in one tone.

    `layer`: of a GeoPackage with several; `encoding`: of a shapefile's letters; `label`: the field
    that names a feature, "" for none; `width`: logical pixels; zooms: of the map, both included.
    """

    info: MapInfo
    kind: str
    declared_in: str
    file: Path
    layer: str
    encoding: str
    label: str
    style: str
    width: float
    min_zoom: int
    max_zoom: int

    @property
    def id(self) -> str:
        return self.info.id

    def problem(self, code: str, key: str = "", detail: str = "") -> Problem:
        return Problem(code, self.declared_in, self.id, key, detail)


def read_vector(table: dict[str, Any], home: Path, declared_in: str) -> VectorSource:
    """A vector layer from its table; a relative file lies in `home`.

    Raises:
        BadSource: the first thing that is wrong with it.
    """
    look = Keys(table)
    kind = look.one_of("kind", VECTOR_KINDS)
    look.no_others(_KEYS_OF[kind])
    info = info_of(look, datum_of(look), look.text("attribution", ""))
    style = look.one_of("style", STYLES)
    low, high = look.zoom("min_zoom") or 0, look.zoom("max_zoom")
    if high is not None and low > high:
        raise BadSource("zoom-order", "min_zoom", f"{low} > {high}")
    return VectorSource(
        info, kind, declared_in,
        file=home / look.text("file"),
        layer=look.text("layer", ""),
        encoding=_encoding(look),
        label=look.text("label", ""),
        style=style,
        width=look.between("width", 0.5, 12.0) or WIDTHS[style],
        min_zoom=low,
        max_zoom=MOST_ZOOM if high is None else high,
    )  # fmt: skip


def _encoding(look: Keys) -> str:
    given = look.text("encoding", "")
    try:
        "".encode(given or "utf-8")
    except LookupError as error:
        raise BadSource("key-choice", "encoding", f"{given!r}: UTF-8, GBK, GB18030") from error
    return given
