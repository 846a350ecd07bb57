"""Whom a map may ask: declared hosts only, at addresses looked at after the name was resolved.

A name that resolves to a machine of this network would let a map's declaration, or a redirect of
its server, reach what no stranger should reach. The connection is made to the very address that was
checked, so that a second look at the name cannot give another one.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
from collections.abc import Callable
from typing import Any, cast

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from console.basemap.template import BadTemplate, host_of, host_port

#: (host, port) → the addresses it stands for. Raises OSError.
Resolve = Callable[[str, int], list[str]]
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: Where clouds tell a machine its secrets; no map is served from there, whatever is declared.
_METADATA = frozenset(
    map(ipaddress.ip_address, ("169.254.169.254", "100.100.100.200", "fd00:ec2::254"))
)
#: What `private` opens: this machine, and the addresses that are given out within a house.
_OWN = tuple(
    ipaddress.ip_network(n)
    for n in (
        "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10",
        "::1/128", "fc00::/7",
    )
)  # fmt: skip
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Refused(Exception):  # noqa: N818
    """An address that must not be asked. `code` as in `Problem`; `detail` names host and reason."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


def resolve(host: str, port: int) -> list[str]:
    """What the system says, without doubles."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Gate:
    """Lets addresses pass for one source."""

    def __init__(
        self, hosts: frozenset[str], private: bool = False, look_up: Resolve = resolve
    ) -> None:
        self._hosts, self._private, self._look_up = hosts, private, look_up

    def checked(self, url: str) -> str:
        """The address to connect to for `url`.

        Raises:
            Refused: its host is not declared, or resolves to where nobody may be asked.
            OSError: the name does not resolve.
        """
        try:
            named = host_port(url)
        except BadTemplate as error:
            raise Refused(error.code, error.detail) from error
        if host_of(named, self._hosts) is None:
            raise Refused("host-undeclared", named)
        host, _, port = named.rpartition(":")
        found = self._look_up(host, int(port))
        if not found:
            raise OSError(f"{host} has no address")
        for address in found:
            if not allowed(address, self._private):
                raise Refused("host-private", f"{host} = {address}")
        return found[0]


def allowed(address: str, private: bool) -> bool:
    """Whether a map may be asked of this IP address. Not even `private` opens link-local ones."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    return all(_allowed(each, private) for each in _meant(ip))


def _meant(ip: _Address) -> list[_Address]:
    """An address and those that lie hidden in it."""
    if not isinstance(ip, ipaddress.IPv6Address):
        return [ip]
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    if ip in _NAT64:
        return [ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)]
    hidden = [ip.sixtofour, *(ip.teredo or ())]
    return [ip, *(h for h in hidden if h is not None)]


def _allowed(ip: _Address, private: bool) -> bool:
    if ip in _METADATA or ip.is_link_local or ip.is_multicast or ip.is_unspecified:
        return False
    if private and any(ip in network for network in _OWN):
        return True
    return ip.is_global and not ip.is_reserved


class Pinned(HTTPAdapter):
    """Connects to `address` whatever the URL's host resolves to now; TLS still asks for the host.

    An answer whose head takes longer than `head_s` is cut off, however slowly it drips.
    """

    def __init__(self, address: str, head_s: float) -> None:
        self._address, self._head_s = address, head_s
        super().__init__(pool_connections=1, pool_maxsize=4, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._head_s)

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> tuple[Any, Any]:
        found = super().build_connection_pool_key_attributes(request, verify, cert)
        host, pool = cast(tuple[dict[str, Any], dict[str, Any]], found)
        if host["scheme"] == "https":
            pool["server_hostname"] = pool["assert_hostname"] = host["host"]
        host["host"] = self._address
        return host, pool


def _pools(head_s: float) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def getresponse(self) -> Any:
            with _cut_after(head_s, self.sock):
                return super().getresponse()

    class Secure(HTTPSConnection):
        def getresponse(self) -> Any:
            with _cut_after(head_s, self.sock):
                return super().getresponse()

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


@contextlib.contextmanager
def _cut_after(seconds: float, sock: socket.socket | None) -> Any:
    timer = threading.Timer(seconds, _shut, (sock,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _shut(sock: socket.socket | None) -> None:
    if sock is not None:
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
