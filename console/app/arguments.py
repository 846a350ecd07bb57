"""The command line of the console."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from console.tokens import THEMES


@dataclass(frozen=True)
class Options:
    """What was asked for. `seconds`: how long to run before ending by itself, 0 until closed."""

    server: str = ""
    token_file: Path | None = None
    wall: bool = False
    page: str = "front"
    replay: Path | None = None
    mapping: Path | None = None
    speed: float = 1.0
    data: Path | None = None
    rate: float = 1.0
    seed: int | None = None
    demo: bool = True
    record: Path | None = None
    language: str = ""
    theme: str = ""
    maps: Path | None = None
    base_map: str = ""
    offscreen: bool = False
    screenshot: Path | None = None
    seconds: float = 0.0
    #: None: as it stood the last time, or as large as there is room for.
    size: tuple[int, int] | None = None


def parse(argv: list[str]) -> Options:
    """Options from the words after ``main.py``; ends the process with 2 on a wrong word."""
    parser = _parser()
    given = parser.parse_args(argv)
    if given.replay and given.server:
        parser.error("--replay needs no --server: a replay is offline")
    if given.mapping and not given.replay:
        parser.error("--mapping goes with --replay FILE")
    if not 1 <= given.speed <= 1_000:
        parser.error(f"--speed is 1 to 1000, not {given.speed:g}")
    if given.rate <= 0:
        parser.error(f"--rate must be above 0, not {given.rate:g}")
    if given.seconds < 0:
        parser.error(f"--for must not be negative, it is {given.seconds:g}")
    if given.offscreen and not given.seconds:
        given.seconds = 10.0
    return Options(**{**vars(given), "size": _size(parser, given.size)})


def _size(parser: argparse.ArgumentParser, text: str) -> tuple[int, int] | None:
    if not text:
        return None
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) >= 640 and int(height) >= 480):
        parser.error(f"--size is WIDTHxHEIGHT of at least 640x480, not {text!r}")
    return int(width), int(height)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py",
        description="Dispatcher console for grid-based city management. Without arguments it "
        "starts its own central and the demo city of Dongguan.",
    )
    _source(parser.add_argument_group("where the city comes from").add_argument)
    _embedded(parser.add_argument_group("the embedded central").add_argument)
    _look(parser.add_argument_group("what is shown").add_argument)
    _without_a_screen(parser.add_argument_group("without a screen").add_argument)
    return parser


Add = Callable[..., argparse.Action]


def _source(add: Add) -> None:
    add(
        "--server",
        default="",
        metavar="URL",
        help="a central, for example http://127.0.0.1:8420; without it an embedded one is started",
    )
    add(
        "--token-file",
        type=Path,
        metavar="FILE",
        help="file whose first line is the operator's token (with --server)",
    )
    add(
        "--replay",
        type=Path,
        metavar="FILE",
        help="play an incident log (.zwlog) or a mapped CSV, offline",
    )
    add(
        "--mapping",
        type=Path,
        metavar="FILE",
        help="mapping (TOML) for a CSV; without it the shipped ones are tried",
    )
    add("--speed", type=float, default=1.0, metavar="N", help="speed a replay begins with, 1-1000")
    add(
        "--record",
        type=Path,
        metavar="DIR",
        help="record what is received into this folder, for a later replay",
    )


def _embedded(add: Add) -> None:
    add("--data", type=Path, metavar="DIR", help="data folder, instead of the user's own")
    add("--rate", type=float, default=1.0, metavar="N", help="speed of the city, 1 is real time")
    add("--seed", type=int, metavar="N", help="seed of the demo city's dice")
    add(
        "--no-demo",
        dest="demo",
        action="store_false",
        help="embedded central without the demo city's people",
    )


def _look(add: Add) -> None:
    add("--wall", action="store_true", help="the wall display, read only")
    add("--page", default="front", metavar="NAME", help="page of the wall")
    add("--language", choices=("zh_CN", "en"), default="")
    add("--theme", choices=THEMES, default="")
    add(
        "--maps",
        type=Path,
        metavar="FILE",
        help="base maps (TOML), instead of maps.toml in the data folder",
    )
    add(
        "--base-map",
        default="",
        metavar="ID",
        help="base map of that list, remembered for the next start; - is the city's own drawing",
    )
    add("--size", default="", metavar="WxH", help="size of the window, not as it was left")


def _without_a_screen(add: Add) -> None:
    add("--offscreen", action="store_true", help="draw the same window in memory")
    add(
        "--screenshot",
        type=Path,
        metavar="FILE.png",
        help="save a picture of the window before ending",
    )
    add(
        "--for",
        dest="seconds",
        type=float,
        default=0.0,
        metavar="SECONDS",
        help="end by itself after so many seconds (10 with --offscreen)",
    )
