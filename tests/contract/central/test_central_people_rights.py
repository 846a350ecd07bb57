"""Every route × every post × inside and outside the scope, as one table.

The rows come from the API's own description: a route that nobody has classified here fails.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
import requests

from casework.vocabulary import Post
from central.api.commands import BODIES
from central.api.openapi import document
from central.api.routes import INSIDE
from central.people.rights import RIGHTS, plain
from tests.contract.central import small_city
from tests.contract.central.people_at_the_door import Door, open_door
from tests.contract.central.serving import Person

#: One letter for each post.
LETTERS = {
    Post.COLLECTOR: "C",
    Post.INTAKE: "I",
    Post.SHIFT_SUPERVISOR: "S",
    Post.DISPATCHER: "D",
    Post.DEPARTMENT: "P",
    Post.VERIFIER: "V",
    Post.WALL: "W",
    Post.ADMINISTRATOR: "A",
    Post.SUPERVISOR: "U",
    Post.AUDITOR: "R",
}
EVERYBODY = "CISDPVWAUR"
STAFF = "CISDPVAU"
#: What each route lets in. A verb on a case is one row: the lifecycle says the rest.
MATRIX = {
    "DELETE /v1/session": EVERYBODY,
    "DELETE /v1/sessions/{session_id}": EVERYBODY,
    "GET /v1/areas": EVERYBODY,
    "GET /v1/audit": "R",
    "GET /v1/attachments/{attachment_id}": EVERYBODY,
    "GET /v1/attachments/{attachment_id}/thumbnail": EVERYBODY,
    "GET /v1/cases": EVERYBODY,
    "GET /v1/cases/{case_id}": EVERYBODY,
    "GET /v1/cases/{case_id}/attachments": EVERYBODY,
    "GET /v1/categories": EVERYBODY,
    "GET /v1/departments": EVERYBODY,
    "GET /v1/export": "ISDPVAUR",
    "GET /v1/feed": EVERYBODY,
    "GET /v1/gazetteer": EVERYBODY,
    "GET /v1/components": EVERYBODY,
    "GET /v1/components/{code}": EVERYBODY,
    "GET /v1/devices": EVERYBODY,
    "GET /v1/log": "ISDPVAUR",
    "GET /v1/me": EVERYBODY,
    "GET /v1/positions": EVERYBODY,
    "GET /v1/reasons": EVERYBODY,
    "GET /v1/sessions": EVERYBODY,
    "GET /v1/snapshot": EVERYBODY,
    "GET /v1/units": EVERYBODY,
    "GET /v1/units/{unit_id}": EVERYBODY,
    "GET /v1/workflow": EVERYBODY,
    "GET /v1/alerts/acknowledged": EVERYBODY,
    "GET /v1/colleagues": "SD",
    "GET /v1/handovers": EVERYBODY,
    "GET /v1/views": EVERYBODY,
    "POST /v1/alerts/acknowledge": STAFF,
    "POST /v1/handovers": "SD",
    "POST /v1/handovers/{handover_id}/acknowledge": "SD",
    "POST /v1/handovers/{handover_id}/decline": "SD",
    "POST /v1/handovers/{handover_id}/withdraw": "SD",
    "POST /v1/views": STAFF,
    "POST /v1/views/{view_id}/withdraw": STAFF,
    "POST /v1/cases": STAFF,
    "POST /v1/cases/{case_id}/attachments": STAFF,
    "POST /v1/cases/{case_id}/{verb}": STAFF,
    "POST /v1/next": "SD",
    "POST /v1/positions": STAFF,
    "POST /v1/units": "SDPVAU",
}
#: Without a token; figures for Prometheus only on this machine.
OPEN = {"GET /healthz", "GET /readyz", "GET /metrics", "POST /v1/session"}
ROUTES = [
    (method.upper(), path) for path, methods in document()["paths"].items() for method in methods
]
SCOPES = {"city": (), "north": (small_city.NORTH,)}


def row_of(method: str, path: str) -> str:
    """The line of the table for a route of the description."""
    found = re.fullmatch(r"/v1/cases/\{case_id\}/([a-z_-]+)", path)
    if found and found[1] in BODIES:
        path = "/v1/cases/{case_id}/{verb}"
    return f"{method} {path}"


@pytest.fixture(scope="module")
def door(
    tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[], str]
) -> Iterator[Door]:
    """A city with one operator for each post and scope, and one case in the south."""
    with open_door(tmp_path_factory.mktemp("rights"), new_database()) as opened:
        for post in Post:
            for scope, areas in SCOPES.items():
                opened.hire(f"{post}-{scope}", post, areas=areas)
        yield opened


@pytest.fixture(scope="module")
def southern(door: Door) -> int:
    """The id of a case in the south."""
    mei = door.inside.person("mei")
    unit = {"unit_id": 7, "kind": "officer", "call_sign": "U7", "area": small_city.SOUTH}
    assert mei.send("/v1/units", {"units": [unit]}).status_code == 200
    case_id = mei.report(area=small_city.SOUTH)["case_id"]
    assert isinstance(case_id, int)
    return case_id


def ask(who: Person, method: str, path: str, case_id: int) -> tuple[int, str]:
    """Status and code of the answer to a request that is complete but for its body."""
    filled = path.replace("{case_id}", str(case_id)).replace("{unit_id}", "7")
    url = who.url + filled.replace("{session_id}", "0" * 16)
    headers = {"Idempotency-Key": str(uuid.uuid4()), "If-Match": '"1"'}
    body = b"{}" if method == "POST" else None
    with who.http.request(
        method, url, data=body, headers=headers, timeout=10, stream=True
    ) as answer:
        problem = answer.headers.get("Content-Type", "").endswith("problem+json")
        return answer.status_code, answer.json()["code"] if problem else ""


@pytest.mark.parametrize(("method", "path"), ROUTES, ids=[" ".join(route) for route in ROUTES])
def test_a_route_lets_in_whom_the_table_names(
    door: Door, southern: int, method: str, path: str
) -> None:
    row = row_of(method, path)
    if row in OPEN:
        answer = requests.request(method, door.inside.url + path, json={}, timeout=10)
        assert answer.status_code in (200, 422)
        return
    assert row in MATRIX, f"say in MATRIX and in central/people/rights.py who may {row}"
    for post in Post:
        for scope in SCOPES:
            status, code = ask(door.let_in(f"{post}-{scope}"), method, path, southern)
            said = (post, scope, status, code)
            if LETTERS[post] not in MATRIX[row]:
                assert status == 403, said
                assert code in ("post-not-allowed", "read-only"), said
            elif scope == "north" and "{case_id}" in path:
                assert status == (404 if fits(path) else 422), said
            else:
                assert status not in (401, 403) or is_of_the_lifecycle(path, code), said
                assert status < 500, said


def fits(path: str) -> bool:
    """Whether the empty body is one for this verb; a body is read before the case is."""
    verb = path.rpartition("/")[2]
    try:
        msgspec.json.decode(b"{}", type=BODIES[verb]) if verb in BODIES else None
    except ValueError:
        return False
    return True


def is_of_the_lifecycle(path: str, code: str) -> bool:
    return path.rpartition("/")[2] in BODIES and code in ("post-not-allowed", "outside-level")


@pytest.mark.parametrize(("method", "path"), ROUTES, ids=[" ".join(route) for route in ROUTES])
def test_nobody_comes_in_without_a_token(door: Door, southern: int, method: str, path: str) -> None:
    if row_of(method, path) in OPEN:
        return
    for wrong in ("", "Bearer ", "Bearer nonsense", "Bearer zw_" + "A" * 43, "Basic bWVpOm1laQ=="):
        stranger = door.holding("")
        stranger.http.headers["Authorization"] = wrong
        assert ask(stranger, method, path, southern) == (401, "not-signed-in")


def test_the_table_of_the_guard_says_the_same() -> None:
    guarded = {
        f"{method} {path}": "".join(sorted(LETTERS[post] for post in posts))
        for (method, path), posts in RIGHTS.items()
        if f"{method} {path}" not in OPEN
    }
    assert guarded == {row: "".join(sorted(letters)) for row, letters in MATRIX.items()}


def test_no_route_is_left_out_of_the_description() -> None:
    served: set[str] = set()
    for handler in INSIDE:
        methods: Any = handler.http_methods
        served |= {f"{m} {plain(p)}" for m in methods for p in handler.paths if m != "HEAD"}
    described = {row_of(method, path) for method, path in ROUTES}
    assert served <= described


def test_what_a_wall_is_told_when_it_writes(door: Door) -> None:
    wall = door.let_in("wall-city")
    answer = wall.send("/v1/cases", {})
    assert (answer.status_code, answer.json()["code"]) == (403, "read-only")
