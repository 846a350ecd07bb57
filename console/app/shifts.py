"""One window after another: whoever signs in gets his own, until somebody closes the last."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QMetaObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from console import words
from console.app.arguments import Options
from console.app.entrance import Entrance
from console.app.exits import Next, StartError
from console.app.faults import Faults
from console.app.run import Room, complain, dress, listen_for_signals, open_window, work
from console.app.starter import Starter
from console.feeds.key import Key
from console.profiles import Profile
from console.settings import Settings
from console.signing.port import Signed, SignError
from console.tokens import Tokens
from console.views.entry import SignDialog
from console.views.window import ConsoleWindow

if TYPE_CHECKING:
    from console.app.seatdesk import SeatDesk

#: For so long a keyring may think before the dialog comes.
_KEYRING_MS = 3_000
translate = QCoreApplication.translate


def run(options: Options, settings: Settings, starter: Starter) -> int:
    """Open what was asked for and stay until it is closed; returns the exit code.

    `starter` has begun already. Central is stopped here, whatever happens.
    """
    try:
        application, tokens = dress(options, settings)
        return Shifts(application, options, settings, tokens, starter).run()
    except StartError as error:
        return complain(error, options, settings)
    finally:
        starter.stop()


class Shifts:
    """From the first sign-in to the last window. `entrance`: in place of the usual one."""

    def __init__(
        self,
        application: QApplication,
        options: Options,
        settings: Settings,
        tokens: Tokens,
        starter: Starter,
        entrance: Entrance | None = None,
    ) -> None:
        self._application, self._options, self._settings = application, options, settings
        self._tokens, self._starter = tokens, starter
        self.entrance = entrance or Entrance(settings)
        self.faults = Faults(settings.home)
        self._notice = ""
        self._desk: SeatDesk | None = None
        self._dialog: SignDialog | None = None

    def run(self) -> int:
        """Until the last window is closed; returns the exit code.

        Raises:
            StartError: there is no city to be shown.
        """
        self.faults.install()
        try:
            return self._run()
        finally:
            self.entrance.stop()
            self.faults.uninstall()

    def _run(self) -> int:
        signed: Signed | None = None
        if self._wants_somebody():
            signed = self._recalled() or self._come_in()
            if signed is None:
                return 0
        while True:
            code, after = self._one_window(signed)
            if after is Next.SIGNED_OUT and signed is not None:
                self.entrance.memory.forget()
                signed = self._come_in()
            elif isinstance(after, Signed):
                signed = after
            else:
                return code
            if signed is None:
                return code

    def _wants_somebody(self) -> bool:
        options = self._options
        return bool(options.server) and options.token_file is None and not options.wall

    def _one_window(self, signed: Signed | None) -> tuple[int, Next | Signed]:
        """Until it is closed; what is kept of it is on the disk then."""
        key = Key(signed.token, signed.profile.ca_file) if signed else None
        if signed is not None and key is not None:
            source = self._starter.signed_in(signed, key)
        else:
            source = self._starter.finish()
        room = open_window(self._options, self._settings, self._tokens, source)
        self._starter.watch(partial(_close_soon, room.window))
        self._desk = None
        if isinstance(room.window, ConsoleWindow):
            self.faults.show_in(room.window, room.session)
            room.when_whole.append(lambda: self._sit_down(room, signed, key))
        code = work(self._application, room, self._options)
        self._starter.check()
        desk = self._sitting()
        if desk is None or desk.after is Next.END:
            return code, Next.END
        if desk.signed is not None:
            self._tell_central(desk.signed)
        self._tokens = desk.tokens
        self._put_away(room)
        return code, desk.after

    def _sitting(self) -> SeatDesk | None:
        """None for a wall, and for a window that was closed before it was whole."""
        return self._desk

    def _sit_down(self, room: Room, signed: Signed | None, key: Key | None) -> None:
        from console.app.seatdesk import SeatDesk  # its dialogs: the first queue does without them

        window, keeper = room.window, room.keeper
        assert isinstance(window, ConsoleWindow)  # noqa: S101 - only a seat sits down
        idle_s = (lambda: keeper.idle_s) if keeper is not None else (lambda: 0.0)
        self._desk = SeatDesk(window, self.entrance, signed, key, idle_s)

    def _put_away(self, room: Room) -> None:
        room.window.deleteLater()
        self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # -- coming in and going out -------------------------------------------------------------

    def _recalled(self) -> Signed | None:
        """The session of last time, where the keyring has it and the console was not locked."""
        profile = self._profile()
        if not profile.user or profile.locked:
            return None
        found: list[Signed | None] = []
        loop = QEventLoop()

        def came(signed: Signed | None) -> None:
            found.append(signed)
            loop.quit()

        self.entrance.recall(profile, came)
        QTimer.singleShot(_KEYRING_MS, loop.quit)
        loop.exec()
        return found[0] if found else None

    def _profile(self) -> Profile:
        """That of the address of the command line, or of whoever was here last."""
        profiles = self._settings.profiles
        url = self._options.server.strip().rstrip("/")
        if not url and profiles:
            return profiles[0]
        known = (p for p in profiles if p.url.strip().rstrip("/") == url)
        return next(known, Profile(urlsplit(url).hostname or url, url))

    def _come_in(self) -> Signed | None:
        """The dialog, while there is no window; None when it was closed."""
        came: list[Signed] = []
        # a dialog is the last window, and closing it must not end what comes after
        self._application.setQuitOnLastWindowClosed(False)
        dialog = self._dialog = self.entrance.dialog(self._tokens, came.append)
        profile = self._profile()
        dialog.form.suggest(profile)
        if profile.locked:
            dialog.explain(
                translate("Shifts", "The console was locked when it ended: sign in again.")
            )
        dialog.notice(self._notice)
        listen_for_signals(dialog)
        if self._options.seconds:
            seconds = int(self._options.seconds * 1_000)
            QTimer.singleShot(seconds, dialog, lambda: self._give_up(dialog))
        dialog.form.begin()
        dialog.exec()
        self._dialog, self._notice = None, ""
        dialog.deleteLater()
        self._application.setQuitOnLastWindowClosed(True)
        return came[0] if came else None

    def _give_up(self, dialog: SignDialog) -> None:
        if self._options.screenshot is not None:
            dialog.grab().save(str(self._options.screenshot))
        dialog.reject()

    def _tell_central(self, signed: Signed) -> None:
        """The session of whoever leaves ends; how that went is told where he comes in again."""

        def told(error: SignError | None) -> None:
            text = translate("Shifts", "{name} has signed out.")
            if error is not None:
                text = translate(
                    "Shifts",
                    "{name} has signed out here, but central could not be told: the session ends "
                    "there at {time}.",
                )
            time = signed.expires_at.astimezone().strftime("%H:%M")
            self._notice = words.fill(text, name=signed.name, time=time)
            if self._dialog is not None:
                self._dialog.notice(self._notice)

        self.entrance.leave(signed, told)


def _close_soon(window: QWidget) -> None:
    """From any thread."""
    QMetaObject.invokeMethod(window, "close", Qt.ConnectionType.QueuedConnection)
