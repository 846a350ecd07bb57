"""A table of calls, row by row."""

from __future__ import annotations

import csv
import io

from console.feeds.mapping import (
    MAPPINGS,
    load_mapping,
)

SHIPPED = MAPPINGS / "sf_fire_calls.toml"
COLUMNS = [*load_mapping(SHIPPED).columns, "RowID"]
DAY = "01/02/2017"


def row(unit: str = "E01", call: str = "170010001", **more: str) -> dict[str, str]:
    """A unit that was sent, arrived and came back, in ten minutes."""
    plain = {
        "Call Number": call,
        "Unit ID": unit,
        "Unit Type": "ENGINE",
        "Call Type": "Alarms",
        "Address": "1000 Block of MARKET ST",
        "Battalion": "B03",
        "Neighborhood  District": "Tenderloin",
        "Priority": "3",
        "Location": "(37.78, -122.41)",
        "Received DtTm": f"{DAY} 11:50:00 PM",
        "Entry DtTm": f"{DAY} 11:51:00 PM",
        "Dispatch DtTm": f"{DAY} 11:52:00 PM",
        "Response DtTm": f"{DAY} 11:53:00 PM",
        "On Scene DtTm": f"{DAY} 11:58:00 PM",
        "Transport DtTm": "",
        "Hospital DtTm": "",
        "Available DtTm": "01/03/2017 12:08:00 AM",
        "RowID": f"{call}-{unit}",
    }
    return {**plain, **more}


def table(*rows: dict[str, str], columns: list[str] | None = None, delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns or COLUMNS, extrasaction="ignore", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
