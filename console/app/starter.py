"""Begins early and finishes late: central starts while Qt is still being imported.

Nothing heavy is imported at the top of this module, or the two would not overlap.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from console.app.arguments import Options
from console.app.embedded import DISPATCHER, WALL, Embedded, running_wall
from console.app.exits import Exit, StartError
from console.settings import Settings

if TYPE_CHECKING:
    from console.app.sources import Source
    from console.feeds.answer import Address
    from console.feeds.key import Key
    from console.signing.port import Signed


class Starter:
    """Starts an embedded central where one is needed, and makes the source of the session."""

    def __init__(self, options: Options, settings: Settings) -> None:
        self._options, self._settings = options, settings
        self._embedded: Embedded | None = None

    def begin(self) -> None:
        """Start what takes time.

        Raises:
            StartError: the data folder cannot be used, or the address is none.
        """
        options = self._options
        if options.server:
            from console.app import sources

            sources.check(options.server)  # before anybody is asked for a password there
        if not options.server and options.replay is None and self._running() is None:
            folder = self._settings.central_folder
            self._embedded = Embedded(folder, options.rate, options.seed, options.demo)
            self._embedded.start()

    def finish(self) -> Source:
        """The two ends of the session. An embedded central may still be starting then.

        Raises:
            StartError: it could not be had, with the place, the reason and the way out.
        """
        from console.app import sources
        from console.app.keeping import Seat, bearer, kept

        options = self._options
        if options.replay is not None:
            return sources.open_replay(options.replay, options.mapping)
        if options.server:
            token = sources.read_token(options.token_file)
            url: Address = options.server
            source = sources.at_address(options.server, token, options.wall)
            seat = Seat(self._settings.home, options.server.strip().rstrip("/"), bearer(token))
        else:
            url, token = self._own_central()
            source = sources.live(url, token, options.wall)
            # neither its port nor its tokens outlive it; its folder does
            seat = Seat(self._settings.home, str(self._settings.central_folder), DISPATCHER)
        source = sources.recorded(source, options.record)
        source = source if options.wall else kept(source, seat, url, token)
        return self._let_go(source)

    def signed_in(self, signed: Signed, key: Key) -> Source:
        """Where somebody who has signed in finds his city; an embedded central is not needed then.

        Raises:
            StartError: the address is none.
        """
        from console.app import sources
        from console.app.keeping import Seat, kept, operator

        self.stop()
        url, wall = signed.profile.url.strip().rstrip("/"), self._options.wall
        source = sources.recorded(sources.at_address(url, key, wall), self._options.record)
        seat = Seat(self._settings.home, url, operator(signed.actor_id))
        return source if wall else kept(source, seat, url, key)

    def watch(self, close: Callable[[], None]) -> None:
        """Have `close` called, on any thread, when the embedded central does not start."""
        if self._embedded is not None:
            self._embedded.on_no_start = close
            if self._embedded.failed is not None:
                close()

    def check(self) -> None:
        """
        Raises:
            StartError: the embedded central did not start.
        """
        if self._embedded is not None and self._embedded.failed is not None:
            raise self._embedded.failed

    def stop(self) -> None:
        if self._embedded is not None:
            self._embedded.stop()
            self._embedded = None

    def _own_central(self) -> tuple[Address, str]:
        if self._embedded is not None:
            token = self._embedded.tokens[WALL if self._options.wall else DISPATCHER]
            return self._embedded.address, token
        running = self._running()
        if running is None:
            raise StartError(Exit.CENTRAL_FAILED, str(self._settings.central_folder))
        return running

    def _let_go(self, source: Source) -> Source:
        """The same; who still waits for the embedded central's address is released at the end."""
        if self._embedded is None:
            return source
        settle, give_up = source.settle, self._embedded.give_up

        def release() -> None:
            give_up()
            settle()

        source.settle = release
        return source

    def _running(self) -> tuple[str, str] | None:
        """A wall joins the console that runs on the same folder, if there is one."""
        return running_wall(self._settings.central_folder) if self._options.wall else None
