"""What was typed and not yet recorded: kept per case and action until central has it."""

from __future__ import annotations

from typing import Protocol

import msgspec

from console.outbox.letter import Stage
from console.outbox.port import Outcome, Outgoing
from console.views.casefieldset import Draft

#: The oldest beyond it are let go of.
_MOST = 500


class Notebook(Protocol):
    """Where drafts outlive the process (`console.outbox.jotter.Jotter`)."""

    def found(self) -> bytes: ...

    def jot(self, everything: bytes) -> None: ...

    def set_aside(self, why: str) -> None: ...


class _Page(msgspec.Struct):
    """The whole of it as it is written."""

    kept: list[Draft] = []
    open: dict[int, str] = {}
    sent: dict[str, Draft] = {}


class Drafts:
    """Drafts by case. One that was sent comes back when it was refused or never arrived."""

    def __init__(self, notebook: Notebook | None = None) -> None:
        self._kept: dict[tuple[int, str], Draft] = {}
        self._open: dict[int, str] = {}  # case → the action whose form was open when left
        self._sent: dict[str, Draft] = {}
        self._notebook = notebook
        self._left: set[str] = set()  # sent by an earlier console that was not told the answer
        self._read()

    def keep(self, draft: Draft, *, still_open: bool) -> None:
        """Remember `draft`; `still_open`: bring its form back with the case."""
        key = (draft.case_id, draft.action_id)
        before = self._kept.get(key), self._open.get(draft.case_id)
        if draft.empty:
            self._kept.pop(key, None)
        else:
            self._kept[key] = draft
        if still_open and not draft.empty:
            self._open[draft.case_id] = draft.action_id
        else:
            self._open.pop(draft.case_id, None)
        if before != (self._kept.get(key), self._open.get(draft.case_id)):
            self._write()

    def recall(self, case_id: int, action_id: str) -> Draft:
        """What was said before, or an empty draft."""
        return self._kept.get((case_id, action_id), Draft(action_id, case_id))

    def open_action(self, case_id: int) -> str:
        """The action whose form was open when the case was left; empty if none."""
        return self._open.get(case_id, "")

    def discard(self, case_id: int, action_id: str) -> None:
        """It is not wanted any more."""
        self._kept.pop((case_id, action_id), None)
        self._open.pop(case_id, None)
        self._write()

    def sent(self, command_id: str, draft: Draft) -> None:
        self._sent[command_id] = draft
        self.discard(draft.case_id, draft.action_id)

    def conclude(self, outcome: Outcome) -> None:
        """Recorded: forget. Refused or lost: the draft is there again, unless a newer one is."""
        if not outcome.final:
            return
        draft = self._sent.pop(outcome.command_id, None)
        if draft is None:
            return
        if not outcome.accepted:
            self._kept.setdefault((draft.case_id, draft.action_id), draft)
        self._write()

    def settle(self, outgoing: Outgoing) -> None:
        """Learn what became of what an earlier console has sent.

        What the outbox has never heard of did not get out of that console: it is a draft again.
        """
        if not self._left:
            return
        known = {x.command_id: x for x in outgoing.letters}
        for command_id in self._left:
            letter = known.get(command_id)
            if letter is None or letter.over:
                draft = self._sent.pop(command_id)
                if letter is None or letter.stage is not Stage.CONFIRMED:
                    self._kept.setdefault((draft.case_id, draft.action_id), draft)
        self._left.clear()
        self._write()

    def _write(self) -> None:
        while len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
        if self._notebook is not None:
            page = _Page(list(self._kept.values()), self._open, self._sent)
            self._notebook.jot(msgspec.json.encode(page))

    def _read(self) -> None:
        found = self._notebook.found() if self._notebook is not None else b""
        if not found or self._notebook is None:
            return
        try:
            page = msgspec.json.decode(found, type=_Page)
        except msgspec.MsgspecError as error:
            self._notebook.set_aside(str(error))
            return
        self._kept = {(d.case_id, d.action_id): d for d in page.kept}
        self._open, self._sent = page.open, page.sent
        self._left = set(page.sent)
