"""Query parameters: known names only, each read strictly."""

from __future__ import annotations

from typing import Any

from litestar import Request

from central.api.problems import ProblemError

MAX_INT = 2**53


class Params:
    """The query of a request.

    Raises:
        ProblemError: 422, for a name that is not `known` or a value that does not fit.
    """

    def __init__(self, request: Request[Any, Any, Any], *known: str) -> None:
        self._query = request.query_params
        for name in self._query:
            if name not in known:
                detail = f"there is no parameter {name[:40]!r}; known: {', '.join(known) or 'none'}"
                raise ProblemError(422, "invalid-parameter", detail)

    def many(self, name: str) -> tuple[str, ...]:
        """Every value of a repeated parameter."""
        return tuple(self._query.getall(name, []))

    def one(self, name: str, default: str = "") -> str:
        return str(self._query.get(name, default))

    def number(self, name: str, default: int, low: int = 0, high: int = MAX_INT) -> int:
        text = self._query.get(name)
        if text is None:
            return default
        return whole(name, text, low, high)

    def numbers(self, name: str, low: int, high: int) -> tuple[int, ...]:
        return tuple(whole(name, text, low, high) for text in self.many(name))

    def flag(self, name: str) -> bool | None:
        """True, false, or None where it is not asked."""
        text = self._query.get(name)
        if text is None:
            return None
        if text not in ("true", "false"):
            raise ProblemError(422, "invalid-parameter", f"{name} must be true or false")
        return bool(text == "true")


def whole(name: str, text: str, low: int, high: int) -> int:
    """A whole number between `low` and `high`."""
    plain = text.isascii() and text.isdigit() and len(text) < 17
    if not plain or not low <= int(text) <= high:
        detail = f"{name} must be a whole number from {low} to {high}, not {text[:40]!r}"
        raise ProblemError(422, "invalid-parameter", detail)
    return int(text)
