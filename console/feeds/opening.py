"""Opening a file for a replay, whatever kind it is: an incident log, or a table with a mapping."""

from __future__ import annotations

import hashlib
from pathlib import Path

from console.feeds.csvcase import Chronicle
from console.feeds.csvcity import build_city
from console.feeds.csvlog import read_table
from console.feeds.logfile import is_log_file, read_log
from console.feeds.mapping import load_mapping
from console.feeds.recording import BadLog, Recording, Track

__all__ = ["BadLog", "open_recording", "open_table"]


def open_recording(path: Path, mapping: Path | None = None) -> Recording:
    """The recording in `path`.

    Args:
        mapping: a mapping file; without one a table is read by the shipped mapping that fits.

    Raises:
        BadLog: it cannot be played; `BadMapping` where the mapping is at fault.
    """
    if mapping is None and (path.suffix.lower() == ".zwlog" or is_log_file(path)):
        return read_log(path)
    return open_table(path, mapping)


def open_table(path: Path, mapping: Path | None = None) -> Recording:
    """The recording in a table.

    Raises:
        BadLog: as `open_recording`.
    """
    table = read_table(path, load_mapping(mapping) if mapping else None)
    if not table.rows:
        reason = f"no row can be used; {len(table.problems)} were refused"
        if table.problems:
            reason += f", the first in line {table.problems[0].line}: {table.problems[0].reason}"
        first = table.problems[0] if table.problems else None
        way_out = "check the file and the mapping"
        raise BadLog("nothing", str(path), reason, way_out, first=first)
    city = build_city(table.mapping, table.rows)
    chronicle = Chronicle(table, city)
    envelopes = chronicle.envelopes()
    name = hashlib.sha256(f"{path.name}/{len(envelopes)}".encode()).hexdigest()[:16]
    problems = sorted([*table.problems, *chronicle.problems], key=lambda p: p.line)
    return Recording(
        name=path.name,
        log_id=f"imported-{name}",
        gazetteer=city.gazetteer,
        envelopes=envelopes,
        track=Track(chronicle.frames()),
        problems=tuple(problems),
        notes=tuple(table.mapping.notes),
    )
