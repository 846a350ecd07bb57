"""The list of base maps, read from a TOML file. A bad one never takes the others down."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.basemap.port import Problem
from console.basemap.source import VECTOR_KINDS, BadSource, MapSource, read_source, source_id
from console.basemap.vectorsource import VectorSource, read_vector

DEFAULT_CACHE_MB = 512
_MOST_BYTES = 1 << 20
_KEYS = ("cache_mb", "default", "map")


@dataclass(frozen=True)
class Catalogue:
    """What could be read, and what could not. `cache_mb`: what kept tiles may take on the disk.

    `default`: id of the map that is shown while nobody has chosen one, empty for none. `vectors`
    are drawn over whatever base is chosen, in this order, from below upwards.
    """

    sources: tuple[MapSource, ...] = ()
    vectors: tuple[VectorSource, ...] = ()
    problems: tuple[Problem, ...] = ()
    cache_mb: int = DEFAULT_CACHE_MB
    default: str = ""


def read_catalogue(path: Path, needed: bool = False) -> Catalogue:
    """The maps declared in `path`. A file that is not there is a problem only when `needed`."""
    name = path.name
    try:
        if path.stat().st_size > _MOST_BYTES:
            return _only(Problem("file-large", name))
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        return _only(Problem("file-unreadable", name, detail=str(error))) if needed else Catalogue()
    except OSError as error:
        return _only(Problem("file-unreadable", name, detail=str(error)))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        return _only(Problem("file-toml", name, detail=str(error)))
    return _read(table, path)


def _read(table: dict[str, Any], path: Path) -> Catalogue:
    problems = [
        Problem("key-unknown", path.name, "", key, ", ".join(_KEYS))
        for key in table
        if key not in _KEYS
    ]
    cache_mb = table.get("cache_mb", DEFAULT_CACHE_MB)
    if isinstance(cache_mb, bool) or not isinstance(cache_mb, int) or not 0 <= cache_mb <= 1 << 20:
        detail = f"{cache_mb!r}: 0–{1 << 20}"
        problems.append(Problem("key-choice", path.name, "", "cache_mb", detail))
        cache_mb = DEFAULT_CACHE_MB
    found = table.get("map", [])
    if not isinstance(found, list):
        problems.append(Problem("key-type", path.name, "", "map", "[[map]]"))
        found = []
    known: dict[str, MapSource | VectorSource] = {}
    for number, declared in enumerate(found, 1):
        try:
            source = _source(declared, path, known)
            known[source.id] = source
        except BadSource as error:
            named = source_id(declared) or f"[[map]] {number}"
            problems.append(Problem(error.code, path.name, named, error.key, error.detail))
    rasters = tuple(s for s in known.values() if isinstance(s, MapSource))
    vectors = tuple(s for s in known.values() if isinstance(s, VectorSource))
    default = table.get("default", "")
    if default and default not in [source.id for source in rasters]:
        named = ", ".join(source.id for source in rasters) or "–"
        problems.append(Problem("map-unknown", path.name, "", "default", f"{default!r}: {named}"))
        default = ""
    return Catalogue(rasters, vectors, tuple(problems), cache_mb, default)


def _source(
    declared: object, path: Path, taken: dict[str, MapSource | VectorSource]
) -> MapSource | VectorSource:
    if not isinstance(declared, dict):
        raise BadSource("key-type", "map", "[[map]]")
    read = read_vector if declared.get("kind") in VECTOR_KINDS else read_source
    source = read(declared, path.parent, path.name)
    if source.id in taken:
        raise BadSource("id-twice", "id", source.id)
    return source


def _only(problem: Problem) -> Catalogue:
    return Catalogue(problems=(problem,))
