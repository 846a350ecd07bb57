"""The situation as one HTML page that needs nothing but itself.

Folium makes the page and its base map from constants: it runs Jinja over whatever text it is
given, so nothing of the city may pass through it. Leaflet comes from `resources/leaflet`. The data
stands in JSON blocks that no browser runs, and our own constant script shows it by textContent. A
policy in the page's head allows exactly the scripts and styles it was made with, and no request to
anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import folium
import msgspec
import numpy as np
from numpy.typing import NDArray

from console.export.ground import areas_of, bounds_of, legend_of, places_of
from console.export.pagebase import base_of
from console.export.situation import Situation
from console.map.symbols import STATE_SHAPE, ages
from console.tokens import RESOURCES, Tokens, ink_on

_BLOCK = 10_000
_IMAGE = re.compile(r"url\(images/([\w.-]+)\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_RUN = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_VIEWPORT = re.compile(r'<meta name="viewport".*?/>', re.DOTALL)
_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
_UNSAFE = re.compile("[<>&\u2028\u2029]")


def pieces(
    situation: Situation, severity: NDArray[np.int8], tokens: Tokens
) -> Iterator[tuple[int, bytes]]:
    """(cases written so far, text of the page), one after the other."""
    before, after = framework(tokens)
    yield 0, before.encode()
    yield 0, _block("situation", _head(situation, tokens))
    rows = situation.cases.rows
    for start in range(0, rows, _BLOCK):
        stop = min(rows, start + _BLOCK)
        yield stop, _block("", _cases(situation, severity, start, stop))
    yield rows, after.encode()


def framework(tokens: Tokens) -> tuple[str, str]:
    """The page before and after its data, the same for every city.

    Raises:
        ValueError: folium's page is not built as this version of it builds them.
    """
    page = _base_map()
    style = f"<style>{_leaflet_css()}</style>\n<style>{_variables(tokens)}{_own('css')}</style>\n"
    leaflet = _SOURCE_MAP.sub("", (RESOURCES / "leaflet" / "leaflet.js").read_text("utf-8"))
    page = _once(page, "</head>", f"<script>{leaflet}</script>\n{style}</head>")
    page = _VIEWPORT.sub(
        '<meta name="viewport" content="width=device-width, initial-scale=1">', page
    )
    mark = "<!-- the data -->"
    page = _once(page, "</body>", _own("html") + mark + "\n")
    symbols = (RESOURCES / "export" / "symbols.js").read_text("utf-8")
    own = f"<script>{symbols}</script>\n<script>{_own('js')}</script>\n</body>\n"
    page = _once(page, "</html>", own + "</html>")
    page = _once(page, "<head>", "<head>\n" + _policy(page))
    before, _, after = page.partition(mark)
    return before, after


def _base_map() -> str:
    """Folium's page around an empty map: constants only."""
    base = folium.Map(
        location=[0, 0],
        zoom_start=2,
        tiles=None,
        prefer_canvas=True,
        attribution_control=False,
        zoom_animation=False,
    )
    base._id = "situation"
    base.default_js, base.default_css = [], []
    page: str = base.get_root().render()
    return page


def _once(page: str, what: str, instead: str) -> str:
    if page.count(what) != 1:
        raise ValueError(f"folium {version('folium')} makes another page: {what!r}")
    return page.replace(what, instead)


