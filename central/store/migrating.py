"""Which revision a database is at, and the way to another one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, select

from central import migrations
from central.errors import CorruptStoreError
from central.migrations import FIRST, NEWEST, REVISIONS
from central.store import people as _people  # noqa: F401 - its tables are part of the schema
from central.store import schema as t


def revision_of(db: Connection) -> str:
    """The revision of the tables, empty where there are none.

    Raises:
        CorruptStoreError: a version newer than this one has made them.
    """
    tables = inspect(db).get_table_names()
    if t.event.name not in tables:
        return ""
    if t.revision.name not in tables:
        return FIRST
    found = db.execute(select(t.revision.c.version_num)).scalar_one_or_none() or FIRST
    if found not in REVISIONS:
        raise CorruptStoreError(f"it was made by a newer version (tables of revision {found})")
    return found


def create(db: Connection) -> None:
    """All tables as they are today, in an empty database."""
    t.metadata.create_all(db)
    t.revision.create(db)
    db.execute(t.revision.insert(), {"version_num": NEWEST})


def move(db: Connection, to: str) -> None:
    """Take the tables up or down to revision `to`, inside the caller's transaction."""
    # loaded only when there is something to do: a start does not wait for it
    from alembic import command
    from alembic.config import Config

    config = Config()
    folder = str(Path(migrations.__file__).parent)
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = db
    here = revision_of(db)
    if not inspect(db).has_table(t.revision.name):
        command.stamp(config, here)
    if REVISIONS.index(to) >= REVISIONS.index(here):
        command.upgrade(config, to)
    else:
        command.downgrade(config, to)
