"""The command bar's language: verbs with prefix matching, names in either language. Pure."""

from console.commandline.complete import Candidate, complete, slot_at
from console.commandline.grammar import VERBS, Slot, Verb, find_verb
from console.commandline.lexicon import Entry, Lexicon, match
from console.commandline.meaning import Parsed, Problem, ProblemCode
from console.commandline.parse import parse
from console.commandline.write import format_line

__all__ = [
    "VERBS",
    "Candidate",
    "Entry",
    "Lexicon",
    "Parsed",
    "Problem",
    "ProblemCode",
    "Slot",
    "Verb",
    "complete",
    "find_verb",
    "format_line",
    "match",
    "parse",
    "slot_at",
]
