"""Every command of the operator's guide, run in its order as it stands there."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.central import small_city
from tests.contract.central.serving import ROOT

GUIDE = ROOT / "docs" / "operators-guide.md"
COLUMNS = (
    "code,kind,class_zh,class_en,name_zh,name_en,department,priority,limit_value,limit_unit\n"
    "0909,event,街面秩序,Street order,占道经营,Street vending,D01,3,2,work_hour\n"
)
SQUARE = [[113.7, 23.0], [113.8, 23.0], [113.8, 23.1], [113.7, 23.1], [113.7, 23.0]]


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the guide takes for granted: a city, a file of towns, a code table."""
    small_city.write_city(tmp_path / "city")
    (tmp_path / "backups").mkdir()
    town = {
        "type": "Feature",
        "properties": {"code": small_city.NORTH},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
    towns = {"type": "FeatureCollection", "features": [town]}
    (tmp_path / "towns.geojson").write_text(json.dumps(towns))
    (tmp_path / "codes.csv").write_text(COLUMNS, "utf-8")
    return tmp_path


@pytest.mark.timeout(400)  # a dozen processes, one after the other
def test_every_command_of_the_guide_does_what_it_says(folder: Path) -> None:
    serve, *others = commands()
    python = f"{shlex.quote(sys.executable)} -W error -m central"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = shlex.split(serve.replace("python -m central", python).replace("8600", "0"))
    central = subprocess.Popen(
        words, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert central.stdout
        assert json.loads(central.stdout.readline())["ready"]
        for line in others:
            if " rebuild " in line:
                central.send_signal(signal.SIGTERM)
                assert central.wait(5) == 0
            done = subprocess.run(
                ["sh", "-c", line.replace("python -m central", python)],
                cwd=folder,
                env=environment,
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            assert done.returncode == 0, f"{line}\n{done.stderr}"
    finally:
        central.kill()
        central.communicate()
    assert (folder / "restored" / "central.sqlite3").exists()
    assert (folder / "shift.zwlog").read_bytes().endswith(b'"head":0}\n')
    assert "0909" in (folder / "city" / "gazetteer.json").read_text("utf-8")


def test_every_command_of_the_table_is_in_the_guide() -> None:
    from central.cli.table import NAMES

    guide = GUIDE.read_text("utf-8")
    missing = [name for name in NAMES if f"central {name}" not in guide]
    assert missing == []
