"""The only place of the console that wires things together."""

from __future__ import annotations

import gc
import os
import sys

from console.app.arguments import Options, parse

NO_SCREEN = (
    "没有可用的屏幕。请在桌面会话中启动，或在内存中绘制：\n"
    "There is no screen here. Start it from a desktop session, or draw it in memory:\n"
    "  uv run main.py --offscreen --screenshot console.png --for 10"
)


def main(argv: list[str]) -> int:
    """Run what `argv` asks for; returns the process's exit code (0: ended as asked)."""
    # While everything is being made there is no garbage; `run` collects once it is.
    gc.disable()
    options = parse(argv)
    if options.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif not has_screen():
        return _refuse(NO_SCREEN)
    if options.wall:
        from console.views.wall import PAGES

        if options.page not in PAGES:
            return _refuse(f"--page {options.page}: the wall has the pages {', '.join(PAGES)}")
    return _start(options)


def _start(options: Options) -> int:
    # Central is started before Qt and the views are imported: half a second each, side by side.
    from console.app.exits import StartError
    from console.app.starter import Starter
    from console.settings import load_settings

    settings = load_settings(options.data)
    starter = Starter(options, settings)
    try:
        starter.begin()
        from console.app.shifts import run
    except StartError as error:
        from console.app.run import complain

        return complain(error, options, settings)
    return run(options, settings, starter)


def has_screen() -> bool:
    """Whether Qt can open a window: always on Windows and macOS, elsewhere by the display."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)  # noqa: T201 - there is no window to say it in
    return 2
