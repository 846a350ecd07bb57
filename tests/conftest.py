"""What every test may count on: no screen, UTC-safe zones, a fixed hypothesis profile."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("suite")

# A collection in a worker thread would end widgets of an earlier test there, and Qt would crash.
gc.disable()
_EVERY = 10
_ended = 0


@pytest.fixture(autouse=True)
def _collect_on_the_main_thread() -> Iterator[None]:
    """Garbage is collected between tests, where the widgets live."""
    global _ended
    yield
    _ended += 1
    if _ended % _EVERY == 0:
        gc.collect()


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """A test that starts central in this process sends every logger to its own standard error."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    for handler in list(root.handlers):
        if handler not in before and type(handler) is logging.StreamHandler:
            root.removeHandler(handler)  # pytest's own are of other types
    root.setLevel(level)
