"""At the start: files whose fact was never committed are removed."""

from __future__ import annotations

import logging
import time

from central.attachments.store import AttachmentStore
from central.store.interface import Store

LOG = logging.getLogger("central.attachments")
#: Another process on the same folder may be about to commit; no request takes this long, seconds.
UNDER_WAY_S = 6 * 3_600.0


def sweep(files: AttachmentStore, store: Store) -> int:
    """Settle what is in the log, remove what is not; how many were removed."""
    removed = 0
    before = time.time() - UNDER_WAY_S if store.shared else float("inf")
    for about in files.unsettled(before):
        case = store.case(about.case_id)
        if case is not None and about.attachment in case.attachments:
            files.settle(about.attachment)
            continue
        files.delete(about.attachment)
        removed += 1
    if removed:
        LOG.info("%d files of uploads that were never completed are removed", removed)
    return removed
