"""The scripts behind the figures: each can be started, whatever has changed in the product."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.mark.parametrize("name", sorted(path.stem for path in BENCH.glob("[a-z]*.py")))
def test_a_bench_finds_all_it_imports(name: str) -> None:
    importlib.import_module(f"bench.{name}")