def _policy(page: str) -> str:
    """Only what is in the page runs, and nothing is fetched."""
    scripts = " ".join(_hash(text) for text in _RUN.findall(page))
    styles = " ".join(_hash(text) for text in _STYLE.findall(page))
    rules = (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{rules}">\n'


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _leaflet_css() -> str:
    folder = RESOURCES / "leaflet"

    def image(found: re.Match[str]) -> str:
        data = base64.b64encode((folder / found[1]).read_bytes()).decode()
        return f"url(data:image/png;base64,{data})"

    return _IMAGE.sub(image, (folder / "leaflet.css").read_text("utf-8"))


def _own(kind: str) -> str:
    return (RESOURCES / "export" / f"situation.{kind}").read_text("utf-8")


def _variables(tokens: Tokens) -> str:
    surface, signal = tokens.surface, tokens.signal
    named = {
        "window": surface.window,
        "panel": surface.panel,
        "line": surface.line,
        "text": surface.text,
        "soft": surface.text_soft,
        "focus": surface.focus,
        "warn": signal.amber_fill,
        "on-warn": signal.on_light_fill,
        "outside": tokens.map.outside,
    }
    return ":root {" + "".join(f"--{name}: {value};" for name, value in named.items()) + "}\n"


# -- the data ------------------------------------------------------------------------------------


def _block(name: str, data: dict[str, Any]) -> bytes:
    """A data block; `name` is its id, without one it is a block of cases."""
    mark = f'id="{name}"' if name else 'class="cases"'
    return f'<script type="application/json" {mark}>{harmless(data)}</script>\n'.encode()


def harmless(data: Any) -> str:
    """JSON in which no character can end a script block or be taken for markup."""
    text = msgspec.json.encode(data).decode()
    return _UNSAFE.sub(lambda m: _ESCAPES[m[0]], text)


def _head(situation: Situation, tokens: Tokens) -> dict[str, Any]:
    head, terms = situation.head, situation.head.terms
    areas = areas_of(situation)
    return {
        "title": head.title,
        "lines": head.lines,
        "stale": head.stale,
        "zone": head.zone,
        "language": head.language,
        "said": terms.said,
        "columns": terms.columns,
        "states": terms.states,
        "shapes": STATE_SHAPE.tolist(),
        "severities": terms.severities,
        "priorities": terms.priorities,
        "doubts": terms.doubts,
        "names": terms.names,
        "legend": legend_of(terms.legend),
        "colours": _colours(tokens),
        "kinds": terms.kinds,
        "ages": terms.ages,
        "areas": areas,
        "places": places_of(situation),
        "has_city": any(a["level"] == "city" for a in areas),
        "bounds": bounds_of(situation),
        "base": base_of(situation.base, terms.said["base_lacking"]),
        "units": _units(situation),
    }


def _colours(tokens: Tokens) -> dict[str, Any]:
    colours: dict[str, Any] = msgspec.structs.asdict(tokens.map)
    return colours | {
        "text": tokens.surface.text,
        "on_red": ink_on(tokens.map.case_red, tokens),
        "light": tokens.name == "light",
    }


def _units(situation: Situation) -> dict[str, list[Any]]:
    table, head = situation.units, situation.head
    age = ages(table.column("fix_ms"), head.taken_ms, bool(head.stale))
    return {
        "lon": _places(table.column("lon")),
        "lat": _places(table.column("lat")),
        "kind": table.column("kind").tolist(),
        "fix": table.column("fix_ms").tolist(),
        "age": age.tolist(),
        "case": table.column("case_id").tolist(),
        "call_sign": table.call_sign,
    }


def _places(values: NDArray[np.float64]) -> list[float]:
    rounded: list[float] = np.round(values, 6).tolist()
    return rounded


def _cases(
    situation: Situation, severity: NDArray[np.int8], start: int, stop: int
) -> dict[str, list[Any]]:
    table, part = situation.cases, slice(start, stop)
    columns: dict[str, list[Any]] = {
        name: table.column(name)[part].tolist()
        for name in ("state", "priority", "category", "area", "village", "department")
    }
    return columns | {
        "id": table.column("case_id")[part].tolist(),
        "lon": _places(table.column("lon")[part]),
        "lat": _places(table.column("lat")[part]),
        "severity": severity[part].tolist(),
        "reported": table.column("reported_ms")[part].tolist(),
        "due": table.column("deadline_ms")[part].tolist(),
        "title": table.title[part],
        "address": table.address[part],
        "doubt": [situation.doubts.get(row, "") for row in range(start, stop)],
    }
