"""A backup is one file whatever the database is, and fits into either."""

from __future__ import annotations

from pathlib import Path

import pytest

from central import backup
from central.errors import StartError
from tests.contract.central.inside import HandClock, serving


def test_a_backup_of_one_database_fits_into_the_other(database: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with serving(data, HandClock()) as inside:
        for _ in range(3):
            inside.person("mei").report()
    first, second = tmp_path / "first.sqlite3", tmp_path / "second.sqlite3"
    head = backup.backup(data, "", first).head
    there, back = tmp_path / "there", tmp_path / "back"
    there.mkdir()
    assert backup.restore(first, there, database).head == head
    with pytest.raises(StartError, match="empty"):
        backup.restore(first, there, database)
    with serving(there, HandClock(), database=database) as inside:
        inside.person("mei").report()
    longer = backup.backup(there, database, second).head
    assert longer.seq == head.seq + 1
    assert backup.restore(second, back).head == longer
