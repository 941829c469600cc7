"""Stores for properties: sound ones written in every way that TOML has, and damage."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from karabakh_tui.model.records import TABLES

PARTS: dict[str, str] = {
    "sources": 'title = "T"\nkind = "news"\n',
    "parties": 'name = "N"\nkind = "state"\n',
    "places": 'name = "N"\nkind = "city"\n',
    "events": 'date = "1901"\ntitle = "T"\nkind = "clash"\nstatus = "claimed"\ncites = [{ source = "s" }]\n',
    "quotes": 'speaker = "p"\ndate = 1901-05-12\ntext = "T"\ncites = [\n  # why\n  { source = "s" },\n]\n',
    "searches": 'title = "T"\nquery = "q"\n',
}
"""What each kind of record needs beside its id."""

STORE = '[store]\nid = "s"\ntitle = "S"\nformat = 1\n'

LINES = (
    "[[events]]", "[[sources]] # no", "  [[quotes]]", "[store]", "[events.extra]", 'id = "no"', "# none", "Ճ é́ 語",
    'a "" b', "it's ''", "]", "}", "= 1", "",
)  # fmt: skip
"""Lines of a text in three quotes: what looks like TOML there is none."""

HEADERS = ("[[{}]]", "[[{}]] # [[events]]", "[[{}]]\t", "[[ {} ]]", "  [[{}]]", '[["{}"]]', "[[\t'{}' ]] # it's")


def examples(count: int) -> settings:
    """Return settings for a property: so many examples, the same in every run."""
    return settings(deadline=None, max_examples=count, derandomize=True)


@dataclass
class Written:
    """A text, and where it has which records."""

    text: str = ""
    records: list[tuple[str, str, int]] = field(default_factory=list)
    """Table, id, and the offset of its header."""
    header: int = 0
    """The offset of `[store]`."""


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a string of several lines, in three quotes."""
    quotes = draw(st.sampled_from(('"""', "'''")))
    lines = [line for line in draw(st.lists(st.sampled_from(LINES), max_size=4)) if quotes[:2] not in line]
    return quotes + "\n".join(["", *lines, ""]) + quotes


@st.composite
def optional_lines(draw: st.DrawFn, table: str) -> str:
    """Draw what a record may have more, in the order of the file: keys first, then tables of its own."""
    keys = [f"note = {draw(texts())}", 'former_ids = []  # "x"', "extra.a.b = 1\nextra.c = [[1], [[2]]]"]
    tables = [f"[{table}.extra]\na = {draw(texts())}\n[{table}.extra.b]\nc = 1"]
    if table == "events":
        tables.append('[[events.accounts]]\nby = "p"\nsays = "No."\n[[events.accounts.cites]]\nsource = "s"')
    drawn = draw(st.lists(st.sampled_from(keys), max_size=2, unique=True))
    later = draw(st.lists(st.sampled_from(tables), max_size=2, unique=True))
    if any(key.startswith("extra") for key in drawn):
        later = [each for each in later if ".extra" not in each]
    return "".join(f"{each}\n" for each in [*drawn, *later])


@st.composite
def stores(draw: st.DrawFn, sound: bool = True) -> Written:
    """Draw a store with its records in any order and any form; not sound: with fields left out or unknown."""
    written = Written(draw(st.sampled_from(("", "# a comment\n\n", "\n"))))
    tables = draw(st.lists(st.sampled_from(TABLES), max_size=10))
    header_at = draw(st.integers(0, len(tables)))
    for number, table in enumerate([*tables, None]):
        if number == header_at:
            written.header = len(written.text)
            written.text += STORE
        if table is None:
            return written
        header = draw(st.sampled_from(HEADERS)).format(table)
        offset = len(header) - len(header.lstrip())
        written.records.append((table, f"r{number}", len(written.text) + offset))
        needed = PARTS[table] if sound else draw(damaged_lines(PARTS[table]))
        written.text += f'{header}\nid = "r{number}"\n{needed}{draw(optional_lines(table))}'
        written.text += draw(st.sampled_from(("", "\n", "# [[events]]\n\n")))
    return written


@st.composite
def damaged_lines(draw: st.DrawFn, lines: str) -> str:
    """Draw what is left of some keys: all, or some left out, or with another key or value."""
    kept = lines if draw(st.booleans()) else lines.replace("title =", "titel =")
    kept = kept if draw(st.booleans()) else kept.replace('"T"', draw(st.sampled_from(('""', "1", "[]", "1901-01-01"))))
    return kept + draw(st.sampled_from(("", "", 'sorces = "x"\n', "checked = 1\n", 'withdrawn = "no"\n')))


WORDS = st.sampled_from(("", "x", "gazette", "1901", "1902/1901", "east", "[store]", "é́\n"))

VALUES: st.SearchStrategy[Any] = st.recursive(
    WORDS | st.integers() | st.booleans() | st.floats() | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
"""Anything that TOML can hold."""
