"""Tiles for tests: pictures that say which tile they are, real archives, and a real server."""

from __future__ import annotations

import gzip
import io
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

Key = tuple[int, int, int]


def colour(key: Key) -> tuple[int, int, int]:
    """A colour that near tiles do not share."""
    z, x, y = key
    return (40 + x * 53 % 200, 30 + y * 71 % 200, 20 + z * 37 % 200)


def picture(key: Key, size: int = 256, form: str = "PNG", clear: bool = False) -> bytes:
    """One tile: its colour, a bright border and a diagonal, or see-through with a filled corner."""
    made = Image.new("RGBA" if clear else "RGB", (size, size), (*colour(key), 0 if clear else 255))
    if not clear:
        made.putpixel((0, 0), (255, 255, 255))
        for i in range(size):
            for at in ((i, 0), (0, i), (i, i)):
                made.putpixel(at, (250, 240, 20))
    else:
        made.paste((*colour(key), 255), (0, 0, size // 2, size // 2))
    out = io.BytesIO()
    made.save(out, form, **({"lossless": True} if form == "WEBP" else {}))
    return out.getvalue()


def pyramid(deepest: int, shallowest: int = 0) -> list[Key]:
    """Every tile of the world from one zoom to another."""
    return [
        (z, x, y)
        for z in range(shallowest, deepest + 1)
        for y in range(1 << z)
        for x in range(1 << z)
    ]


def mbtiles(
    path: Path, tiles: Iterable[tuple[Key, object]], form: str | None = "png", **metadata: str
) -> Path:
    """Rows from the south, as the standard says."""
    with sqlite3.connect(path) as db:
        db.execute("create table metadata (name text, value text)")
        db.execute(
            "create table tiles (zoom_level integer, tile_column integer, tile_row integer,"
            " tile_data blob)"
        )
        told = metadata | ({"format": form} if form else {})
        db.executemany("insert into metadata values (?, ?)", told.items())
        rows = [(z, x, (1 << z) - 1 - y, data) for (z, x, y), data in tiles]
        db.executemany("insert into tiles values (?, ?, ?, ?)", rows)
    db.close()
    return path


def pmtiles(
    path: Path,
    tiles: Iterable[tuple[Key, bytes]],
    kind: TileType = TileType.PNG,
    squeezed: Compression = Compression.NONE,
) -> Path:
    """A file as the library writes it."""
    found = sorted(tiles, key=lambda tile: zxy_to_tileid(*tile[0]))
    zooms = [key[0] for key, _ in found] or [0]
    with path.open("wb") as file:
        writer = Writer(file)
        for key, data in found:
            body = gzip.compress(data) if squeezed is Compression.GZIP else data
            writer.write_tile(zxy_to_tileid(*key), body)
        writer.finalize(
            {
                "tile_type": kind,
                "tile_compression": squeezed,
                "min_zoom": min(zooms),
                "max_zoom": max(zooms),
                "min_lon_e7": -1_800_000_000,
                "min_lat_e7": -850_000_000,
                "max_lon_e7": 1_800_000_000,
                "max_lat_e7": 850_000_000,
                "center_zoom": 0,
                "center_lon_e7": 0,
                "center_lat_e7": 0,
            },
            {},
        )
    return path


class Answering(BaseHTTPRequestHandler):
    """Does what the test says, with what a tile server has at hand."""

    protocol_version = "HTTP/1.1"
    server: TileServer

    def do_GET(self) -> None:
        self.server.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        with self.server.inside:
            self.server.now += 1
            self.server.most = max(self.server.most, self.server.now)
        try:
            self.server.behaviour(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with self.server.inside:
                self.server.now -= 1

    def give(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def tile(self) -> Key:
        """(z, x, y) from a path that ends in /z/x/y.png."""
        z, x, y = self.path.removesuffix(".png").rsplit("/", 3)[1:]
        return int(z), int(x), int(y)

    def log_message(self, *_: object) -> None: ...


class TileServer(ThreadingHTTPServer):
    """`behaviour` answers each request; `seen`: paths and headers, in order."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.behaviour: Callable[[Answering], None] = give_tile
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.inside = threading.Lock()
        self.now = self.most = 0

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def give_tile(asked: Answering) -> None:
    asked.give(picture(asked.tile()), Content_Type="image/png", ETag='"one"')


@contextmanager
def serving() -> Iterator[TileServer]:
    server = TileServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
