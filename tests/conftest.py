"""What every test may count on: no screen, UTC-safe zones, a fixed hypothesis profile."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
    # No bytecode beside the sources, then, but the processes that tests start find it elsewhere:
    # else each of them would compile every library it loads, for seconds.
    sys.pycache_prefix = str(Path(__file__).parents[1] / ".pytest_cache" / "bytecode")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    sys.dont_write_bytecode = False

from tests.support.places import in_memory

if (memory := in_memory()) is not None:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))

import pytest
from hypothesis import HealthCheck, settings

from tests.support.effort import examples

settings.register_profile(
    "suite",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    max_examples=examples(50),
)
settings.load_profile("suite")

# A collection in a worker thread would end widgets of an earlier test there, and Qt would crash.
gc.disable()
_EVERY = 10
_ended = 0


def pytest_collection_finish() -> None:
    """What has been imported by now stays, and no later collection need look through it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _collect_on_the_main_thread() -> Iterator[None]:
    """Garbage is collected between tests, where the widgets live.

    What was told to go later goes now: the next test's theme would dress it once more.
    """
    global _ended
    yield
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent

        if QCoreApplication.instance() is not None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
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
