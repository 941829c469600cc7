"""Parts of the sentences that say what is wrong in what the reader keeps. They are harmless on any terminal."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from pathlib import Path

LONGEST_QUOTED = 60
"""Letters of a text from a file that a sentence repeats."""


def harmless(text: str | Path) -> str:
    """Return a text with every letter that cannot be printed as its escape."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in str(text))


def quoted(text: str) -> str:
    """Return a text from a file as a sentence may repeat it: in quotes, short, harmless."""
    short = text if len(text) <= LONGEST_QUOTED else f"{text[: LONGEST_QUOTED - 1]}…"
    return f'"{harmless(short)}"'


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return ` - did you mean "…"?` with the nearest known word, or nothing where none is near."""
    if len(word) > LONGEST_QUOTED:
        return ""
    near = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    return f' - did you mean "{near[0]}"?' if near else ""
