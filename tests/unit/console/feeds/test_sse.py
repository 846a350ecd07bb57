"""The event-stream reader: the same events, whatever pieces the network makes of them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from console.feeds.sse import SseEvent, SseOverflowError, SseParser

ENDS = ("\n", "\r\n", "\r")
words = st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]), max_size=12)
fields = st.one_of(
    st.tuples(st.sampled_from(["data", "data", "event", "id", "retry", "nonsense"]), words).map(
        lambda pair: f"{pair[0]}: {pair[1]}"
    ),
    words.map(lambda w: f":{w}"),
    st.sampled_from(["data", "data:", "data:x", "event", "", "", ":"]),
)
streams = st.lists(st.tuples(fields, st.sampled_from(ENDS)), max_size=30)


def reference(text: str) -> list[SseEvent]:
    """The algorithm of the standard, character by character and slow."""
    events, name, data, last_id = [], "", [], ""
    text = text.removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:-1]
    for line in lines:
        if line == "":
            if data:
                events.append(SseEvent(name or "message", "\n".join(data).encode(), last_id))
            name, data = "", []
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            data.append(value)
        elif field == "event":
            name = value
        elif field == "id":
            last_id = value
    return events


def read(pieces: list[bytes]) -> list[SseEvent]:
    parser = SseParser()
    return [event for piece in pieces for event in parser.feed(piece)]


@given(lines=streams, cuts=st.lists(st.integers(0, 400), max_size=20), bom=st.booleans())
@example(lines=[("data: a", "\r"), ("", "\n")], cuts=[8], bom=False)
@example(lines=[("data: a", "\r\n"), ("", "\r\n"), ("data: b", "\r")], cuts=[8, 9, 10], bom=True)
def test_arbitrary_pieces_give_the_events_of_the_whole(
    lines: list[tuple[str, str]], cuts: list[int], bom: bool
) -> None:
    text = ("\ufeff" if bom else "") + "".join(line + end for line, end in lines)
    raw = text.encode()
    edges = [0, *sorted(min(c, len(raw)) for c in cuts), len(raw)]
    pieces = [raw[a:b] for a, b in itertools.pairwise(edges)]
    assert read(pieces) == reference(text)
    assert read([raw]) == reference(text)
    assert read([raw[i : i + 1] for i in range(len(raw))]) == reference(text)


def test_an_event_is_given_as_soon_as_its_blank_line_is_there() -> None:
    parser = SseParser()
    assert parser.feed(b"event: beat\ndata: 1\n") == []
    assert parser.feed(b"\n") == [SseEvent("beat", b"1", "")]


def test_the_last_id_is_remembered_by_events_without_one() -> None:
    assert [e.last_id for e in read([b"id: 7\ndata: a\n\ndata: b\n\n"])] == ["7", "7"]


def test_an_event_without_an_end_is_told_and_not_kept_for_ever() -> None:
    parser = SseParser(max_event_bytes=100)
    parser.feed(b"data: " + b"x" * 90)
    with pytest.raises(SseOverflowError):
        parser.feed(b"x" * 10)


def test_many_events_in_one_piece_do_not_count_as_one_long_one() -> None:
    assert len(SseParser(max_event_bytes=100).feed(b"data: 12345\n\n" * 50)) == 50
