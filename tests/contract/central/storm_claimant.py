"""A process that claims what it is told to, over a connection of its own.

    python storm_claimant.py URL ACTOR TOKEN

One order a line on standard input, `CASE VERSION KEY`; one JSON answer a line on standard output.
It imports nothing but the standard library: sixteen of them start at once.
"""

from __future__ import annotations

import http.client
import json
import sys
from urllib.parse import urlsplit


def main(url: str, actor: str, token: str) -> None:
    line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    line.connect()
    for order in sys.stdin:
        case_id, version, key = order.split()
        headers = {
            "Authorization": f"Bearer {token}",
            "Idempotency-Key": key,
            "If-Match": f'"{version}"',
        }
        line.request("POST", f"/v1/cases/{case_id}/claim", b"{}", headers)
        answer = line.getresponse()
        said = {"actor": actor, "key": key, "status": answer.status}
        sys.stdout.write(json.dumps({**said, "body": json.loads(answer.read())}) + "\n")
        sys.stdout.flush()
    line.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
