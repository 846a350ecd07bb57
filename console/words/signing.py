"""Why nobody was let in, and the way out of it: two sentences for each."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.signing.port import Fault, SignError
from console.words.language import QT_TRANSLATE_NOOP, fill
from console.words.measures import duration_ms

_SENTENCES = {
    Fault.WRONG: QT_TRANSLATE_NOOP(
        "Signing",
        "The operator, the password or the one-time code is wrong. Type them again; an "
        "administrator can set a new password.",
    ),
    Fault.THROTTLED: QT_TRANSLATE_NOOP(
        "Signing", "Too many wrong passwords from this seat. Try again in {time}."
    ),
    Fault.BUSY: QT_TRANSLATE_NOOP(
        "Signing", "Too many people sign in at once. Try again in {time}."
    ),
    Fault.AWAY: QT_TRANSLATE_NOOP(
        "Signing",
        "Central does not answer at {where}. Check the address and the network, then try again.",
    ),
    Fault.UNTRUSTED: QT_TRANSLATE_NOOP(
        "Signing",
        "The certificate at {where} is not to be trusted; no password was sent. Choose the CA "
        "file that the administrator of central gives out.",
    ),
    Fault.OTHER_NAME: QT_TRANSLATE_NOOP(
        "Signing",
        "The certificate at {where} is that of another machine; no password was sent. Check the "
        "address.",
    ),
    Fault.CERTIFICATE_TIME: QT_TRANSLATE_NOOP(
        "Signing",
        "The certificate is not valid now; no password was sent. By this machine's clock it is "
        "{now}: set the clock if that is wrong, otherwise central needs a new certificate.",
    ),
    Fault.CLOCK: QT_TRANSLATE_NOOP(
        "Signing",
        "Not accepted, and the clocks of central and of this machine are {apart} apart. One-time "
        "codes need right clocks: by this one it is {now}. Set it, or tell whoever runs central.",
    ),
    Fault.CA_FILE: QT_TRANSLATE_NOOP(
        "Signing",
        "The CA file cannot be used ({detail}). Choose a PEM file with certificates, or none.",
    ),
    Fault.ADDRESS: QT_TRANSLATE_NOOP(
        "Signing",
        "This is not the address of a central: {where}. It looks like https://central.example:8420",
    ),
    Fault.NOT_CENTRAL: QT_TRANSLATE_NOOP(
        "Signing", "Something answers at {where}, but it is no central. Check the address."
    ),
    Fault.SERVER: QT_TRANSLATE_NOOP(
        "Signing", "Central is in trouble itself ({detail}). Try again in a minute."
    ),
    Fault.NO_MEMORY: QT_TRANSLATE_NOOP(
        "Signing",
        "Central does not answer, and this console has not seen your password since it was "
        "started. It opens when central answers again.",
    ),
}


def sign_fault(error: SignError, where: str, now: datetime) -> str:
    """`now`: of this machine, in its own zone; `where`: the address that was tried."""
    return fill(
        QCoreApplication.translate("Signing", _SENTENCES[error.fault]),
        where=where,
        detail=error.detail,
        time=duration_ms(error.wait_s * 1_000),
        apart=duration_ms(int(error.apart_s * 1_000)),
        now=now.strftime("%Y-%m-%d %H:%M"),
    )
