"""JSON in and out: envelopes, orders, and the incident log file.

An unknown event kind decodes to `UnknownEvent`; everything else that is wrong raises
`msgspec.ValidationError` or `msgspec.DecodeError` with the path to the bad field.
"""

from __future__ import annotations

from typing import Any

import msgspec

from casework import commands as cm
from casework import events as ev
from casework.instant import Instant

ENCODER = msgspec.json.Encoder()
_KNOWN: msgspec.json.Decoder[ev.KnownEvent] = msgspec.json.Decoder(ev.KnownEvent)
_COMMAND: msgspec.json.Decoder[cm.AnyCommand] = msgspec.json.Decoder(cm.AnyCommand)
KINDS = frozenset(str(t.__struct_config__.tag) for t in ev.KnownEvent.__args__)


class WireEnvelope(msgspec.Struct, frozen=True):
    """An envelope whose event is still raw JSON, so that an unknown kind can be kept."""

    seq: int
    id: str
    at: Instant
    actor: str
    area: str
    case_id: int
    version: int
    command_id: str
    event: msgspec.Raw
    v: int = ev.EVENTS_VERSION


class _Kind(msgspec.Struct):
    kind: str


_WIRE = msgspec.json.Decoder(WireEnvelope)
_KIND = msgspec.json.Decoder(_Kind)


def decode_event(raw: bytes | msgspec.Raw) -> ev.AnyEvent:
    """One event from its JSON.

    Raises:
        msgspec.ValidationError: a known kind with a missing or ill-typed field.
    """
    try:
        return _KNOWN.decode(raw)
    except msgspec.ValidationError:
        kind = _KIND.decode(raw).kind
        if kind in KINDS:
            raise
        body: dict[str, Any] = msgspec.json.decode(raw)
        return ev.UnknownEvent(kind, body)


def open_wire(wire: WireEnvelope) -> ev.Envelope:
    """A whole envelope from one with a raw event."""
    return ev.Envelope(
        wire.seq,
        wire.id,
        wire.at,
        wire.actor,
        wire.area,
        wire.case_id,
        wire.version,
        wire.command_id,
        decode_event(wire.event),
        wire.v,
    )


def decode_envelope(raw: bytes | str) -> ev.Envelope:
    """One envelope from its JSON line."""
    return open_wire(_WIRE.decode(raw))


def encode_event(event: ev.AnyEvent) -> bytes:
    """One event to JSON; an unknown one goes out as it came in."""
    if isinstance(event, ev.UnknownEvent):
        return ENCODER.encode(event.body)
    return ENCODER.encode(event)


def encode_envelope(envelope: ev.Envelope) -> bytes:
    """One envelope to one JSON line, without the line end."""
    if isinstance(envelope.event, ev.UnknownEvent):
        raw = msgspec.Raw(encode_event(envelope.event))
        return ENCODER.encode(
            WireEnvelope(
                envelope.seq,
                envelope.id,
                envelope.at,
                envelope.actor,
                envelope.area,
                envelope.case_id,
                envelope.version,
                envelope.command_id,
                raw,
                envelope.v,
            )
        )
    return ENCODER.encode(envelope)


def decode_command(raw: bytes | str) -> cm.AnyCommand:
    """One command from its JSON; unknown fields are refused, never ignored."""
    return _COMMAND.decode(raw)


def verb_of(command: msgspec.Struct) -> str:
    """The command's word in the API, the command bar and the workflow table."""
    return str(command.__struct_config__.tag)
