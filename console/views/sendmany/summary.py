"""What a plan comes to, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from console import words
from console.models.sending import sentences
from console.models.sending.proposals import Proposal, Stage


def summary(lines: Sequence[Proposal], left_out: int, *, planning: bool) -> str:
    """How many cases get a unit, the time on the way, and what has to wait."""
    tr = QCoreApplication.translate
    if planning:
        return tr("SendMany", "Weighing every unit for every case …")
    if not lines:
        return tr("SendMany", "There is no open case here without a unit. Choose other cases.")
    going = [line.candidate for line in lines if line.to_send and line.candidate]
    parts = []
    if going:
        text = tr("SendMany", "{n} of {all} cases get a unit, {time} on the way in all")
        time = sentences.minutes(sum(c.way_min for c in going))
        parts.append(words.fill(text, n=len(going), all=len(lines), time=time))
    for text, n in (
        (tr("SendMany", "{n} sent"), _at(lines, Stage.SENT)),
        (tr("SendMany", "{n} being sent"), _at(lines, Stage.SENDING)),
        (tr("SendMany", "{n} without anybody"), sum(line.candidate is None for line in lines)),
        (tr("SendMany", "{n} to look at"), sum(bool(li.note and li.candidate) for li in lines)),
        (tr("SendMany", "{n} more cases have to wait for the next plan"), left_out),
    ):
        if n:
            parts.append(words.fill(text, n=words.count(n)))
    return " · ".join(parts)


def _at(lines: Sequence[Proposal], stage: Stage) -> int:
    return sum(line.stage is stage for line in lines)
