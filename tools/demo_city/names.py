"""English names of villages: pinyin without tones, with the readings Guangdong places use.

Needs pypinyin, which only this tool uses: ``uv run --no-sync --with pypinyin==0.55.0 …``.
"""

from __future__ import annotations

import importlib

_SUFFIXES = {
    "生活区": "Residential Area",
    "社区": "Community",
    "村": "Village",
    "园区": "Park",
}
_KNOWN = {"松山湖": "Songshan Lake"}
#: Readings in these place names that a general dictionary gets wrong or does not have.
_LOCAL = {
    "涌": "chong",
    "圩": "xu",
    "厦": "xia",
    "冚": "kan",
    "壆": "bo",
    "缪": "miao",
    "氹": "dang",
    "埔": "pu",
    "滘": "jiao",
    "埗": "bu",
    "陂": "bei",
    "蛤": "ha",
    "阇": "she",
    "单": "shan",
    "长": "chang",
    "重": "chong",
    "槎": "cha",
    "乐": "le",
    "还": "huan",
    "曲": "qu",
}


def stem(name_zh: str) -> tuple[str, str]:
    """A village's name without its kind, and the English word for the kind.

    A name of one character keeps its 村, as in 黎村: Licun Village.

    Raises:
        ValueError: the name ends with no known kind.
    """
    for suffix, english in _SUFFIXES.items():
        if name_zh.endswith(suffix) and len(name_zh) > len(suffix):
            short = name_zh.removesuffix(suffix)
            return (short if len(short) > 1 else name_zh), english
    raise ValueError(f"{name_zh} is neither a community nor a village")


def english(name_zh: str) -> str:
    """Pinyin of Chinese characters as one capitalised word, for example Chang'an."""
    if name_zh in _KNOWN:
        return _KNOWN[name_zh]
    pypinyin = importlib.import_module("pypinyin")
    syllables = [
        _LOCAL.get(one, read)
        for one, read in zip(name_zh, pypinyin.lazy_pinyin(name_zh, errors=list), strict=True)
    ]
    word = str(syllables[0])
    for syllable in syllables[1:]:
        word += f"'{syllable}" if syllable[0] in "aoe" else syllable
    return word.capitalize()
