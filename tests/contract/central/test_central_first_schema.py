"""A log in the first version's own tables: brought up to today, served, and taken back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from central import app, backup
from central.migrations import FIRST, NEWEST
from central.store.opening import DATABASE, open_store
from tests.contract.central.cluster import Cluster, name_of
from tests.contract.central.serving import Central

DUMPS = Path(__file__).parent / "first_schema"
LINES = 11
TABLES = {"answer", "case_state", "event", "meta", "unit"}


@pytest.fixture
def data(tmp_path: Path, database: str, request: pytest.FixtureRequest) -> Path:
    """The old log, in a file or in a database."""
    folder = tmp_path / "data"
    folder.mkdir()
    if not database:
        with closing(sqlite3.connect(folder / DATABASE)) as db:
            db.executescript((DUMPS / "sqlite.sql").read_text("utf-8"))
        return folder
    cluster: Cluster = request.getfixturevalue("cluster")
    cluster.run((DUMPS / "postgresql.sql").read_text("utf-8"), name_of(database))
    return folder


def engine_of(data: Path, database: str) -> Engine:
    return create_engine(database or f"sqlite:///{data / DATABASE}")


def lines_of(data: Path, database: str) -> list[bytes]:
    """The log, byte for byte as it is stored."""
    engine = engine_of(data, database)
    with engine.connect() as db:
        found = [bytes(line) for (line,) in db.execute(text("SELECT line FROM event ORDER BY seq"))]
    engine.dispose()
    return found


def tables_of(data: Path, database: str) -> set[str]:
    engine = engine_of(data, database)
    found = set(inspect(engine).get_table_names())
    engine.dispose()
    return found


def test_the_first_log_is_brought_up_served_and_taken_back(
    data: Path, database: str, start: Callable[..., Central]
) -> None:
    assert tables_of(data, database) == TABLES
    old = lines_of(data, database)
    assert len(old) == LINES
    central = start("--migrate")
    mei = central.person("mei")
    assert mei.log()[:LINES] == [json.loads(line) for line in old]
    case = mei.get("/v1/cases/1001").json()["case"]
    assert (case["state"], case["title"]) == ("dispatched", "占道经营 😀")
    note = {"text": "kept on where the first version left off"}
    if mei.act(case, "note", **note).status_code == 412:  # the hold of then ran out just now
        mei.do(mei.get("/v1/cases/1001").json()["case"], "note", **note)
    assert central.stop()
    lines = lines_of(data, database)
    assert lines[:LINES] == old
    # what was held then has long run out, and central says so
    kinds = {json.loads(line)["event"]["kind"] for line in lines[LINES:]}
    assert {"note_added"} <= kinds <= {"note_added", "lease_expired"}
    whole = backup.verify(data, database)
    assert (whole.whole, whole.head.seq) == (True, len(lines))
    assert app.migrate(data, database, FIRST) == (NEWEST, FIRST)
    assert tables_of(data, database) == TABLES | {"alembic_version"}
    assert app.migrate(data, database, NEWEST) == (FIRST, NEWEST)
    assert backup.verify(data, database).head == whole.head


def test_the_first_query_tables_are_what_its_log_still_says(data: Path, database: str) -> None:
    """What was folded then and what is folded now from the same lines are the same cases."""
    store = open_store(data, database, migrate=True)
    with closing(store):
        before = {number: store.case(number) for number in (1001, 1002, 1003)}
        units = store.units()
    app.rebuild(data, database)
    again = open_store(data, database)
    with closing(again):
        assert {number: again.case(number) for number in before} == before
        assert again.units() == units
