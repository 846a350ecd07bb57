"""What is wrong with a base map, in words: the place, the reason, the way out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.basemap.port import Problem
from console.words.language import QT_TRANSLATE_NOOP, fill
from console.words.vectormaps import VECTOR_SAID
from console.words.wmts import WMTS_SAID

_PROVIDER = QT_TRANSLATE_NOOP("Words", "Ask the provider of the map for another copy.")
_TOML = QT_TRANSLATE_NOOP("Words", "Mend the file and start again; docs/base-maps.md has examples.")
_SERVER = QT_TRANSLATE_NOOP(
    "Words", "Tiles kept before are shown meanwhile, and it is asked again later by itself."
)
_TILE = QT_TRANSLATE_NOOP(
    "Words", "The place is drawn as missing; ask the provider if it stays so."
)
_URL = QT_TRANSLATE_NOOP("Words", "Check the address, and the service's key if it needs one.")
#: Code → (reason, way out).
_SAID: dict[str, tuple[str, str]] = {
    "file-unreadable": (
        QT_TRANSLATE_NOOP("Words", "the file cannot be read"),
        QT_TRANSLATE_NOOP("Words", "Check the path and the rights to it."),
    ),
    "file-large": (QT_TRANSLATE_NOOP("Words", "over 1 MB is no list of maps"), _TOML),
    "file-toml": (QT_TRANSLATE_NOOP("Words", "this is no TOML text"), _TOML),
    "map-unknown": (
        QT_TRANSLATE_NOOP("Words", "there is no base map of this id"),
        QT_TRANSLATE_NOOP("Words", "Use one of those in brackets; - is the city's own drawing."),
    ),
    "key-unknown": (
        QT_TRANSLATE_NOOP("Words", "there is no such key"),
        QT_TRANSLATE_NOOP("Words", "Take it out, or use one of those in brackets."),
    ),
    "key-missing": (
        QT_TRANSLATE_NOOP("Words", "the key is missing or empty"),
        QT_TRANSLATE_NOOP("Words", "Add it to the map's table."),
    ),
    "key-type": (
        QT_TRANSLATE_NOOP("Words", "the value is of another type"),
        QT_TRANSLATE_NOOP("Words", "Write it as shown in brackets."),
    ),
    "key-choice": (
        QT_TRANSLATE_NOOP("Words", "the value is none of those known"),
        QT_TRANSLATE_NOOP("Words", "Use one of those in brackets."),
    ),
    "key-long": (
        QT_TRANSLATE_NOOP("Words", "the text is too long"),
        QT_TRANSLATE_NOOP("Words", "Make it shorter."),
    ),
    "bad-id": (
        QT_TRANSLATE_NOOP("Words", "the id is not usable"),
        QT_TRANSLATE_NOOP("Words", "Use letters, digits, dot, dash and underscore, at most 64."),
    ),
    "id-twice": (
        QT_TRANSLATE_NOOP("Words", "another map has this id"),
        QT_TRANSLATE_NOOP("Words", "Give it another one; the first map is used."),
    ),
    "no-datum": (
        QT_TRANSLATE_NOOP("Words", "no datum is declared, so its tiles have no certain place"),
        QT_TRANSLATE_NOOP(
            "Words",
            'Add datum = "WGS-84", "GCJ-02" or "BD-09"; the provider knows which. Public Chinese'
            " web maps are GCJ-02 as a rule, Tianditu and surveyed city maps WGS-84 (CGCS2000).",
        ),
    ),
    "no-hosts": (
        QT_TRANSLATE_NOOP("Words", "no hosts are declared that may be asked"),
        QT_TRANSLATE_NOOP("Words", "Add hosts = [...] with those in brackets, if you trust them."),
    ),
    "host-undeclared": (
        QT_TRANSLATE_NOOP("Words", "this host is not declared"),
        QT_TRANSLATE_NOOP("Words", "Add it to hosts, with its port if unusual, if you trust it."),
    ),
    "host-private": (
        QT_TRANSLATE_NOOP("Words", "this host is a machine of a private network"),
        QT_TRANSLATE_NOOP(
            "Words", "If it is your own map server, add private = true; otherwise do not use it."
        ),
    ),
    "zoom-order": (
        QT_TRANSLATE_NOOP("Words", "the lowest zoom is above the highest"),
        QT_TRANSLATE_NOOP("Words", "Exchange min_zoom and max_zoom."),
    ),
    "key-file": (
        QT_TRANSLATE_NOOP("Words", "the file with the service's key cannot be read or is empty"),
        QT_TRANSLATE_NOOP("Words", "Write the key into its first line."),
    ),
    "url-field": (
        QT_TRANSLATE_NOOP("Words", "nothing is known to put into this field of the address"),
        QT_TRANSLATE_NOOP(
            "Words", "XYZ knows {z} {x} {y} {-y} {q}, WMTS {TileMatrix} {TileRow} {TileCol}."
        ),
    ),
    "url-needs": (
        QT_TRANSLATE_NOOP("Words", "the field in brackets has nothing that it goes with"),
        QT_TRANSLATE_NOOP("Words", "The address and this key must both have it."),
    ),
    "url-scheme": (
        QT_TRANSLATE_NOOP("Words", "only http and https can be asked"),
        QT_TRANSLATE_NOOP("Words", "For a map on this machine use MBTiles or PMTiles and file."),
    ),
    "url-bad": (QT_TRANSLATE_NOOP("Words", "this is no usable address"), _URL),
    "redirects": (
        QT_TRANSLATE_NOOP("Words", "the server sends us on too often, or to where we may not go"),
        _URL,
    ),
    "server-refuses": (QT_TRANSLATE_NOOP("Words", "the server refuses to give tiles"), _URL),
    "server-down": (QT_TRANSLATE_NOOP("Words", "the server cannot be reached"), _SERVER),
    "server-error": (QT_TRANSLATE_NOOP("Words", "the server is in trouble"), _SERVER),
    "server-slow": (QT_TRANSLATE_NOOP("Words", "the server is too slow"), _SERVER),
    "keep": (
        QT_TRANSLATE_NOOP("Words", "tiles cannot be kept on the disk"),
        QT_TRANSLATE_NOOP("Words", "Free some space there; the map works, but not offline."),
    ),
    "tile-cut": (QT_TRANSLATE_NOOP("Words", "a tile is damaged or cut off"), _TILE),
    "tile-large": (QT_TRANSLATE_NOOP("Words", "a tile has too many pixels"), _TILE),
    "tile-bytes": (QT_TRANSLATE_NOOP("Words", "a tile has too many bytes"), _TILE),
    "tile-shape": (QT_TRANSLATE_NOOP("Words", "a tile is not square"), _TILE),
    "tile-text": (QT_TRANSLATE_NOOP("Words", "a page of text came in place of a tile"), _URL),
    "tile-vector": (
        QT_TRANSLATE_NOOP("Words", "a tile holds vectors, which are not drawn here"),
        QT_TRANSLATE_NOOP("Words", "Ask the provider for a raster map (PNG, JPEG or WebP)."),
    ),
    "tile-empty": (QT_TRANSLATE_NOOP("Words", "a tile is empty"), _TILE),
    "tile-unknown": (QT_TRANSLATE_NOOP("Words", "a tile is no PNG, JPEG or WebP picture"), _TILE),
    "tile-encoded": (QT_TRANSLATE_NOOP("Words", "a tile came squeezed, unasked"), _TILE),
    "tile-error": (QT_TRANSLATE_NOOP("Words", "a tile could not be drawn"), _TILE),
    "archive-absent": (
        QT_TRANSLATE_NOOP("Words", "the file is not there"),
        QT_TRANSLATE_NOOP("Words", "Check its name; it is looked for beside the list of maps."),
    ),
    "archive-unreadable": (
        QT_TRANSLATE_NOOP("Words", "the file cannot be read"),
        QT_TRANSLATE_NOOP("Words", "Check the path and the rights to it."),
    ),
    "archive-cut": (QT_TRANSLATE_NOOP("Words", "the archive is damaged or cut off"), _PROVIDER),
    "archive-vector": (
        QT_TRANSLATE_NOOP("Words", "the archive holds vector tiles, which are not drawn here"),
        QT_TRANSLATE_NOOP("Words", "Ask the provider for a raster map (PNG, JPEG or WebP)."),
    ),
    "archive-format": (
        QT_TRANSLATE_NOOP("Words", "the archive's tiles are no PNG, JPEG or WebP pictures"),
        _PROVIDER,
    ),
    "archive-empty": (QT_TRANSLATE_NOOP("Words", "there are no tiles in the archive"), _PROVIDER),
    "archive-tables": (
        QT_TRANSLATE_NOOP("Words", "this database is no MBTiles archive"),
        QT_TRANSLATE_NOOP("Words", "Check kind and file."),
    ),
    "archive-not-pmtiles": (
        QT_TRANSLATE_NOOP("Words", "this file is no PMTiles archive"),
        QT_TRANSLATE_NOOP("Words", "Check kind and file."),
    ),
    "archive-version": (
        QT_TRANSLATE_NOOP("Words", "this version of PMTiles is not read"),
        QT_TRANSLATE_NOOP("Words", "Convert it to version 3 (pmtiles convert)."),
    ),
    "archive-squeezed": (
        QT_TRANSLATE_NOOP("Words", "the archive is squeezed in a way that is not read"),
        QT_TRANSLATE_NOOP("Words", "Convert it with gzip (pmtiles convert)."),
    ),
    "archive-zooms": (
        QT_TRANSLATE_NOOP("Words", "the archive has none of the declared zooms"),
        QT_TRANSLATE_NOOP("Words", "Take min_zoom and max_zoom out, or mend them."),
    ),
} | VECTOR_SAID | WMTS_SAID  # fmt: skip


def map_problem(problem: Problem) -> str:
    """One plain line: file › map › key: reason (as found). What to do."""
    reason, way_out = (_say(text) for text in _SAID.get(problem.code, (problem.code, "")))
    where = " › ".join(part for part in (problem.file, problem.source, problem.key) if part)
    found = f" ({' '.join(problem.detail.split())[:200]})" if problem.detail else ""
    line = _say(_LINE)
    return fill(line, where=where, reason=reason, found=found, way_out=way_out).strip()


_LINE = QT_TRANSLATE_NOOP("Words", "Base map {where}: {reason}{found}. {way_out}")


def _say(text: str) -> str:
    return QCoreApplication.translate("Words", text)
