"""The tables of version 0.1.0 brought up to date, back down and up again, on both databases."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

from central import app, migrations
from central.errors import StartError
from central.migrations import FIRST, NEWEST, REVISIONS
from central.store import migrating
from central.store.core import CoreStore
from central.store.opening import DATABASE, open_store
from central.store.schema import metadata
from tests.contract.central.inside import HandClock, serving


@pytest.fixture
def data(tmp_path: Path, database: str) -> Path:
    """A log with one case, its tables as version 0.1.0 made them."""
    with serving(tmp_path, HandClock(), database=database) as inside:
        mei = inside.person("mei")
        mei.do(mei.report(title="占道经营 😀"), "claim")
    app.migrate(tmp_path, database, FIRST)
    engine = engine_of(tmp_path, database)
    with engine.begin() as db:
        db.execute(text("DROP TABLE alembic_version"))
    engine.dispose()
    for copy in tmp_path.glob("*.revision-*"):
        copy.unlink()
    return tmp_path


def engine_of(data: Path, database: str) -> Engine:
    return create_engine(database or f"sqlite:///{data / DATABASE}")


def told(store: CoreStore) -> list[Any]:
    """What the log says, and where the tables are."""
    with store._reading() as db:
        assert migrating.revision_of(db) == NEWEST
    found = [store.log_id, store.head(), store.history(1001), store.case(1001)]
    store.close()
    return found


def test_an_old_log_keeps_its_data_up_and_down_and_up_again(data: Path, database: str) -> None:
    assert app.migrate(data, database, NEWEST) == (FIRST, NEWEST)
    first = told(open_store(data, database))
    assert first[1] == 2
    assert app.migrate(data, database, FIRST) == (NEWEST, FIRST)
    engine = engine_of(data, database)
    assert set(inspect(engine).get_table_names()) == {
        "alembic_version", "answer", "case_state", "event", "meta", "unit"
    }  # fmt: skip
    engine.dispose()
    assert app.migrate(data, database, NEWEST) == (FIRST, NEWEST)
    assert told(open_store(data, database)) == first


def test_serving_updates_a_file_after_a_copy_and_a_server_only_when_told(
    data: Path, database: str
) -> None:
    if database:
        with pytest.raises(StartError, match="migrate") as caught:
            open_store(data, database)
        assert caught.value.exit_code == 12
        assert told(open_store(data, database, migrate=True))[1] == 2
        return
    assert told(open_store(data))[1] == 2
    kept = data / f"{DATABASE}.revision-{FIRST}"
    shutil.move(kept, data / DATABASE)
    for left in data.glob(f"{DATABASE}-*"):
        left.unlink()
    assert app.migrate(data, "", NEWEST) == (FIRST, NEWEST)


def test_tables_brought_up_are_the_tables_of_a_new_log(data: Path, database: str) -> None:
    app.migrate(data, database, NEWEST)
    engine = engine_of(data, database)
    # SQLite keeps the names of types that its columns had; it does not look at them
    options = {"compare_type": bool(database)}
    with engine.connect() as db:
        found = compare_metadata(MigrationContext.configure(db, opts=options), metadata)
    engine.dispose()
    assert found == []


def test_there_is_one_file_per_revision_in_one_line() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == REVISIONS


def test_migrating_nothing_is_refused(tmp_path: Path, database: str) -> None:
    with pytest.raises(StartError, match="no log") as caught:
        app.migrate(tmp_path, database, NEWEST)
    assert caught.value.exit_code == 7
