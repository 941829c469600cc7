"""What can be wrong in a store: located problems with stable codes, raised or collected."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from karabakh_tui.show import show

CODES: Mapping[str, str] = MappingProxyType(
    {
        "E101": "the [store] table is missing or not complete",
        "E102": "the format's version is not one that this program reads",
        "E103": "a table is not one of the format's",
        "E104": "a field is not one of the record's",
        "E105": "a required field is missing or not as it must be; the record is set aside",
        "E106": "an optional field is not as it must be; the record is shown without it",
        "E107": "a second record has an id that is taken; it is set aside",
        "E108": "a former id is the id, or a former id, of another record",
        "E109": "a kind is neither a standard one nor one that the store adds",
        "E110": "a cite supports a field that its record does not have",
        "E201": "a date cannot be read",
        "E203": "a date ends before it begins",
        "E301": "a reference leads nowhere",
        "E302": "a record is part of itself, based on itself or replaced by itself",
        "E303": "a side is not one of the store's",
    }
)
"""Every code with what it means. A code never changes its meaning."""


@dataclass(frozen=True)
class Problem:
    """Something wrong in a store's file."""

    code: str
    severity: str
    file: str
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters; of the field's key, for a date of its value."""
    record: str
    """`table/id`, or a table's name in brackets."""
    field: str
    message: str

    def __str__(self) -> str:
        """Return the problem as a compiler would: `file:line:column: CODE record field: sentence`."""
        where = f"{self.record} {self.field}".strip()
        return show(f"{self.file}:{self.line}:{self.column}: {self.code} {where}: {self.message}")


class Problems:
    """Collects problems."""

    def __init__(self) -> None:
        self.found: list[Problem] = []


MEANT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "source": ("cites",), "sources": ("cites",), "sorces": ("cites",), "refs": ("cites",),
        "references": ("cites",), "citations": ("cites",), "cite": ("cites",),
        "name": ("title",), "title": ("name",), "names": ("aliases",), "alias": ("aliases",),
        "text": ("summary", "says"), "description": ("summary",), "summary": ("role", "text"),
        "when": ("date",), "year": ("date",), "where": ("places",), "place": ("places",), "who": ("parties",),
        "party": ("parties", "by"), "type": ("kind",), "link": ("url",), "latitude": ("lat",), "longitude": ("lon",),
        "author": ("authors",), "by": ("speaker",), "tag": ("tags",),
    }
)  # fmt: skip
"""Words that people write for a field that has another name."""

LONGEST_GUESS = 100
"""Characters of a word up to which a near one is looked for."""


def did_you_mean(word: str, known: Collection[str], meant: Mapping[str, Sequence[str]] = MappingProxyType({})) -> str:
    """Return ` - did you mean "…"?` with the nearest known word, or nothing where none is near."""
    near = next((name for name in meant.get(word, ()) if name in known), None)
    if near is None and len(word) <= LONGEST_GUESS:
        near = _nearest(word, tuple(known))
    return "" if near is None else f' - did you mean "{near}"?'


@lru_cache(maxsize=1024)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches  # loaded for a slip only

    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), None)


def clipped(text: str, most: int = 120) -> str:
    """Return a text from the file short enough to stand in a message."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def written(value: object) -> str:
    """Return a value of the file short enough to stand in a message."""
    try:
        return clipped(repr(value))
    except ValueError:  # the interpreter writes no number that long
        return "a number of thousands of digits"
