"""What the keys in use are called, for sentences that name one."""

from __future__ import annotations

from collections.abc import Mapping

_CALLED: dict[str, str] = {}


def key(name: str) -> str:
    """The key of an action ("view.outbox") as it is called here; empty for an unknown action."""
    return _CALLED.get(name, "")


def set_keys(called: Mapping[str, str]) -> None:
    """These keys are in use from now on."""
    _CALLED.clear()
    _CALLED.update(called)
