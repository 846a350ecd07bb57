"""Where a command about no single case goes, and what it says there (docs/protocol.md)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec

from casework.dutycommands import DutyCommand

#: By verb: the path, with the field of the command that stands in it.
_PATHS: dict[str, tuple[str, str]] = {
    "handover-offer": ("/v1/handovers", ""),
    "handover-acknowledge": ("/v1/handovers/{}/acknowledge", "handover"),
    "handover-decline": ("/v1/handovers/{}/decline", "handover"),
    "handover-withdraw": ("/v1/handovers/{}/withdraw", "handover"),
    "alert-acknowledge": ("/v1/alerts/acknowledge", ""),
    "view-share": ("/v1/views", ""),
    "view-withdraw": ("/v1/views/{}/withdraw", "view"),
}


def written(command: DutyCommand) -> tuple[str, bytes]:
    """The path and the body."""
    body: dict[str, Any] = msgspec.to_builtins(command)
    path, name = _PATHS[body.pop("verb")]
    if name:
        path = path.format(quote(body.pop(name), safe=""))
    return path, msgspec.json.encode(body)
