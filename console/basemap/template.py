"""URL templates of tile services: XYZ, and WMTS in its REST and key-value forms. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

_FIELD = re.compile(r"\{([^{}]*)\}")
_FREE = {"s", "r", "key"}
_XYZ = {"z", "x", "y", "-y", "q"}
_WMTS = {"TileMatrix", "TileRow", "TileCol", "TileMatrixSet", "Style", "Layer"}
_DEFAULT_PORT = {"http": 80, "https": 443}


class BadTemplate(Exception):  # noqa: N818
    """A template that no tile can be asked with."""

    def __init__(self, code: str, key: str, detail: str = "") -> None:
        super().__init__(f"{key}: {code} {detail}")
        self.code, self.key, self.detail = code, key, detail


@dataclass(frozen=True)
class Template:
    """Makes the address of a tile. `matrix`: what a WMTS calls zoom {z}, "EPSG:3857:{z}" say.

    `matrices`: what it calls each zoom, where it has said so itself; `fixed`: what every address
    has the same.

    Raises:
        BadTemplate: another scheme than http and https, an unknown field, or one that is missing.
    """

    url: str
    kind: str
    fixed: dict[str, str] = field(default_factory=dict)
    matrix: str = "{z}"
    subdomains: tuple[str, ...] = ()
    secret: str = field(default="", repr=False)
    scale: int = 1
    matrices: tuple[tuple[int, str], ...] = ()

    def __post_init__(self) -> None:
        fields = set(_FIELD.findall(self.url))
        known = _XYZ if self.kind == "xyz" else _WMTS | set(self.fixed)
        for name in sorted(fields - _FREE - known):
            raise BadTemplate("url-field", "url", "{" + name + "}")
        self._needs(fields)
        if "{z}" not in self.matrix:
            raise BadTemplate("url-needs", "matrix", "{z}")
        for address in self._examples():
            _check(address)

    def address(self, z: int, x: int, y: int) -> str:
        """Where tile (z, x, y) is, y downwards."""
        named = {
            "z": str(z),
            "x": str(x),
            "y": str(y),
            "-y": str((1 << z) - 1 - y),
            "q": _quad(z, x, y),
            "s": self.subdomains[(x + y) % len(self.subdomains)] if self.subdomains else "",
            "r": "@2x" if self.scale == 2 else "",
            "key": quote(self.secret, safe=""),
            "TileMatrix": quote(self._matrix(z), safe=":"),
            "TileRow": str(y),
            "TileCol": str(x),
        }
        named |= {name: quote(text, safe=":") for name, text in self.fixed.items()}
        return _FIELD.sub(lambda found: named[found.group(1)], self.url)

    def _matrix(self, z: int) -> str:
        return dict(self.matrices).get(z) or self.matrix.replace("{z}", str(z))

    def hosts(self) -> set[str]:
        """Every "host:port" that tiles are asked of."""
        return {host_port(address) for address in self._examples()}

    def _needs(self, fields: set[str]) -> None:
        if self.kind == "wmts":
            needed = {"TileMatrix", "TileRow", "TileCol"}
        elif "q" in fields:
            needed = set()
        else:
            needed = {"z", "x", "-y" if "-y" in fields else "y"}
        for name in sorted(needed - fields):
            raise BadTemplate("url-needs", "url", "{" + name + "}")
        if "s" in fields and not self.subdomains:
            raise BadTemplate("url-needs", "subdomains", "{s}")
        if "key" in fields and not self.secret:
            raise BadTemplate("url-needs", "key_file", "{key}")

    def _examples(self) -> Iterable[str]:
        return (self.address(1, i, 0) for i in range(max(1, len(self.subdomains))))


def host_port(address: str) -> str:
    """ "host:port" of an http(s) address, in lower case.

    Raises:
        BadTemplate: another scheme, no host, an impossible port, or a user name in it.
    """
    _check(address)
    parts = urlsplit(address)
    return f"{(parts.hostname or '').rstrip('.')}:{parts.port or _DEFAULT_PORT[parts.scheme]}"


def host_of(named: str, declared: frozenset[str]) -> str | None:
    """The entry of `declared` that lets "host:port" pass: with that port, or for a usual port."""
    host, _, port = named.rpartition(":")
    if named in declared:
        return named
    return host if host in declared and port in ("80", "443") else None


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise BadTemplate("url-bad", "url", str(error)) from error
    if parts.scheme not in _DEFAULT_PORT:
        raise BadTemplate("url-scheme", "url", f"{parts.scheme or '?'}://")
    if not parts.hostname or port == 0 or "@" in parts.netloc:
        raise BadTemplate("url-bad", "url", parts.hostname or "")
    if any(c.isspace() or ord(c) < 32 for c in address):
        raise BadTemplate("url-bad", "url", parts.hostname)


def _quad(z: int, x: int, y: int) -> str:
    return "".join(str((x >> i & 1) | (y >> i & 1) << 1) for i in range(z - 1, -1, -1))
