"""What could be typed next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from console.commandline.grammar import FAIL, PASS, VERBS, Slot, Verb, find_verb
from console.commandline.lexicon import Entry, Lexicon
from console.commandline.meaning import Token
from console.commandline.numbers import CHOSEN, SELECTED, case_number, names_several
from console.commandline.parse import LONGEST, tokenise

MOST = 12


@dataclass(frozen=True)
class Candidate:
    """Put `text` in the place of line[start:end]; `label` says what it is."""

    start: int
    end: int
    text: str
    label: str = ""


def slot_at(line: str) -> tuple[Verb | None, Slot | None]:
    """The verb of a line and the slot that its last word fills, as far as can be told."""
    tokens, open_word = _split(line)
    verbs = find_verb(tokens[0].word) if tokens else ()
    if len(verbs) != 1 or (len(tokens) == 1 and open_word):
        return (verbs[0] if len(verbs) == 1 else None), None
    left = _left(verbs[0], tokens[1:-1] if open_word else tokens[1:])
    return verbs[0], left[0] if left else None


def complete(line: str, lexicon: Lexicon) -> list[Candidate]:
    """Candidates for the last word of `line` (the text up to the cursor), the best first."""
    if len(line) > LONGEST:
        return []
    tokens, open_word = _split(line)
    last = tokens[-1] if open_word else Token(len(line), "")
    before = tokens[:-1] if open_word else tokens
    if not before:
        return _fit(last, line, _verbs(), keep_slash=last.word.startswith("/"))
    verbs = find_verb(before[0].word)
    if len(verbs) != 1:
        return []
    left = _left(verbs[0], before[1:])
    entries = _entries(left[0], verbs[0], last.word, lexicon) if left else []
    if left[:1] == [Slot.CASE] and len(left) > 1 and lexicon.selected:
        # The case may be left out, so what comes after it may stand here as well.
        entries = [*_entries(left[1], verbs[0], last.word, lexicon), *entries]
    if left[:1] == [Slot.INTO] and before[1:] and lexicon.selected:
        # One number was said, and it may have been that of the other case.
        entries = [*entries, *_entries(Slot.REASON, verbs[0], last.word, lexicon)]
    if left[:1] == [Slot.PLACE] and before[1:]:
        start = before[1].at  # a place may be of several words
        last = Token(start, line[start:].strip('" '))
        entries = list(lexicon.areas())
    return _fit(last, line, entries)


def _split(line: str) -> tuple[list[Token], bool]:
    """The words, and whether the last one is still being typed."""
    tokens = tokenise(line)
    return tokens, bool(tokens) and not line[-1].isspace()


def _left(verb: Verb, said: Sequence[Token]) -> list[Slot]:
    """The slots still open after `said`."""
    left = list(verb.slots)
    for token in said:
        if left[:1] == [Slot.CASE] and not _names_case(token.word):
            left.pop(0)
        if not left or left[0] in (Slot.TEXT, Slot.PLACE):
            break
        left.pop(0)
    return left


def _names_case(word: str) -> bool:
    return case_number(word) >= 0 or names_several(word)


def _verbs() -> list[Entry]:
    return [Entry(v.id, v.words, next((w for w in v.words if not w.isascii()), "")) for v in VERBS]


def _entries(slot: Slot, verb: Verb, word: str, lexicon: Lexicon) -> list[Entry]:
    if slot in (Slot.CASE, Slot.INTO):
        own = bool(lexicon.selected) and slot is Slot.CASE
        chosen = [Entry(SELECTED, label=str(lexicon.selected))] if own else []
        several = len(lexicon.chosen()) if slot is Slot.CASE else 0
        if several > 1:
            chosen.append(Entry(CHOSEN[0], CHOSEN[1:], f"{CHOSEN[1]} × {several}"))
        return [*lexicon.cases_like(word.lstrip("#"), MOST), *chosen]
    if slot is Slot.UNIT:
        return list(lexicon.units_like(word, MOST))
    if slot is Slot.PLACE:
        near = lexicon.cases_like(word, 3) if word.isdecimal() else lexicon.units_like(word, 3)
        return [*lexicon.areas(), *(near if word else ())]
    if slot is Slot.REASON:
        return list(lexicon.reasons(verb.reasons))
    if slot is Slot.DEPARTMENT:
        return list(lexicon.departments())
    return list(_SAID) if slot is Slot.PASSED else []


_SAID = (Entry(PASS[0], PASS[1:], PASS[1]), Entry(FAIL[0], FAIL[1:], FAIL[1]))


def _fit(
    last: Token, line: str, entries: Sequence[Entry], keep_slash: bool = False
) -> list[Candidate]:
    wanted = last.word.removeprefix("/").lstrip("#").casefold()
    ranked = []
    for place, entry in enumerate(entries):
        names = [n.casefold() for n in (entry.code, *entry.names, entry.label) if n]
        rank = min((_rank(n, wanted) for n in names), default=9)
        if rank > 1 and wanted and any(s.startswith(wanted) for s in entry.sounds):
            rank = 1
        if rank < 9:
            ranked.append((rank, place, entry))
    ranked.sort(key=lambda r: r[:2])
    slash = "/" if keep_slash else ""
    return [Candidate(last.at, len(line), slash + e.code, e.label) for _, _, e in ranked[:MOST]]


def _rank(name: str, wanted: str) -> int:
    if name.startswith(wanted):
        return 0
    return 2 if wanted in name else 9
