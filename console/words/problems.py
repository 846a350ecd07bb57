"""Why central did not take a request at all: its own codes, beside the refusals of the domain."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.words.language import QT_TRANSLATE_NOOP, fill

#: By central's code. A sentence that can stand after a colon, with the way out where there is one.
PROBLEMS: dict[str, str] = {
    "bad-request": QT_TRANSLATE_NOOP("Words", "central cannot read the request; report this"),
    "invalid-body": QT_TRANSLATE_NOOP(
        "Words", "something in it is not as central wants it; look at what was filled in"
    ),
    "invalid-parameter": QT_TRANSLATE_NOOP("Words", "a value in it is not one central knows"),
    "body-too-large": QT_TRANSLATE_NOOP("Words", "it is too large; shorten it"),
    "request-entity-too-large": QT_TRANSLATE_NOOP("Words", "it is too large; shorten it"),
    "no-such-route": QT_TRANSLATE_NOOP(
        "Words", "this central does not know the action; it may be older than this console"
    ),
    "method-not-allowed": QT_TRANSLATE_NOOP(
        "Words", "this central does not know the action; it may be older than this console"
    ),
    "idempotency-key-missing": QT_TRANSLATE_NOOP(
        "Words", "the request came without its own key; report this"
    ),
    "idempotency-key-reused": QT_TRANSLATE_NOOP(
        "Words", "its key was used before for something else; do it anew"
    ),
    "idempotency-key-busy": QT_TRANSLATE_NOOP("Words", "an earlier attempt is still under way"),
    "precondition-required": QT_TRANSLATE_NOOP(
        "Words", "the request did not say which version of the case was looked at; report this"
    ),
    "not-signed-in": QT_TRANSLATE_NOOP("Words", "nobody is signed in; sign in again"),
    "sign-in-refused": QT_TRANSLATE_NOOP("Words", "name or password is wrong"),
    "too-many-tries": QT_TRANSLATE_NOOP("Words", "too many tries; wait a little"),
    "too-many-sign-ins": QT_TRANSLATE_NOOP(
        "Words", "too many people sign in at once; wait a little"
    ),
    "central-ends": QT_TRANSLATE_NOOP("Words", "central is being stopped"),
    "not-a-session": QT_TRANSLATE_NOOP(
        "Words", "this sign-in is a fixed key, not a session that could be ended"
    ),
    "too-slow": QT_TRANSLATE_NOOP("Words", "the request came too slowly; look at the connection"),
    "disk-full": QT_TRANSLATE_NOOP("Words", "central's disk is full"),
    "database-unavailable": QT_TRANSLATE_NOOP("Words", "central's database does not answer"),
    "not-ready": QT_TRANSLATE_NOOP("Words", "central is not ready yet"),
    "internal-error": QT_TRANSLATE_NOOP("Words", "central failed on it; its log has more"),
    "file-too-large": QT_TRANSLATE_NOOP(
        "Words", "the file is too large: pictures and PDF up to 20 MB, MP4 up to 100 MB"
    ),
    "unreadable-file": QT_TRANSLATE_NOOP(
        "Words", "the file cannot be read; look whether it is there"
    ),
    "cancelled": QT_TRANSLATE_NOOP("Words", "it was called off"),
    "too-many-attachments": QT_TRANSLATE_NOOP("Words", "the case has as many files as it can have"),
    "type-not-allowed": QT_TRANSLATE_NOOP("Words", "files of this type are not taken"),
    "type-mismatch": QT_TRANSLATE_NOOP("Words", "the file is not what its name or type says"),
    "too-many-pixels": QT_TRANSLATE_NOOP("Words", "the picture is too large; make it smaller"),
}
_UNKNOWN = QT_TRANSLATE_NOOP(
    "Words", "central gives a reason that this console does not know ({code})"
)


def problem(code: str) -> str:
    """Central's code in words; a code of a newer central is named as it is."""
    return fill(QCoreApplication.translate("Words", PROBLEMS.get(code, _UNKNOWN)), code=code)
