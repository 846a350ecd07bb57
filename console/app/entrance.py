"""Coming in and going out: what the dialogs ask for is done here, beside the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from console import words
from console.app.errands import Errands
from console.feeds.key import Key
from console.profiles import Profile
from console.settings import Settings
from console.signing.door import sign_in, sign_out, utc_now
from console.signing.memory import PasswordMemory
from console.signing.port import UNHEARD, Ask, Fault, Signed, SignError
from console.signing.ring import NoRingError, TokenRing
from console.tokens import Tokens
from console.views.entry import SignDialog

Answer = Callable[[Signed | SignError], None]
_PATIENCE_S = 5.0


class Entrance(QObject):
    """One for the whole run. `ring_problem`: why a token is kept for this run only."""

    def __init__(
        self,
        settings: Settings,
        ring: TokenRing | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__()
        self.settings, self._now = settings, now
        self.memory = PasswordMemory()
        self.ring = ring or TokenRing()
        self.errands = Errands(self)
        self.ring_problem = ""

    # -- in ----------------------------------------------------------------------------------

    def enter(self, ask: Ask, then: Answer) -> None:
        """Try `ask`; whoever is let in is remembered as far as the profile and the keyring go."""

        def job() -> tuple[Signed, str]:
            signed = sign_in(ask)
            self.memory.learn(ask.password)
            try:
                self.ring.keep(signed)
            except NoRingError as error:
                return signed, str(error) or type(error).__name__
            return signed, ""

        def came(found: tuple[Signed, str] | Exception) -> None:
            if isinstance(found, Exception):
                then(_sign_error(found))
                return
            signed, self.ring_problem = found
            self.settings.keep_profile(signed.profile)
            then(signed)

        self.errands.run(job, came)

    def recall(self, profile: Profile, then: Callable[[Signed | None], None]) -> None:
        """The session that the keyring has kept of `profile`, if it has."""
        self.errands.run(
            lambda: self.ring.find(profile, self._now()),
            lambda found: then(found if isinstance(found, Signed) else None),
        )

    def unlock(self, signed: Signed, password: str, code: str, then: Answer) -> None:
        """Whether this is the password of whoever is signed in: central says so, or the memory."""
        ask = Ask(signed.profile, signed.actor_id, password, code)

        def job() -> Signed:
            try:
                again = sign_in(ask)
            except SignError as error:
                if error.fault not in UNHEARD:
                    raise
                self.memory.check(password)
                return signed
            self.memory.learn(password)
            return again

        self.errands.run(
            job, lambda found: then(_sign_error(found) if isinstance(found, Exception) else found)
        )

    def adopt(self, signed: Signed, key: Key) -> None:
        """Whoever works here goes on with a new session."""
        key.change(signed.token)

        def keep() -> None:
            self.ring.keep(signed)

        self.errands.run(keep, lambda _found: None)

    # -- out ---------------------------------------------------------------------------------

    def leave(
        self, signed: Signed, then: Callable[[SignError | None], None] = lambda _error: None
    ) -> None:
        """End the session everywhere; `then` hears what stood in the way at central."""

        def job() -> None:
            self.ring.drop(signed.profile)
            self.discard(signed)

        self.errands.run(
            job, lambda found: then(_sign_error(found) if isinstance(found, Exception) else None)
        )

    @staticmethod
    def discard(signed: Signed) -> None:
        """End a session at central only. Waits for central.

        Raises:
            SignError: central could not be told.
        """
        sign_out(signed.profile.url, Key(signed.token, signed.profile.ca_file))

    def throw_away(self, signed: Signed) -> None:
        """A session that nobody needs: ended at central when it can be told."""
        self.errands.run(lambda: self.discard(signed), lambda _found: None)

    def mark_locked(self, signed: Signed, locked: bool) -> None:
        """A console that ends while it is locked asks for the password when it starts again."""
        self.settings.keep_profile(replace(signed.profile, locked=locked))

    def stop(self) -> None:
        self.errands.stop(_PATIENCE_S)

    # -- asking ------------------------------------------------------------------------------

    def dialog(
        self, tokens: Tokens, then: Callable[[Signed], None], parent: QWidget | None = None
    ) -> SignDialog:
        """A dialog that calls `then` when somebody is in, and closes."""
        made = SignDialog(self.settings.profiles, tokens, parent)

        def answered(found: Signed | SignError) -> None:
            if isinstance(found, SignError):
                made.refuse(found)
                return
            if not made.isVisible():  # given up meanwhile
                self.throw_away(found)
                return
            made.accept()
            then(found)

        made.asked.connect(lambda ask: self.enter(ask, answered))
        made.forgotten.connect(self._forget)
        return made

    def _forget(self, name: str) -> None:
        gone = [p for p in self.settings.profiles if p.name == name]
        self.settings.forget_profile(name)
        for profile in gone:
            self.errands.run(lambda p=profile: self.ring.drop(p), lambda _found: None)  # type: ignore[misc]

    def ring_notice(self) -> str:
        """What is to be said of the keyring; empty while it keeps the session."""
        if not self.ring_problem:
            return ""
        text = QCoreApplication.translate(
            "Entrance",
            "This machine has no keyring that keeps secrets ({why}): you stay signed in until the "
            "console closes.",
        )
        return words.fill(text, why=self.ring_problem)


def _sign_error(error: Exception) -> SignError:
    """A fault of our own must not look like a wrong password."""
    return error if isinstance(error, SignError) else SignError(Fault.SERVER, repr(error))
