"""A declared WMTS completed from its own capabilities document. Waits: for worker threads only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from console.basemap.archives import BadArchive
from console.basemap.capabilities import BadCapabilities, read_capabilities
from console.basemap.fetch import MOST_BYTES, Absent, Failing, Fetcher
from console.basemap.gate import Refused
from console.basemap.source import MapSource
from console.basemap.template import host_of


def described(source: MapSource, fetcher: Fetcher) -> MapSource:
    """`source` with the template, zooms and size its service says; what was declared narrows them.

    Raises:
        BadArchive: the document cannot be had or used, or its tiles lie with an undeclared host.
    """
    try:
        found = read_capabilities(_document(source, fetcher), source.wish)
    except BadCapabilities as error:
        raise BadArchive(error.code, error.detail) from error
    for host in sorted(found.template.hosts()):
        if host_of(host, source.hosts) is None:
            raise BadArchive("host-undeclared", host)
    low = max(found.min_zoom, source.min_zoom or 0)
    high = found.max_zoom if source.max_zoom is None else min(found.max_zoom, source.max_zoom)
    if low > high:
        raise BadArchive("archive-zooms", f"{found.min_zoom}–{found.max_zoom}")
    return replace(
        source, template=found.template, min_zoom=low, max_zoom=high, tile_size=found.tile_size
    )


def _document(source: MapSource, fetcher: Fetcher) -> bytes:
    where = source.capabilities
    try:
        if isinstance(where, Path):
            with where.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
            if len(data) > MOST_BYTES:
                raise BadArchive("caps-unreadable", f"{where.name}: > {MOST_BYTES >> 20} MiB")
            return data
        return fetcher.get(where, accept="application/xml,text/xml").body or b""
    except OSError as error:
        name = where.name if isinstance(where, Path) else ""
        raise BadArchive("caps-unreadable", f"{name}: {error.strerror}") from error
    except Absent as error:
        raise BadArchive("caps-unreadable", "404") from error
    except Failing as error:
        raise BadArchive("caps-unreadable", error.detail) from error
    except Refused as error:
        raise BadArchive(error.code, error.detail) from error
