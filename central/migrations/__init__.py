"""The tables of older versions brought up to date, and back, by alembic.

A new database is made at once from `central.store.schema`; a test sees to it that both ways end
in the same tables. Every change of the schema is one file in `versions` and one entry here.
"""

from __future__ import annotations

#: In order; the first is the schema of version 0.1.0, which did not name its revision.
REVISIONS: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005", "0006")
FIRST, NEWEST = REVISIONS[0], REVISIONS[-1]
