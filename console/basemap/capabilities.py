"""What a WMTS says of itself: its capabilities document (OGC 07-057r7, 1.0.0) made into a template.

Only Web Mercator tiles from the corner of the world can be drawn; every other set is refused by
name. The document is somebody else's text: no DTD, no entity, nothing fetched while it is read.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from console.basemap.template import BadTemplate, Template

_WMTS, _OWS = "{http://www.opengis.net/wmts/1.0}", "{http://www.opengis.net/ows/1.1}"
_HREF = "{http://www.w3.org/1999/xlink}href"
#: Names of Web Mercator, by the last part of an URN or an address.
_MERCATOR = {"3857", "900913", "102100", "102113", "3785"}
_WORLD_M, _HALF_M = 2 * math.pi * 6_378_137.0, math.pi * 6_378_137.0
_PIXEL_M = 0.00028  # what a scale denominator takes a pixel for
_SAME = 1e-3  # shares that denominators and corners may be off by
_DEEPEST = 24
FORMATS = ("image/png", "image/jpeg", "image/webp")
_KVP = (
    "SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={Layer}&STYLE={Style}&FORMAT={Format}"
    "&TILEMATRIXSET={TileMatrixSet}&TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}"
)


class BadCapabilities(Exception):  # noqa: N818
    """A document no map can be drawn from. `code` as in `Problem`; `key`: what to mend."""

    def __init__(self, code: str, key: str = "capabilities", detail: str = "") -> None:
        super().__init__(f"{key}: {code} {detail}")
        self.code, self.key, self.detail = code, key, detail


@dataclass(frozen=True)
class Wish:
    """What is wanted of a service; empty: its only layer, its usual style, set and format."""

    layer: str = ""
    style: str = ""
    matrix_set: str = ""
    format: str = ""


@dataclass(frozen=True)
class Service:
    """How its tiles are asked for; zooms both included."""

    template: Template
    min_zoom: int
    max_zoom: int
    tile_size: int


@dataclass(frozen=True)
class _MatrixSet:
    name: str
    why_not: str  # empty: it can be drawn
    names: tuple[tuple[int, str], ...] = ()
    tile_size: int = 256


def read_capabilities(data: bytes, wish: Wish) -> Service:
    """
    Raises:
        BadCapabilities: the document, or what is wished for, cannot be used.
    """
    root = _parsed(data)
    contents = root.find(f"{_WMTS}Contents")
    if root.tag != f"{_WMTS}Capabilities" or contents is None:
        raise BadCapabilities("caps-not-wmts", detail=root.tag.rpartition("}")[2][:60])
    layer = _layer(contents, wish.layer)
    chosen = _matrix_set(contents, layer, wish.matrix_set)
    format_ = _format(layer, wish.format)
    fixed = {
        "Layer": _name(layer), "Style": _style(layer, wish.style), "TileMatrixSet": chosen.name,
        "Format": format_, **_dimensions(layer),
    }  # fmt: skip
    url = _address(root, layer, format_)
    zooms = [zoom for zoom, _ in chosen.names]
    try:
        template = Template(url, "wmts", fixed, matrices=chosen.names)
    except BadTemplate as error:
        raise BadCapabilities(error.code, detail=error.detail) from error
    return Service(template, zooms[0], zooms[-1], chosen.tile_size)


def _parsed(data: bytes) -> Element:
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise BadCapabilities("caps-dtd", detail=type(error).__name__) from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise BadCapabilities("caps-xml", detail=str(error)[:200]) from error
    return root


def _layer(contents: Element, wanted: str) -> Element:
    layers = {_name(each): each for each in contents.findall(f"{_WMTS}Layer") if _name(each)}
    if not wanted and len(layers) == 1:
        return next(iter(layers.values()))
    if wanted not in layers:
        raise BadCapabilities("caps-layer", "layer", _among(wanted, layers))
    return layers[wanted]


def _matrix_set(contents: Element, layer: Element, wanted: str) -> _MatrixSet:
    linked = [
        _text(link, f"{_WMTS}TileMatrixSet") for link in layer.findall(f"{_WMTS}TileMatrixSetLink")
    ]
    known = {_name(each): each for each in contents.findall(f"{_WMTS}TileMatrixSet")}
    sets = [_judged(name, known.get(name)) for name in linked if name]
    if wanted:
        sets = [each for each in sets if each.name == wanted]
        if not sets:
            raise BadCapabilities("caps-matrix-set", "matrix_set", _among(wanted, linked))
    usable = [each for each in sets if not each.why_not]
    if not usable:
        said = "; ".join(f"{each.name}: {each.why_not}" for each in sets) or "–"
        raise BadCapabilities("caps-mercator", "matrix_set", said[:400])
    return max(usable, key=lambda each: len(each.names))


def _judged(name: str, found: Element | None) -> _MatrixSet:
    if found is None:
        return _MatrixSet(name, "not described")
    crs = _text(found, f"{_OWS}SupportedCRS")
    if crs.replace("/", ":").rpartition(":")[2] not in _MERCATOR:
        return _MatrixSet(name, crs or "no SupportedCRS")
    try:
        levels = dict(_levels(found))
    except ValueError as error:
        return _MatrixSet(name, str(error))
    names = _unbroken({zoom: label for zoom, (label, _) in levels.items()})
    sizes = {size for _, size in levels.values()}
    if not names or len(sizes) != 1:
        return _MatrixSet(name, f"tiles of {sorted(sizes)} px" if names else "no TileMatrix")
    return _MatrixSet(name, "", names, sizes.pop())


def _levels(found: Element) -> Iterator[tuple[int, tuple[str, int]]]:
    """Zoom of the world's own pyramid, with the matrix's name and its tiles' side.

    Raises:
        ValueError: a matrix that is no level of it, by name.
    """
    for matrix in found.findall(f"{_WMTS}TileMatrix"):
        label, across, down = _name(matrix), *_numbers(matrix, "TileWidth", "TileHeight")
        scale, (left, top) = _numbers(matrix, "ScaleDenominator")[0], _corner(matrix)
        if across != down or across not in (256, 512):
            raise ValueError(f"{label}: {across:g} × {down:g} px")
        if abs(left + _HALF_M) > _SAME * _HALF_M or abs(top - _HALF_M) > _SAME * _HALF_M:
            raise ValueError(f"{label}: TopLeftCorner {left:g} {top:g}")
        zoom = math.log2(_WORLD_M / (scale * _PIXEL_M * across)) if scale > 0 else -1.0
        if not -0.5 < zoom < _DEEPEST + 0.5 or abs(zoom - round(zoom)) > _SAME:
            raise ValueError(f"{label}: ScaleDenominator {scale:g}")
        yield round(zoom), (label, int(across))


def _numbers(matrix: Element, *names: str) -> list[float]:
    found = []
    for name in names:
        value = float(_text(matrix, _WMTS + name) or "nan")
        if not math.isfinite(value):
            raise ValueError(f"{_name(matrix)}: {name}")
        found.append(value)
    return found


def _corner(matrix: Element) -> tuple[float, float]:
    parts = [float(part) for part in _text(matrix, f"{_WMTS}TopLeftCorner").split()]
    if len(parts) != 2 or not all(map(math.isfinite, parts)):
        raise ValueError(f"{_name(matrix)}: TopLeftCorner")
    return parts[0], parts[1]


def _unbroken(names: dict[int, str]) -> tuple[tuple[int, str], ...]:
    """The levels from the first one on, as far as none is missing."""
    first = min(names, default=0)
    found: list[tuple[int, str]] = []
    while first + len(found) in names:
        found.append((first + len(found), names[first + len(found)]))
    return tuple(found)


def _format(layer: Element, wanted: str) -> str:
    offered = [(each.text or "").strip() for each in layer.findall(f"{_WMTS}Format")]
    usable = [each for each in FORMATS if each in offered and wanted in ("", each)]
    if not usable:
        raise BadCapabilities("caps-format", "format", _among(wanted, offered))
    return usable[0]


def _style(layer: Element, wanted: str) -> str:
    styles = {
        _name(each): each.get("isDefault") == "true" for each in layer.findall(f"{_WMTS}Style")
    }
    if wanted and wanted not in styles:
        raise BadCapabilities("caps-style", "style", _among(wanted, styles))
    usual = next((name for name, default in styles.items() if default), next(iter(styles), ""))
    return wanted or usual or "default"


def _dimensions(layer: Element) -> dict[str, str]:
    """Time, elevation and the like: as the service does when nobody asks for another."""
    return {
        _name(each): _text(each, f"{_WMTS}Default")
        for each in layer.findall(f"{_WMTS}Dimension")
        if _name(each)
    }


def _address(root: Element, layer: Element, format_: str) -> str:
    """A template of the layer's own, else the key-value form."""
    for found in layer.findall(f"{_WMTS}ResourceURL"):
        if found.get("resourceType") == "tile" and found.get("format") == format_:
            return (found.get("template") or "").strip().replace("{style}", "{Style}")
    for operation in root.iter(f"{_OWS}Operation"):
        if operation.get("name") == "GetTile":
            for get in operation.iter(f"{_OWS}Get"):
                href = (get.get(_HREF) or "").strip()
                if href and _takes_keys(get):
                    joint = "" if href.endswith(("?", "&")) else "&" if "?" in href else "?"
                    return href + joint + _KVP
    raise BadCapabilities("caps-address")


def _takes_keys(get: Element) -> bool:
    said = [(value.text or "").strip().upper() for value in get.iter(f"{_OWS}Value")]
    return not said or "KVP" in said


def _name(element: Element) -> str:
    return _text(element, f"{_OWS}Identifier")


def _text(element: Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def _among(wanted: str, there: Iterable[str]) -> str:
    return f"{wanted or '–'}: {', '.join(each for each in there if each) or '–'}"[:400]
