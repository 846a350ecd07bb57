"""The API's own description as a fuzzer: whatever fits it or does not, central never breaks."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode

from casework.vocabulary import Post
from central.api.openapi import document
from tests.contract.central import small_city
from tests.contract.central.people_at_the_door import Door, open_door
from tests.support.effort import examples

#: For each operation and mode; all together stay within a minute.
EXAMPLES = examples(8)
SCHEMA = schemathesis.openapi.from_dict(document())
OPERATIONS = {found.ok().label: found.ok() for found in SCHEMA.get_all_operations()}
#: The feed has no end; its parameters are tested where it is read.
ENDLESS = {"GET /v1/feed"}


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with open_door(tmp_path_factory.mktemp("schema")) as opened:
        opened.hire("all", *Post)
        mei = opened.inside.person("mei")
        for _ in range(3):
            mei.report(area=small_city.NORTH)
        yield opened


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("label", sorted(OPERATIONS.keys() - ENDLESS))
def test_no_request_makes_central_fail(door: Door, label: str, mode: GenerationMode) -> None:
    operation = OPERATIONS[label]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), known=st.integers(1, 3))
    def ask(case: Any, known: int) -> None:
        send(door, case, known)

    # where everything fits there is nothing that does not
    nothing_wrong = (Unsatisfiable,) if mode is GenerationMode.NEGATIVE else ()
    with contextlib.suppress(*nothing_wrong):
        ask()


def send(door: Door, case: Any, known: int) -> None:
    """As an operator with every post; half of the time at a case that exists."""
    headers = dict(door.let_in("all").http.headers)
    if "case_id" in (case.path_parameters or {}) and known % 2:
        case.path_parameters["case_id"] = 1000 + known
        case.headers = {**(case.headers or {}), "If-Match": '"1"'}
        headers["Idempotency-Key"] = str(uuid.uuid4())
    answer = case.call(base_url=door.inside.url, headers=headers, timeout=10)
    assert answer.status_code < 500, (case.as_curl_command(), answer.text)
