"""What was typed and not yet recorded: kept per case and action until central has it."""

from __future__ import annotations

from console.outbox.port import Outcome
from console.views.casefieldset import Draft


class Drafts:
    """Drafts by case. One that was sent comes back when it was refused or never arrived."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, str], Draft] = {}
        self._open: dict[int, str] = {}  # case → the action whose form was open when left
        self._sent: dict[str, Draft] = {}

    def keep(self, draft: Draft, *, still_open: bool) -> None:
        """Remember `draft`; `still_open`: bring its form back with the case."""
        key = (draft.case_id, draft.action_id)
        if draft.empty:
            self._kept.pop(key, None)
        else:
            self._kept[key] = draft
        if still_open and not draft.empty:
            self._open[draft.case_id] = draft.action_id
        else:
            self._open.pop(draft.case_id, None)

    def recall(self, case_id: int, action_id: str) -> Draft:
        """What was said before, or an empty draft."""
        return self._kept.get((case_id, action_id), Draft(action_id, case_id))

    def open_action(self, case_id: int) -> str:
        """The action whose form was open when the case was left; empty if none."""
        return self._open.get(case_id, "")

    def sent(self, command_id: str, draft: Draft) -> None:
        self._sent[command_id] = draft
        self._kept.pop((draft.case_id, draft.action_id), None)
        self._open.pop(draft.case_id, None)

    def conclude(self, outcome: Outcome) -> None:
        """Recorded: forget. Refused or lost: the draft is there again, unless a newer one is."""
        if not outcome.final:
            return
        draft = self._sent.pop(outcome.command_id, None)
        if draft is not None and not outcome.accepted:
            self._kept.setdefault((draft.case_id, draft.action_id), draft)
