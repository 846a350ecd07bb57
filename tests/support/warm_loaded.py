"""What a warm process has in it before it forks: all that central and the simulator import."""

from __future__ import annotations

import gc
import logging
import os
import threading
from importlib import import_module

#: With what their libraries load when they are first used.
MODULES = (
    "central.cli.serve",
    "central.store.postgres",
    "central.store.postgres_line",
    "simulator.app",
    "uvicorn.lifespan.off",
    "uvicorn.loops.auto",
    "uvicorn.loops.uvloop",
    "uvicorn.protocols.http.httptools_impl",
    "uvicorn.protocols.websockets.auto",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
)

# a fork takes one thread along, so there must be no other
os.environ["OPENBLAS_NUM_THREADS"] = "1"
for name in MODULES:
    import_module(name)
# the first one imports more
import_module("litestar").Litestar([], logging_config=None)
# a log that is set up already, or a thread that a fork leaves behind, would not be as after a start
assert not logging.getLogger().handlers
assert threading.active_count() == 1

gc.collect()
gc.freeze()  # the forks share these pages
