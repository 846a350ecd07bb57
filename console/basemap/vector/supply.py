"""The console's side of the process that reads vector files: orders down, pictures up.

Nothing here waits on the caller's thread. When the process dies over a file, that file is named and
left out, and another process goes on with the rest.
"""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from console.basemap.port import Problem, Wanted
from console.basemap.vector import wire
from console.basemap.vectorsource import VectorSource
from console.tokens import RESOURCES

_RESTARTS = 3
#: What comes up, from threads of the supply.
Delivery = Problem | tuple[wire.Report, bytes]


class VectorSupply:
    """`command` starts the process; `deliver` is called from other threads and must not wait."""

    def __init__(
        self,
        sources: Sequence[VectorSource],
        command: Sequence[str],
        deliver: Callable[[Delivery], None],
    ) -> None:
        self._sources = {source.id: source for source in sources}
        self._command, self._deliver = list(command), deliver
        self._cond = threading.Condition()
        self._mail: wire.Order | None = None
        self._look: wire.Look | None = None
        self._cells: list[Wanted] = []
        self._barred: set[str] = set()  # the process died over them
        self._opening = ""
        self._deaths = 0
        self._stopped = False
        self._process: subprocess.Popen[bytes] | None = None
        threading.Thread(target=self._run, name="map-vectors", daemon=True).start()

    def show(self, look: wire.Look) -> None:
        """From now on pictures of these sources in these colours."""
        with self._cond:
            self._look, self._cells = look, []
            self._post(wire.Order(look=look, cells=[]))

    def want(self, cells: Sequence[Wanted]) -> None:
        """Make `cells` next, the most urgent first; whatever was wanted before is forgotten."""
        with self._cond:
            self._cells = list(cells)
            self._post(wire.Order(cells=self._cells))

    def reload(self) -> None:
        """Read the files again, those too over which the process died."""
        with self._cond:
            self._barred, self._deaths = set(), 0
            self._post(wire.Order(sources=self._said(), reload=True))

    def stop(self) -> None:
        """Nothing is delivered any more when this returns, and it returns at once."""
        with self._cond:
            self._stopped = True
            if self._process is not None:
                self._process.kill()  # it only reads
            self._cond.notify_all()

    def _post(self, order: wire.Order) -> None:
        """Into the one letter that is written next; later words of a kind replace earlier ones."""
        mail = self._mail or wire.Order()
        self._mail = wire.Order(
            sources=mail.sources if order.sources is None else order.sources,
            look=order.look or mail.look,
            cells=mail.cells if order.cells is None else order.cells,
            reload=order.reload or mail.reload,
        )
        self._cond.notify_all()

    # -- on the supply's threads -------------------------------------------------------------

    def _run(self) -> None:
        while True:
            with self._cond:
                self._cond.wait_for(lambda: self._stopped or self._called_for)
                if self._stopped:
                    return
                self._opening = ""
            process = self._started()
            if process is None:
                self._died()
                continue
            with self._cond:
                self._process = process
                if self._is_stopped():  # meanwhile
                    process.kill()
                # a new process knows nothing yet
                self._mail = wire.Order(self._said(), self._look, self._cells)
            writer = threading.Thread(target=self._write, args=(process,), daemon=True)
            writer.start()
            self._listen(process)
            process.kill()
            process.wait()
            with self._cond:
                self._process = None
                self._cond.notify_all()
            writer.join()
            _close(process)
            self._died()

    def _is_stopped(self) -> bool:
        return self._stopped

    @property
    def _called_for(self) -> bool:
        return self._mail is not None and self._deaths <= _RESTARTS

    def _started(self) -> subprocess.Popen[bytes] | None:
        """None where the machine cannot start it."""
        pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
        try:
            return subprocess.Popen(
                self._command, stdin=pipe, stdout=pipe, stderr=quiet, cwd=RESOURCES.parent
            )
        except OSError:
            return None

    def _write(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None  # noqa: S101 - it was asked for
        while True:
            with self._cond:
                self._cond.wait_for(lambda: self._process is not process or self._mail is not None)
                if self._process is not process or self._mail is None:
                    return
                mail, self._mail = self._mail, None
            try:
                wire.put(process.stdin, mail)
            except OSError:
                return

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None  # noqa: S101 - it was asked for
        try:
            while (found := wire.next_report(process.stdout)) is not None:
                self._take(*found)
        except msgspec.DecodeError:
            return

    def _take(self, report: wire.Report, data: bytes) -> None:
        with self._cond:
            self._opening = report.opening or ("" if report.opened else self._opening)
        if report.code:
            source = self._sources[report.source]
            self._say(source.problem(report.code, report.key, report.detail))
        elif not report.opening:
            self._say((report, data))

    def _died(self) -> None:
        """Bar the file it died over; without one, try again a few times."""
        with self._cond:
            if self._stopped:
                return
            over = self._opening
            self._mail = self._mail or wire.Order()
            if over:
                self._barred.add(over)
            else:
                self._deaths += 1  # too many: until somebody asks for a reload
            gone = self._deaths > _RESTARTS
        if over:
            source = self._sources[over]
            self._say(source.problem("reader-died", "file", Path(source.file).name))
        elif gone:
            self._say(Problem("reader-gone"))

    def _say(self, what: Delivery) -> None:
        with self._cond:  # so that nothing comes any more once `stop` has returned
            if not self._stopped:
                self._deliver(what)

    def _said(self) -> list[wire.Said]:
        return [_said(s) for s in self._sources.values() if s.id not in self._barred]


def _said(source: VectorSource) -> wire.Said:
    return wire.Said(
        source.id, source.kind, str(source.file.resolve()), source.layer, source.encoding,
        source.label, source.info.datum.value, source.style, source.width,
        source.min_zoom, source.max_zoom,
    )  # fmt: skip


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            try:
                stream.close()
            except OSError:
                continue  # what was not written is of no use to a dead process
