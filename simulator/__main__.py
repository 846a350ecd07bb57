"""`python -m simulator`."""

from __future__ import annotations

import sys

from simulator.app import main
from simulator.settings import read_settings

if __name__ == "__main__":
    sys.exit(main(read_settings()))
