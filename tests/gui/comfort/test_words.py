"""Every word of every window is translated and has room, in a language 40 % longer too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console import words
from console.views.parts import languages
from tests.gui.comfort.house import SIZES, House, let_live
from tests.gui.comfort.texts import Shown, texts
from tools.pseudolocale import CLOSE, LANGUAGE, LONGER, OPEN, make, pseudo

#: Words that are data, units, keys or names: they are the same in every language.
DATA = re.compile(
    r"WG-\d+|D\d\d|WGS-84|GCJ-02|BD-09|Asia/Shanghai|https?://\S+|seat-\d|town|gcj:|bd:|"
    r"(?:Ctrl|Alt|Shift|Meta|Tab|Esc|Enter|Return|Space|Del|Home|End|PgUp|PgDn|F\d+|Left|Right|Up|Down)\b|"
    r"\{\w+\}|HTML|PNG|PDF|GeoJSON|GIS|CSV|English|Language|UTC|MB|km|pixel|lon|lat|N|E|"
    r"/\S*/\S*|\S+\.(?:html|png|pdf|csv)"
)
_LATIN = re.compile(r"[A-Za-z]{2,}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: The names of the made city and what its people have written.
_CITY = re.compile(
    r"Dong ?guan|Dongcheng|Nancheng|Litter|Looks|Collapse|Sudden|Housing|Urban Management|not-\w+"
)


@pytest.fixture(scope="module")
def pseudo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("language")).parent


def speak(house: House, code: str, folder: Path | None = None) -> None:
    if folder is None:
        languages.install(code)
    else:
        languages.install(code, folder)
    for window in (house.seat, house.replay):
        window.maps.set_language(words.language())
        window.retranslate()
        window.menus.refresh()
    let_live(30)


def all_texts(house: House) -> Iterator[tuple[str, Shown]]:
    for name, window in house.all().items():
        for text in texts(window):
            yield name, text


def test_every_word_of_the_interface_is_translated_into_chinese(house: House) -> None:
    speak(house, "zh_CN")
    met = list(all_texts(house))
    assert len(met) > 400
    foreign = {
        f"{name}: {t.text!r} ({t.place})"
        for name, t in met
        if _LATIN.search(_CITY.sub("", DATA.sub("", t.text)))
    }
    assert foreign == set()


def test_nothing_chinese_is_left_in_english(house: House) -> None:
    speak(house, "en")
    data = ("暴露垃圾", "陈派遣", "语言", "中文", "中not")
    left = {
        f"{name}: {t.text!r} ({t.place})"
        for name, t in all_texts(house)
        if _CHINESE.search(t.text) and not any(d in t.text for d in data)
    }
    assert left == set()


def test_no_text_goes_past_the_translator(house: House, pseudo_folder: Path) -> None:
    """In the language that nobody speaks, whatever stands there bare was never translated."""
    speak(house, LANGUAGE, pseudo_folder)
    bare = {
        f"{name}: {t.text!r} ({t.place})"
        for name, t in all_texts(house)
        if OPEN not in t.text and _LATIN.search(_CITY.sub("", DATA.sub("", t.text)))
    }
    assert bare == set()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", [LANGUAGE, "en", "zh_CN"])
def test_nothing_is_cut_without_a_tool_tip(
    house: House, pseudo_folder: Path, code: str, size: tuple[int, int]
) -> None:
    speak(house, code, pseudo_folder if code == LANGUAGE else None)
    house.resize(*size)
    cut = {
        f"{name}: {t.text!r} needs {t.needs:.0f}, has {t.has:.0f} ({t.place})"
        for name, t in all_texts(house)
        if t.cut
    }
    assert cut == set()


# -- the language that nobody speaks --------------------------------------------------------------


@given(st.text(min_size=1))
def test_it_is_at_least_forty_per_cent_longer(text: str) -> None:
    said = pseudo(text)
    if text.strip():
        assert said.startswith(OPEN)
        assert said.endswith(CLOSE)
        letters = len(re.sub(r"\{\w*\}|%n|%L?\d|&\w|<[^<>]*>|\n", "", text))
        assert len(said) - len(text) >= LONGER * letters


@given(st.lists(st.sampled_from(["{name}", "%n", "&F", "word ", "\n", "%1", "élan "]), min_size=1))
def test_what_stands_for_something_else_stays(parts: list[str]) -> None:
    text = "".join(parts)
    for place in ("{name}", "%n", "&F", "%1", "\n"):
        assert pseudo(text).count(place) == text.count(place) or not text.strip()
