"""Keys that somebody changes: what is allowed, what is kept, what a file may hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.bindings import (
    DEFAULTS,
    LARGEST,
    Bindings,
    KeyFileError,
    Wrong,
    problems,
    read_file,
    unfit,
    write_file,
)
from tests.gui.window.draw import Memory


def test_every_action_is_delivered_with_a_key_of_its_own() -> None:
    assert problems(DEFAULTS) == []
    assert len(DEFAULTS) > 50


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("", Wrong.NONE),
        ("Ctrl+", Wrong.UNREADABLE),
        ("Foo+Bar", Wrong.UNREADABLE),
        ("Ctrl+K, Ctrl+C", Wrong.SEVERAL),
        ("Q", Wrong.TYPING),
        ("Shift+Q", Wrong.TYPING),
        ("Ctrl+C", Wrong.EDITING),
        ("ctrl+c", Wrong.EDITING),
        ("F7", Wrong.FIXED),
        ("/", Wrong.FIXED),
        ("Shift+F3", None),
        ("Ctrl+Alt+Q", None),
    ],
)
def test_a_key_that_would_do_harm_is_not_taken(key: str, wrong: Wrong | None) -> None:
    assert unfit(key) is wrong


def test_a_clash_names_both_actions() -> None:
    (found,) = problems({**DEFAULTS, "case.note": "Ctrl+L"})
    assert (found.wrong, found.name, found.other) == (Wrong.CLASH, "case.note", "case.claim")


def test_only_what_differs_is_kept_and_comes_back() -> None:
    memory, keys = Memory(), Bindings()
    keys.load(memory)
    keys.take({**DEFAULTS, "case.note": "Ctrl+Alt+N"})
    assert memory.keys == {"case.note": "Ctrl+Alt+N"}
    again = Bindings()
    again.load(memory)
    assert again.key("case.note") == "Ctrl+Alt+N"
    assert again.key("case.claim") == DEFAULTS["case.claim"]


def test_kept_keys_that_no_longer_fit_fall_back_to_those_delivered() -> None:
    memory = Memory()
    memory.keys = {"case.note": "Ctrl+L", "case.gone": "Ctrl+Alt+G"}
    keys = Bindings()
    keys.load(memory)
    assert keys.all() == DEFAULTS
    assert memory.keys == {"case.note": "Ctrl+L", "case.gone": "Ctrl+Alt+G"}


free = st.sampled_from([f"Ctrl+Alt+{c}" for c in "FGHIJKLMOPQTXYZ"])


@given(st.dictionaries(st.sampled_from(sorted(DEFAULTS)), free))
def test_a_file_gives_back_what_was_written(own: dict[str, str]) -> None:
    keys = {**DEFAULTS, **own}
    assert read_file(write_file(keys)) == (keys, ())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreadable"),
        (b"\xff\xfe\x00", "unreadable"),
        (b'{"format": "zhiwang-keys", "version": 1}', "unreadable"),
        (b'{"format": "zhiwang-keys", "version": 1, "keys": {"case.note": 5}}', "unreadable"),
        (b'{"format": "else", "version": 1, "keys": {}}', "other-format"),
        (b'{"format": "zhiwang-keys", "version": 2, "keys": {}}', "newer"),
        (b" " * (LARGEST + 1), "too-large"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_reason(data: bytes, code: str) -> None:
    with pytest.raises(KeyFileError) as caught:
        read_file(data)
    assert caught.value.code == code


def test_an_action_that_is_not_known_here_is_told() -> None:
    data = b'{"format":"zhiwang-keys","version":1,"keys":{"case.fly":"F12","case.note":"F12"}}'
    keys, unknown = read_file(data)
    assert unknown == ("case.fly",)
    assert keys == {**DEFAULTS, "case.note": "F12"}


@given(st.binary(max_size=200))
def test_no_bytes_whatever_raise_anything_else(data: bytes) -> None:
    try:
        keys, _ = read_file(data)
    except KeyFileError:
        return
    assert set(keys) == set(DEFAULTS)


@given(st.text(max_size=12))
def test_no_text_whatever_breaks_the_judgement_of_a_key(text: str) -> None:
    assert unfit(text) is None or isinstance(unfit(text), Wrong)
