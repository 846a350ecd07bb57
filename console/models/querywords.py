"""The filter language at the seat: names to ask for, completions, what is said of a question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from casework.vocabulary import CHANNEL_ORDER, STATE_ORDER
from console import words
from console.commandline import Candidate
from console.commandline.lexicon import Entry
from console.models.query import FLAGS, KEYS, LONGEST, Flag, Key, Problem, Term, Trouble, split
from console.models.rows import cell_text
from console.session import Session

_MOST = 12
_PRIORITIES = (1, 2, 3, 4)


def _translatable(context: str, text: str) -> str:  # noqa: ARG001 - lupdate reads the call
    return text


QT_TRANSLATE_NOOP = _translatable
_KEYS = {
    Key.TEXT: QT_TRANSLATE_NOOP("Query", "Text"),
    Key.AREA: QT_TRANSLATE_NOOP("Query", "Area"),
    Key.DEPT: QT_TRANSLATE_NOOP("Query", "Department"),
    Key.STATE: QT_TRANSLATE_NOOP("Query", "State"),
    Key.PRIO: QT_TRANSLATE_NOOP("Query", "Priority"),
    Key.TYPE: QT_TRANSLATE_NOOP("Query", "Type"),
    Key.HOLDER: QT_TRANSLATE_NOOP("Query", "Holder"),
    Key.SOURCE: QT_TRANSLATE_NOOP("Query", "Source"),
}
_FLAGS = {
    Flag.MINE: QT_TRANSLATE_NOOP("Query", "Mine"),
    Flag.UNCLAIMED: QT_TRANSLATE_NOOP("Query", "Unclaimed"),
    Flag.OVERDUE: QT_TRANSLATE_NOOP("Query", "Overdue"),
    Flag.ALL: QT_TRANSLATE_NOOP("Query", "Closed ones too"),
    Flag.CLOSED: QT_TRANSLATE_NOOP("Query", "Only what is over"),
}
_TROUBLES = {
    Trouble.UNKNOWN_KEY: QT_TRANSLATE_NOOP(
        "Query",
        "Place {at}: nothing can be asked with “{word}:”. Known: {expected}. For a text write it in quotes.",  # noqa: E501 - lupdate wants one literal
    ),
    Trouble.NO_VALUE: QT_TRANSLATE_NOOP("Query", "Place {at}: {key} — which? {expected}"),
    Trouble.UNKNOWN_VALUE: QT_TRANSLATE_NOOP(
        "Query", "Place {at}: there is no {key} “{word}”. {expected}"
    ),
    Trouble.AMBIGUOUS: QT_TRANSLATE_NOOP(
        "Query", "Place {at}: “{word}” fits more than one {key}: {expected}"
    ),
    Trouble.OPEN_QUOTE: QT_TRANSLATE_NOOP("Query", "Place {at}: the quotation has no end."),
    Trouble.TOO_LONG: QT_TRANSLATE_NOOP("Query", "Too long: at most {at} characters."),
}


def _say(text: str) -> str:
    return QCoreApplication.translate("Query", text)


class QueryNames:
    """`console.models.query.Names` over a session; kept until the city or the language change."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._kept: dict[Key, list[Entry]] = {}

    def forget(self) -> None:
        self._kept.clear()

    def entries(self, key: Key) -> Sequence[Entry]:
        if key is Key.HOLDER:
            return self._holders()  # they come with the cases
        if key not in self._kept:
            self._kept[key] = self._made(key)
        return self._kept[key]

    def _made(self, key: Key) -> list[Entry]:
        s = self._session
        if key is Key.AREA:
            rungs = ("city", "town", "village")
            areas = sorted(
                (a for a in s.areas.values() if a.level in rungs),
                key=lambda a: rungs.index(a.level),
            )
            return [Entry(a.code, (a.name_zh, a.name_en), words.area(s, a.code)) for a in areas]
        if key is Key.DEPT:
            return [
                Entry(
                    d.code,
                    (d.short_zh, d.name_zh, d.name_en, *d.also_zh),
                    words.department(s, d.code),
                )
                for d in s.departments.values()
            ]
        if key is Key.TYPE:
            return [
                Entry(c.code, (c.name_zh, c.name_en), words.category(s, c.code))
                for c in s.categories.values()
            ]
        if key is Key.STATE:
            states = [Entry(str(x), (words.state(x),), words.state(x)) for x in STATE_ORDER]
            flags = (Flag.OVERDUE, Flag.UNCLAIMED, Flag.ALL)
            return states + [Entry(str(f), FLAGS[f], _say(_FLAGS[f])) for f in flags]
        if key is Key.SOURCE:
            return [Entry(str(c), (words.channel(c),), words.channel(c)) for c in CHANNEL_ORDER]
        return [Entry(str(p), (words.priority(p),), words.priority(p)) for p in _PRIORITIES]

    def _holders(self) -> list[Entry]:
        """Everybody who holds a case here, by id and name; words of the table are few."""
        s, cases = self._session, self._session.board.cases
        used = set(cases.words.all()) - {""} - s.areas.keys()
        used -= s.departments.keys() | s.categories.keys()
        me = s.actor.actor_id if s.actor else ""
        return [
            Entry(w, (words.actor(w, s),), cell_text(words.actor(w, s)))
            for w in sorted(used | ({me} - {""}))
        ]


