"""Files of cases over HTTP: pictures to look at, files to keep, files to hand in.

Looking and handing in are lines of their own: a video that is being sent keeps nobody from seeing
a picture. Everything is decoded here, off the GUI thread, by Pillow, which lets go of the
interpreter while it works.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from casework.filekind import KINDS, LARGEST
from console.feeds.answer import Address
from console.feeds.errors import LinkError, NotCentral, translate
from console.feeds.key import Token
from console.feeds.port import Trouble
from console.outbox import decoding
from console.outbox.fileport import (
    AskPicture,
    CancelFile,
    FileJob,
    FileProgress,
    FileSaved,
    PictureAnswer,
    SaveFile,
    SendFile,
)
from console.outbox.port import Answers, Outcome
from console.outbox.reading import Cancelled, Reading
from console.outbox.reply import log_of, outcome_of
from console.outbox.runner import Runner

if TYPE_CHECKING:
    from requests import Response

    from console.feeds.line import Line

FIRST_WAIT_S, LONGEST_WAIT_S = 0.25, 2.0
#: Central checks and keeps a large file before it answers.
KEPT_S = 120.0
_BLOCK = 256 * 1024
_LOGGER = logging.getLogger(__name__)


class Files:
    """Both lines. Every call returns at once; every job is answered exactly once."""

    def __init__(self, url: Address, token: Token) -> None:
        self._answers: Answers = lambda _answer: None
        self._cancelled: set[str] = set()
        self._looking = Runner[AskPicture | SaveFile]("pictures", url, token, self._fetch)
        self._sending = Runner[SendFile]("sending", url, token, self._send)

    def start(self, answers: Answers) -> None:
        self._answers = answers
        self._looking.start()
        self._sending.start()

    def stop(self) -> None:
        self._looking.stop()
        self._sending.stop()

    def join(self, timeout_s: float) -> bool:
        return self._looking.join(timeout_s) & self._sending.join(timeout_s)

    def carry(self, job: FileJob) -> None:
        if isinstance(job, CancelFile):
            self._cancelled.add(job.command_id)
        elif isinstance(job, SendFile):
            self._sending.put(job)
        else:
            self._looking.put(job)

    # -- looking -----------------------------------------------------------------------------

    def _fetch(self, job: AskPicture | SaveFile) -> None:
        reach = self._looking.line
        if isinstance(job, SaveFile):
            self._answers(_saved(reach, job))
        else:
            self._answers(_picture(reach, job))

    # -- handing in --------------------------------------------------------------------------

    def _send(self, job: SendFile) -> None:
        """Until somebody answers, it is cancelled, or the outbox stops."""
        if problem := unsendable(Path(job.path)):
            self._conclude(job, Trouble.PROBLEM, problem=problem)
            return
        wait_s, told = FIRST_WAIT_S, False
        while not self._sending.stopping.is_set():
            try:
                self._answers(self._try(self._sending.line(), job))
                return
            except Cancelled:
                self._conclude(job, Trouble.PROBLEM, problem="cancelled")
                return
            except OSError as error:
                self._conclude(job, Trouble.PROBLEM, str(error), problem="unreadable-file")
                return
            except LinkError as error:
                if error.refused:
                    self._conclude(job, error.trouble, error.detail)
                    return
                if not told:
                    self._conclude(job, error.trouble, error.detail, final=False)
                    told = True
            self._sending.stopping.wait(wait_s)
            wait_s = min(wait_s * 2, LONGEST_WAIT_S)

    def _try(self, line: Line, job: SendFile) -> Outcome:
        """One attempt.

        Raises:
            LinkError: no answer. Cancelled. OSError: the file cannot be read.
        """
        path = f"/v1/cases/{job.case_id}/attachments?name={quote(job.name, safe='')}"
        headers = {"Idempotency-Key": job.command_id, "Content-Type": "application/octet-stream"}
        with Reading(Path(job.path), lambda sent, size: self._tell(job, sent, size)) as body:
            try:
                if job.log_id and log_of(line) != job.log_id:
                    return Outcome(job.command_id, job.case_id, "attach", trouble=Trouble.OTHER_LOG)
                response = line.ask("POST", path, body=body, headers=headers, read_s=KEPT_S)
                return _attached(response, job)
            except (Cancelled, LinkError):
                raise
            except Exception as error:
                known = translate(error)
                if body.broken is not None:
                    raise body.broken from error
                if known is None:
                    _LOGGER.exception("stumbled over the file of case %s", job.case_id)
                    known = NotCentral(repr(error))
                raise known from error

    def _tell(self, job: SendFile, sent: int, size: int) -> None:
        """
        Raises:
            Cancelled: the person does not want it any more.
        """
        if job.command_id in self._cancelled:
            self._cancelled.discard(job.command_id)
            raise Cancelled
        self._answers(FileProgress(job.command_id, job.case_id, job.name, sent, size))

    def _conclude(
        self,
        job: SendFile,
        trouble: Trouble,
        detail: str = "",
        *,
        problem: str = "",
        final: bool = True,
    ) -> None:
        self._answers(
            Outcome(job.command_id, job.case_id, "attach", None, trouble, detail, final)
            if not problem
            else Outcome(
                job.command_id, job.case_id, "attach", None, trouble, detail, problem=problem
            )
        )


def unsendable(path: Path) -> str:
    """Why a file need not even be sent, as one of central's codes; empty where it may be."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            return "unreadable-file"
    except OSError:
        return "unreadable-file"
    suffix = path.suffix.lower().removeprefix(".").replace("jpeg", "jpg")
    kind = next((k for k in KINDS.values() if k.suffix == suffix), None)
    return "file-too-large" if size > (kind.most if kind else LARGEST) else ""


