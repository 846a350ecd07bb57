"""Maps in one file: MBTiles and PMTiles, raster only, read-only."""

from __future__ import annotations

import math
import re
import sqlite3
import threading
import zlib
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Protocol

from pmtiles.tile import (
    Compression,
    Entry,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    deserialize_header,
    find_tile,
    zxy_to_tileid,
)

from console.basemap.pixels import MOST_PX, BadTile
from console.board.mercator import project_one

MOST_BYTES = 4 << 20
_MOST_DIRECTORY = 16 << 20
_RASTER = {"png", "jpg", "jpeg", "webp"}
_VECTOR = {"pbf", "mvt", "mlt"}
_HEADER, _DEPTH = 127, 4
#: No number of 64 bits goes on for so long; the library would read on for hours.
_ENDLESS = re.compile(rb"[\x80-\xff]{10}")
#: West, north, east, south on the unit square of the map's own datum.
Reach = tuple[float, float, float, float]


class BadArchive(Exception):  # noqa: N818
    """A file no map can be drawn from. `code` as in `Problem`, `detail` plain text."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


class Archive(Protocol):
    """Tiles by (z, x, y), y downwards; used by many threads."""

    min_zoom: int
    max_zoom: int
    reach: Reach | None

    def get(self, z: int, x: int, y: int) -> bytes | None:
        """A tile's bytes, None where the file has none. Raises BadTile, BadArchive."""

    def sample(self) -> bytes | None:
        """Some tile, to learn how large they are. Raises like `get`."""

    def close(self) -> None: ...


def open_archive(kind: str, path: Path, tms: bool) -> Archive:
    """
    Raises:
        BadArchive: the file is not there, is no such archive, or holds no raster tiles.
    """
    try:
        return MbTiles(path, tms) if kind == "mbtiles" else PmTiles(path)
    except FileNotFoundError as error:
        raise BadArchive("archive-absent", path.name) from error
    except (OSError, sqlite3.Error) as error:
        raise BadArchive("archive-unreadable", f"{path.name}: {error}") from error


