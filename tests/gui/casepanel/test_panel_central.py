"""The case panel on a real central: a picture there and back, a component, two cases told apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from console.actions import Actions
from console.catalogue import Need
from console.tokens import load_tokens
from console.views.casefields import EnterText
from console.views.casepanel import CasePanel
from tests.support.consoles import SLOW_MS, City, Desk

pytestmark = pytest.mark.e2e


@pytest.fixture
def panel(qtbot: QtBot, city: City) -> Iterator[CasePanel]:
    desk = Desk(qtbot, city.url, "mei")
    made = CasePanel(desk.session, Actions(desk.session), load_tokens("light"))
    qtbot.addWidget(made)
    made.resize(430, 900)
    made.show()
    yield made
    desk.stop()


def test_a_shift_with_files_components_and_duplicates(
    qtbot: QtBot, city: City, panel: CasePanel, tmp_path: Path
) -> None:
    one = city.mei.report(title="井盖缺失", component="M-1")["case_id"]
    two = city.mei.report(title="井盖缺失！", component="M-1")["case_id"]
    session = panel._session
    qtbot.waitUntil(lambda: session.board.case(two) is not None, timeout=SLOW_MS)
    session.select(one)
    facts = panel.page.facts
    qtbot.waitUntil(lambda: facts.texts().get("Owner") == "Water", timeout=SLOW_MS)
    a_picture_goes_in_and_is_seen(qtbot, panel, one, tmp_path)
    somebody_else_changes_the_case_under_a_form(qtbot, city, panel, one)
    the_other_report_is_alike_and_told_apart(qtbot, panel, two)
    apart = session.board.case(one)
    assert apart is not None
    assert apart.distinct == (two,)


def a_picture_goes_in_and_is_seen(
    qtbot: QtBot, panel: CasePanel, case_id: int, folder: Path
) -> None:
    path = folder / "hole.jpg"
    Image.new("RGB", (900, 600), "#336699").save(path)
    files = panel.page.files
    files.sending.hand_in(case_id, [path])

    def picture_seen() -> None:
        assert [file.name for file in files.files()] == ["hole.jpg"]
        assert files.tiles[0].image is not None

    qtbot.waitUntil(picture_seen, timeout=SLOW_MS)
    qtbot.waitUntil(lambda: files.sending.rows == {}, timeout=SLOW_MS)
    files.tiles[0].click()
    viewer = files.viewer
    assert viewer is not None
    qtbot.waitUntil(lambda: not viewer.canvas.image.isNull(), timeout=SLOW_MS)
    assert viewer.canvas.image.width() == 900
    viewer.close()


def somebody_else_changes_the_case_under_a_form(
    qtbot: QtBot, city: City, panel: CasePanel, case_id: int
) -> None:
    panel.desk.open("note", case_id)
    form = panel.desk.form
    assert form is not None
    text = form.fields.field(Need.TEXT)
    assert isinstance(text, EnterText)
    text.setPlainText("called the owner")
    li = city.central.person("li")
    case = li.get(f"/v1/cases/{case_id}").json()["case"]
    assert li.act(case, "accept").status_code == 200
    qtbot.waitUntil(lambda: "li: accepted" in form.news(), timeout=SLOW_MS)
    form.submit()
    assert "Enter again" in form.news()
    form.submit()
    qtbot.waitUntil(lambda: "called the owner" in told(panel), timeout=SLOW_MS)


def the_other_report_is_alike_and_told_apart(qtbot: QtBot, panel: CasePanel, other: int) -> None:
    similar = panel.page.similar
    qtbot.waitUntil(lambda: [s.case_id for s in similar.found()] == [other], timeout=SLOW_MS)
    assert "same component" in similar.texts()[0][1]
    similar.row(0).part.click()
    assert panel.desk.form is not None
    panel.desk.form.submit()
    qtbot.waitUntil(lambda: similar.found() == [], timeout=SLOW_MS)


def told(panel: CasePanel) -> str:
    """The history as it stands in the panel."""
    return " ".join(str(envelope.event) for envelope in panel.page.history.entries.envelopes())
