"""What people of a room tell each other: handovers, alerts they have seen, views they share.

Writing follows the rules of every write but names no version: none of it is about one case.
"""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from msgspec import Meta

from casework import dutycommands as dc
from casework.duty import Duty, Handover, SeenAlert, SharedView
from central.api.commands import Empty
from central.api.idempotency import body_of, carry_out, key_of
from central.api.params import Params
from central.api.problems import json_response
from central.api.room import actor_of, room_of
from central.jobs import OnDuty
from central.people.colleagues import Colleague, colleagues, named


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why not."""

    text: Annotated[str, Meta(min_length=1, max_length=2_000)]


class HandoverList(msgspec.Struct, frozen=True):
    handovers: list[Handover]


class AlertList(msgspec.Struct, frozen=True):
    alerts: list[SeenAlert]


class ViewList(msgspec.Struct, frozen=True):
    views: list[SharedView]


class ColleagueList(msgspec.Struct, frozen=True):
    colleagues: list[Colleague]


_OFFER = msgspec.json.Decoder(dc.OfferHandover)
_ALERT = msgspec.json.Decoder(dc.AcknowledgeAlert)
_VIEW = msgspec.json.Decoder(dc.ShareView)
_EMPTY = msgspec.json.Decoder(Empty)
_SAID = msgspec.json.Decoder(Said)
Asked = Request[Any, Any, Any]


@get("/v1/colleagues")
async def list_colleagues(request: Asked) -> Response[bytes]:
    Params(request)
    room = room_of(request)
    here = room.hub.listening()
    found = await asyncio.to_thread(colleagues, room.people, actor_of(request), here)
    return json_response(msgspec.json.encode(ColleagueList(found)))


@get("/v1/handovers")
async def list_handovers(request: Asked) -> Response[bytes]:
    """Those of the last days, the oldest first; `open=true` leaves out the settled ones."""
    wanted = Params(request, "open").flag("open")
    every = _duty(request).handovers.values()
    found = [one for one in every if wanted is None or one.is_open is wanted]
    return json_response(msgspec.json.encode(HandoverList(found)))


@post("/v1/handovers")
async def offer(request: Asked) -> Response[bytes]:
    key, command = key_of(request), await body_of(request, _OFFER)
    colleague = None
    if command.to:
        colleague = await asyncio.to_thread(named, room_of(request).people, command.to)
    work = OnDuty("/v1/handovers", command, colleague)
    return await carry_out(request, key, work)


@post("/v1/handovers/{handover_id:str}/acknowledge")
async def acknowledge(request: Asked) -> Response[bytes]:
    key = key_of(request)
    await body_of(request, _EMPTY)
    handover = _in_path(request, "handover_id")
    return await _carry_out(request, key, dc.AcknowledgeHandover(handover))


@post("/v1/handovers/{handover_id:str}/decline")
async def decline(request: Asked) -> Response[bytes]:
    key, said = key_of(request), await body_of(request, _SAID)
    handover = _in_path(request, "handover_id")
    return await _carry_out(request, key, dc.DeclineHandover(handover, said.text))


@post("/v1/handovers/{handover_id:str}/withdraw")
async def withdraw(request: Asked) -> Response[bytes]:
    key = key_of(request)
    await body_of(request, _EMPTY)
    handover = _in_path(request, "handover_id")
    return await _carry_out(request, key, dc.WithdrawHandover(handover))


@get("/v1/alerts/acknowledged")
async def list_alerts(request: Asked) -> Response[bytes]:
    Params(request)
    return json_response(msgspec.json.encode(AlertList([*_duty(request).alerts.values()])))


@post("/v1/alerts/acknowledge")
async def acknowledge_alert(request: Asked) -> Response[bytes]:
    key, command = key_of(request), await body_of(request, _ALERT)
    return await _carry_out(request, key, command)


@get("/v1/views")
async def list_views(request: Asked) -> Response[bytes]:
    Params(request)
    return json_response(msgspec.json.encode(ViewList([*_duty(request).views.values()])))


@post("/v1/views")
async def share_view(request: Asked) -> Response[bytes]:
    key, command = key_of(request), await body_of(request, _VIEW)
    return await _carry_out(request, key, command)


@post("/v1/views/{view_id:str}/withdraw")
async def withdraw_view(request: Asked) -> Response[bytes]:
    key = key_of(request)
    await body_of(request, _EMPTY)
    return await _carry_out(request, key, dc.WithdrawView(_in_path(request, "view_id")))


def _duty(request: Asked) -> Duty:
    room = room_of(request)
    return room.desk.picture().duty.at(room.clock.now()).seen_by(actor_of(request))


def _in_path(request: Asked, name: str) -> str:
    return str(request.path_params[name])


async def _carry_out(request: Asked, key: str, command: dc.AnyDutyCommand) -> Response[bytes]:
    return await carry_out(request, key, OnDuty(request.url.path, command))
