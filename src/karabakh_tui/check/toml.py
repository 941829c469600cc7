"""The rule about the TOML that a store is written in."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from karabakh_tui.storage.pieces import newer_syntax
from karabakh_tui.storage.places import Span
from karabakh_tui.storage.sections import STRING_OR_COMMENT

from .rules import WHOLE_FILE, Finding, Given, rule

_PLACE = re.compile(r":(\d+):(\d+): newer than TOML 1\.0: (.*?)(?:; mend this line and open it again)?", re.DOTALL)
_NEWER_ESCAPE = re.compile(r"\\[ex]")
_NO_SECONDS = re.compile(r"(?<![\d:])\d\d:\d\d(?!:)")
_LAST_COMMA = re.compile(r",\s*\}")


@rule("E111")
def newer_toml(given: Given) -> Iterator[Finding]:
    """The file uses TOML that is newer than 1.0.

    The format is TOML 1.0, so that every parser reads it. Newer are `\\e` and `\\x41` in strings, line breaks and a
    last comma in inline tables, and times without seconds. Write it in the older way.
    """
    text = given.loaded.places.written(Span(1, 0, sys.maxsize))
    newer = newer_syntax(text, "") if may_be_newer(text) else None
    if newer is not None:
        found = _PLACE.fullmatch(str(newer))
        line, column, message = (int(found[1]), int(found[2]), found[3]) if found else (1, 1, str(newer).lstrip(": "))
        yield Finding(WHOLE_FILE, (line, column), f"newer than TOML 1.0: {message}")


def may_be_newer(text: str) -> bool:
    """Tell whether a text that could be read can hold anything that TOML 1.0 has not.

    The parser that knows is slow: it is asked only where one of the few new things may be there.
    """
    if _NEWER_ESCAPE.search(text):
        return True
    bare = STRING_OR_COMMENT.sub("''", text)
    if _NO_SECONDS.search(bare) or _LAST_COMMA.search(bare):
        return True
    # A table over several lines begins on a line that opens more tables than it closes.
    return any(line.count("{") != line.count("}") for line in bare.split("\n") if "{" in line)
