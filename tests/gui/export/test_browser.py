"""The exported page in a real browser: all literal, nothing asked of the net, no complaint."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.gui.export.browser import MISSING, PROGRAM, Visit, visit
from tests.unit.console.export.made import HOSTILE, export, head, situation

pytestmark = pytest.mark.skipif(PROGRAM is None, reason=MISSING)
STALE = "No word <b>from</b> central {{7*7}}"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export("html", tmp_path_factory.mktemp("page"), situation(stale=STALE))


@pytest.fixture(scope="module")
def seen(page: Path, tmp_path_factory: pytest.TempPathFactory) -> Visit:
    return visit(page, tmp_path_factory.mktemp("browser"), "#case-4")


def test_the_page_shows_all_there_is(seen: Visit) -> None:
    assert seen.dom.root["data-ready"] == "yes"
    assert seen.dom.root["data-cases"] == str(len(HOSTILE))
    assert seen.dom.root["data-units"] == "2"
    assert len(seen.dom.all("canvas")) > len(head().terms.legend) / 2
    assert [
        text for text, _ in head().terms.legend if text not in seen.dom.texts["legend"][0]
    ] == []


def test_nothing_is_asked_of_the_net_and_nothing_complained_of(seen: Visit) -> None:
    assert seen.hosts == set()
    assert seen.console == []


def test_the_chosen_case_is_shown_letter_by_letter(seen: Visit) -> None:
    assert HOSTILE[3] in seen.dom.all("dd")


def test_time_and_staleness_stand_above_the_map(seen: Visit) -> None:
    assert seen.dom.all("title")[-1] == head().title
    assert seen.dom.all("lines") == ["".join(head().lines)]
    assert seen.dom.all("stale") == ["▲ " + STALE]


def test_every_title_is_shown_letter_by_letter(page: Path, tmp_path: Path) -> None:
    dom = visit(page, tmp_path).dom
    assert sorted(dom.all("bdi")) == sorted(HOSTILE)
    assert dom.all("count") == [f"{len(HOSTILE)} of {len(HOSTILE)} cases in view"]


def test_what_is_smuggled_into_the_file_is_stopped_by_its_policy(
    page: Path, tmp_path: Path
) -> None:
    """Also shows that complaints and requests are seen at all."""
    inserted = (
        '<script>document.documentElement.dataset.broken = "yes"</script>'
        '<img src="http://smuggled.example/x.png">'
    )
    text = page.read_text("utf-8").replace("<footer", inserted + "<footer", 1)
    stopped, free = tmp_path / "stopped.html", tmp_path / "free.html"
    stopped.write_text(text, "utf-8")
    free.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text), "utf-8")
    held = visit(stopped, tmp_path / "1")
    assert "data-broken" not in held.dom.root
    assert held.hosts == set()
    assert len(held.console) >= 2
    loose = visit(free, tmp_path / "2")
    assert loose.dom.root["data-broken"] == "yes"
    assert loose.hosts == {"smuggled.example"}
