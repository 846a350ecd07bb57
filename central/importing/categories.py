"""`import-categories`: a versioned code table of components and events, from CSV or JSON."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from casework.area import Category, Gazetteer
from central.errors import EXIT_INPUT, StartError

_COLUMNS = (
    "code", "kind", "class_zh", "class_en", "name_zh", "name_en", "department", "priority",
    "limit_value", "limit_unit",
)  # fmt: skip


def with_categories(
    old: Gazetteer, path: Path, version: str, *, drop_others: bool
) -> tuple[Gazetteer, int]:
    """The gazetteer with the table of a file, and how many rows it has.

    Codes that the file lacks stay, because cases may carry them, unless `drop_others`.

    Raises:
        StartError: the file cannot be used; the message names the row.
    """
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise StartError(EXIT_INPUT, f"cannot read {path} as UTF-8: {error}") from error
    rows = _json_rows(path, text) if path.suffix.lower() == ".json" else _csv_rows(path, text)
    table: dict[str, Category] = {}
    for number, row in rows:
        category = _category(path, number, row)
        if category.code in table:
            raise _wrong(path, number, f"the code {category.code} occurs twice")
        if category.department not in {item.code for item in old.departments}:
            raise _wrong(path, number, f"the department {category.department!r} is not declared")
        table[category.code] = category
    if not table:
        raise StartError(EXIT_INPUT, f"{path} has no rows; nothing was written")
    kept = [] if drop_others else [item for item in old.categories if item.code not in table]
    source = f"categories: {version}, {path.name}, sha256 {hashlib.sha256(raw).hexdigest()}"
    sources = [*(s for s in old.sources if not s.startswith("categories: ")), source]
    return replace(old, categories=[*kept, *table.values()], sources=sources), len(table)


def _json_rows(path: Path, text: str) -> list[tuple[int, Any]]:
    try:
        found = msgspec.json.decode(text)
    except (ValueError, RecursionError) as error:
        raise StartError(EXIT_INPUT, f"{path} is not JSON: {error}") from error
    if not isinstance(found, list):
        raise StartError(EXIT_INPUT, f"{path} must hold one list of categories")
    return list(enumerate(found, 1))


def _csv_rows(path: Path, text: str) -> list[tuple[int, Any]]:
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise StartError(EXIT_INPUT, f"{path} lacks the columns {', '.join(missing)}")
        return [(number, _from_csv(row)) for number, row in enumerate(reader, 1)]
    except csv.Error as error:
        raise StartError(EXIT_INPUT, f"{path} is not CSV: {error}") from error


def _from_csv(row: dict[str, Any]) -> dict[str, Any]:
    fields = {name: (row[name] or "").strip() for name in _COLUMNS}
    limit = {"value": fields.pop("limit_value"), "unit": fields.pop("limit_unit")}
    return {**fields, "limit": limit}


def _category(path: Path, number: int, row: Any) -> Category:
    try:
        found = msgspec.convert(row, Category, strict=False)
    except (msgspec.ValidationError, ValueError) as error:
        raise _wrong(path, number, str(error)) from error
    if not (found.code and found.name_zh):
        raise _wrong(path, number, "it has no code or no name_zh")
    return found


def _wrong(path: Path, number: int, why: str) -> StartError:
    return StartError(EXIT_INPUT, f"{path}, row {number}: {why}; nothing was written")
