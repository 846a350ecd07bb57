"""`import-categories`: a code table into a new gazetteer."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from central.cli.command import Command, print_line
from central.importing.categories import with_categories
from central.importing.folder import read_city, write_city

_EPILOG = """\
CSV columns: code, kind (component or event), class_zh, class_en, name_zh, name_en, department,
priority (1 to 4), limit_value, limit_unit (emergency_hour, work_hour, work_day, calendar_day).
JSON: one list of the objects that GET /v1/categories answers. Codes that the file lacks stay,
because cases may carry them, unless --drop-others is given. A row that is wrong is named, and then
nothing is written at all.

exit codes: 6 the city folder is wrong, 14 the file cannot be used.

example: python -m central import-categories codes.csv --version "GB/T 30428.2-2013" \\
             --city ./city --out ./city
"""


def _flags(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help="CSV with a header, or JSON; UTF-8")
    add("--version", required=True, help="which table this is; kept among the sources")
    add("--drop-others", action="store_true", help="drop the codes that the file lacks")
    add("--city", type=Path, required=True, metavar="DIR", help="city folder to read")
    add("--out", type=Path, required=True, metavar="DIR", help="city folder to write")


def _run(found: argparse.Namespace) -> int:
    city = read_city(found.city)
    new, count = with_categories(
        city.gazetteer, found.file, found.version, drop_others=found.drop_others
    )
    write_city(city, new, found.city, found.out)
    print_line(msgspec.json.encode({"categories": count, "in_all": len(new.categories)}))
    return 0


COMMAND = Command(
    "import-categories", "take a table of categories into the city data", _flags, _run, _EPILOG
)
