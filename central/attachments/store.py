"""Where the files lie: behind a small interface, in folders under central's own names.

A file is written beside, flushed to the disk and then renamed, and its note stays in `incoming`
until the fact about it is committed. After a crash the notes say which files may belong to nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FOLDER, INCOMING = "attachments", "incoming"


class About(msgspec.Struct, frozen=True):
    """What is known of one file. `name` is what somebody called it: data, never a path."""

    attachment: str
    case_id: int
    name: str
    media: str
    size: int
    sha256: str


class Part:
    """A file on its way in. Write, then `finish` or `drop`."""

    def __init__(self, path: Path) -> None:
        self.path, self.size = path, 0
        self._hash = hashlib.sha256()
        self._file = path.open("xb")

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, chunk: bytes) -> None:
        self._file.write(chunk)
        self._hash.update(chunk)
        self.size += len(chunk)

    def finish(self) -> None:
        """Everything is on the disk when this returns."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def drop(self) -> None:
        """Away with it, unless it has been put in its place; may be called at any time."""
        with suppress(OSError):
            self._file.close()
        self.path.unlink(missing_ok=True)


class AttachmentStore(Protocol):
    """Blocking calls, from any thread. `attachment` is an id as `About` has it."""

    def begin(self) -> Part:
        """A new file to write to."""
        ...

    def put(self, part: Part, about: About, small: bytes | None) -> None:
        """Keep a finished file; durable when this returns, and unsettled."""
        ...

    def settle(self, attachment: str) -> None:
        """The fact about it is committed: it stays."""
        ...

    def about(self, attachment: str) -> About | None: ...

    def open(self, attachment: str) -> BinaryIO:
        """Its content.

        Raises:
            FileNotFoundError: there is none.
        """
        ...

    def thumbnail(self, attachment: str) -> bytes | None: ...

    def delete(self, attachment: str) -> None: ...

    def unsettled(self, before: float) -> Iterator[About]:
        """Files put before an instant (seconds since the epoch) of which no fact is known.

        What was not even put is removed by the way.
        """
        ...


class FileStore:
    """The interface on a folder; two levels of 256 folders keep each of them small."""

    def __init__(self, data: Path) -> None:
        self._root = data / FOLDER
        self._incoming = self._root / INCOMING

    def begin(self) -> Part:
        self._incoming.mkdir(parents=True, exist_ok=True)
        return Part(self._incoming / f"{uuid.uuid4()}.part")

    def put(self, part: Part, about: About, small: bytes | None) -> None:
        home = self._place(about.attachment)
        home.parent.mkdir(parents=True, exist_ok=True)
        note = msgspec.json.encode(about)
        self._write(self._note(about.attachment), note)
        self._write(home.with_suffix(".json"), note)
        if small is not None:
            self._write(home.with_suffix(".thumbnail"), small)
        part.path.replace(home)
        for folder in (home.parent, home.parent.parent, self._root, self._root.parent):
            _flush_folder(folder)

    def settle(self, attachment: str) -> None:
        self._note(attachment).unlink(missing_ok=True)

    def about(self, attachment: str) -> About | None:
        if not _UUID.fullmatch(attachment):
            return None
        try:
            raw = self._place(attachment).with_suffix(".json").read_bytes()
        except FileNotFoundError:
            return None
        return msgspec.json.decode(raw, type=About)

    def open(self, attachment: str) -> BinaryIO:
        if not _UUID.fullmatch(attachment):
            raise FileNotFoundError(attachment)
        return self._place(attachment).open("rb")

    def thumbnail(self, attachment: str) -> bytes | None:
        if not _UUID.fullmatch(attachment):
            return None
        with suppress(FileNotFoundError):
            return self._place(attachment).with_suffix(".thumbnail").read_bytes()
        return None

    def delete(self, attachment: str) -> None:
        if not _UUID.fullmatch(attachment):
            return
        home = self._place(attachment)
        for path in (home, home.with_suffix(".thumbnail"), home.with_suffix(".json")):
            path.unlink(missing_ok=True)
        self._note(attachment).unlink(missing_ok=True)

    def unsettled(self, before: float) -> Iterator[About]:
        if not self._incoming.is_dir():
            return
        for path in sorted(self._incoming.iterdir()):
            if path.stat().st_mtime >= before:
                continue
            if path.suffix == ".json":
                yield msgspec.json.decode(path.read_bytes(), type=About)
            else:
                path.unlink(missing_ok=True)

    def _place(self, attachment: str) -> Path:
        return self._root / attachment[:2] / attachment[2:4] / attachment

    def _note(self, attachment: str) -> Path:
        return self._incoming / f"{attachment}.json"

    def _write(self, path: Path, content: bytes) -> None:
        """A whole file or none, on the disk when this returns."""
        part = Part(self._incoming / f"{uuid.uuid4()}.part")
        try:
            part.write(content)
            part.finish()
            part.path.replace(path)
        finally:
            part.drop()
        _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """A rename is durable when its folder is; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
