"""Which posts may use which route: one table, read by the guard before every request.

A route without a row is closed to everybody. What a verb needs beyond this, the lifecycle decides
(`casework.workflow`), because that depends on the state of the case.
"""

from __future__ import annotations

import re
from functools import lru_cache

from casework.vocabulary import Post

ALL = frozenset(Post)
#: Those who work on cases: not the wall, not who checks afterwards.
STAFF = ALL - {Post.WALL, Post.AUDITOR}
_TAKERS = frozenset({Post.DISPATCHER, Post.SHIFT_SUPERVISOR})
_FLEET = STAFF - {Post.COLLECTOR, Post.INTAKE}
#: The log as a whole is for offices; a collector's telephone gets cases, the wall a picture.
_RECORDS = ALL - {Post.COLLECTOR, Post.WALL}

RIGHTS: dict[tuple[str, str], frozenset[Post]] = {
    ("GET", "/v1/me"): ALL,
    ("DELETE", "/v1/session"): ALL,
    ("GET", "/v1/sessions"): ALL,
    ("DELETE", "/v1/sessions/{session_id}"): ALL,
    ("GET", "/v1/audit"): frozenset({Post.AUDITOR}),
    ("POST", "/v1/cases"): STAFF,
    ("POST", "/v1/cases/{case_id}/{verb}"): STAFF,
    ("POST", "/v1/cases/{case_id}/attachments"): STAFF,
    ("GET", "/v1/cases/{case_id}/attachments"): ALL,
    ("GET", "/v1/attachments/{attachment_id}"): ALL,
    ("GET", "/v1/attachments/{attachment_id}/thumbnail"): ALL,
    ("POST", "/v1/next"): _TAKERS,
    ("GET", "/v1/colleagues"): _TAKERS,
    ("GET", "/v1/handovers"): ALL,
    ("POST", "/v1/handovers"): _TAKERS,
    ("POST", "/v1/handovers/{handover_id}/acknowledge"): _TAKERS,
    ("POST", "/v1/handovers/{handover_id}/decline"): _TAKERS,
    ("POST", "/v1/handovers/{handover_id}/withdraw"): _TAKERS,
    ("GET", "/v1/alerts/acknowledged"): ALL,
    ("POST", "/v1/alerts/acknowledge"): STAFF,
    ("GET", "/v1/views"): ALL,
    ("POST", "/v1/views"): STAFF,
    ("POST", "/v1/views/{view_id}/withdraw"): STAFF,
    ("POST", "/v1/units"): _FLEET,
    ("POST", "/v1/positions"): STAFF,
    ("GET", "/v1/cases"): ALL,
    ("GET", "/v1/cases/{case_id}"): ALL,
    ("GET", "/v1/units"): ALL,
    ("GET", "/v1/units/{unit_id}"): ALL,
    ("GET", "/v1/positions"): ALL,
    ("GET", "/v1/areas"): ALL,
    ("GET", "/v1/departments"): ALL,
    ("GET", "/v1/devices"): ALL,
    ("GET", "/v1/components"): ALL,
    ("GET", "/v1/components/{code}"): ALL,
    ("GET", "/v1/categories"): ALL,
    ("GET", "/v1/reasons"): ALL,
    ("GET", "/v1/workflow"): ALL,
    ("GET", "/v1/gazetteer"): ALL,
    ("GET", "/v1/snapshot"): ALL,
    ("GET", "/v1/feed"): ALL,
    ("GET", "/v1/log"): _RECORDS,
    ("GET", "/v1/export"): _RECORDS,
    ("GET", "/metrics"): ALL,
}
#: Routes that ask nobody who they are.
OPEN = frozenset(
    {
        ("GET", "/healthz"),
        ("GET", "/readyz"),
        ("GET", "/openapi.json"),
        ("GET", "/docs"),
        ("POST", "/v1/session"),
    }
)
_TYPED = re.compile(r"\{(\w+):\w+\}")


@lru_cache
def posts_for(method: str, template: str) -> frozenset[Post]:
    """The posts that may use a route, by its template with or without types; none if unknown."""
    asked = "GET" if method == "HEAD" else method
    return RIGHTS.get((asked, plain(template)), frozenset())


def plain(template: str) -> str:
    """`/v1/cases/{case_id:int}` as `/v1/cases/{case_id}`."""
    return _TYPED.sub(r"{\1}", template)
