"""The city folder that an import writes: whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from casework.area import Gazetteer
from central.city import City, build_city, load_city
from central.errors import EXIT_INPUT, StartError


def read_city(folder: Path) -> City:
    """The city as it is."""
    return load_city(folder)


def write_city(city: City, new: Gazetteer, source: Path, out: Path) -> None:
    """Put `new` and everything else of `source` into `out`; the gazetteer comes last.

    Raises:
        StartError: the new gazetteer contradicts itself, or cannot be written.
    """
    try:
        build_city(new, city.reasons)
    except ValueError as error:
        message = f"the result would contradict itself: {error}; nothing was written"
        raise StartError(EXIT_INPUT, message) from error
    try:
        out.mkdir(parents=True, exist_ok=True)
        for path in sorted(source.glob("*.json")):
            if path.name != "gazetteer.json" and not (out / path.name).exists():
                _put(out / path.name, path.read_bytes())
        encoded = msgspec.json.format(msgspec.json.encode(new), indent=1)
        _put(out / "gazetteer.json", encoded)
    except OSError as error:
        raise StartError(EXIT_INPUT, f"cannot write {out}: {error.strerror or error}") from error


def _put(path: Path, content: bytes) -> None:
    """The old content or the new one, never a half."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
