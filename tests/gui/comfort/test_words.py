"""Every word of every window is translated and has room, in a language 40 % longer too."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton

from console import words
from console.views import theme
from console.views.parts import languages
from tests.gui.comfort.house import SIZES, SMALL, House, let_live
from tests.gui.comfort.texts import Shown, texts
from tools.pseudolocale import CLOSE, LANGUAGE, LONGER, OPEN, make, pseudo
from tools.translations import ts_file

#: Words that are data, units, keys, names or Qt's own: they are the same in every language, or Qt
#: brings the translation.
DATA = re.compile(
    r"WG-\d+|D\d\d|WGS-84|GCJ-02|BD-09|Asia/Shanghai|https?://\S+|seat-\d|town|gcj:|bd:|area:|dept:|state:|"
    r"(?:Ctrl|Alt|Shift|Meta|Tab|Esc|Enter|Return|Space|Del|Home|End|PgUp|PgDn|F\d+|Left|Right|Up|Down)\b|"
    r"Press shortcut|\bCA\b|claim 1020-1026|\{\w+\}|"
    r"HTML|PNG|PDF|GeoJSON|GIS|CSV|English|Language|UTC|MB|km|pixel|lon|lat|N|E|"
    r"/\S*/\S*|\S+\.(?:html|png|pdf|csv)"
)
_LATIN = re.compile(r"[A-Za-z]{2,}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: The names of the made city and what its people have written.
_CITY = re.compile(
    r"Dong ?guan|Dongcheng|Nancheng|Litter|Looks|Collapse|Sudden|Housing|Urban Management|not-\w+"
)

#: What people have written, and names that stand in their own language.
_WRITTEN = ("暴露垃圾", "陈派遣", "语言", "中文", "中not")


@pytest.fixture(scope="module")
def pseudo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("language")).parent


@pytest.fixture(scope="module", params=[LANGUAGE, "en", "zh_CN"])
def spoken(request: pytest.FixtureRequest, house: House, pseudo_folder: Path) -> str:
    """The language every window speaks now."""
    code = str(request.param)
    if code == LANGUAGE:
        languages.install(code, pseudo_folder)
    else:
        languages.install(code)
    for window in (house.seat, house.replay):
        window.maps.set_language(words.language())
        window.retranslate()
        window.menus.refresh()
    let_live(30)
    return code


def all_texts(house: House) -> Iterator[tuple[str, Shown]]:
    for name, window in house.all().items():
        if window.objectName() != "leave-question":  # asked anew each time, and nothing goes on
            for text in texts(window):
                yield name, text


def left_over(text: str, code: str) -> bool:
    """Whether `text` has words that are not of the language `code`."""
    if code == "en":
        return bool(_CHINESE.search(text)) and not any(d in text for d in _WRITTEN)
    if code == LANGUAGE and OPEN in text:
        return False
    return bool(_LATIN.search(_CITY.sub("", DATA.sub("", text))))


def test_every_word_is_of_the_language_that_is_spoken(house: House, spoken: str) -> None:
    """In Chinese no English, in English no Chinese; what stands bare in the language that nobody
    speaks has never been given to the translator."""
    met = list(all_texts(house))
    assert len(met) > 400
    foreign = {f"{name}: {t.text!r} ({t.place})" for name, t in met if left_over(t.text, spoken)}
    assert foreign == set()


@pytest.mark.parametrize(("size", "text"), [*((size, 100) for size in SIZES), (SMALL, 150)])
def test_nothing_is_cut_without_a_tool_tip(
    house: House, spoken: str, size: tuple[int, int], text: int
) -> None:
    if text != theme.text_size():
        house.seat.comfort.choose_size(text)
    house.resize(*size)
    assert house.seat.width() == size[0]
    cut = {
        f"{name}: {t.text!r} needs {t.needs:.0f}, has {t.has:.0f} ({t.place})"
        for name, t in all_texts(house)
        if t.cut
    }
    if text != 100:
        house.seat.comfort.choose_size(100)
    assert cut == set(), spoken


def test_a_text_without_room_is_found(house: House) -> None:
    """The check itself: a button too narrow for its words, and a label under an edge."""
    window = house.seat
    button = window.queue.bar.chips.findChildren(QPushButton)[0]
    tip, wide = button.toolTip(), button.maximumWidth()
    button.setToolTip("")
    button.setFixedWidth(20)
    try:
        assert any(t.cut and t.text == button.text() for t in texts(window))
    finally:
        button.setMinimumWidth(0)
        button.setMaximumWidth(wide)
        button.setToolTip(tip)


def plurals() -> Iterator[tuple[str, str]]:
    """(context, source) of every sentence that counts something."""
    root = ET.parse(ts_file("en")).getroot()  # noqa: S314 - our own file
    for context in root.iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name", ""), message.findtext("source", "")


def test_numbers_and_plurals_are_those_of_the_language(house: House, spoken: str) -> None:
    counted = list(plurals())
    assert len(counted) >= 5
    for context, source in counted:
        one, many = (QCoreApplication.translate(context, source, "", n) for n in (1, 2))
        assert "%n" not in one + many
        assert spoken == LANGUAGE or not re.search(r"\((s|es|ies)\)", one + many), source
        assert spoken == LANGUAGE or "1" in one
    assert words.count(1_234_567, True) == "1,234,567"


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
