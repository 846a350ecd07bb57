"""One base map as it was declared, checked key by key."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casework.datum import Datum
from console.basemap.capabilities import Wish
from console.basemap.port import MapInfo, Problem
from console.basemap.template import BadTemplate, Template, host_of, host_port

KINDS = ("xyz", "wmts", "mbtiles", "pmtiles")
ONLINE = ("xyz", "wmts")
#: Declared in the same list; see `vectorsource`.
VECTOR_KINDS = ("geojson", "geopackage", "shapefile")
MOST_ZOOM = 24
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_COMMON = {"id", "kind", "name", "name_zh", "name_en", "datum", "attribution"}
_COMMON |= {"min_zoom", "max_zoom", "tile_size", "scale"}
_ONLINE_KEYS = {"url", "hosts", "private", "subdomains", "key_file"}
_KEYS_OF = {
    "xyz": _COMMON | _ONLINE_KEYS | {"tms"},
    "wmts": _COMMON
    | _ONLINE_KEYS
    | {"matrix", "matrix_set", "layer", "style", "capabilities", "format"},
    "mbtiles": _COMMON | {"file", "tms"},
    "pmtiles": _COMMON | {"file"},
}
_LONGEST = 400  # of a name or an attribution


@dataclass(frozen=True)
class MapSource:
    """A declared map that can be tried. Zooms and the size are None where its file says them.

    `hosts`: "name" or "name:port" that may be asked, in lower case. `private`: they may be
    machines of this network. `tms`: rows are counted from the south.
    """

    info: MapInfo
    kind: str
    declared_in: str
    file: Path | None
    template: Template | None
    hosts: frozenset[str]
    private: bool
    min_zoom: int | None
    max_zoom: int | None
    tile_size: int | None
    scale: int
    tms: bool
    #: The document in which a WMTS describes itself: a path, or an address that may be asked.
    capabilities: Path | str = ""
    wish: Wish = field(default_factory=Wish)

    @property
    def id(self) -> str:
        return self.info.id

    @property
    def online(self) -> bool:
        return self.kind in ONLINE

    def problem(self, code: str, key: str = "", detail: str = "") -> Problem:
        return Problem(code, self.declared_in, self.id, key, detail)


class BadSource(Exception):  # noqa: N818
    """A declaration that cannot be used: the key, a stable code, and what was found there."""

    def __init__(self, code: str, key: str, detail: str = "") -> None:
        super().__init__(f"{key}: {code} {detail}")
        self.code, self.key, self.detail = code, key, detail


def read_source(table: dict[str, Any], home: Path, declared_in: str) -> MapSource:
    """A source from its table; relative files lie in `home`.

    Raises:
        BadSource: the first thing that is wrong with it.
    """
    look = Keys(table)
    kind = look.one_of("kind", KINDS + VECTOR_KINDS)
    look.no_others(_KEYS_OF[kind])
    datum = datum_of(look)
    low, high = look.zoom("min_zoom"), look.zoom("max_zoom")
    described = _capabilities(look, home) if kind == "wmts" else ""
    if kind in ONLINE and not described:
        low, high = low or 0, 18 if high is None else high
    if low is not None and high is not None and low > high:
        raise BadSource("zoom-order", "min_zoom", f"{low} > {high}")
    plain = kind in ONLINE and not described
    size = look.number("tile_size", (256, 512)) or (256 if plain else None)
    template = _template(look, kind, home) if plain else None
    return MapSource(
        _info(look, datum), kind, declared_in,
        file=None if kind in ONLINE else home / look.text("file"),
        template=template,
        hosts=_hosts(look, template, described) if kind in ONLINE else frozenset(),
        private=look.flag("private"),
        min_zoom=low, max_zoom=high, tile_size=size,
        scale=look.number("scale", (1, 2)) or 1,
        tms=look.flag("tms", kind == "mbtiles"),
        capabilities=described,
        wish=_wish(look),
    )  # fmt: skip


def source_id(table: object) -> str:
    """The id of a declaration as far as it has a usable one."""
    given = table.get("id") if isinstance(table, dict) else None
    return given if isinstance(given, str) and _ID.fullmatch(given) else ""


class Keys:
    """Typed looks into one table."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.table = table

    def no_others(self, known: set[str]) -> None:
        for key in self.table:
            if key not in known:
                raise BadSource("key-unknown", key, ", ".join(sorted(known)))

    def text(self, key: str, default: str | None = None) -> str:
        given = self.table.get(key, default)
        if given is None:
            raise BadSource("key-missing", key)
        if not isinstance(given, str) or not (given.strip() or default is not None):
            raise BadSource("key-type", key, f"{given!r}: text")
        if len(given) > 4 * _LONGEST:
            raise BadSource("key-long", key, f"{len(given)}")
        return given.strip()

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        given = self.text(key)
        if given not in known:
            raise BadSource("key-choice", key, f"{given!r}: {', '.join(known)}")
        return given

    def flag(self, key: str, default: bool = False) -> bool:
        given = self.table.get(key, default)
        if not isinstance(given, bool):
            raise BadSource("key-type", key, f"{given!r}: true, false")
        return given

    def number(self, key: str, known: tuple[int, ...]) -> int | None:
        given = self.table.get(key)
        if given is None:
            return None
        if isinstance(given, bool) or given not in known:
            raise BadSource("key-choice", key, f"{given!r}: {', '.join(map(str, known))}")
        return int(given)

    def between(self, key: str, low: float, high: float) -> float | None:
        given = self.table.get(key)
        if given is None:
            return None
        if (
            isinstance(given, bool)
            or not isinstance(given, int | float)
            or not low <= given <= high
        ):
            raise BadSource("key-choice", key, f"{given!r}: {low:g}–{high:g}")
        return float(given)

    def zoom(self, key: str) -> int | None:
        given = self.table.get(key)
        if given is None:
            return None
        if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= MOST_ZOOM:
            raise BadSource("key-choice", key, f"{given!r}: 0–{MOST_ZOOM}")
        return given

    def words(self, key: str) -> tuple[str, ...]:
        given = self.table.get(key, [])
        if not isinstance(given, list) or not all(isinstance(g, str) and g for g in given):
            raise BadSource("key-type", key, f'{given!r}: ["…"]')
        return tuple(given)


