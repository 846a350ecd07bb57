"""The fields of a sign-in: which central, and who."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from console.profiles import Profile
from console.signing.port import Ask


class SignForm(QWidget):
    """Profiles on top, the last one chosen; what is typed below makes or changes one."""

    forgotten = Signal(str)  # name of a profile that is not wanted any more

    def __init__(self, profiles: tuple[Profile, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profiles = profiles
        self.profile, self.forget = QComboBox(self), QPushButton(self)
        self.name, self.url, self.ca_file = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.user, self.password, self.totp = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.browse = QPushButton(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(1_000)
        self.totp.setMaxLength(16)
        self.totp.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self._rows = self._lay_out()
        self.profile.currentIndexChanged.connect(self._choose)
        self.profile.currentTextChanged.connect(lambda said: self.profile.setToolTip(escape(said)))
        self.forget.clicked.connect(self._forget)
        self.browse.clicked.connect(self._browse)
        self.retranslate()
        self._fill()

    def _lay_out(self) -> list[tuple[QLabel, QWidget]]:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: list[tuple[QLabel, QWidget]] = []
        for field, beside in (
            (self.profile, self.forget),
            (self.name, None),
            (self.url, None),
            (self.ca_file, self.browse),
            (self.user, None),
            (self.password, None),
            (self.totp, None),
        ):
            label = QLabel(self)
            label.setBuddy(field)
            rows.append((label, field))
            if beside is None:
                form.addRow(label, field)
            else:
                line = QHBoxLayout()
                line.addWidget(field, 1)
                line.addWidget(beside)
                form.addRow(label, line)
        return rows

    def begin(self) -> None:
        """The keyboard goes where the first thing is missing."""
        missing = (f for f in (self.url, self.user, self.password) if not f.text())
        next(missing, self.password).setFocus(Qt.FocusReason.OtherFocusReason)

    def suggest(self, profile: Profile) -> None:
        """Have `profile` chosen, whether it is known or not."""
        known = next((p for p in self._profiles if p.name == profile.name), None)
        if known is None:
            self._profiles = (profile, *self._profiles)
            self._fill()
        else:
            self.profile.setCurrentIndex(self._profiles.index(known))

    def asked(self) -> Ask:
        """What was typed; the password is in no other place."""
        url, user = self.url.text().strip(), self.user.text().strip()
        name = self.name.text().strip() or urlsplit(url).hostname or url
        profile = Profile(name, url, self.ca_file.text().strip(), user)
        return Ask(profile, user, self.password.text(), self.totp.text().replace(" ", ""))

    def complete(self) -> bool:
        return all(f.text().strip() for f in (self.url, self.user)) and bool(self.password.text())

    def wipe(self) -> None:
        """No secret stays in a field."""
        self.password.clear()
        self.totp.clear()

    def fix(self) -> None:
        """The same person at the same central signs in again: only secrets are typed."""
        for field in (self.profile, self.forget, self.name, self.url, self.ca_file, self.browse):
            field.setEnabled(False)

    def _fill(self) -> None:
        self.profile.blockSignals(True)
        self.profile.clear()
        for known in self._profiles:
            self.profile.addItem(f"{known.name} · {known.user}" if known.user else known.name)
        self.profile.addItem(self.tr("Another central"))
        self.profile.setCurrentIndex(0)
        self.profile.blockSignals(False)
        self.profile.setToolTip(escape(self.profile.currentText()))
        self._choose(0)

    def _choose(self, at: int) -> None:
        known = self._profiles[at] if 0 <= at < len(self._profiles) else Profile("", "")
        self.forget.setEnabled(bool(known.name))
        self.name.setText(known.name)
        self.url.setText(known.url)
        self.ca_file.setText(known.ca_file)
        self.user.setText(known.user)
        self.wipe()

    def _forget(self) -> None:
        at = self.profile.currentIndex()
        if 0 <= at < len(self._profiles):
            self.forgotten.emit(self._profiles[at].name)
            self._profiles = self._profiles[:at] + self._profiles[at + 1 :]
            self._fill()

    def _browse(self) -> None:
        kinds = self.tr("Certificates (*.pem *.crt *.cer);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("CA file"), self.ca_file.text(), kinds)
        if path:
            self.ca_file.setText(path)

    def retranslate(self) -> None:
        names = (
            self.tr("Profile"),
            self.tr("Name"),
            self.tr("Address"),
            self.tr("CA file"),
            self.tr("Operator"),
            self.tr("Password"),
            self.tr("One-time code"),
        )
        for (label, field), name in zip(self._rows, names, strict=True):
            label.setText(name)
            field.setAccessibleName(name)
        self.url.setPlaceholderText("https://central.example:8420")
        self.ca_file.setPlaceholderText(self.tr("only for a certificate of your own"))
        self.totp.setPlaceholderText(self.tr("only if you have one"))
        for field in (self.url, self.ca_file, self.totp):
            field.setToolTip(field.placeholderText())  # a long word has no room in it
        self.forget.setText(self.tr("Forget"))
        self.browse.setText(self.tr("Choose …"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
