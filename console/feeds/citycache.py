"""The last known city on the disk: a picture as central gave it, and what was heard after it.

Two files of one generation in the seat's folder. `city-N.zwcity` is `MAGIC`, one framed record
(who it belongs to and the city's own description) and then the packed snapshot byte for byte as it
came (`casework.columnar`); it appears whole or not at all. `city-N.heard` are framed records of
envelopes; its end may be cut off by a crash, then it simply ends earlier.
"""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from casework.actor import Actor
from casework.area import Gazetteer
from casework.codec import WireEnvelope, encode_envelope, open_wire
from casework.columnar import FRAME
from casework.events import Envelope
from casework.instant import to_ms
from casework.reasons import ReasonLists
from console.board.board import Board
from console.feeds import wire
from console.feeds.port import Beat, City

MAGIC = b"zwcity1\n"
_STEM, _PICTURE, _HEARD, _PART = "city-", ".zwcity", ".heard", ".part"
_ASIDE = "unreadable"
_PIECE = 1 << 20
_LONGEST = 256 << 20


class _Cover(msgspec.Struct):
    """Whose city it is. `known_ms`: this machine's time when the picture was taken."""

    belongs: str
    known_ms: int
    gazetteer: Gazetteer
    reasons: ReasonLists | None
    actor: Actor | None


class _Piece(msgspec.Struct):
    at_ms: int
    e: list[WireEnvelope]


_COVER = msgspec.msgpack.Decoder(_Cover)
_HEARD_PIECE = msgspec.json.Decoder(_Piece)


class CacheError(ValueError):
    """The file is not a city of this seat and of this format."""


@dataclass(frozen=True)
class Remembered:
    """The last known city. `known_ms`: this machine's time when central was last heard."""

    city: City
    board: Board
    beat: Beat
    known_ms: int


class CityCache:
    """The files of one seat, used by one thread. `belongs`: which central and operator it is of."""

    def __init__(self, folder: Path, belongs: str) -> None:
        self.folder, self._belongs = folder, belongs

    def newest(self) -> int:
        """The generation that was written last, 0 where there is none."""
        return max((g for g, _ in self._files(_PICTURE)), default=0)

    def load(self) -> Remembered | None:
        """The newest city, None where there is none.

        Raises:
            CacheError: it cannot be used.
            OSError: it cannot be read.
        """
        generation = self.newest()
        if not generation:
            return None
        try:
            return self._load(generation)
        except (OSError, CacheError):
            raise
        except Exception as error:
            raise CacheError(f"{self.picture(generation)}: {error!r}") from error

    def set_aside(self) -> Path:
        """Take the newest one out of the way; returns under which name.

        Raises:
            OSError: that cannot be done.
        """
        generation = self.newest()
        aside = self.folder / f"{_STEM}{_ASIDE}{_PICTURE}"
        self.picture(generation).replace(aside)
        self.heard(generation).unlink(missing_ok=True)
        return aside

    def write(self, generation: int, city: City, pieces: Iterable[bytes]) -> None:
        """A new generation; whole on the disk when this returns, and the older ones are gone.

        Raises:
            OSError: it cannot be written; the older generation stays.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self.picture(generation).with_suffix(_PART)
        now_ms = time.time_ns() // 1_000_000
        cover = _Cover(self._belongs, now_ms, city.gazetteer, city.reasons, city.actor)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + _framed(msgspec.msgpack.encode(cover)))
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.picture(generation))
        self._clear(generation)

    def picture(self, generation: int) -> Path:
        return self.folder / f"{_STEM}{generation:06d}{_PICTURE}"

    def heard(self, generation: int) -> Path:
        return self.folder / f"{_STEM}{generation:06d}{_HEARD}"

    # -- inside ------------------------------------------------------------------------------

    def _load(self, generation: int) -> Remembered:
        path = self.picture(generation)
        with path.open("rb") as file:
            cover = _COVER.decode(self._cover(file, path))
            if cover.belongs != self._belongs:
                raise CacheError(f"{path}: it belongs to another seat")
            board, heard = wire.packed(iter(lambda: file.read(_PIECE), b""))
        known_ms = cover.known_ms
        for at_ms, envelopes in read_heard(self.heard(generation)):
            board.apply(envelopes)
            known_ms = max(known_ms, at_ms)
        gone_ms = max(0, time.time_ns() // 1_000_000 - cover.known_ms)
        # a city that runs faster than the world stands still while its own central is not there
        now_ms = to_ms(heard.now) + (gone_ms if heard.rate == 1.0 else known_ms - cover.known_ms)
        beat = Beat(now_ms, heard.rate, time.monotonic(), board.head)
        city = City(cover.gazetteer, cover.reasons, cover.actor)
        return Remembered(city, board, beat, known_ms)

    @staticmethod
    def _cover(file: BinaryIO, path: Path) -> bytes:
        if file.read(len(MAGIC)) != MAGIC:
            raise CacheError(f"{path}: of another format than this console's")
        payload = _record(file)
        if payload is None:
            raise CacheError(f"{path}: damaged")
        return payload

    def _files(self, suffix: str) -> list[tuple[int, Path]]:
        found = []
        for path in self.folder.glob(f"{_STEM}*{suffix}"):
            number = path.name.removeprefix(_STEM).removesuffix(suffix)
            if number.isdecimal():
                found.append((int(number), path))
        return found

    def _clear(self, newest: int) -> None:
        for suffix in (_PICTURE, _HEARD, _PART):
            for generation, path in self._files(suffix):
                if generation < newest:
                    path.unlink(missing_ok=True)


class HeardFile:
    """What is heard after a picture, appended."""

    def __init__(self, path: Path) -> None:
        """
        Raises:
            OSError: it cannot be made.
        """
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = os.fdopen(handle, "wb")
        self.path, self.events = path, 0

    def add(self, at_ms: int, envelopes: Iterable[Envelope] = ()) -> None:
        """
        Raises:
            OSError: the disk does not take it.
        """
        lines = [encode_envelope(e) for e in envelopes]
        self.events += len(lines)
        self._file.write(_framed(b'{"at_ms":%d,"e":[%s]}' % (at_ms, b",".join(lines))))

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        self._file.close()


def read_heard(path: Path) -> Iterator[tuple[int, tuple[Envelope, ...]]]:
    """(this machine's ms, envelopes) as they were added, up to the first that is not whole."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        while (payload := _record(file)) is not None:
            piece = _HEARD_PIECE.decode(payload)
            yield piece.at_ms, tuple(open_wire(e) for e in piece.e)


def _framed(payload: bytes) -> bytes:
    return FRAME.pack(len(payload), zlib.crc32(payload)) + payload


def _record(file: BinaryIO) -> bytes | None:
    """The next framed record, None where no whole one follows."""
    head = file.read(FRAME.size)
    if len(head) < FRAME.size:
        return None
    size, check = FRAME.unpack(head)
    payload = file.read(size) if size <= _LONGEST else b""
    return payload if len(payload) == size and zlib.crc32(payload) == check else None
