"""The front door: arguments → the console, a wall or a replay. `--help` tells how."""

from __future__ import annotations

import sys

from console.app import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
