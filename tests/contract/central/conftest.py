"""Centrals for the tests: one that all share, and fresh ones for those who break things.

Whoever asks for `central`, `start` or `database` runs twice: on SQLite and on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.contract.central import small_city
from tests.contract.central.cluster import HOW_TO_GET, Cluster, binaries
from tests.contract.central.serving import Central, Person

SQLITE, POSTGRESQL = "sqlite", "postgresql"


@pytest.fixture(scope="session")
def city_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_city.write_city(tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for all tests; each takes databases of its own in it."""
    folder = binaries()
    if folder is None:
        pytest.skip(HOW_TO_GET)
    running = Cluster(folder)
    yield running
    running.remove()


@pytest.fixture(scope="session", params=[SQLITE, POSTGRESQL])
def kind(request: pytest.FixtureRequest) -> str:
    """Of the database."""
    found: str = request.param
    return found


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest, kind: str) -> Callable[[], str]:
    """Makes empty databases: "" stands for the SQLite file in central's own folder."""
    if kind == SQLITE:
        return str
    made: Callable[[], str] = request.getfixturevalue("cluster").new_database
    return made


@pytest.fixture
def database(new_database: Callable[[], str]) -> str:
    """One empty database for this test."""
    return new_database()


@pytest.fixture(scope="session")
def running_centrals() -> Iterator[dict[str, Central]]:
    """The centrals that serve until the end of all tests, by the kind of their database."""
    running: dict[str, Central] = {}
    yield running
    for each in running.values():
        said = each.stop()
        assert each.process.returncode == 0, said
        assert "traceback" not in said, said


@pytest.fixture(scope="session")
def central(
    running_centrals: dict[str, Central],
    kind: str,
    tmp_path_factory: pytest.TempPathFactory,
    city_folder: Path,
    new_database: Callable[[], str],
) -> Central:
    """One central for all tests that only add their own cases."""
    if kind not in running_centrals:
        folder, flags = tmp_path_factory.mktemp("shared"), database_flags(new_database())
        running_centrals[kind] = Central(folder, city_folder, *flags, cold=True)
    return running_centrals[kind]


@pytest.fixture
def start(starter: Callable[..., Central], database: str) -> Callable[..., Central]:
    """Start a central of one's own on the test's folder; may be called again after it ended."""
    return lambda *flags: starter(*database_flags(database), *flags)


@pytest.fixture
def starter(tmp_path: Path, city_folder: Path) -> Iterator[Callable[..., Central]]:
    """Like `start`, on the SQLite file unless the flags say otherwise."""
    started: list[Central] = []

    def begin(*flags: str) -> Central:
        started.append(Central(tmp_path / "data", city_folder, *flags))
        return started[-1]

    yield begin
    for running in started:
        running.stop()


def database_flags(address: str) -> list[str]:
    return ["--database", address] if address else []


@pytest.fixture
def mei(central: Central) -> Person:
    """Holds every post, everywhere."""
    return central.person("mei")


@pytest.fixture
def li(central: Central) -> Person:
    """A colleague of Mei with the same posts."""
    return central.person("li")
