"""The page of the protocol names every way into central."""

from __future__ import annotations

import re

from central.api.routes import INSIDE, OPEN
from tests.contract.central.serving import ROOT

PAGE = (ROOT / "docs" / "protocol.md").read_text("utf-8")


def ways() -> set[str]:
    """Path of each route, its parts in braces called by their place alone."""
    return {_plain(path) for handler in (*INSIDE, *OPEN) for path in handler.paths}


def _plain(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def test_every_route_stands_on_the_page() -> None:
    named = {_plain(path) for path in re.findall(r"(/[a-z][a-z0-9/{}_.]*)", PAGE)}
    assert sorted(ways() - named) == []


def test_every_route_the_page_names_is_there() -> None:
    named = {_plain(path) for path in re.findall(r"`(?:[A-Z]+ )?(/v1/[a-z/{}_]*)[`?]", PAGE)}
    assert len(named) > 30
    assert sorted(named - ways()) == []
