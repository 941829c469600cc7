"""Store text on its way out: white space folded, and nothing left in it that hides or acts on a terminal."""

from __future__ import annotations

import re

from karabakh_tui.show import show

_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_PLACE = r"(?:[A-Z]?[1-9]\d*|[ivxlc]+|[IVXLC]+)"
_RANGE = re.compile(rf"(?<![\w/–-])(?<!\d\.)(?!\d{{4}}-1[0-2]\b)({_PLACE})-({_PLACE})(?![\w/-]|\.\d)")
"""From one page or paragraph to another; neither a date nor part of a number with more hyphens."""
_BLANKS = re.compile("[ \t\x1f]+")


def one_line(text: str) -> str:
    """Return a text on one line, as it is shown."""
    return show(_BLANKS.sub(" ", _BREAKS.sub(" ", text)).strip())


def lines(text: str) -> str:
    """Return a text with its line breaks, each line as it is shown; empty lines at its ends are left out."""
    return "\n".join(one_line(each) for each in _BREAKS.split(text)).strip("\n")


def ranged(text: str) -> str:
    """Return a text with the en dash that bibliographies have in ranges: `pp. 12–34`."""
    return _RANGE.sub(r"\1–\2", text)


def capitalised(text: str) -> str:
    """Return a text that begins with a capital; the rest stays."""
    return f"{text[:1].upper()}{text[1:]}"


def sentence(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if not text or text.endswith((".", "?", "!", ".”", "?”", "!”", "…")) else f"{text}."
