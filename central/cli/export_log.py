"""`export-log`: an incident log file, as `GET /v1/export` gives it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from casework.instant import from_ms
from central.backup import new_file
from central.city import City, load_city
from central.cli.command import Command, print_line
from central.cli.place import file_flag, place_flags
from central.errors import EXIT_FOLDER, EXIT_INPUT, StartError
from central.projections.cases import columns_json
from central.projections.replay import fold_log
from central.settings import Settings
from central.store.interface import Store
from central.store.opening import open_store
from central.store.plain import file_of

_CHUNK = 2_000
_EPILOG = """\
The file holds the whole log, or with --after the lines after that one and the picture before them.
Positions of units are kept in memory by the central that serves, and are only in its own export.

example: python -m central export-log --data ./data --to ./shift.zwlog
"""


def _flags(parser: argparse.ArgumentParser) -> None:
    place_flags(parser)
    file_flag(parser, "--to", "the new file")
    parser.add_argument("--city", type=Path, default=Settings.city, help="folder of the city data")
    parser.add_argument(
        "--after", type=int, default=0, metavar="SEQ", help="leave out the lines up to this number"
    )


def _run(found: argparse.Namespace) -> int:
    if found.file.exists():
        raise StartError(EXIT_FOLDER, f"{found.file} exists; name a new file")
    city = load_city(found.city)
    if not found.database:
        file_of(found.data)
    with closing(open_store(found.data, found.database)) as store:
        head = store.head()
        if not 0 <= found.after <= head:
            raise StartError(EXIT_INPUT, f"--after must be from 0 to {head}, where the log ends")
        with new_file(found.file) as part, part.open("wb") as file:
            file.writelines(_lines(store, city, found.after, head))
    print_line(msgspec.json.encode({"events": head - found.after, "head": head}))
    return 0


def _lines(store: Store, city: City, after: int, head: int) -> Iterator[bytes]:
    folded = fold_log(store, after)
    first = store.rows(after, after + 1, 1)
    lead = {"format": "zhiwang-log", "version": 1, "log_id": store.log_id}
    rest = {
        "units": store.units(),
        "from_seq": after + 1,
        "started_at": from_ms(first[0].at_ms) if first else store.last_at(),
    }
    yield b'%b,"gazetteer":%b,%b,"cases":%b}\n' % (
        msgspec.json.encode(lead)[:-1],
        city.gazetteer_json,
        msgspec.json.encode(rest)[1:-1],
        columns_json(list(folded.cases.values())) if after else b"null",
    )
    begin = after
    while after < head:
        rows = store.rows(after, head, _CHUNK)
        after = rows[-1].seq
        yield b"".join(b'{"e":%b}\n' % row.line for row in rows)
    yield b'{"end":true,"events":%d,"head":%d}\n' % (head - begin, head)


COMMAND = Command(
    "export-log",
    "write the log to a file (.zwlog) that a console can replay",
    _flags,
    _run,
    _EPILOG,
)
