"""The fields of an export: format, scope, scale or page, and where to."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QStandardPaths, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from console.export import terms
from console.export.gather import SCOPES, Wish
from console.export.situation import FORMATS

_SCALES, _PAGES = (1, 2, 4), ("A4", "A3")


class ExportForm(QWidget):
    """`agreed` is the path of a file that may be replaced."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.agreed = ""
        self.format, self.scope = QComboBox(self), QComboBox(self)
        self.scale, self.page = QComboBox(self), QComboBox(self)
        self.path, self.browse = QLineEdit(self), QPushButton(self)
        self._labels = [QLabel(self) for _ in range(5)]
        self._lay_out()
        self._fill()
        self.format.currentIndexChanged.connect(self.format_chosen)
        self.browse.clicked.connect(self._browse)
        for box in (self.format, self.scope):
            box.currentTextChanged.connect(box.setToolTip)
        self.retranslate()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)  # a form layout forgets the widths of labels beside hidden rows
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        place = QHBoxLayout()
        place.addWidget(self.path, 1)
        place.addWidget(self.browse)
        fields = (self.format, self.scope, self.scale, self.page)
        for row, (label, field) in enumerate(zip(self._labels, fields, strict=False)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self._labels[-1].setBuddy(self.path)
        grid.addWidget(self._labels[-1], len(fields), 0)
        grid.addLayout(place, len(fields), 1)

    def _fill(self) -> None:
        for name in FORMATS:
            self.format.addItem("", name)
        for scope in SCOPES:
            self.scope.addItem("", scope)
        for scale in _SCALES:
            self.scale.addItem(f"{scale}×", scale)
        for page in _PAGES:
            self.page.addItem(page, page)

    def wish(self) -> Wish | None:
        """What is asked for; None while the path is not a whole one."""
        given = self.path.text().strip()
        path = Path(given)
        if not path.is_absolute() or "\0" in given:
            return None
        format_, scope = self.format.currentData(), self.scope.currentData()
        return Wish(format_, scope, str(path), self.scale.currentData(), self.page.currentData())

    def propose(self, now: datetime) -> None:
        """A name that says when, in the folder used last."""
        old = self.path.text().strip()
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        usual = QStandardPaths.writableLocation(documents)
        folder = Path(old).parent if old else Path(usual or Path.home())
        name = f"situation-{now:%Y%m%d-%H%M%S}.{self.format.currentData()}"
        self.path.setText(str(folder / name))

    def format_chosen(self) -> None:
        """Only what the format knows is asked, and the name ends accordingly."""
        name = self.format.currentData()
        for label, field, format_ in zip(
            self._labels[2:], (self.scale, self.page), ("png", "pdf"), strict=False
        ):
            label.setVisible(name == format_)
            field.setVisible(name == format_)
        given = Path(self.path.text().strip())
        if given.suffix.lstrip(".") in FORMATS:
            self.path.setText(str(given.with_suffix(f".{name}")))

    def _browse(self) -> None:
        title, kinds = self.browse.text(), f"*.{self.format.currentData()}"
        chosen, _ = QFileDialog.getSaveFileName(self, title, self.path.text(), kinds)
        if chosen:
            self.path.setText(chosen)
            self.agreed = chosen  # the system's own dialog has asked

    def retranslate(self) -> None:
        said = (
            self.tr("Format"),
            self.tr("What"),
            self.tr("Scale"),
            self.tr("Page"),
            self.tr("File"),
        )
        for label, text in zip(self._labels, said, strict=True):
            label.setText(text)
            if (field := label.buddy()) is not None:
                field.setAccessibleName(text)
        formats = {
            "html": self.tr("Web page with a map, works offline (HTML)"),
            "png": self.tr("Picture (PNG)"),
            "pdf": self.tr("Sheet to print (PDF)"),
            "geojson": self.tr("Data for a GIS (GeoJSON)"),
            "csv": self.tr("Table (CSV)"),
        }
        for i, name in enumerate(FORMATS):
            self.format.setItemText(i, formats[name])
        for i, scope in enumerate(SCOPES):
            self.scope.setItemText(i, terms.scope_name(scope))
        self.browse.setText(self.tr("Choose …"))
        for box in (self.format, self.scope):
            box.setToolTip(box.currentText())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
