"""When a sound may be heard: at most one in ten seconds, and none while muted."""

from __future__ import annotations

#: Seconds from one sound to the next, and for how long a mute lasts.
APART_S, MUTE_S = 10.0, 600.0


class Sounding:
    """Times are seconds of a steady clock. Nothing is lost: what was too soon is heard later."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._wanted = False
        self.muted_until = 0.0  # 0: not muted

    def want(self) -> None:
        """There is something to be heard."""
        self._wanted = True

    def mute(self, now_s: float) -> None:
        """Silence for `MUTE_S`; only the sound, nothing else."""
        self.muted_until = now_s + MUTE_S

    def unmute(self) -> None:
        self.muted_until = 0.0

    def due(self, now_s: float, still: bool) -> bool:
        """Whether to sound now. `still`: something critical or high is not acknowledged yet;
        where it has been, what was put off is not heard any more.
        """
        if self.muted_until and now_s >= self.muted_until:
            self.muted_until = 0.0
        if not still:
            self._wanted = False
        too_soon = self._last is not None and now_s - self._last < APART_S
        if not self._wanted or too_soon or self.muted_until:
            return False
        self._last, self._wanted = now_s, False
        return True
