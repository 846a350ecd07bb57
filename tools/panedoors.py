"""What stands before the work: signing in, the lock, questions and errors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QMessageBox, QWidget

from console.app.exits import Exit, StartError
from console.app.leaving import ask_to_leave, waiting_text
from console.app.troubles import box_for
from console.profiles import Profile
from console.signing.port import Fault, Signed, SignError
from tools.paneseat import At, Pane, close_dialogs

_HOME = Profile("东城值班室", "https://central.example:8420", "", "wang.min")
_SIGNED = Signed(_HOME, "wang.min", "王敏", "none", datetime(2099, 1, 1, tzinfo=UTC), True, True)


def _sign_in(at: At) -> QWidget | None:
    at.entrance.settings.keep_profile(_HOME)
    at.desk.sign_in()
    return at.desk.dialog


def _sign_refused(
    fault: Fault, detail: str = "", wait_s: int = 0
) -> Callable[[At], QWidget | None]:
    def opened(at: At) -> QWidget | None:
        dialog = _sign_in(at)
        if at.desk.dialog is not None:
            at.desk.dialog.form.password.setText("not the right one")
            at.desk.dialog.refuse(SignError(fault, detail, wait_s, 412.0))
        return dialog

    return opened


def _sign_away(at: At) -> None:
    if at.desk.dialog is not None:
        at.desk.dialog.reject()


def _lock(at: At) -> QWidget | None:
    at.desk.lock()
    return at.desk.lock_desk.screen


def _lock_with_password(at: At) -> QWidget | None:
    at.desk.signed = _SIGNED
    at.desk.lock()
    if at.desk.lock_desk.screen is not None:
        at.desk.lock_desk.screen.refuse(SignError(Fault.WRONG))
    return at.desk.lock_desk.screen


def _release(at: At) -> None:
    at.desk.lock_desk.release()
    at.desk.signed = None


def _leave(at: At) -> QWidget:
    question = ask_to_leave(waiting_text(at.window.session.outgoing, "王敏"), at.window)
    question.open()
    return question


def _start_error(_at: At) -> QWidget:
    box: QMessageBox = box_for(StartError(Exit.SERVER, "htp://central", "unknown scheme htp"))
    box.open()
    return box


def _fault(at: At) -> QWidget:
    at.faults.show_in(at.window, at.window.session)
    try:
        raise ValueError("a value that nobody expected")
    except ValueError as error:
        at.faults.take(type(error), error, error.__traceback__)
    return at.window


def _fault_away(at: At) -> None:
    banner = at.window.findChild(QWidget, "fault-banner")
    if banner is not None:
        banner.deleteLater()


#: While central is there.
DOORS = (
    Pane("sign-in", _sign_in, _sign_away),
    Pane("sign-in-wrong", _sign_refused(Fault.WRONG), _sign_away),
    Pane("sign-in-throttled", _sign_refused(Fault.THROTTLED, "", 43), _sign_away),
    Pane("sign-in-untrusted", _sign_refused(Fault.UNTRUSTED, "self-signed"), _sign_away),
    Pane("lock", _lock, _release),
    Pane("lock-password", _lock_with_password, _release),
    Pane("start-error", _start_error, close_dialogs),
    Pane("fault", _fault, _fault_away),
)
#: While central is away and commands wait.
DOORS_OFFLINE = (
    Pane("leave", _leave, close_dialogs),
    Pane("lock-offline", _lock, _release),
)
