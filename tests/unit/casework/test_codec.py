"""Over the wire and back: nothing lost, nothing guessed."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import commands as cm
from casework import events as ev
from casework.actor import covers_area, stem
from casework.codec import (
    KINDS,
    decode_command,
    decode_envelope,
    decode_event,
    encode_envelope,
    encode_event,
)
from casework.fold import fold
from casework.instant import from_ms, to_ms
from casework.unit import Fixes
from tests.contract.central import small_city
from tests.unit.casework.world import COMMANDS, NOON, REPORT

_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_instants = st.integers(0, 4_000_000_000_000).map(from_ms)
EVENTS: st.SearchStrategy[ev.CaseEvent] = st.one_of(
    st.builds(ev.CaseRejected, _words, _words),
    st.builds(ev.CaseDispatched, _words),
    st.builds(ev.CaseClaimed, _words, _instants),
    st.builds(ev.CaseReassigned, _words, _words, _words, st.integers(1, 99), _words),
    st.builds(ev.NoteAdded, _words),
    st.builds(ev.CaseVerified, st.booleans(), _words),
    st.builds(ev.CaseReopened, _words, _words, st.none() | _instants),
    st.builds(ev.UnitAssigned, st.integers(0, 10_000)),
)


@given(EVENTS, _instants)
def test_an_envelope_comes_back_as_it_was(event: ev.CaseEvent, at: object) -> None:
    envelope = ev.Envelope(1, "id", at, "mei", "441900003000", 1001, 2, "key", event)
    line = encode_envelope(envelope)
    assert b"\n" not in line
    assert decode_envelope(line) == envelope


@given(COMMANDS)
def test_a_command_comes_back_as_it_was(command: cm.CaseCommand) -> None:
    if isinstance(command, cm.AddNote) and not command.text:
        return
    assert decode_command(msgspec.json.encode(command)) == command


def test_an_event_of_tomorrow_is_kept_and_changes_nothing() -> None:
    raw = b'{"kind":"case_teleported","to":{"x":[1,2.5,null,"\\u4e1c"]}}'
    event = decode_event(raw)
    assert isinstance(event, ev.UnknownEvent)
    assert event.kind == "case_teleported"
    assert msgspec.json.decode(encode_event(event)) == msgspec.json.decode(raw)
    envelope = ev.Envelope(9, "id", NOON, "x", "a", 1001, 5, "key", event)
    assert decode_envelope(encode_envelope(envelope)) == envelope
    assert fold(None, envelope) is None


def test_a_known_event_with_a_missing_field_is_refused_with_its_place() -> None:
    with pytest.raises(msgspec.ValidationError, match="department"):
        decode_event(b'{"kind":"case_dispatched"}')
    assert "case_dispatched" in KINDS


def test_a_time_without_a_zone_is_refused_by_type() -> None:
    naive = b'"reported_at":"2026-01-01T00:00:00"'
    raw = msgspec.json.encode(REPORT).replace(b'"reported_at":null', naive)
    with pytest.raises(msgspec.ValidationError, match="timezone"):
        decode_command(raw)


def test_an_unknown_field_of_a_command_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="colour"):
        decode_command(b'{"verb":"accept","colour":"red"}')


@given(st.integers(-60_000_000_000_000, 250_000_000_000_000))
def test_milliseconds_are_exact(ms: int) -> None:
    assert to_ms(from_ms(ms)) == ms


def test_columns_of_positions_have_one_length() -> None:
    with pytest.raises(ValueError, match="lat"):
        Fixes([1], [1.0], [], [1])


@pytest.mark.parametrize(
    ("outer", "inner", "covers"),
    [
        (small_city.CITY, small_city.NORTH_VILLAGE, True),
        (small_city.NORTH, small_city.NORTH_VILLAGE, True),
        (small_city.NORTH, small_city.NORTH, True),
        (small_city.NORTH, small_city.SOUTH, False),
        (small_city.NORTH, small_city.CITY, False),
        ("441900010000", "441900010007", True),
        ("441900100000", "441900101000", False),
    ],
)
def test_an_area_covers_its_subtree(outer: str, inner: str, covers: bool) -> None:
    assert covers_area(outer, inner) is covers


def test_the_stem_of_a_code_keeps_whole_levels() -> None:
    assert stem("441900010000") == "441900010"
    assert stem("441900000000") == "4419"
