"""Where terminals may differ in how many cells they give to letters.

Wide letters, letters with marks and emoji made of several are counted otherwise by every other terminal, and by the
same one from version to version. They are told apart from the rest, to be written alone.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from rich.cells import get_character_cell_size, split_graphemes

_NOT_SURE = re.compile(
    "[^\n\r\x1b -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0556\u0559-\u058a"
    "\u10d0-\u10ff\u2010-\u2027\u2500-\u25fc\u2800-\u28ff]"
)
"""A letter that may take another number of cells than one; of all others it is known, without a look at a table."""


def all_narrow(output: str) -> bool:
    """Tell whether all letters of output take one cell each, as far as one can tell fast."""
    return _NOT_SURE.search(output) is None


class Stretch(NamedTuple):
    """Letters next to each other that are written in one go."""

    text: str
    width: int
    """Cells that the letters are given."""
    reach: int
    """Cells that a terminal gives them at most, which may count otherwise; 0 where all give one to each letter."""


@lru_cache(maxsize=4096)
def stretches(text: str) -> tuple[Stretch, ...]:
    """Part a text where terminals may differ in how many cells they give to letters."""
    if all_narrow(text) or all(map(_is_narrow, text)):
        return (Stretch(text, len(text), 0),) if text else ()
    found: list[Stretch] = []
    kind = None
    for start, end, width in split_graphemes(text)[0]:
        letters = text[start:end]
        before, kind = kind, _kind(letters, width)
        one = Stretch(letters, width, 0 if kind is Kind.NARROW else max(width, sum(map(_most_cells, letters))))
        flows = found and _flows(found[-1], before) and category(letters[0]) != "So"  # signs and borders stay in place
        if flows or (before is kind and kind is not Kind.EMOJI):
            one = _joined(found.pop(), one)
            kind = before
        found.append(one)
    return tuple(found)


def _flows(stretch: Stretch, kind: Kind | None) -> bool:
    """Tell whether letters take what follows with them, as those of India do.

    Where a terminal gives them more cells, it would cover their ends; so only the blanks at its own end are covered.
    """
    return kind is Kind.MARKED and stretch.reach > stretch.width


def _joined(first: Stretch, second: Stretch) -> Stretch:
    """Return two stretches as one."""
    reach = first.reach + (second.reach or second.width) if first.reach else 0
    return Stretch(first.text + second.text, first.width + second.width, reach)


class Kind(Enum):
    """What letters are to a terminal that gives them cells."""

    NARROW = auto()
    """One cell each, everywhere."""
    WIDE = auto()
    """Two cells each."""
    MARKED = auto()
    """Letters with marks: they are shaped together with their neighbours."""
    EMOJI = auto()
    """Made of several: one glyph, or as many as there are parts."""


def _kind(letters: str, width: int) -> Kind:
    if len(letters) == 1 and width:
        return Kind.NARROW if _is_narrow(letters) else Kind.WIDE
    return Kind.EMOJI if width > 1 else Kind.MARKED


def _is_narrow(letter: str) -> bool:
    """Tell whether a letter takes one cell, and is none of those of which two make a flag."""
    return get_character_cell_size(letter) == 1 and not "\U0001f1e6" <= letter <= "\U0001f1ff"


def _most_cells(letter: str) -> int:
    """Return how many cells a terminal gives to a letter at most."""
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 1 if category(letter) == "Mc" or (letter.isalpha() and get_character_cell_size(letter) == 1) else 2
