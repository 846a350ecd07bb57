"""Texts of rows kept as bytes: they come back as they were given."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from console.board import texts
from console.board.texts import Texts
from tests.support.effort import examples

#: Any text, half characters too: what comes from outside is not always well made.
ANY = st.text(st.characters(), max_size=20)


class Twins(RuleBasedStateMachine):
    """A plain list beside it, through whatever is done to both."""

    def __init__(self) -> None:
        super().__init__()
        self.plain: list[str] = []
        self.packed = Texts()

    @rule(text=ANY)
    def append(self, text: str) -> None:
        self.plain.append(text)
        self.packed.append(text)

    @rule(more=st.lists(ANY, max_size=5))
    def extend(self, more: list[str]) -> None:
        self.plain.extend(more)
        self.packed.extend(more)

    @rule(text=ANY, at=st.integers(0, 1_000))
    def change(self, text: str, at: int) -> None:
        if self.plain:
            self.plain[at % len(self.plain)] = text
            self.packed[at % len(self.plain)] = text

    @rule()
    def go_on_with_a_copy(self) -> None:
        before = self.packed
        self.packed = before.copy()
        before.append("of the one before alone")

    @invariant()
    def alike(self) -> None:
        assert list(self.packed) == self.plain
        assert self.packed[1:-1] == self.plain[1:-1]


@pytest.mark.parametrize("waste", [0, texts._WASTE])
def test_they_are_what_a_list_of_them_would_be(monkeypatch: pytest.MonkeyPatch, waste: int) -> None:
    monkeypatch.setattr(texts, "_WASTE", waste)  # how often the rest moves together
    run_state_machine_as_test(
        Twins, settings=settings(max_examples=examples(25), stateful_step_count=15)
    )


@given(st.lists(ANY), st.integers())
def test_a_row_that_is_not_there_is_an_error_as_in_a_list(some: list[str], row: int) -> None:
    packed = Texts(some)
    if -len(some) <= row < len(some):
        assert packed[row] == some[row]
    else:
        with pytest.raises((IndexError, OverflowError)):
            packed[row]


def test_texts_that_change_all_the_time_do_not_grow_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(texts, "_WASTE", 100)
    packed = Texts(["one", "two"])
    for n in range(1_000):
        packed[0] = f"text {n}"
    assert packed.nbytes < 300
    assert packed[:] == ["text 999", "two"]


def test_they_take_less_than_half_of_what_texts_of_python_take() -> None:
    addresses = [f"东莞大道 {n} 号" for n in range(1_000)]
    plain = sum(sys.getsizeof(a) + 8 for a in addresses)
    assert Texts(addresses).nbytes < plain / 2


def test_a_text_that_is_too_long_is_refused_and_changes_nothing() -> None:
    packed = Texts(["short"])
    with pytest.raises(ValueError, match="16777216 bytes, at most 16777215"):
        packed[0] = "x" * (texts.LONGEST + 1)
    assert packed[0] == "short"
