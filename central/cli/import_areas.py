"""`import-areas`: boundaries into a new gazetteer."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from casework.datum import Datum
from central.cli.command import Command, print_line
from central.errors import EXIT_INPUT, StartError
from central.importing.areas import with_areas
from central.importing.features import read_features
from central.importing.folder import read_city, write_city

_EPILOG = """\
FILE is GeoJSON in UTF-8, a GeoPackage (NAME.gpkg; --layer where it has several) or a shapefile
(NAME.shp with the files beside it; --encoding where there is no .cpg). Boundaries may have holes
and several parts.

A file does not say reliably which datum it is in: maps of Chinese providers are in GCJ-02 or BD-09,
some 500 m off, and look like WGS-84, even when they say WGS 84. Ask whoever made the file, and
declare it with --datum (CGCS2000 counts as WGS-84). A file in metres (a projected coordinate
system) is refused: bring it to longitude and latitude first, with ogr2ogr -t_srs EPSG:4326. What is
written is WGS-84.

An area whose code is known gets the boundary; a new one needs level, name_zh and parent too.
--field says how the file calls a property. A feature that is wrong is named, counted from 0, and
then nothing is written at all. A ring that is open or crosses itself is refused; with --repair it
is closed, or made valid, and the answer says which:
{"changed": ..., "added": ..., "repaired": [...]}.

exit codes: 6 the city folder is wrong, 14 the file cannot be used.

example: python -m central import-areas towns.gpkg --layer towns --datum GCJ-02 \\
             --field code=adcode --city ./city --out ./city
"""


def _flags(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help="polygons: .geojson, .gpkg or .shp")
    add("--datum", default="", help="WGS-84, GCJ-02 or BD-09; there is no default on purpose")
    add("--layer", default="", metavar="NAME", help="layer of a GeoPackage that has several")
    add("--encoding", default="", metavar="NAME", help="letters of a shapefile: UTF-8 or GBK")
    add(
        "--field",
        type=_field,
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        help="the file calls code, level, name_zh, name_en or parent otherwise; may be repeated",
    )
    add("--repair", action="store_true", help="close open rings, make crossing ones valid")
    add("--city", type=Path, required=True, metavar="DIR", help="city folder to read")
    add("--out", type=Path, required=True, metavar="DIR", help="city folder to write")


def _run(found: argparse.Namespace) -> int:
    datum = _datum(found.datum)
    city = read_city(found.city)
    features = read_features(found.file, datum, found.layer, found.encoding)
    source = f"{found.file.name} {found.layer}".strip()
    new, report = with_areas(
        city.gazetteer, features, source, datum, dict(found.field), repair=found.repair
    )
    write_city(city, new, found.city, found.out)
    print_line(msgspec.json.encode(report))
    return 0


def _field(text: str) -> tuple[str, str]:
    ours, equals, theirs = text.partition("=")
    if not (equals and theirs) or ours not in ("code", "level", "name_zh", "name_en", "parent"):
        message = "must be OURS=THEIRS, with code, level, name_zh, name_en or parent for OURS"
        raise argparse.ArgumentTypeError(message)
    return ours, theirs


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
    "import-areas",
    "take boundaries of areas from a map file into the city data",
    _flags,
    _run,
    _EPILOG,
)