def chip_text(term: Term, names: QueryNames) -> str:
    """What the chip of a term says: "Area: 莞城", "Mine"."""
    if term.flag is not None:
        return _say(_FLAGS[term.flag])
    if term.key is None or term.key is Key.TEXT:
        return f"“{cell_text(term.values[0])}”"
    labels = {e.code: e.label for e in names.entries(term.key)}
    said = ", ".join(labels.get(v) or v for v in term.values)
    return f"{_say(_KEYS[term.key])}: {said}"


def problem_text(problem: Problem) -> str:
    """The place, the reason and what could stand there."""
    word = problem.word if len(problem.word) <= 30 else problem.word[:29] + "…"
    at = LONGEST if problem.trouble is Trouble.TOO_LONG else problem.at + 1
    return words.fill(
        _say(_TROUBLES[problem.trouble]),
        at=at,
        word=word,
        key=_say(_KEYS[problem.key]) if problem.key else "",
        expected=" · ".join(problem.expected),
    ).strip()


def complete(before: str, names: QueryNames) -> list[Candidate]:
    """What the last word of `before` (the line up to the cursor) could become."""
    found = split(before)
    if not found or found[-1].end < len(before):
        return []
    last = found[-1]
    if last.key is not None:
        return _values_like(last.value, last.value_at, len(before), last.key, names)
    if last.quoted:
        return []
    wanted = last.text.casefold()
    keys = [(f"{key}:", _say(_KEYS[key]), names_of) for key, names_of in KEYS.items()]
    flags = [(str(flag), _say(_FLAGS[flag]), names_of) for flag, names_of in FLAGS.items()]
    return [
        Candidate(last.start, len(before), text, label)
        for text, label, known in (*keys, *flags)
        if any(n.casefold().startswith(wanted) for n in (*known, label)) and text != last.text
    ]


def _values_like(
    value: str, at: int, end: int, key_word: str, names: QueryNames
) -> list[Candidate]:
    key = next((k for k, known in KEYS.items() if key_word.casefold() in known), None)
    if key is None:
        return []
    cut = max(value.rfind(","), value.rfind("，")) + 1
    wanted = value[cut:].strip('"').casefold()
    ranked = []
    for place, entry in enumerate(names.entries(key)):
        spoken = [n.casefold() for n in (entry.code, *entry.names, entry.label) if n]
        if any(wanted in n for n in spoken):
            begins = any(n.startswith(wanted) for n in spoken)
            ranked.append((not begins, place, entry))
    ranked.sort(key=lambda r: r[:2])
    times = Counter(entry.label for entry in names.entries(key))
    found = []
    for _, _, entry in ranked[:_MOST]:
        plain = times[entry.label] == 1 and not re.search(r'[\s,，:："]', entry.label)
        text, label = (entry.label, entry.code) if plain else (entry.code, entry.label)
        found.append(Candidate(at + cut, end, text, label))
    return found
