"""The files that a log names: copied to and from the folder beside a backup, and checked.

A file never changes, and its id follows from its content, so that folder is one for all backups in
it: a later backup brings only what is new, and what other backups have brought does no harm.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, select

from casework import events as ev
from casework.codec import decode_envelope
from central.attachments.store import About, FileStore
from central.errors import EXIT_FOLDER, StartError
from central.store import schema as t

_KIND = "attachment_added"
_BLOCK = 1024 * 1024
_MISSING = "it is missing"
_CHANGED = "its content is not what the log says"


class Tally(NamedTuple):
    """How many files the log names, and what is wrong with which of them."""

    files: int
    wrong: tuple[str, ...]


def named(db: Connection) -> Iterator[About]:
    """Every file of which the log has a fact."""
    ask = select(t.event.c.line).where(t.event.c.kind == _KIND).order_by(t.event.c.seq)
    for (line,) in db.execute(ask):
        envelope = decode_envelope(bytes(line))
        fact = envelope.event
        if isinstance(fact, ev.AttachmentAdded):
            yield About(
                fact.attachment, envelope.case_id, fact.name, fact.media, fact.size, fact.sha256
            )


def check(db: Connection, files: FileStore) -> Tally:
    """Read every file that the log names and compare it with its hash."""
    return _tally((about, _trouble(about, files)) for about in named(db))


def carry(db: Connection, source: FileStore, target: FileStore) -> Tally:
    """Copy every file that the log names, as far as the target has not got it.

    Raises:
        StartError: a file cannot be read, or the target takes no more.
    """
    return _tally((about, _carry(about, source, target)) for about in named(db))


def _tally(looked_at: Iterator[tuple[About, str]]) -> Tally:
    files, wrong = 0, []
    for about, why in looked_at:
        files += 1
        if why:
            wrong.append(f"attachment {about.attachment} of case {about.case_id}: {why}")
    return Tally(files, tuple(wrong))


def _trouble(about: About, files: FileStore) -> str:
    """Why the file is not what the log says; empty where it is."""
    try:
        with files.open(about.attachment) as file:
            digest = hashlib.sha256()
            while block := file.read(_BLOCK):
                digest.update(block)
    except FileNotFoundError:
        return _MISSING
    except OSError as error:
        return f"it cannot be read: {error.strerror or error}"
    return "" if digest.hexdigest() == about.sha256 else _CHANGED


def _carry(about: About, source: FileStore, target: FileStore) -> str:
    if not _trouble(about, target):
        return ""
    try:
        part = target.begin()
        try:
            with source.open(about.attachment) as file:
                while block := file.read(_BLOCK):
                    part.write(block)
            part.finish()
            if part.sha256 != about.sha256:
                return _CHANGED
            target.put(part, about, source.thumbnail(about.attachment))
            target.settle(about.attachment)
        finally:
            part.drop()
    except FileNotFoundError:
        return _MISSING
    except OSError as error:
        message = f"attachment {about.attachment} cannot be copied: {error.strerror or error}"
        raise StartError(EXIT_FOLDER, message) from error
    return ""
