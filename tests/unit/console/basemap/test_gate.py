"""Whom a map may ask."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.basemap.gate import Gate, Refused, allowed, resolve


@pytest.mark.parametrize(
    ("address", "public", "own"),
    [
        ("93.184.216.34", True, True),
        ("2606:2800:220:1::1", True, True),
        ("127.0.0.1", False, True),
        ("10.1.2.3", False, True),
        ("192.168.0.9", False, True),
        ("172.20.0.1", False, True),
        ("::1", False, True),
        ("fd12::1", False, True),
        ("::ffff:10.0.0.1", False, True),
        ("2002:0a00:0001::", False, True),  # 6to4 of 10.0.0.1
        ("64:ff9b::a00:1", False, True),  # NAT64 of 10.0.0.1
        ("169.254.169.254", False, False),
        ("::ffff:169.254.169.254", False, False),
        ("64:ff9b::a9fe:a9fe", False, False),
        ("fe80::1%eth0", False, False),
        ("fd00:ec2::254", False, False),
        ("100.100.100.200", False, False),
        ("100.64.0.1", False, True),
        ("0.0.0.0", False, False),  # noqa: S104
        ("224.0.0.1", False, False),
        ("192.0.2.1", False, False),
        ("240.0.0.1", False, False),
        ("255.255.255.255", False, False),
    ],
)
def test_addresses_of_a_private_network_need_a_word(address: str, public: bool, own: bool) -> None:
    assert allowed(address, private=False) is public
    assert allowed(address, private=True) is own


@given(st.ip_addresses())
def test_what_is_let_through_without_a_word_is_public(ip: object) -> None:
    if allowed(str(ip), private=False):
        assert ipaddress.ip_address(str(ip)).is_global


def test_a_name_is_judged_by_every_address_it_has() -> None:
    gate = Gate(frozenset({"a.example"}), look_up=lambda *_: ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(Refused, match=r"host-private: a\.example = 10\.0\.0\.1"):
        gate.checked("https://a.example/1/0/0.png")


def test_this_machine_is_private_after_its_name_was_resolved() -> None:
    gate = Gate(frozenset({"localhost"}))
    with pytest.raises(Refused, match="host-private"):
        gate.checked("http://localhost/1/0/0.png")
    own = Gate(frozenset({"localhost"}), private=True)
    assert own.checked("http://localhost/1/0/0.png") in resolve("localhost", 80)


def test_a_host_that_is_not_declared_is_not_even_looked_up() -> None:
    def never(*_: object) -> list[str]:
        raise AssertionError

    gate = Gate(frozenset({"a.example"}), look_up=never)
    for url in (
        "http://b.example/",
        "http://a.example:8080/",
        "file:///a.example",
        "http://0x7f.1/",
    ):
        with pytest.raises(Refused):
            gate.checked(url)