class MbTiles:
    """An SQLite file. The standard counts rows from the south; `tms` False: this one does not."""

    def __init__(self, path: Path, tms: bool = True) -> None:
        path.stat()
        self._tms, self._lock = tms, threading.Lock()
        self._db = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        try:
            self._read()
        except BaseException:
            self._db.close()
            raise

    def get(self, z: int, x: int, y: int) -> bytes | None:
        row = (1 << z) - 1 - y if self._tms else y
        sql = "select tile_data from tiles where zoom_level=? and tile_column=? and tile_row=?"
        found = self._ask(sql, (z, x, row))
        if not found or found[0][0] is None:
            return None
        if not isinstance(found[0][0], bytes):
            raise BadTile("tile-text", type(found[0][0]).__name__)
        return found[0][0]

    def sample(self) -> bytes | None:
        (found,) = self._ask("select tile_data from tiles limit 1", ()) or [(None,)]
        return found[0] if isinstance(found[0], bytes) else None

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def _read(self) -> None:
        says = {str(k): str(v) for k, v in self._ask("select name, value from metadata", ())}
        kind = says.get("format", "").lower()
        if kind in _VECTOR:
            raise BadArchive("archive-vector", kind)
        if kind and kind not in _RASTER:
            raise BadArchive("archive-format", kind)
        ((low, high),) = self._ask("select min(zoom_level), max(zoom_level) from tiles", ())
        if not isinstance(low, int) or not isinstance(high, int):
            raise BadArchive("archive-empty")
        if not 0 <= low <= high <= 30:
            raise BadArchive("archive-cut", f"zoom {low}–{high}")
        self.min_zoom, self.max_zoom = low, high
        self.reach = _declared_reach(says.get("bounds", ""))

    def _ask(self, sql: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._db.execute(sql, values).fetchall()
            except sqlite3.OperationalError as error:
                code = "archive-tables" if "no such" in str(error) else "archive-cut"
                raise BadArchive(code, str(error)) from error
            except sqlite3.DatabaseError as error:
                raise BadArchive("archive-cut", str(error)) from error


class PmTiles:
    """A PMTiles file of version 3. Directories are kept, for the library reads them each time."""

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("rb")
        self._lock = threading.Lock()
        self._size = path.stat().st_size
        self._directory = lru_cache(maxsize=64)(self._read_directory)
        try:
            self._header = self._read_header()
            self._directory(self._header["root_offset"], self._header["root_length"])
        except BaseException:
            self._file.close()
            raise

    def get(self, z: int, x: int, y: int) -> bytes | None:
        header = self._header
        number = zxy_to_tileid(z, x, y)
        offset, length = header["root_offset"], header["root_length"]
        for _ in range(_DEPTH):
            entry = find_tile(self._directory(offset, length), number)
            if entry is None:
                return None
            if entry.run_length:
                return self._tile(header["tile_data_offset"] + entry.offset, entry.length)
            offset, length = header["leaf_directory_offset"] + entry.offset, entry.length
        raise BadArchive("archive-cut", "directories without end")

    def sample(self) -> bytes | None:
        header = self._header
        entries = self._directory(header["root_offset"], header["root_length"])
        if entries and not entries[0].run_length:
            start = header["leaf_directory_offset"] + entries[0].offset
            entries = self._directory(start, entries[0].length)
        if not entries or not entries[0].run_length:
            return None
        return self._tile(header["tile_data_offset"] + entries[0].offset, entries[0].length)

    def close(self) -> None:
        with self._lock:
            self._file.close()

    def _tile(self, offset: int, length: int) -> bytes:
        if length > MOST_BYTES:
            raise BadTile("tile-bytes", str(length))
        data = self._bytes(offset, length)
        if self._header["tile_compression"] is Compression.GZIP:
            return _inflated(data, MOST_PX * MOST_PX * 4)
        return data

    def _read_header(self) -> Any:
        try:
            header = deserialize_header(self._bytes(0, _HEADER))
        except (MagicNumberNotFound, UnicodeDecodeError) as error:
            raise BadArchive("archive-not-pmtiles") from error
        except SpecVersionUnsupported as error:
            raise BadArchive("archive-version") from error
        except ValueError as error:
            raise BadArchive("archive-cut", str(error)) from error
        if header["tile_type"] in (TileType.MVT, TileType.MLT):
            raise BadArchive("archive-vector", header["tile_type"].name)
        if header["tile_type"] not in (TileType.PNG, TileType.JPEG, TileType.WEBP):
            raise BadArchive("archive-format", header["tile_type"].name)
        squeezed = (header["internal_compression"], header["tile_compression"])
        known = (Compression.GZIP,), (Compression.NONE, Compression.GZIP, Compression.UNKNOWN)
        if any(s not in k for s, k in zip(squeezed, known, strict=True)):
            raise BadArchive("archive-squeezed", ", ".join(s.name for s in squeezed))
        self.min_zoom, self.max_zoom = header["min_zoom"], header["max_zoom"]
        if not self.min_zoom <= self.max_zoom <= 30:
            raise BadArchive("archive-cut", f"zoom {self.min_zoom}–{self.max_zoom}")
        west, south = header["min_lon_e7"] / 1e7, header["min_lat_e7"] / 1e7
        self.reach = _reach(west, south, header["max_lon_e7"] / 1e7, header["max_lat_e7"] / 1e7)
        return header

    def _read_directory(self, offset: int, length: int) -> list[Entry]:
        if length > _MOST_DIRECTORY:
            raise BadArchive("archive-cut", f"a directory of {length} bytes")
        data = self._bytes(offset, length)
        try:
            # The library unpacks without a limit: a look at the size comes first.
            if _ENDLESS.search(_inflated(data, _MOST_DIRECTORY)):
                raise BadArchive("archive-cut", "a number without end")
            return deserialize_directory(data)
        except (OSError, EOFError, IndexError, BadTile, zlib.error) as error:
            raise BadArchive("archive-cut", str(error)) from error

    def _bytes(self, offset: int, length: int) -> bytes:
        if offset + length > self._size:
            raise BadArchive("archive-cut", f"{offset + length} > {self._size}")
        with self._lock:
            self._file.seek(offset)
            return self._file.read(length)


def _inflated(data: bytes, most: int) -> bytes:
    unpack = zlib.decompressobj(wbits=31)
    try:
        plain = unpack.decompress(data, most + 1)
    except zlib.error as error:
        raise BadTile("tile-cut", str(error)) from error
    if len(plain) > most:
        raise BadTile("tile-bytes", f"> {most}")
    return plain


def _declared_reach(text: str) -> Reach | None:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return _reach(west, south, east, north)


def _reach(west: float, south: float, east: float, north: float) -> Reach | None:
    """None where the bounds make no sense: then every tile is looked for."""
    if not all(map(math.isfinite, (west, south, east, north))) or west >= east or south >= north:
        return None
    return *project_one(west, north), *project_one(east, south)