def _attached(response: Response, job: SendFile) -> Outcome:
    if response.status_code == HTTPStatus.CREATED:
        return Outcome(job.command_id, job.case_id, "attach")
    return outcome_of(response, job.command_id, job.case_id, "attach")


def _picture(reach: Callable[[], Line], job: AskPicture) -> PictureAnswer:
    what = "" if job.edge else "/thumbnail"
    try:
        response = reach().ask("GET", f"/v1/attachments/{job.attachment}{what}")
        if response.status_code != HTTPStatus.OK:
            return PictureAnswer(job, problem=_absent(response))
        if job.edge and hashlib.sha256(response.content).hexdigest() != job.sha256:
            return PictureAnswer(job, problem="broken")
        width, height, pixels = decoding.decode(response.content, job.edge or decoding.SMALL)
        return PictureAnswer(job, width, height, pixels)
    except decoding.BrokenError:
        return PictureAnswer(job, problem="broken")
    except Exception as error:
        return PictureAnswer(job, trouble=_trouble(error))


def _saved(reach: Callable[[], Line], job: SaveFile) -> FileSaved:
    """Beside first and then renamed: what has the name is whole."""
    import requests  # the line has brought it already

    beside = Path(f"{job.path}.{uuid.uuid4().hex[:8]}.part")
    try:
        response = reach().ask("GET", f"/v1/attachments/{job.attachment}", stream=True)
        if response.status_code != HTTPStatus.OK:
            return FileSaved(job, problem=_absent(response))
        digest = hashlib.sha256()
        with beside.open("xb") as file:
            for block in response.iter_content(_BLOCK):
                digest.update(block)
                file.write(block)
        if digest.hexdigest() != job.sha256:
            return FileSaved(job, problem="broken")
        beside.replace(job.path)
        return FileSaved(job)
    except requests.RequestException as error:  # an OSError too, but not the disk's
        return FileSaved(job, trouble=_trouble(error))
    except OSError:
        return FileSaved(job, problem="unwritable")
    except Exception as error:
        return FileSaved(job, trouble=_trouble(error))
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _absent(response: Response) -> str:
    """Central's word for it; "absent" where it has no such file (any more)."""
    response.close()
    if response.status_code == HTTPStatus.NOT_FOUND:
        return "absent"
    return "not-signed-in" if response.status_code in (401, 403) else "internal-error"


def _trouble(error: Exception) -> Trouble:
    known = translate(error)
    if known is None:
        _LOGGER.exception("stumbled over a file")
        return Trouble.NOT_CENTRAL
    return known.trouble
