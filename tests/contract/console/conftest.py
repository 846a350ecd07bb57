"""A fake central and a feed on it, taken down again whatever happens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.feeds.live import LiveFeed
from console.outbox.rest import RestOutbox
from tests.contract.console.ear import Heard
from tests.contract.console.fake_central import FakeCentral


@pytest.fixture
def central() -> Iterator[FakeCentral]:
    fake = FakeCentral()
    yield fake
    fake.close()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def feed(central: FakeCentral) -> Iterator[LiveFeed]:
    live = LiveFeed(central.url, "secret")
    yield live
    live.stop()
    assert live.join(5)


@pytest.fixture
def outbox(central: FakeCentral) -> Iterator[RestOutbox]:
    box = RestOutbox(central.url, "secret")
    yield box
    box.stop()
    assert box.join(5)
