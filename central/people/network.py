"""Where central may be reached: this machine only, unless the way there is encrypted."""

from __future__ import annotations

import ipaddress
import logging
import ssl
from pathlib import Path
from typing import NamedTuple

from central.errors import EXIT_NETWORK, StartError
from central.settings import Settings

LOG = logging.getLogger("central.network")


class Tls(NamedTuple):
    """A certificate with its chain, and its key; PEM files."""

    cert: Path
    key: Path


def checked(settings: Settings) -> Tls | None:
    """The TLS files to serve with, None for plain HTTP.

    Raises:
        StartError: a file cannot be used, or passwords would cross a network in the clear.
    """
    if (settings.tls_cert is None) != (settings.tls_key is None):
        message = "TLS needs both files: --tls-cert FILE and --tls-key FILE"
        raise StartError(EXIT_NETWORK, message)
    if settings.tls_cert is not None and settings.tls_key is not None:
        return _usable(Tls(settings.tls_cert, settings.tls_key))
    if is_loopback(settings.host):
        return None
    if settings.insecure_network:
        LOG.warning("serving %s without TLS: passwords and tokens can be read", settings.host)
        return None
    message = (
        f"{settings.host} can be reached from other machines, and without TLS everybody on the "
        "way reads passwords, tokens and cases. Give --tls-cert FILE and --tls-key FILE, or serve "
        "127.0.0.1 behind a proxy that has TLS; --insecure-network serves in the clear all the same"
    )
    raise StartError(EXIT_NETWORK, message)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`; a name that says nothing about that does not."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _usable(tls: Tls) -> Tls:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(tls.cert, tls.key, _no_password)
    except (OSError, ValueError) as error:
        message = f"the TLS files {tls.cert} and {tls.key} cannot be used: {error}"
        raise StartError(EXIT_NETWORK, message) from error
    return tls


def _no_password() -> bytes:
    # without this a locked key would be asked for on a terminal nobody sits at
    raise ValueError("the key is locked with a password; unlock it and protect the file instead")
