"""How many examples a property is tried with: few in every run, ten times as many on demand."""

from __future__ import annotations

import os

#: `ZHIWANG_TESTS=thorough`: before a release, or after a change of what folds, merges or parses.
THOROUGH = os.environ.get("ZHIWANG_TESTS") == "thorough"


def examples(usual: int) -> int:
    """`usual` in every run of the suite, ten times that in a thorough one."""
    return usual * 10 if THOROUGH else usual
