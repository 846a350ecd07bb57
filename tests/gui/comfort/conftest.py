"""One house for all the checks of comfort."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from console.tokens import load_tokens
from console.views import theme
from console.views.parts import languages
from tests.gui.comfort.house import House, build


@pytest.fixture(scope="module")
def house(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = build(qapp, tmp_path_factory.mktemp("home"))
    yield made
    made.close()
    languages.install("en")
    theme.apply(qapp, load_tokens("light"))
