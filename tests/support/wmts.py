"""A WMTS's description of itself, good unless something is changed in it."""

from __future__ import annotations

WORLD = 559_082_264.0287178
CORNER = "-20037508.3427892 20037508.3427892"


def matrices(
    first: int = 0, last: int = 5, size: int = 256, corner: str = CORNER, off: float = 1.0
) -> str:
    return "".join(
        f"<TileMatrix><ows:Identifier>EPSG:3857:{z}</ows:Identifier>"
        f"<ScaleDenominator>{off * WORLD * 256 / size / 2**z}</ScaleDenominator>"
        f"<TopLeftCorner>{corner}</TopLeftCorner><TileWidth>{size}</TileWidth>"
        f"<TileHeight>{size}</TileHeight><MatrixWidth>{1 << z}</MatrixWidth>"
        f"<MatrixHeight>{1 << z}</MatrixHeight></TileMatrix>"
        for z in range(first, last + 1)
    )


def matrix_set(
    inside: str | None = None, name: str = "w", crs: str = "urn:ogc:def:crs:EPSG::3857"
) -> str:
    body = matrices() if inside is None else inside
    return (
        f"<TileMatrixSet><ows:Identifier>{name}</ows:Identifier>"
        f"<ows:SupportedCRS>{crs}</ows:SupportedCRS>{body}</TileMatrixSet>"
    )


def document(
    sets: str | None = None,
    *,
    url: str = "https://t.example",
    resource: bool = True,
    keys: str = "",
    formats: str = "<Format>image/jpeg</Format><Format>image/png</Format>",
    links: tuple[str, ...] = ("w",),
    more: str = "",
    head: str = '<?xml version="1.0" encoding="UTF-8"?>',
) -> bytes:
    template = f"{url}/{{Style}}/{{Time}}/{{TileMatrixSet}}/{{TileMatrix}}/{{TileRow}}/{{TileCol}}"
    linked = "".join(
        f"<TileMatrixSetLink><TileMatrixSet>{link}</TileMatrixSet></TileMatrixSetLink>"
        for link in links
    )
    one = f'<ResourceURL format="image/png" resourceType="tile" template="{template}"/>'
    get = (
        f'<ows:Operation name="GetTile"><ows:DCP><ows:HTTP><ows:Get xlink:href="{keys}"/>'
        "</ows:HTTP></ows:DCP></ows:Operation>"
    )
    return f"""{head}<Capabilities xmlns="http://www.opengis.net/wmts/1.0" version="1.0.0"
 xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink">
<ows:OperationsMetadata>{get if keys else ""}</ows:OperationsMetadata><Contents>
<Layer><ows:Identifier>streets</ows:Identifier><Style><ows:Identifier>night</ows:Identifier></Style>
<Style isDefault="true"><ows:Identifier>day</ows:Identifier></Style>{formats}
<Dimension><ows:Identifier>Time</ows:Identifier><Default>2026</Default></Dimension>{linked}
{one if resource else ""}</Layer>{more}
{matrix_set() if sets is None else sets}</Contents></Capabilities>""".encode()
