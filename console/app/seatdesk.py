"""One window's coming and going: its File menu, its lock, and a session that ends at work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QMenuBar

from console import words
from console.app.entrance import Entrance
from console.app.exits import Next
from console.app.leaving import LeaveQuestion, ask_to_leave, waiting_text
from console.feeds.key import Key
from console.feeds.port import Link, LinkState, Trouble
from console.signing.port import Signed, SignError
from console.tokens import Tokens
from console.views.entry import FileMenu, SignDialog
from console.views.lock import LockDesk
from console.views.lock.screen import Holder
from console.views.window import ConsoleWindow

_LOOK_MS = 1_000
translate = QCoreApplication.translate


class SeatDesk(QObject):
    """`after` tells what comes next: nothing, the sign-in dialog, or somebody else's window.

    `signed`: who sits here; None at a seat without a password (embedded, token file, replay).
    `idle_s`: for how long nobody has touched the console.
    """

    def __init__(
        self,
        window: ConsoleWindow,
        entrance: Entrance,
        signed: Signed | None,
        key: Key | None,
        idle_s: Callable[[], float] = lambda: 0.0,
    ) -> None:
        super().__init__(window)
        self._window, self._entrance, self._idle_s = window, entrance, idle_s
        self._session = window.session
        self.signed, self._key = signed, key
        self.after: Next | Signed = Next.END
        self.dialog: SignDialog | None = None
        self.question: LeaveQuestion | None = None
        self._asked_again = False
        bar = window.findChild(QMenuBar)
        assert isinstance(bar, QMenuBar)  # noqa: S101 - the window makes one
        self.menu = FileMenu(bar, window, window.acts.keys, entrance.settings.lock_after_min)
        self.lock_desk = LockDesk(self._session, window)
        self._wire()
        self._name()

    @property
    def tokens(self) -> Tokens:
        """What the window wears."""
        return self._window.tokens

    def _wire(self) -> None:
        self.menu.sign_in.connect(self.sign_in)
        self.menu.sign_out.connect(self.sign_out)
        self.menu.lock.connect(self.lock)
        self.menu.lock_after.connect(self._lock_after)
        self.lock_desk.asked.connect(self._unlock)
        self.lock_desk.left.connect(self.sign_out)
        self._session.linked.connect(self._on_link)
        self._session.city_known.connect(self._name)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(self.look)
        self._watch.start()
        if notice := self._entrance.ring_notice() if self.signed else "":
            self._window.command.say(notice, "amber", fade=False)

    # -- signing in --------------------------------------------------------------------------

    def sign_in(self, why: str = "") -> None:
        """Ask; the same person goes on here, another one gets a window of his own."""
        if self.dialog is not None:
            self.dialog.raise_()
            return
        made = self._entrance.dialog(self._window.tokens, self._came, self._window)
        made.setWindowModality(Qt.WindowModality.WindowModal)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.explain(why or translate("SeatDesk", "Sign in to a central."))
        made.finished.connect(self._dialog_over)
        self.dialog = made
        if self.signed is not None:
            made.form.suggest(self.signed.profile)
        made.open()
        made.form.begin()

    def _dialog_over(self) -> None:
        self.dialog = None

    def _came(self, signed: Signed) -> None:
        mine = self.signed
        if mine is not None and self._key is not None and _same(mine, signed):
            self.signed = signed
            self._key.change(signed.token)
            return
        self._ask(
            self._text_of_switch(signed),
            lambda: self._go(signed),
            lambda: self._entrance.throw_away(signed),
        )

    def _go(self, after: Next | Signed) -> None:
        self.after = after
        self._window.close()

    def _on_link(self, link: Link) -> None:
        if link.state is LinkState.LIVE:
            self._asked_again = False
        refused = link.state is LinkState.REFUSED and link.trouble is Trouble.UNAUTHORISED
        if refused and self.signed is not None and not self._asked_again:
            if self.lock_desk.locked:
                return  # opening the lock signs in again
            self._asked_again = True
            self.sign_in(
                translate(
                    "SeatDesk",
                    "Central does not take your session any more: it has ended or was revoked. "
                    "Sign in again; the picture and what waits to be sent stay as they are.",
                )
            )

    # -- signing out -------------------------------------------------------------------------

    def sign_out(self) -> None:
        if self.signed is not None:
            self._ask(self._text_of_leaving(), self._go_out, lambda: None)

    def _go_out(self) -> None:
        self.lock_desk.release()
        self._go(Next.SIGNED_OUT)

    def _ask(self, text: str, yes: Callable[[], None], no: Callable[[], None]) -> None:
        """At once where nothing waits; otherwise after the person has read what becomes of it."""
        if not self._session.outgoing.waiting:
            yes()
        elif self.question is None:
            self.question = ask_to_leave(text, self.lock_desk.screen or self._window)
            self.question.chosen.connect(lambda go: self._answered(yes if go else no))
            self.question.open()

    def _answered(self, then: Callable[[], None]) -> None:
        self.question = None
        then()

    def _text_of_leaving(self) -> str:
        return waiting_text(self._session.outgoing, self._who())

    def _text_of_switch(self, other: Signed) -> str:
        text = translate("SeatDesk", "They are not sent in the name of {other}.")
        kept = waiting_text(self._session.outgoing, self._who())
        return f"{kept}\n{words.fill(text, other=other.name)}"

    def _who(self) -> str:
        actor = self._session.actor
        return actor.name if actor else (self.signed.name if self.signed else "")

    # -- locking -----------------------------------------------------------------------------

    def lock(self) -> None:
        """Cover the console; it opens with the password of whoever is signed in."""
        if self.lock_desk.locked:
            return
        signed = self.signed
        if signed is None:
            holder = Holder(self._who(), password=False)
        else:
            holder = Holder(self._who(), True, signed.with_code, signed.profile.url)
            self._entrance.mark_locked(signed, True)
        self.lock_desk.lock(holder, self._window.tokens)

    def look(self) -> None:
        """Whether nobody has touched the console for long enough."""
        minutes = self._entrance.settings.lock_after_min
        if minutes and self._window.isVisible() and self._idle_s() >= minutes * 60:
            self.lock()

    def _lock_after(self, minutes: int) -> None:
        self._entrance.settings.lock_after_min = minutes

    def _unlock(self, password: str, code: str) -> None:
        if self.signed is None:
            self.lock_desk.release()
            return
        self._entrance.unlock(self.signed, password, code, self._judged)

    def _judged(self, found: Signed | SignError) -> None:
        mine, key = self.signed, self._key
        if isinstance(found, SignError):
            self.lock_desk.refuse(found)
            return
        if mine is None or key is None:
            return
        if found.token != mine.token:
            if self._session.link.state is LinkState.REFUSED:
                self.signed = found
                self._entrance.adopt(found, key)
                if self.dialog is not None:
                    self.dialog.reject()
            else:
                self._entrance.throw_away(found)
        self._entrance.mark_locked(mine, False)
        self.lock_desk.release()

    def _name(self) -> None:
        no_session = translate(
            "SeatDesk", "This seat has no session of its own: it was opened without a password."
        )
        self.menu.offer_sign_out(
            self._who() if self.signed else "", "" if self.signed else no_session
        )


def _same(one: Signed, other: Signed) -> bool:
    address = [s.profile.url.strip().rstrip("/") for s in (one, other)]
    return one.actor_id == other.actor_id and address[0] == address[1]