def datum_of(look: Keys) -> Datum:
    """Raises BadSource: none is declared, or an unknown one."""
    if "datum" not in look.table:
        raise BadSource("no-datum", "datum")
    return Datum(look.one_of("datum", tuple(d.value for d in Datum)))


def _info(look: Keys, datum: Datum) -> MapInfo:
    return info_of(look, datum, look.text("attribution"))


def info_of(look: Keys, datum: Datum, attribution: str) -> MapInfo:
    """What every kind declares. Raises BadSource: an unusable id."""
    given = look.text("id")
    if not _ID.fullmatch(given):
        raise BadSource("bad-id", "id", repr(given))
    name = look.text("name", given)
    zh, en = look.text("name_zh", name), look.text("name_en", name)
    return MapInfo(given, one_line(zh), one_line(en), one_line(attribution), datum)


def one_line(text: str) -> str:
    """Text in one line, cut to what can be shown."""
    return " ".join(text.split())[:_LONGEST]


def _template(look: Keys, kind: str, home: Path) -> Template:
    secret = _secret(look, home)
    fixed = {
        "TileMatrixSet": look.text("matrix_set", "GoogleMapsCompatible"),
        "Style": look.text("style", "default"),
        "Layer": look.text("layer", ""),
    }
    try:
        return Template(
            look.text("url"), kind, fixed, look.text("matrix", "{z}"),
            look.words("subdomains"), secret, look.number("scale", (1, 2)) or 1,
        )  # fmt: skip
    except BadTemplate as error:
        raise BadSource(error.code, error.key, error.detail) from error


def _secret(look: Keys, home: Path) -> str:
    """The first line of the file that holds the service's key; it is never shown."""
    named = look.text("key_file", "")
    if not named:
        return ""
    try:
        lines = (home / named).read_text("utf-8").split("\n", 1)
    except (OSError, UnicodeDecodeError) as error:
        raise BadSource("key-file", "key_file", f"{named}: {type(error).__name__}") from error
    if not lines[0].strip():
        raise BadSource("key-file", "key_file", named)
    return lines[0].strip()


def _capabilities(look: Keys, home: Path) -> Path | str:
    """Where a service describes itself: an address, or a file; empty where nowhere."""
    given = look.text("capabilities", "")
    if given and "url" in look.table:
        raise BadSource("key-choice", "capabilities", "url, capabilities")
    return given if "://" in given or not given else home / given


def _wish(look: Keys) -> Wish:
    return Wish(*(look.text(key, "") for key in ("layer", "style", "matrix_set", "format")))


def _hosts(look: Keys, template: Template | None, described: Path | str) -> frozenset[str]:
    try:
        asked = {host_port(described)} if isinstance(described, str) and described else set()
    except BadTemplate as error:
        raise BadSource(error.code, "capabilities", error.detail) from error
    asked |= template.hosts() if template else set()
    if "hosts" not in look.table:
        raise BadSource("no-hosts", "hosts", ", ".join(sorted(asked)))
    declared = frozenset(h.lower().rstrip(".") for h in look.words("hosts"))
    for host in sorted(asked):
        if host_of(host, declared) is None:
            raise BadSource("host-undeclared", "hosts", host)
    return declared
