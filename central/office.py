"""Commands in, one durable transaction, then the announcement. One writer thread.

Commands that wait while a transaction is being flushed share the next one (group commit), so the
price of durability is paid once a batch and not once a command. Nobody hears of anything, neither
the person who asked nor the feed, before the commit has returned.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
import uuid
from collections.abc import Callable, Sequence

from casework.actor import Actor
from casework.case import Case
from casework.commands import ExpireLease
from casework.instant import Clock
from casework.vocabulary import Post
from central.city import City
from central.desk import Desk
from central.draft import Draft
from central.errors import StorageFullError, StoreError, StoreUnavailableError
from central.jobs import Broken, DiskFull, Job, KeyBusy, OnCase, Outcome, Unavailable
from central.judging import Judge
from central.settings import Settings
from central.store.interface import AnswerName, AnswerRow, EventRow, News, Store

LOG = logging.getLogger("central.office")
MAX_BATCH = 256
#: How often the clock is looked at when nothing else happens, real seconds.
IDLE_S = 0.25
TIDY_EVERY_S = 3_600.0
#: Answers dropped in one transaction: commands wait for no more than that.
TIDY_AT_ONCE = 2_000
#: How often a shared log is looked at though nobody has told of new lines, real seconds.
LOOK_EVERY_S = 2.0
CENTRAL = Actor("central", "central", frozenset({Post.ADMINISTRATOR}))

Settled = list[tuple[Job, Outcome]]
#: Told after each commit, on the writer thread: what was settled and the new log lines.
Announce = Callable[[Settled, Sequence[EventRow]], None]


class Office:
    """Carries out jobs one batch after another on a thread of its own.

    `rate` is how fast city time runs: it says how long to sleep until a lease ends.
    `keep_answers_h`: how long a request may be repeated with its key, hours of real time.
    """

    def __init__(
        self,
        store: Store,
        desk: Desk,
        city: City,
        clock: Clock,
        announce: Announce,
        rate: float = 1.0,
        keep_answers_h: float = Settings.keep_answers_h,
    ) -> None:
        self._keep_answers_ms = round(keep_answers_h * 3_600_000)
        self._store, self._desk, self._city, self._clock = store, desk, city, clock
        self._announce, self._rate = announce, rate
        self._waiting: queue.SimpleQueue[Job | _Wake | None] = queue.SimpleQueue()
        self._under_way: set[AnswerName] = set()
        self._guard = threading.Lock()
        self._tidy_at = self._look_at = 0.0
        self._heard: list[EventRow] = []  # lines of other processes, not announced here yet
        self._stuck = False  # the last transaction failed: do not hurry to expire leases
        self._failed: Callable[[], None] = _ignore
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)

    def start(self, failed: Callable[[], None]) -> None:
        """Begin; `failed` is called if the writer has to give up."""
        self._failed = failed
        self._thread.start()

    def stop(self, timeout: float = 10.0) -> None:
        """Finish what is waiting and end; seconds."""
        self._waiting.put(None)
        self._thread.join(timeout)

    @property
    def alive(self) -> bool:
        """Whether the writer is at work."""
        return self._thread.is_alive()

    @property
    def depth(self) -> int:
        """How many commands wait for the next transaction."""
        return self._waiting.qsize()

    def submit(self, job: Job) -> None:
        """Queue a job; `job.done` is called by whoever announces, once it is durable."""
        with self._guard:
            busy = job.name in self._under_way
            self._under_way.add(job.name)
        if busy:
            job.done(KeyBusy())
        else:
            self._waiting.put(job)

    def wake(self) -> None:
        """Other processes may have written: look now. May be called from any thread."""
        self._waiting.put(_Wake())

    def _run(self) -> None:
        try:
            self._work()
        except Exception:
            # what is durable and what is in memory may differ now: only a restart mends that
            LOG.critical("the writer gave up; central ends", exc_info=True)
            self._failed()

    def _work(self) -> None:
        going = True
        while going:
            jobs, going = self._collect()
            expired = self._desk.run_out(self._clock.now())
            self._tidy()
            settled: Settled = []
            rows: Sequence[EventRow] = ()
            if jobs or expired:
                settled, rows = self._settle(jobs, expired)
            else:
                self._look()
            with self._guard:
                self._under_way.difference_update(job.name for job in jobs)
            heard, self._heard = self._heard, []
            if settled or heard or rows:
                self._announce(settled, [*heard, *rows])

    def _look(self) -> None:
        """Learn what other processes have written, when told to and now and then."""
        now = time.monotonic()
        if not self._store.shared or now < self._look_at:
            return
        self._look_at = now + LOOK_EVERY_S
        try:
            self._learn(self._store.news(self._desk.head))
        except StoreError as error:
            LOG.warning("the database cannot be read: %s", error)

    def _learn(self, news: News | None) -> None:
        if news is not None:
            self._desk.learn(news)
            self._heard += news.rows

    def _tidy(self) -> None:
        """Now and then: drop answers nobody will ask for again, and cases closed long ago."""
        now = time.monotonic()
        if now < self._tidy_at:
            return
        self._tidy_at = now + TIDY_EVERY_S
        self._desk.forget_old(self._clock.now())
        before_ms = time.time_ns() // 1_000_000 - self._keep_answers_ms
        try:
            if self._store.forget_answers(before_ms, TIDY_AT_ONCE) == TIDY_AT_ONCE:
                self._tidy_at = now  # there are more: after the commands that wait by now
        except Exception:
            LOG.exception("old answers could not be dropped; they stay until the next time")

    def _collect(self) -> tuple[list[Job], bool]:
        """Everything that waits now, at most a batch; False when it is time to end."""
        jobs: list[Job] = []
        try:
            item = self._waiting.get(timeout=self._patience())
            while item is not None:
                if isinstance(item, Job):
                    jobs.append(item)
                else:
                    self._look_at = 0.0
                if len(jobs) == MAX_BATCH:
                    return jobs, True
                item = self._waiting.get_nowait()
        except queue.Empty:
            return jobs, True
        return jobs, False

    def _patience(self) -> float:
        """Real seconds until the next lease ends, at most `IDLE_S`."""
        until = self._desk.next_lease_end()
        if until is None or self._stuck:
            return IDLE_S
        city_seconds = (until - self._clock.now()).total_seconds()
        return min(IDLE_S, max(0.001, city_seconds / self._rate))

    def _settle(self, jobs: list[Job], expired: list[Case]) -> tuple[Settled, Sequence[EventRow]]:
        """One transaction; what could not be written is answered as such and changes nothing."""
        own = [
            Job(CENTRAL, "", OnCase(case.case_id, case.version, ExpireLease()), _nobody)
            for case in expired
        ]
        broken: Settled = []
        while True:
            try:
                settled, draft = self._commit(own, jobs)
            except _JobFault as fault:
                # the transaction is undone: once more without the one that cannot be judged
                broken.append((fault.job, _broken("a command failed", fault.__cause__)))
                own = [job for job in own if job is not fault.job]
                jobs = [job for job in jobs if job is not fault.job]
            except StorageFullError as error:
                LOG.error("the disk does not take any more: %s", error)
                failure: Outcome = DiskFull()
                break
            except StoreUnavailableError as error:
                LOG.warning("the database does not answer: %s", error)
                failure = Unavailable()
                break
            except Exception as error:
                failure = _broken("a transaction failed", error)
                break
            else:
                self._stuck = False
                self._desk.apply(draft)
                return [*broken, *settled], draft.events
        self._stuck = True
        for case in expired:
            self._desk.watch_again(case)
        return [*broken, *((job, failure) for job in jobs)], ()

    def _commit(self, own: list[Job], jobs: list[Job]) -> tuple[Settled, Draft]:
        with self._store.begin([job.name for job in jobs]) as tx:
            # nobody else writes until this ends: from here on the desk is what the log says
            self._learn(tx.news(self._desk.head))
            draft = Draft(self._desk, self._clock.now(), tx)
            judge = Judge(draft, self._city, tx)
            given = tx.answers()
            settled = [(job, _judged(judge, job, given.get(job.name))) for job in (*own, *jobs)]
            tx.write(
                draft.events,
                list(draft.cases.values()),
                list(draft.units.values()),
                draft.answers,
            )
        return settled, draft


class _Wake:
    """In the queue among the jobs: look at the log."""


class _JobFault(Exception):  # noqa: N818 - says whose fault it is, not what it was
    """Judging one job failed in a way nobody foresaw."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job


def _judged(judge: Judge, job: Job, given: AnswerRow | None) -> Outcome:
    try:
        return judge.recall(job, given) if given else judge.judge(job)
    except Exception as error:
        raise _JobFault(job) from error


def _broken(what: str, error: BaseException | None) -> Broken:
    incident = uuid.uuid4().hex
    LOG.error(what, exc_info=error, extra={"incident": incident})
    return Broken(incident)


def _ignore() -> None:
    """Before the start there is nothing to give up."""


def _nobody(_outcome: Outcome) -> None:
    """The office's own work has nobody waiting for an answer."""
