"""What is asked when somebody signs in, what comes of it, and everything that can go wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from console.profiles import Profile


class Fault(StrEnum):
    """Why nobody was let in; the interface has the words."""

    WRONG = "wrong"  # operator, password or one-time code: central does not say which
    THROTTLED = "throttled"  # too many wrong ones of this operator from here
    BUSY = "busy"  # too many people sign in at once
    AWAY = "away"  # nobody listens there, or says nothing
    UNTRUSTED = "untrusted"  # the certificate proves nothing to us
    OTHER_NAME = "other-name"  # a good certificate, of somebody else
    CERTIFICATE_TIME = "certificate-time"  # not valid yet or any more, by this machine's clock
    CLOCK = "clock"  # one-time code refused, and this machine's clock is not central's
    CA_FILE = "ca-file"  # the file of authorities cannot be used
    ADDRESS = "address"
    NOT_CENTRAL = "not-central"
    SERVER = "server"  # central itself is in trouble
    NO_MEMORY = "no-memory"  # central is away, and the password was not typed in this run


@dataclass(frozen=True)
class Ask:
    """One try. The password lives as long as this does and is never printed."""

    profile: Profile
    user: str
    password: str = field(repr=False)
    totp: str = field(default="", repr=False)


@dataclass(frozen=True)
class Signed:
    """Somebody is in. `expires_at`: UTC of central; `fresh`: the password was typed just now."""

    profile: Profile
    actor_id: str
    name: str
    token: str = field(repr=False)
    expires_at: datetime
    fresh: bool = True
    with_code: bool = False


class SignError(Exception):
    """Nobody was let in. `wait_s`: for how long not to try; `apart_s`: between the two clocks."""

    def __init__(
        self, fault: Fault, detail: str = "", wait_s: int = 0, apart_s: float = 0.0
    ) -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault, self.detail, self.wait_s, self.apart_s = fault, detail, wait_s, apart_s


#: Nobody has judged the password: central could not be asked.
UNHEARD = frozenset({Fault.AWAY, Fault.SERVER, Fault.NOT_CENTRAL, Fault.UNTRUSTED,
                     Fault.CERTIFICATE_TIME, Fault.OTHER_NAME, Fault.CA_FILE})  # fmt: skip
