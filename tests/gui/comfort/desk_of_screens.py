"""Opens the seat on the screens of a JSON file and says where it stands, as JSON, on its output.

``python -m tests.gui.comfort.desk_of_screens FOLDER``: FOLDER holds the settings between runs.
``--spread`` puts the window on the right half of the widest desk and a dock in a window of its own
beyond it before the window is closed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.actions import Actions
from console.app.arguments import Options
from console.app.run import begin_size
from console.settings import load_settings
from console.tokens import load_tokens
from console.views import theme
from console.views.parts.screens import fitted, rooms, screen_key
from console.views.window import ConsoleWindow
from tests.gui.comfort.house import let_live, story
from tests.gui.comfort.texts import texts
from tests.support.seat import seat


def main(folder: Path, *wishes: str) -> None:
    app = QApplication([])
    theme.apply(app, load_tokens("light"))
    at = seat()
    made = Actions(at.session, at.session)
    window = ConsoleWindow(at.session, made, load_tokens("light"), load_settings(folder))
    begin_size(window, Options())
    window.show()
    story(at)
    let_live(300)  # the similar cases are looked for a moment later
    if "--spread" in wishes:
        right = rooms()[-1]
        window.setGeometry(right.left() + 40, right.top() + 60, 1_280, 800)
        dock = window.places.docks["units"]
        dock.setFloating(True)
        dock.setGeometry(right.left() + 900, right.top() + 300, 420, 300)
        let_live(50)
    floating = [d for d in window.places.docks.values() if d.isFloating()]
    frames = [w.frameGeometry() for w in (window, *floating)]
    print(  # noqa: T201
        json.dumps(
            {
                "key": screen_key(),
                "frames": [f.getRect() for f in frames],
                "reachable": all(fitted(f, rooms()) == f for f in frames),
                "floating": len(floating),
                "ratio": window.grab().devicePixelRatio(),
                "cut": sorted({t.text for t in texts(window) if t.cut}),
            }
        )
    )
    window.close()
    at.session.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
