"""A central somebody signs in to, under a name of their own. No secret is part of it."""

from __future__ import annotations

import msgspec


class Profile(msgspec.Struct, frozen=True):
    """`ca_file`: PEM file of the authorities to be trusted there, "" for the usual ones.

    `locked`: the console was locked when it ended, so the next start asks for the password.
    """

    name: str
    url: str
    ca_file: str = ""
    user: str = ""
    locked: bool = False
