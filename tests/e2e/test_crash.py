"""The whole console, killed in the middle of work while central is away, and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.contract.central import small_city
from tests.contract.central.serving import Central

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

#: The product's own start and window; a person claims the first case and types half a note. Every
#: step is told on standard output, the reader decides when to kill.
CONSOLE = """
import sys
from pathlib import Path
from console.app.arguments import Options
from console.app.starter import Starter
from console.settings import load_settings
url, token, home, step = sys.argv[1:]
options = Options(
    server=url, token_file=Path(token), data=Path(home), offscreen=True, language="en"
)
settings = load_settings(options.data)
starter = Starter(options, settings)
starter.begin()
from PySide6.QtCore import QTimer
from console.app.run import dress, open_window, work
from console.catalogue import Need
application, tokens = dress(options, settings)
source = starter.finish()
room = open_window(options, settings, tokens, source)
session, window = room.session, room.window
def say(*words):
    print(*words, flush=True)
def case():
    return int(session.board.cases.column("case_id")[0])
def look():
    if not (session.has_picture and window.furnished):
        return
    if step == "look" and not session.known_ms and source.feed.kept.is_set():
        say("kept", session.board.cases.rows)
    if step == "act" and session.known_ms and not session.outgoing.letters:
        session.select(case())
        window.acts.run("claim", case())
        window.case.desk.open("note", case())
        window.case.desk.form.fields.field(Need.TEXT).setPlainText("half a sen")
    if step == "act" and session.outgoing.waiting and "half" in str(source.jotter.found()):
        say("acted", window.banner.text())
    if step == "again" and session.outgoing.letters:
        stage = session.outgoing.letters[0].stage.value
        if stage == "confirmed" and session.board.case(case()).holder:
            draft = window.case.desk.drafts.recall(case(), "note").text
            say("again", stage, "|", draft, "|", session.board.case(case()).holder)
timer = QTimer(window)
timer.timeout.connect(look)
timer.start(50)
sys.exit(work(application, room, options))
"""


@pytest.fixture
def central(tmp_path: Path) -> Iterator[list[Central]]:
    made = [Central(tmp_path / "data", small_city.write_city(tmp_path / "city"))]
    yield made
    made[-1].stop()


def console(url: str, home: Path, step: str, signal_number: int) -> str:
    """What the console says when its step is done; then it gets the signal."""
    token = home / "token"
    home.mkdir(exist_ok=True)
    token.write_text("token-of-mei-0123456789")
    child = subprocess.Popen(
        [sys.executable, "-c", CONSOLE, url, str(token), str(home), step],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert child.stdout is not None
    said = child.stdout.readline().decode()
    child.send_signal(signal_number)
    _, errors = child.communicate(timeout=30)
    assert said, errors.decode()
    return said


def test_after_a_kill_the_city_the_command_and_the_draft_are_there_again(
    central: list[Central], tmp_path: Path
) -> None:
    there, home = central[-1], tmp_path / "home"
    there.person("mei").report(title="a hole")
    assert console(there.url, home, "look", signal.SIGTERM).split() == ["kept", "1"]
    there.stop()
    acted = console(there.url, home, "act", signal.SIGKILL)
    assert "As known at" in acted
    assert "not the present" in acted
    port = str(urlsplit(there.url).port)
    central.append(Central(tmp_path / "data", tmp_path / "city", "--port", port))
    again = console(there.url, home, "again", signal.SIGTERM)
    assert again.split("|") == ["again confirmed ", " half a sen ", " mei\n"]
