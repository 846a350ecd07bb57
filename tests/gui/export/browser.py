"""A real browser without a window: what it shows, complains of, and asks the net for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
MISSING = "no chromium here; on Debian: apt-get install chromium"
#: Hosts the browser itself asks, whatever page is open.
_ITS_OWN = ("google.com", "googleapis.com", "gvt1.com", "gstatic.com")
_VOID = {"meta", "br", "img", "link", "input", "hr", "path"}


@dataclass(frozen=True)
class Visit:
    """`dom` as it stood at the end, lines of the console, hosts the page asked for."""

    dom: Dom
    console: list[str]
    hosts: set[str]


class Dom(HTMLParser):
    """Attributes of the root, and texts by id and tag, entities resolved."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root: dict[str, str | None] = {}
        self.texts: dict[str, list[str]] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.root = dict(attrs)
        if tag not in _VOID:
            self._open.append((tag, dict(attrs).get("id") or ""))
            for key in {tag, self._open[-1][1]} - {""}:
                self.texts.setdefault(key, []).append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag, name in self._open:
            for key in {tag, name} - {""}:
                self.texts[key][-1] += data

    def all(self, key: str) -> list[str]:
        return self.texts.get(key, [])


def visit(page: Path, home: Path, fragment: str = "") -> Visit:
    """Open a page from its file in a fresh profile, let its scripts run, and look."""
    assert PROGRAM is not None
    log = home / "net.json"
    done = subprocess.run(
        [
            PROGRAM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", f"--user-data-dir={home / 'profile'}", "--window-size=1400,900",
            "--host-resolver-rules=MAP * ~NOTFOUND", f"--log-net-log={log}",
            "--enable-logging=stderr", "--virtual-time-budget=3000", "--dump-dom",
            page.as_uri() + fragment,
        ],
        capture_output=True, text=True, encoding="utf-8", timeout=100, check=True,
    )  # fmt: skip
    console = [line for line in done.stderr.splitlines() if ":CONSOLE" in line]
    return Visit(Dom(done.stdout), console, set(_hosts(log)))


def _hosts(log: Path) -> Iterator[str]:
    text = log.read_text("utf-8")
    try:
        events = json.loads(text)["events"]
    except ValueError:  # the browser was gone before it closed the list
        events = json.loads(re.sub(r",?\s*$", "]}", text))["events"]
    for event in events:
        host = urlsplit(str(event.get("params", {}).get("url", ""))).hostname
        if host and not host.endswith(_ITS_OWN):
            yield host
