"""Stores in any spelling: the same data with other quotes, gaps, comments, headers, dotted keys and line ends."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import tomli_w
from hypothesis import strategies as st

Row = dict[str, Any]

TEXTS = st.sampled_from(
    ("", "x", "[[events]]", "# no", 'say "it"', "it's", "two\nlines # [[events]]\n", "\ttab", "\x1b[2J", "Շուշի", '"""')
)
SCALARS = (
    TEXTS
    | st.sampled_from((0, 1, 1.0, -0.0, 1e300, float("nan"), float("inf"), True, False))
    | st.sampled_from((dt.date(1994, 5, 12), dt.datetime(1994, 5, 12, 1, 2, 3), dt.time(1, 2)))
)
CITES = st.fixed_dictionaries({"source": st.sampled_from("abc")}, optional={"at": TEXTS, "supports": st.lists(TEXTS)})
FIGURES = st.fixed_dictionaries({"of": TEXTS, "value": st.sampled_from((1, 1.0))}, optional={"who": TEXTS})
ACCOUNTS = st.fixed_dictionaries(
    {"by": st.sampled_from("pq"), "says": TEXTS}, optional={"cites": st.lists(CITES, max_size=3), "said": TEXTS}
)
EXTRA = st.dictionaries(
    st.sampled_from(("a", "b c", "", "ü")),
    SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.sampled_from(("d", "#")), SCALARS, max_size=2),
    max_size=3,
)
ROWS: dict[str, st.SearchStrategy[Row]] = {
    "sources": st.fixed_dictionaries(
        {"title": TEXTS}, optional={"authors": st.lists(TEXTS, max_size=3), "based_on": st.sampled_from(("r0", "r1"))}
    ),
    "events": st.fixed_dictionaries(
        {"date": SCALARS, "cites": st.lists(CITES, max_size=4)},
        optional={
            "title": TEXTS,
            "tags": st.lists(TEXTS, max_size=5),
            "figures": st.lists(FIGURES, max_size=2),
            "related": st.lists(st.sampled_from(("r0", "r1", "r2")), max_size=3),
            "accounts": st.lists(ACCOUNTS, min_size=1, max_size=3),
            "extra": EXTRA,
            "note": TEXTS,
        },
    ),
}

NOTES = (" # a note", " # [[events]]", " #", " # it's \"", "")
HEADERS = ("[[{}]]", "[[ {} ]]", "  [[{}]]", "[[{}]] # [[sources]]", "[[{}]]\t")


@st.composite
def spelled(draw: st.DrawFn, value: Any, nested: bool = False) -> str:
    """Draw a spelling of a value."""
    if isinstance(value, str):
        return draw(st.sampled_from(spellings(value)))
    if isinstance(value, list):
        return draw(spelled_list(value))
    if isinstance(value, dict):
        space = draw(st.sampled_from((" ", "", "  ")))
        fields = [f"{key(name)} = {draw(spelled(each, True))}" for name, each in value.items()]
        return f"{{{space}{', '.join(fields)}{space}}}"
    return tomli_w.dumps({"v": value}).removeprefix("v = ").strip()


def spellings(value: str) -> list[str]:
    """Return the ways in which a text can be written."""
    found = [json.dumps(value, ensure_ascii=True)]
    if "'" not in value and not set(value) & set("\n\x1b"):
        found.append(f"'{value}'")
    if "'" not in value and "\x1b" not in value:
        found.append(f"'''\n{value}'''")
    if '"' not in value and "\x1b" not in value:
        found += (
            [f'"""\n{value}"""', f'"""\\\n   {value}"""'] if value[:1] not in ("\n", "\t") else [f'"""\n{value}"""']
        )
    return found


def key(name: str) -> str:
    """Return a name as a key."""
    return name if name.isascii() and name.replace("_", "").isalnum() else json.dumps(name, ensure_ascii=True)


@st.composite
def spelled_list(draw: st.DrawFn, values: list[Any]) -> str:
    """Draw a spelling of a list, on one line or several, with comments or without."""
    gaps = draw(st.sampled_from((("", " "), ("\n  ", "\n\t"), ("\n  ", " # c\n  ", " ", "\n  # d\n  "))))
    text = "["
    for place, value in enumerate(values):
        text += draw(st.sampled_from(gaps)) + draw(spelled(value, True))
        if place < len(values) - 1:
            text += draw(st.sampled_from((",", ",", ",", " ,", f"{gaps[0]},")))
    if values:
        text += draw(st.sampled_from(("", ",")))
    return text + draw(st.sampled_from(gaps)) + "]"


@st.composite
def spelled_field(draw: st.DrawFn, name: str, value: Any) -> str:
    """Draw a field on its line, with what people write around it."""
    above = draw(st.sampled_from(("", "", "", "\n", "# above\n", "  # '\n\n")))
    indent, note = draw(st.sampled_from(("", "", "", "  "))), draw(st.sampled_from(NOTES))
    return f"{above}{indent}{key(name)} = {draw(spelled(value))}{note}\n"


@st.composite
def spelled_record(draw: st.DrawFn, table: str, row: Row) -> str:
    """Draw a spelling of a record, with headers of its own for some of its tables."""
    text = draw(st.sampled_from(HEADERS)).format(table) + "\n"
    later = ""
    for name, value in row.items():
        way = draw(st.integers(0, 2))
        if name == "accounts" and way:
            for each in value:
                later += draw(st.sampled_from(("", "\n", "# who\n"))) + f"[[{table}.accounts]]\n"
                later += "".join(draw(spelled_field(*pair)) for pair in each.items())
        elif name == "extra" and way == 1:
            later += f"\n[{table}.extra] # free\n" + "".join(draw(spelled_field(*pair)) for pair in value.items())
        elif name == "extra" and way == 2 and value:
            for inner, each in value.items():
                text += draw(spelled_field("dotted", each)).replace("dotted", f"extra.{key(inner)}", 1)
        else:
            text += draw(spelled_field(name, value))
    return text + later


@dataclass
class Spelled:
    """A text, and what it says."""

    text: str
    rows: dict[str, list[Row]]


@st.composite
def stores(draw: st.DrawFn) -> Spelled:
    """Draw a store with a few records, its tables interleaved."""
    tables = draw(st.lists(st.sampled_from(("events", "events", "sources")), min_size=1, max_size=5))
    text = draw(st.sampled_from(("", "# top\n", "\n# top\n\n"))) + '[store]\nid = "s"\n'
    found: dict[str, list[Row]] = {}
    for number, table in enumerate(tables):
        row = {"id": f"r{number}", **draw(ROWS[table])}
        found.setdefault(table, []).append(row)
        text += draw(st.sampled_from(("", "\n", "\n\n", "\n# about\n", "\n# --- heading ---\n\n")))
        text += draw(spelled_record(table, row))
    text += draw(st.sampled_from(("", "\n", "# the end\n", "\n# the end")))
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return Spelled(("\ufeff" if draw(st.booleans()) else "") + text, found)
