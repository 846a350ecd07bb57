"""Chinese names are found by the Latin letters of their sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from console.commandline import Entry, Parsed, complete, match, parse
from console.models.pinyin import Pinyin, readings
from tests.unit.console.models.test_commandline import AREAS, DEPARTMENTS, Desk


def test_a_name_is_known_by_its_initials_and_by_its_whole_sound() -> None:
    assert {"gcjd", "guanchengjiedao"} <= set(readings("莞城街道"))
    assert {"hw", "huanwei"} <= set(readings("环卫"))
    assert "hwj" in readings("环卫局")


def test_a_name_in_latin_letters_has_no_readings() -> None:
    assert readings("Parks Bureau 2") == ()
    assert readings("") == ()


@given(st.text(max_size=20))
def test_readings_are_short_lists_of_small_latin_letters(name: str) -> None:
    found = readings(name)
    assert len(found) <= 16
    assert all(s.isascii() and s.isalpha() and s == s.lower() for s in found)


@dataclass
class ByEar(Desk):
    """The desk of the other tests, whose names have been learnt."""

    def __post_init__(self) -> None:
        self.pinyin = Pinyin()
        self.pinyin.learn(n for e in (*DEPARTMENTS, *AREAS) for n in e.names)
        self.pinyin.wait()

    def _heard(self, entries: Sequence[Entry]) -> list[Entry]:
        return [Entry(e.code, e.names, e.label, self.pinyin.of(*e.names)) for e in entries]

    def departments(self) -> Sequence[Entry]:
        return self._heard(DEPARTMENTS)

    def areas(self) -> Sequence[Entry]:
        return self._heard(AREAS)


def test_departments_and_places_can_be_typed_without_an_input_method() -> None:
    desk = ByEar()
    assert parse("re 1023 hw not-ours", desk) == Parsed("reassign", 1023, "D01", "not-ours")
    assert parse("go gc", desk) == Parsed("go", place="441900006000")
    assert complete("re 1023 yl", desk)[0].text == "D02"
    assert complete("go ssh", desk)[0].text == "441900401000"


def test_what_is_written_so_comes_before_what_only_sounds_so() -> None:
    written, sounding = Entry("X1", ("ab",)), Entry("X2", ("阿坝",), "", ("ab", "aba"))
    assert match("ab", (sounding, written)) == (written,)
    assert match("aba", (sounding, written)) == (sounding,)
