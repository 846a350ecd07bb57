"""Litestar against FastAPI on the two things central does most: one POST, and the feed.

    uv run --with fastapi python bench/central_framework.py

Both run under the same uvicorn (httptools, uvloop where there is one), in a process of their own,
with the same handler: read a report, check a header, answer 1.2 kB of JSON that is ready; and
stream ready Server-Sent Events. What counts is the processor time of the server, because on a
small machine the client is the bottleneck. FastAPI is measured in its own style (a pydantic model)
and with the body decoded by msgspec, so that frameworks and not decoders are compared. Rounds
alternate.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable
from typing import Any

import aiohttp
import msgspec
import psutil

REPORT = {
    "category": "0101",
    "title": "占道经营",
    "area": "441900003000",
    "lon": 113.75,
    "lat": 23.04,
    "datum": "WGS-84",
    "channel": "officer",
}
ANSWER = msgspec.json.encode({"case": REPORT, "envelopes": ["x" * 1_000]})
FRAME = b"event: log\nid: 1\ndata: [" + b"x" * 600 + b"]\n\n"
POSTS, FRAMES = 4_000, 40_000


class Report(msgspec.Struct, forbid_unknown_fields=True):
    category: str
    title: str
    area: str
    lon: float
    lat: float
    datum: str
    channel: str


DECODER = msgspec.json.Decoder(Report)


async def frames() -> AsyncIterator[bytes]:
    for _ in range(FRAMES):
        yield FRAME


def litestar_app() -> Any:
    from litestar import Litestar, Request, Response, get, post
    from litestar.response import Stream

    async def write(request: Request[Any, Any, Any]) -> Response[bytes]:
        assert request.headers["idempotency-key"]
        DECODER.decode(await request.body())
        return Response(ANSWER, status_code=201, media_type="application/json")

    async def feed() -> Stream:
        return Stream(frames(), media_type="text/event-stream")

    write.__annotations__ = {"request": Request, "return": Response[bytes]}
    feed.__annotations__ = {"return": Stream}
    handlers = [post("/cases")(write), get("/feed")(feed)]
    return Litestar(handlers, openapi_config=None, logging_config=None)


def fastapi_app(own_style: bool) -> Any:
    from fastapi import FastAPI, Request, Response
    from fastapi.responses import StreamingResponse
    from pydantic import create_model

    app = FastAPI(openapi_url=None)
    fields = {name: (type(value), ...) for name, value in REPORT.items()}
    model = create_model("Report", **fields)  # type: ignore[call-overload]

    async def write_model(request: Request, body: Any) -> Response:  # noqa: ARG001
        assert request.headers["idempotency-key"]
        return Response(ANSWER, 201, media_type="application/json")

    async def write_raw(request: Request) -> Response:
        assert request.headers["idempotency-key"]
        DECODER.decode(await request.body())
        return Response(ANSWER, 201, media_type="application/json")

    async def feed() -> StreamingResponse:
        return StreamingResponse(frames(), media_type="text/event-stream")

    write_model.__annotations__ = {"request": Request, "body": model, "return": Response}
    write_raw.__annotations__ = {"request": Request, "return": Response}
    feed.__annotations__ = {"return": StreamingResponse}
    app.post("/cases", status_code=201, response_model=None)(
        write_model if own_style else write_raw
    )
    app.get("/feed", response_model=None)(feed)
    return app


APPS = {
    "litestar": litestar_app,
    "fastapi+msgspec": lambda: fastapi_app(False),
    "fastapi+pydantic": lambda: fastapi_app(True),
}


def serve(name: str) -> None:
    import socket

    import uvicorn

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    config = uvicorn.Config(APPS[name](), log_level="error", access_log=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[listener])


async def posts(url: str, in_flight: int) -> None:
    left = iter(range(POSTS))
    async with aiohttp.ClientSession(url) as session:

        async def one_after_another() -> None:
            for _ in left:
                key = {"Idempotency-Key": "0" * 36, "Content-Type": "application/json"}
                async with session.post("/cases", data=json.dumps(REPORT), headers=key) as answer:
                    assert answer.status == 201, await answer.text()
                    await answer.read()

        await asyncio.gather(*(one_after_another() for _ in range(in_flight)))


async def stream(url: str) -> None:
    size = 0
    async with aiohttp.ClientSession(url) as session, session.get("/feed") as answer:
        async for chunk in answer.content.iter_any():
            size += len(chunk)
    assert size == FRAMES * len(FRAME)


async def cost(server: psutil.Process, work: Awaitable[None], count: int) -> float:
    """Processor time of the server for each of `count` things, in µs."""
    before = server.cpu_times()
    await work
    after = server.cpu_times()
    spent = after.user + after.system - before.user - before.system
    return spent / count * 1_000_000


async def measure(servers: dict[str, tuple[psutil.Process, str]], rounds: int) -> None:
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in servers}
    for number in range(rounds + 1):
        for name, (server, url) in servers.items():
            post = await cost(server, posts(url, 16), POSTS)
            pair = post, await cost(server, stream(url), FRAMES)
            if number:  # the first round warms up
                found[name].append(pair)
    for name, pairs in found.items():
        post, feed = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"{name:18s} POST {post:6.0f} µs   feed {feed:6.2f} µs a frame, of the server's CPU")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", choices=APPS)
    parser.add_argument("--rounds", type=int, default=5)
    found = parser.parse_args()
    if found.serve:
        serve(found.serve)
        return
    servers, found_at = [], {}
    try:
        for name in APPS:
            command = [sys.executable, __file__, "--serve", name]
            servers.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
            assert servers[-1].stdout
            port = servers[-1].stdout.readline().strip()
            assert port, f"{name} did not start; run with: uv run --with fastapi python {__file__}"
            process = psutil.Process(servers[-1].pid)
            found_at[name] = process, f"http://127.0.0.1:{port}"
        asyncio.run(measure(found_at, found.rounds))
    finally:
        for server in servers:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
