"""The page: made of constants, its data in blocks that cannot be left, nothing fetched."""

from __future__ import annotations

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.export.page import framework, harmless
from console.tokens import RESOURCES, load_tokens
from tests.unit.console.export.made import HOSTILE, export, situation

#: Of the files as they are in the npm package leaflet 1.9.4.
CHECKSUMS = {
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
    "LICENSE": "53e8dc25862014e4324741ca18fbe3611e11d42ef69f59f86ea8c5389647d4cb",
}


@pytest.mark.parametrize("name", CHECKSUMS)
def test_leaflet_is_the_one_from_the_registry(name: str) -> None:
    data = (RESOURCES / "leaflet" / name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == CHECKSUMS[name]


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_framework_is_the_same_whatever_the_city_says(tmp_path: Path) -> None:
    before, after = framework(load_tokens("light"))
    page = export("html", tmp_path, situation()).read_text("utf-8")
    assert page.startswith(before)
    assert page.endswith(after)


def test_nothing_in_the_page_points_outside_it(tmp_path: Path) -> None:
    page = export("html", tmp_path, situation()).read_text("utf-8")
    tags = Tags(page).found
    assert not [t for t, a in tags if t == "link" or "src" in a or "href" in a]
    assert not re.findall(r"url\((?!data:|#)", page.split("<style>", 1)[1].split("</style>")[0])
    assert "sourceMappingURL" not in page


def test_data_blocks_hold_every_title_and_only_json(tmp_path: Path) -> None:
    page = export("html", tmp_path, situation()).read_text("utf-8")
    blocks = re.findall(r'<script type="application/json" class="cases">(.*?)</script>', page)
    titles = [title for block in blocks for title in json.loads(block)["title"]]
    assert titles == list(HOSTILE)


def test_the_policy_allows_the_page_s_own_scripts_alone() -> None:
    before, _ = framework(load_tokens("dark"))
    policy = next(
        a["content"]
        for t, a in Tags(before).found
        if a.get("http-equiv", "").startswith("Content-S")
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


@given(st.recursive(st.text(), lambda inner: st.dictionaries(st.text(), inner) | st.lists(inner)))
def test_no_data_can_leave_its_block(data: object) -> None:
    text = harmless(data)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == data
