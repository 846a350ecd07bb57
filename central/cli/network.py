"""The flags that say who can reach central."""

from __future__ import annotations

import argparse
from pathlib import Path


def network_flags(parser: argparse.ArgumentParser) -> None:
    """`--tls-cert`, `--tls-key`, and the one that does without."""
    parser.add_argument("--tls-cert", type=Path, metavar="FILE", help="certificate chain, PEM")
    parser.add_argument("--tls-key", type=Path, metavar="FILE", help="its key, PEM, not locked")
    parser.add_argument(
        "--insecure-network",
        action="store_true",
        help="serve other machines without TLS; whoever listens on the way reads everything",
    )
