"""How values and new records are written: the one layout of this program, which is that of the shipped record."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import tomli_w

WIDTH = 120
"""Columns of a line at most, where a value can be broken."""

FILLED = 118
"""Columns of a line at most, where items stand side by side."""

INDENT = "  "
"""Before each line of a list."""

_CITE = ("source", "at", "words", "language", "supports")
_ALIAS = ("name", "language", "script", "used_by", "kind", "since", "until")
_FIGURE = ("of", "who", "value", "low", "high", "about", "unit", "as_of", "cites")
_ALWAYS = ("former_ids", "withdrawn", "withdrawn_why", "replaced_by", "checked", "note", "extra")

RECORD_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sources": (
            "id", "title", "kind", "publisher", "authors", "published", "url", "archive_url", "accessed", "language",
            "standpoint", "based_on", "container", "number", "pages", "doi", "isbn", *_ALWAYS,
        ),
        "parties": (
            "id", "name", "kind", "role", "side", "aliases", "part_of", "active", "summary", "wikidata", "url",
            "cites", *_ALWAYS,
        ),
        "places": (
            "id", "name", "kind", "aliases", "lat", "lon", "radius_km", "part_of", "wikidata", "cites", *_ALWAYS,
        ),
        "events": (
            "id", "date", "title", "kind", "parties", "places", "status", "summary", "figures", "tags", "cites",
            "related", "part_of", *_ALWAYS, "accounts",
        ),
        "quotes": (
            "id", "speaker", "date", "text", "on_behalf_of", "capacity", "language", "original", "original_language",
            "translated_by", "event", "places", "tags", "cites", *_ALWAYS,
        ),
        "searches": ("id", "title", "query", *_ALWAYS),
    }
)  # fmt: skip
"""The fields of each kind of record in the order in which they are written."""

PART_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cites": _CITE,
        "aliases": _ALIAS,
        "figures": _FIGURE,
        "accounts": ("by", "says", "stance", "said", "date", "figures", "cites"),
    }
)
"""The fields of the tables in a record's field."""

OWN_HEADERS = ("accounts",)
"""The fields whose tables have a header each, `[[events.accounts]]`."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPED = re.compile(r'[\x00-\x08\x0b-\x1f\x7f\\]|(?<=")"|"\Z')
_SHORT_ESCAPES = {"\b": "\\b", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


class UnwritableError(ValueError):
    """A value that TOML has no form for."""


def key(name: str) -> str:
    """Return a field's name as a key."""
    return name if _BARE.fullmatch(name) else scalar(name)


def scalar(value: object) -> str:
    """Return a value that holds no others, on one line.

    Raises:
        UnwritableError: if TOML has no form for it.
    """
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    try:
        written = tomli_w.dumps({"v": value})
        written.encode("utf-8")
    except (TypeError, ValueError) as error:
        raise UnwritableError(str(error)) from None
    return written.removeprefix("v = ").removesuffix("\n")


def long_text(value: str, eol: str) -> str:
    """Return a text in three quotes, with its own line breaks."""
    escaped = _ESCAPED.sub(lambda found: _SHORT_ESCAPES.get(found[0], f"\\u{ord(found[0]):04X}"), value)
    return f'"""{eol}{escaped.replace(chr(10), eol)}"""'


def value(data: object, eol: str, column: int = 0) -> str:
    """Return a value as it is written from a column on; lists that do not fit on the line are broken.

    Raises:
        UnwritableError: if TOML has no form for it.
    """
    if isinstance(data, str) and "\n" in data:
        return long_text(data, eol)
    if not isinstance(data, list) or not data:
        return inline(data)
    written = inline(data)
    if column + len(written) <= WIDTH:
        return written
    return eol.join(["[", *_broken(data), "]"])


def _broken(items: Iterable[object]) -> Iterable[str]:
    """Yield the lines of a list: each table on its own, all else side by side."""
    line = ""
    for item in items:
        written = f"{inline(item)},"
        if line and (isinstance(item, dict) or len(line) + 1 + len(written) > FILLED):
            yield line
            line = ""
        line = f"{line} {written}" if line else f"{INDENT}{written}"
        if isinstance(item, dict):
            yield line
            line = ""
    if line:
        yield line


def inline(data: object) -> str:
    """Return a value on one line.

    Raises:
        UnwritableError: if TOML has no form for it.
    """
    if isinstance(data, Mapping):
        fields = ", ".join(f"{key(name)} = {inline(each)}" for name, each in data.items())
        return f"{{ {fields} }}" if fields else "{}"
    if isinstance(data, (list, tuple)):
        return f"[{', '.join(inline(each) for each in data)}]"
    return scalar(data)


def ordered(data: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Return a table, and the tables in it, with known fields in their order; others follow as they come."""
    known = [name for name in names if name in data]
    return {name: _part(name, data[name]) for name in [*known, *(each for each in data if each not in names)]}


def _part(name: str, data: Any) -> Any:
    names = PART_FIELDS.get(name)
    if names is None or not isinstance(data, list):
        return data
    return [ordered(each, names) if isinstance(each, dict) else each for each in data]


def is_list_of_tables(data: object) -> bool:
    """Tell whether a value can be written as tables with headers."""
    return isinstance(data, list) and bool(data) and all(isinstance(each, dict) for each in data)


def field(name: str, data: object, eol: str) -> str:
    """Return a field on its line or lines, without the last line break.

    Raises:
        UnwritableError: if TOML has no form for its value.
    """
    start = f"{key(name)} = "
    return start + value(data, eol, len(start))


def section(header: str, fields: Mapping[str, Any], eol: str) -> str:
    """Return a table with its header, without the last line break.

    Raises:
        UnwritableError: if TOML has no form for one of its values.
    """
    return eol.join([header, *(field(name, data, eol) for name, data in fields.items())])


def record(table: str, fields: Mapping[str, Any], eol: str) -> str:
    """Return a new record, without the last line break.

    Raises:
        UnwritableError: if TOML has no form for one of its values.
    """
    own = {name: data for name, data in fields.items() if not (name in OWN_HEADERS and is_list_of_tables(data))}
    sections = [section(f"[[{key(table)}]]", ordered(own, RECORD_FIELDS.get(table, ())), eol)]
    for name in fields:
        if name not in own:
            for each in fields[name]:
                sections.append(section(f"[[{key(table)}.{key(name)}]]", ordered(each, PART_FIELDS.get(name, ())), eol))
    return (eol * 2).join(sections)
