"""The interface's language: translators on the application, names of data, Qt's own words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QTranslator

from console import words
from console.tokens import RESOURCES

LANGUAGES = ("zh_CN", "en")
_INSTALLED: list[QTranslator] = []
_SPOKEN: list[tuple[str, Path]] = []


def choose(code: str) -> str:
    """The language to begin with: `code` where it is ours, else the machine's, else Chinese."""
    if code in LANGUAGES:
        return code
    return "en" if QLocale.system().language() == QLocale.Language.English else "zh_CN"


def install(code: str, folder: Path = RESOURCES / "translations") -> None:
    """Speak `code` from now on; every widget hears a LanguageChange, unless it is spoken already.

    English has a translator too: it holds the plural forms. `folder`: where our texts are.
    """
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("an application must exist before it can speak")
    words.set_language(code)
    if [(code, folder)] == _SPOKEN:
        return
    _SPOKEN[:] = [(code, folder)]
    for old in _INSTALLED:
        app.removeTranslator(old)
    _INSTALLED.clear()
    theirs = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, place in ((f"qtbase_{code}", theirs), (f"console_{code}", str(folder))):
        translator = QTranslator(app)
        if translator.load(name, place):
            _INSTALLED.append(translator)
            app.installTranslator(translator)
    # Windows hear of it by post; nobody should see a screen in two languages meanwhile.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
