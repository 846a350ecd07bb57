"""A PostgreSQL of one's own: started from the installed server binaries, gone after the tests.

It keeps its default, durable settings: fsync and synchronous_commit are on.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests.support.places import in_memory

#: Who runs the server where the tests run as root, which PostgreSQL refuses.
SERVANT = "postgres"
HOW_TO_GET = (
    "the tests on PostgreSQL need the server binaries (initdb, pg_ctl) of version 15 or later: "
    "apt install postgresql, dnf install postgresql-server, brew install postgresql@17; "
    "or name their folder in ZHIWANG_POSTGRES_BIN"
)
_PLACES = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin")


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version first; None where there is none."""
    named = os.environ.get("ZHIWANG_POSTGRES_BIN")
    found = [Path(named)] if named else []
    on_path = shutil.which("pg_ctl")
    found += [Path(on_path).parent] if on_path else []
    found += sorted((p for place in _PLACES for p in Path("/").glob(place)), key=_version)[::-1]
    return next((folder for folder in found if (folder / "initdb").exists()), None)


def _version(folder: Path) -> float:
    number = folder.parent.name.rpartition("-")[2].rpartition("@")[2]
    return float(number) if number.replace(".", "", 1).isdigit() else 0.0


class Cluster:
    """One server on a socket in a folder of its own."""

    def __init__(self, bin_folder: Path) -> None:
        self._bin = bin_folder
        # short and readable for the servant: the path of a socket holds a hundred letters
        self.folder = Path(tempfile.mkdtemp(prefix="zwpg", dir=in_memory()))
        self._as: dict[str, object] = {}
        if sys.platform != "win32" and os.geteuid() == 0:
            shutil.chown(self.folder, SERVANT, SERVANT)
            self._as = {"user": SERVANT, "group": SERVANT, "extra_groups": []}
        self._run("initdb", "--auth", "trust", "--username", "postgres", "--encoding", "UTF8",
                  "--locale", "C", "--no-sync")  # fmt: skip
        self.start()

    def start(self) -> None:
        options = (
            f"-k {self.folder} -c listen_addresses= -c max_connections=200 "
            "-c min_wal_size=64MB -c max_wal_size=256MB"
        )
        self._run("pg_ctl", "start", "--wait", "--log", str(self.folder / "log"), "-o", options)

    def stop(self) -> None:
        """At once, as a service manager does it that has lost its patience."""
        self._run("pg_ctl", "stop", "--wait", "--mode", "immediate")

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"central_{uuid.uuid4().hex[:12]}"
        self.run(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def run(self, statement: str, database: str = "postgres") -> None:
        with self.connect(database) as connection:
            connection.execute(statement)

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A connection of a bystander that commits every statement."""
        where = {"host": str(self.folder), "user": "postgres", "dbname": database}
        return psycopg.connect(**where, autocommit=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), "-D", str(self.folder / "data"), *arguments]
        # the server inherits what it writes to: a pipe would never end
        with (self.folder.parent / f"{self.folder.name}.out").open("w+") as out:
            done = subprocess.run(
                command, cwd="/", stdout=out, stderr=out, check=False, timeout=60, **self._as
            )
            out.seek(0)
            assert done.returncode == 0, out.read()
        Path(out.name).unlink()


def name_of(address: str) -> str:
    """The database's name in an address made by `new_database`."""
    return make_url(address).database or ""
