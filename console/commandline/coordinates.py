"""Places typed as numbers: decimal degrees or degrees, minutes and seconds, of a declared datum.

Without letters the first number is the longitude, unless only the other order is possible or lies
nearer to the city. Without a datum it is WGS-84; ``gcj:`` and ``bd:`` before the numbers declare
another.
"""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import dataclass

from casework.datum import Datum, to_wgs84

_DATUMS = {
    "wgs": Datum.WGS84,
    "wgs84": Datum.WGS84,
    "cgcs2000": Datum.WGS84,
    "gcj": Datum.GCJ02,
    "gcj02": Datum.GCJ02,
    "bd": Datum.BD09,
    "bd09": Datum.BD09,
}
_PREFIX = re.compile(r"\s*([a-z]+-?[0-9]*)\s*[:：]\s*", re.IGNORECASE)
_LETTERS = {"东": "E", "西": "W", "南": "S", "北": "N"}
_MARKS = str.maketrans(
    {"度": "°", "º": "°", "分": "'", "′": "'", "’": "'", "秒": '"', "″": '"', "”": '"', "，": ","}
)
_NUMBER = r"([0-9]{1,3}(?:\.[0-9]{1,12})?)"
_SIXTY = r"([0-9]{1,2}(?:\.[0-9]{1,9})?)"
#: A sign, degrees, maybe minutes, maybe seconds: their mark may be left out at the very end.
_ANGLE = rf"([+-])?{_NUMBER}\s*(?:°\s*(?:{_SIXTY}\s*'\s*(?:{_SIXTY}\s*(?:\"|$))?)?)?"
_LETTER, _COMMA, _BLANK = r"([NSEW])", r"\s*[,;/]\s*", r"\s+"
#: Letters before both, letters behind both, or none.
_PAIRS = tuple(
    re.compile(
        rf"{before}\s*{_ANGLE}\s*{after}(?:{gap}){before}\s*{_ANGLE}\s*{after}", re.IGNORECASE
    )
    for before, after, gap in (
        (_LETTER, "()", rf"{_COMMA}|\s*"),
        ("()", _LETTER, rf"{_COMMA}|\s*"),
        ("()", "()", rf"{_COMMA}|{_BLANK}"),
    )
)


@dataclass(frozen=True)
class Typed:
    """WGS-84 degrees, and the datum they were declared in."""

    lon: float
    lat: float
    datum: Datum = Datum.WGS84

    def __str__(self) -> str:
        """As it is read back, to a tenth of a millimetre; of no other datum than WGS-84."""
        return f"{self.lon:.9f}, {self.lat:.9f}"


@dataclass(frozen=True)
class _Angle:
    degrees: float
    letter: str


def coordinates(text: str, home: tuple[float, float] | None = None) -> Typed | None:
    """The place that `text` names by numbers; None when it names none on the globe. Never raises.

    `home`: (lon, lat) of the city, which decides an order that the numbers leave open.
    """
    datum = Datum.WGS84
    if found := _PREFIX.match(text):
        named = _DATUMS.get(found.group(1).casefold().replace("-", ""))
        if named is None:
            return None
        datum, text = named, text[found.end() :]
    pair = _pair(_plain(text))
    if pair is None:
        return None
    order = _order(*pair, home)
    if order is None:
        return None
    return Typed(*to_wgs84(*order, datum), datum)


def _plain(text: str) -> str:
    """One kind of mark each, and letters for the words of directions."""
    text = text.translate(_MARKS).replace("''", '"')
    for word, letter in _LETTERS.items():
        text = re.sub(rf"{word}[经纬]?", f" {letter} ", text)
    return text.strip(" ()[]")


def _pair(text: str) -> tuple[_Angle, _Angle] | None:
    for pattern in _PAIRS:
        if found := pattern.fullmatch(text):
            parts = found.groups()
            half = len(parts) // 2
            one, other = _angle(parts[:half]), _angle(parts[half:])
            return (one, other) if one and other else None
    return None


def _angle(parts: tuple[str | None, ...]) -> _Angle | None:
    before, sign, degrees, minutes, seconds, after = (part or "" for part in parts)
    letter = (before or after).upper()
    if (sign and letter) or any(float(part or 0) >= 60 for part in (minutes, seconds)):
        return None
    value = float(degrees) + float(minutes or 0) / 60 + float(seconds or 0) / 3_600
    return _Angle(-value if sign == "-" or letter in ("S", "W") else value, letter)


def _order(
    one: _Angle, other: _Angle, home: tuple[float, float] | None
) -> tuple[float, float] | None:
    """(lon, lat) of the two, None when they are not one of each on the globe."""
    axes = [
        {"E": "lon", "W": "lon", "N": "lat", "S": "lat"}.get(a.letter, "") for a in (one, other)
    ]
    ways = []
    for (lon, lon_axis), (lat, lat_axis) in itertools.permutations(
        zip((one.degrees, other.degrees), axes, strict=True)
    ):
        said = lon_axis in ("", "lon") and lat_axis in ("", "lat")
        if said and abs(lon) <= 180 and abs(lat) <= 90:
            ways.append((lon, lat))
    if len(ways) < 2 or home is None:
        return ways[0] if ways else None
    return min(ways, key=lambda w: math.dist(w, home))
