"""How long an answer may be used, from what its server said. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parsedate_to_datetime

#: Tiles change seldom: kept so long when the server says nothing, and never longer than that.
_USUAL_S, _LONGEST_S = 7 * 86_400.0, 365 * 86_400.0


def freshness(headers: Mapping[str, str]) -> float | None:
    """Seconds that an answer is fresh for; 0: ask each time; None: it must not be kept."""
    told = _directives(headers.get("Cache-Control", ""))
    if "no-store" in told:
        return None
    if "no-cache" in told:
        return 0.0
    if told.get("max-age", "").isdigit():
        age = headers.get("Age", "")
        spent = float(age) if age.isdigit() else 0.0
        return max(0.0, min(float(told["max-age"]) - spent, _LONGEST_S))
    if "Expires" in headers:
        return _until(headers["Expires"], headers.get("Date", ""))
    return _USUAL_S


def _directives(text: str) -> dict[str, str]:
    found = {}
    for part in text.lower().split(","):
        name, _, value = part.strip().partition("=")
        found[name] = value.strip().strip('"')
    return found


def _until(expires: str, date: str) -> float:
    """From the server's own two clocks, so that ours may be wrong; 0 for unreadable ones."""
    try:
        span = (parsedate_to_datetime(expires) - parsedate_to_datetime(date)).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    return max(0.0, min(span, _LONGEST_S))
