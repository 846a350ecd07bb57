"""The tree of errors: everything the libraries below may raise has its place in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import requests
import urllib3.exceptions as u3

from console.feeds.errors import LinkError, NotCentral, Unreachable, translate
from console.feeds.port import Trouble


def family(base: type[BaseException]) -> Iterator[type[BaseException]]:
    yield base
    for child in base.__subclasses__():
        if child.__module__.startswith(("requests", "urllib3")):
            yield from family(child)


def made(kind: type[BaseException]) -> BaseException:
    """An instance without the arguments that each constructor wants."""
    error = kind.__new__(kind)
    error.args = ("made",)
    for name in ("reason", "expected", "partial", "length"):
        if not hasattr(error, name):
            _set(error, name, None if name == "reason" else 0)
    return error


def _set(error: Any, name: str, value: Any) -> None:
    setattr(error, name, value)


@pytest.mark.parametrize("kind", sorted(set(family(requests.RequestException)), key=str))
def test_every_error_of_requests_is_mapped(kind: type[BaseException]) -> None:
    found = translate(made(kind))
    assert isinstance(found, LinkError)
    assert found.trouble is not Trouble.NONE


@pytest.mark.parametrize("kind", sorted(set(family(u3.HTTPError)), key=str))
def test_every_error_of_urllib3_is_mapped(kind: type[BaseException]) -> None:
    assert isinstance(translate(made(kind)), LinkError)


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (requests.ConnectTimeout(), "timeout"),
        (requests.ReadTimeout(), "timeout"),
        (requests.exceptions.InvalidURL(), "bad-address"),
        (requests.exceptions.MissingSchema(), "bad-address"),
        (requests.exceptions.SSLError(), "not-central"),
        (requests.exceptions.ChunkedEncodingError("x"), "cut"),
        (requests.exceptions.TooManyRedirects(), "not-central"),
        (requests.JSONDecodeError("x", "", 0), "not-central"),
        (requests.ConnectionError("x"), "cut"),
        (requests.ConnectionError(u3.ProtocolError("Connection aborted.")), "cut"),
        (ConnectionRefusedError(), "unreachable"),
        (ConnectionResetError(), "cut"),
        (TimeoutError(), "timeout"),
        (msgspec.ValidationError("x"), "not-central"),
        (msgspec.DecodeError("x"), "not-central"),
        (UnicodeDecodeError("utf-8", b"", 0, 1, "x"), "bad-address"),
    ],
    ids=lambda v: type(v).__name__ if isinstance(v, Exception) else v,
)
def test_each_kind_of_trouble_has_its_own_word(error: Exception, trouble: str) -> None:
    found = translate(error)
    assert found is not None
    assert found.trouble == trouble
    assert type(error).__name__ in found.detail or error.args


def test_the_innermost_cause_decides() -> None:
    refused = u3.NewConnectionError(None, "refused")  # type: ignore[arg-type]
    wrapped = requests.ConnectionError(u3.MaxRetryError(None, "/", refused))  # type: ignore[arg-type]
    assert isinstance(translate(wrapped), Unreachable)


def test_what_is_already_in_the_tree_stays_what_it_is() -> None:
    error = NotCentral("x")
    assert translate(error) is error


def test_a_fault_that_is_not_about_the_line_is_not_mapped() -> None:
    assert translate(ZeroDivisionError()) is None


def test_each_trouble_has_one_place_in_the_tree() -> None:
    troubles = [kind.trouble for kind in LinkError.__subclasses__()]
    assert sorted(troubles) == sorted(set(troubles))
    replay = {Trouble.READ_ONLY}
    central = {Trouble.FULL_DISK, Trouble.PROBLEM}
    waiting = {Trouble.OUTBOX_FULL, Trouble.STOPPED, Trouble.CANCELLED, Trouble.CANCELLED_LATE}
    waiting |= {Trouble.TOO_OLD, Trouble.OTHER_LOG}
    elsewhere = {Trouble.NONE} | replay | central | waiting
    assert set(troubles) == set(Trouble) - elsewhere
