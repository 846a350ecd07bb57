"""`import-areas`: boundaries into a new gazetteer."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from casework.datum import Datum
from central.cli.command import Command, print_line
from central.errors import EXIT_INPUT, StartError
from central.importing.areas import with_areas
from central.importing.folder import read_city, write_city

_EPILOG = """\
A file does not say reliably which datum it is in: maps of Chinese providers are in GCJ-02 or BD-09,
some 500 m off, and look like WGS-84. Ask whoever made the file, and declare it with --datum. What
is written is WGS-84. An area whose code is known gets the boundary; a new one needs level, name_zh
and parent too. --field says how the file calls a property.

example: python -m central import-areas towns.geojson --datum GCJ-02 --field code=adcode \\
             --city ./city --out ./city
"""


def _flags(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help="GeoJSON FeatureCollection of polygons, UTF-8")
    add("--datum", default="", help="WGS-84, GCJ-02 or BD-09; there is no default on purpose")
    add("--field", action="append", default=[], metavar="OURS=THEIRS", help="may be repeated")
    add("--city", type=Path, required=True, metavar="DIR", help="city folder to read")
    add("--out", type=Path, required=True, metavar="DIR", help="city folder to write")


def _run(found: argparse.Namespace) -> int:
    names = dict(pair.partition("=")[::2] for pair in found.field)
    city = read_city(found.city)
    new, report = with_areas(city.gazetteer, found.file, _datum(found.datum), names)
    write_city(city, new, found.city, found.out)
    print_line(msgspec.json.encode({"changed": report.changed, "added": report.added}))
    return 0


def _datum(text: str) -> Datum:
    try:
        return Datum(text)
    except ValueError as error:
        message = (
            "say which datum the file is in with --datum WGS-84, --datum GCJ-02 (maps of Chinese "
            "providers) or --datum BD-09 (Baidu); guessing would move every boundary by some 500 m"
        )
        raise StartError(EXIT_INPUT, message) from error


COMMAND = Command(
    "import-areas", "take boundaries of areas into a new gazetteer", _flags, _run, _EPILOG
)
