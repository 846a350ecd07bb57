"""Centrals for the tests: one that all share, and fresh ones for those who break things."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.contract.central import small_city
from tests.contract.central.serving import Central, Person


@pytest.fixture(scope="session")
def city_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_city.write_city(tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="session")
def central(tmp_path_factory: pytest.TempPathFactory, city_folder: Path) -> Iterator[Central]:
    """One central for all tests that only add their own cases."""
    running = Central(tmp_path_factory.mktemp("shared"), city_folder)
    yield running
    said = running.stop()
    assert running.process.returncode == 0, said
    assert "traceback" not in said, said


@pytest.fixture
def start(tmp_path: Path, city_folder: Path) -> Iterator[Callable[..., Central]]:
    """Start a central of one's own on the test's folder; may be called again after it ended."""
    started: list[Central] = []

    def begin(*flags: str) -> Central:
        started.append(Central(tmp_path / "data", city_folder, *flags))
        return started[-1]

    yield begin
    for running in started:
        running.stop()


@pytest.fixture
def mei(central: Central) -> Person:
    """Holds every post, everywhere."""
    return central.person("mei")


@pytest.fixture
def li(central: Central) -> Person:
    """A colleague of Mei with the same posts."""
    return central.person("li")
