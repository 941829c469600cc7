"""The TOML project's valid files, each carried as the free table of a record."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from karabakh_tui.storage.fragment import parts_of

VALID = Path(__file__).parent.parent / "data" / "toml-test" / "valid"
FILES = {path.relative_to(VALID).as_posix(): path for path in sorted(VALID.rglob("*.toml"))}

BEFORE = '# a store\n\n[store]\nid = "s"\n\n[[sources]] # one\nid = "first"\n\n'
RECORD = '# about it\n[[events]]\nid = "host" # it carries\n[events.extra]\n'
AFTER = '\n# [[events]] above\n\n[[quotes]]\nid = "last"\ntext = "[[events]] # no"\n'


def carried(name: str) -> str:
    """Return a store with a file's text as the `extra` table of a record: its headers are given a longer name."""
    text = FILES[name].read_bytes().decode("utf-8").removeprefix("\ufeff")
    assert "extra" in tomllib.loads(BEFORE + RECORD)["events"][0]
    pieces, at = [], 0
    for part in parts_of(text)[1:]:
        start = text.index("[", part.start)
        start += text.startswith("[[", start) + 1
        pieces += [text[at:start], "events.extra."]
        at = start
    middle = "".join([*pieces, text[at:]])
    end = "" if middle.endswith("\n") or not middle else "\n"
    return BEFORE + RECORD + middle + end + AFTER


def others(value: Any) -> Iterator[Any]:
    """Yield values that another value may become: of its type, of another, with a part that is new, with one less."""
    if isinstance(value, dict):
        yield {**value, "come": 1}
        for name in value:
            yield {each: inner for each, inner in value.items() if each != name}
            for other in others(value[name]):
                yield {**value, name: other}
    elif isinstance(value, list):
        yield [*value, "come"]
        yield [1.0, *value]
        for place, item in enumerate(value):
            yield [*value[:place], *value[place + 1 :]]
            for other in others(item):
                yield [*value[:place], other, *value[place + 1 :]]
    elif isinstance(value, str):
        yield f"{value} # [[events]] 'it' \"\n"
        yield [value]
    else:
        yield str(value)
        yield {"was": value}
