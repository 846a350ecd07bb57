"""Who may serve on a database of several: many on the wall clock, or one with its own time."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, make_url, text

from central import app
from central.__main__ import main
from central.errors import EXIT_LOCKED, StartError
from central.settings import Settings
from central.store.opening import open_store
from central.store.postgres_place import PLACE_LOCK, Place
from tests.contract.central.cluster import Cluster, name_of
from tests.contract.central.inside import HandClock, serving
from tests.contract.central.serving import PEOPLE, Central

SECRETS = json.dumps({"tokens": PEOPLE}).encode() + b"\n"


@pytest.fixture
def address(cluster: Cluster) -> str:
    return cluster.new_database()


def refused(data: Path, city: Path, database: str, rate: float = 1.0) -> str:
    settings = Settings(data, city=city, secrets_stdin=True, database=database, rate=rate)
    with pytest.raises(StartError) as caught:
        app.serve(settings, io.BytesIO(SECRETS), lambda _: None)
    assert caught.value.exit_code == EXIT_LOCKED
    return str(caught.value)


def test_city_time_that_is_its_own_tolerates_no_second_central(
    starter: Callable[..., Central], address: str, tmp_path: Path, city_folder: Path
) -> None:
    """Two would each run ahead from their own start, and write two times into one log."""
    fast = starter("--database", address, "--rate", "3600")
    fast.person("mei").report()
    assert "--rate" in refused(tmp_path / "b", city_folder, address)
    assert "two times" in refused(tmp_path / "b", city_folder, address, rate=60.0)
    fast.stop()


def test_beside_an_ordinary_central_there_is_no_fast_one(
    address: str, tmp_path: Path, city_folder: Path
) -> None:
    with serving(tmp_path, HandClock(), database=address):
        assert "two times" in refused(tmp_path / "b", city_folder, address, rate=60.0)


def test_a_log_that_is_ahead_of_the_clock_is_served_by_one_central_only(
    address: str, tmp_path: Path, city_folder: Path
) -> None:
    """As a fast run leaves it: each central would begin where the log ends when it starts."""
    with serving(tmp_path, HandClock(HandClock().at + timedelta(days=9_000)), database=address):
        pass
    with closing(open_store(tmp_path, address)) as store:
        assert not app.keeps_own_time(store.last_at(), 1.0)
    clock = HandClock(HandClock().at + timedelta(days=9_000))
    with serving(tmp_path, clock, database=address) as inside:
        inside.person("mei").report()
        assert "ahead of the clock" in refused(tmp_path, city_folder, address)


def test_query_tables_are_not_made_anew_beneath_a_central(
    database: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ["rebuild", "--data", str(tmp_path)]
    words += ["--database", database] if database else []
    with serving(tmp_path, HandClock(), database=database) as inside:
        mei = inside.person("mei")
        kept = mei.do(mei.report(title="占道经营"), "claim")
        if database:
            assert main(words) == EXIT_LOCKED
            assert "stop every central" in capfd.readouterr().err
    engine = create_engine(database or f"sqlite:///{tmp_path / 'central.sqlite3'}")
    with engine.begin() as db:
        db.execute(text("UPDATE case_state SET holder = 'eve', version = 9, is_open = (1 = 0)"))
        db.execute(text("DELETE FROM unit"))
    engine.dispose()
    assert main(words) == 0
    assert json.loads(capfd.readouterr().out) == {"events": 2, "cases": 1}
    with serving(tmp_path, HandClock(), database=database) as inside:
        mei = inside.person("mei")
        assert mei.get("/v1/cases").json()["cases"] == [kept]


def test_tables_are_not_moved_beneath_a_central(
    address: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ["migrate", "--data", str(tmp_path), "--database", address]
    with serving(tmp_path, HandClock(), database=address) as inside:
        inside.person("mei").report()
        assert main(words) == EXIT_LOCKED
        assert "stop every central" in capfd.readouterr().err
    assert main(words) == 0


class TestPlace:
    def test_is_shared_by_many_or_held_by_one(self, address: str) -> None:
        url = make_url(address)
        many = [Place(url, alone=False) for _ in range(3)]
        assert all(place.take() for place in many)
        one = Place(url, alone=True)
        assert not one.take()
        for place in many:
            place.leave()
        assert one.take()
        assert not many[0].take()
        one.leave()

    def test_is_taken_again_when_its_connection_breaks(
        self, address: str, cluster: Cluster
    ) -> None:
        lost = threading.Event()
        place = Place(make_url(address), alone=True, look_s=0.02)
        assert place.take()
        place.keep(lost.set)
        end_all_places(cluster, address)
        with cluster.connect(name_of(address)) as db:
            while free(db):  # until it is held again
                db.execute("SELECT pg_advisory_unlock_shared(%s)", (PLACE_LOCK,))
        assert not lost.is_set()
        place.leave()

    def test_says_when_somebody_else_has_it(self, address: str, cluster: Cluster) -> None:
        lost = threading.Event()
        place = Place(make_url(address), alone=False, look_s=0.02, patience_s=0.1)
        assert place.take()
        with cluster.connect(name_of(address)) as other:
            waiting = threading.Thread(
                target=other.execute, args=("SELECT pg_advisory_lock(%s)", (PLACE_LOCK,))
            )
            waiting.start()
            while not waiting_for_the_place(cluster, address):
                pass
            end_all_places(cluster, address)
            waiting.join(10)
            place.keep(lost.set)
            assert lost.wait(10)
        place.leave()


def free(db: psycopg.Connection) -> bool:
    """Whether there was room; then this connection has taken it."""
    found = db.execute("SELECT pg_try_advisory_lock_shared(%s)", (PLACE_LOCK,)).fetchone()
    return bool(found and found[0])


def waiting_for_the_place(cluster: Cluster, address: str) -> bool:
    ask = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    with cluster.connect(name_of(address)) as db:
        found = db.execute(ask).fetchone()
    return bool(found and found[0])


def end_all_places(cluster: Cluster, address: str) -> None:
    with cluster.connect(name_of(address)) as db:
        db.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
