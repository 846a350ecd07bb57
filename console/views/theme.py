"""Style tokens made into a palette, a style sheet and fonts. Nothing else names a colour."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from console.tokens import RESOURCES, TEXT_PX, Tokens, ink_on

#: Sizes in device-independent pixels: the four the console uses.
SMALL, BODY, STRONG, TITLE = 12, TEXT_PX, 16, 20
ROW_HEIGHT = 26
#: Where a thing can be hit with a mouse it is at least this high.
TARGET = 24
#: What a person may choose, in per cent of the sizes above.
TEXT_SIZES = (100, 115, 130, 150)
_chosen = [100]

#: Families that draw simplified Chinese well, the best first.
CHINESE = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "SimHei",
)
#: What gives a Chinese font on Debian and Ubuntu.
FONT_PACKAGE = "fonts-noto-cjk"


@dataclass(frozen=True)
class FontChoice:
    """`family` in use; `missing` names the package to install where none draws Chinese."""

    family: str
    missing: str = ""


def text_size() -> int:
    """The chosen size of text in per cent."""
    return _chosen[0]


def set_text_size(percent: int) -> None:
    """Choose one of `TEXT_SIZES`, from the next `apply` on; anything else is 100."""
    _chosen[0] = percent if percent in TEXT_SIZES else 100


def px(size: float) -> int:
    """A length that goes with the text, in device-independent pixels."""
    return round(size * _chosen[0] / 100)


def row_height() -> int:
    """Of a table's rows."""
    return px(ROW_HEIGHT)


def target() -> int:
    """The least side of what can be hit with a mouse."""
    return px(TARGET)


def find_font() -> FontChoice:
    """The best installed family for Chinese and Latin text."""
    installed = set(QFontDatabase.families())
    for family in CHINESE:
        if family in installed:
            return FontChoice(family)
    drawing = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    if drawing:
        return FontChoice(drawing[0])
    return FontChoice(
        QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family(), FONT_PACKAGE
    )


def font(size: int = BODY, *, bold: bool = False) -> QFont:
    """The console's font in one of its sizes."""
    made = QFont(QApplication.font())
    made.setPixelSize(px(size))
    made.setBold(bold)
    return made


def apply(app: QApplication, tokens: Tokens) -> FontChoice:
    """Dress the whole application; returns which font it wears."""
    choice = find_font()
    face = QFont(choice.family)
    face.setPixelSize(px(BODY))
    wanted = sheet(tokens)
    if app.styleSheet() == wanted and app.font() == face:
        return choice  # another window does; to put it on again would polish every widget anew
    app.setStyle("Fusion")
    app.setFont(face)
    app.setPalette(palette(tokens))
    app.setStyleSheet(wanted)
    return choice


def palette(tokens: Tokens) -> QPalette:
    s = tokens.surface
    role = QPalette.ColorRole
    made = QPalette()
    for which, colour in (
        (role.Window, s.window),
        (role.WindowText, s.text),
        (role.Base, s.panel),
        (role.AlternateBase, s.raised),
        (role.Text, s.text),
        (role.Button, s.raised),
        (role.ButtonText, s.text),
        (role.BrightText, s.text),
        (role.ToolTipBase, s.panel),
        (role.ToolTipText, s.text),
        (role.PlaceholderText, s.text_off),
        (role.Highlight, s.selection),
        (role.HighlightedText, s.selection_text),
        (role.Link, s.focus),
        (role.Mid, s.line),
        (role.Dark, s.line),
        (role.Light, s.raised),
    ):
        made.setColor(which, QColor(colour))
    group = QPalette.ColorGroup.Disabled
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group, which, QColor(s.text_off))
    return made


def sheet(tokens: Tokens) -> str:
    """The one style sheet, from `resources/style/console.qss` with tokens put in."""
    text = (RESOURCES / "style" / "console.qss").read_text("utf-8")
    names = {f"surface_{n}": getattr(tokens.surface, n) for n in tokens.surface.__struct_fields__}
    names |= {f"signal_{n}": getattr(tokens.signal, n) for n in tokens.signal.__struct_fields__}
    names["on_red"] = ink_on(tokens.signal.red_fill, tokens)
    sizes = {"small": SMALL, "body": BODY, "strong": STRONG, "title": TITLE, "target": TARGET}
    icons = {"icons": (RESOURCES / "icons" / tokens.name).as_posix()}
    return Template(text).substitute(names | {n: f"{px(v)}px" for n, v in sizes.items()} | icons)
