"""Saved searches: a TOML file of `[[searches]]` tables, as a store may have them too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import tomli
import tomli_w

HEADER = """\
# Saved searches. The program writes this file: comments that you add are lost at the next save.
# A [[searches]] table can be copied into a store's file, to share it.
"""

LONGEST_ID = 60

Document = Mapping[str, Any]
"""The file as TOML has it: fields and tables that this program does not know are kept."""


@dataclass(frozen=True)
class SavedSearch:
    """A query that the reader gave a title."""

    id: str
    """Unique among the saved searches of a store; a slug made of the title."""
    title: str
    query: str


def searches_of(document: Document) -> tuple[SavedSearch, ...]:
    """Return the saved searches of a file, in its order."""
    return tuple(SavedSearch(each["id"], each["title"], each["query"]) for each in document.get("searches", []))


def with_search(document: Document, title: str, query: str) -> Document:
    """Return a file with one more search at its end, unless it has that search already."""
    found = searches_of(document)
    if any((each.title, each.query) == (title, query) for each in found):
        return document
    table = {"id": free_id(title, [each.id for each in found]), "title": title, "query": query}
    return {**document, "searches": [*document.get("searches", []), table]}


def without_searches(document: Document, unwanted: Collection[SavedSearch]) -> Document:
    """Return a file without some searches; one that has their id but another title or query stays."""
    pairs = zip(document.get("searches", []), searches_of(document), strict=True)
    return {**document, "searches": [table for table, each in pairs if each not in unwanted]}


def free_id(title: str, taken: Collection[str]) -> str:
    """Return an id for a title: its Latin letters and digits, and a number where that is taken."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-") or "search"
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def encode_searches(document: Document) -> bytes:
    """Return a file of searches as text: one `[[searches]]` table for each."""
    rest = {name: value for name, value in document.items() if name != "searches"}
    tables = document.get("searches", [])
    pieces = [f"[[searches]]\n{tomli_w.dumps(table)}" for table in tables]
    text = "\n".join([HEADER, *([tomli_w.dumps(rest)] if rest else []), *pieces])
    if {"searches": [], **tomli.loads(text)} != {**rest, "searches": tables}:
        text = tomli_w.dumps(document)  # a table inside a table: less pretty, never wrong
    return text.encode("utf-8")


def decode_searches(data: bytes) -> tuple[Document, str]:
    """Return what can be read of a file of searches, and what is wrong with it."""
    try:
        text = data.decode("utf-8")
        document = tomli.loads(text)
    except UnicodeDecodeError:
        return {}, "it is not UTF-8"
    except (ValueError, RecursionError) as error:
        return {"searches": _salvaged(text)}, f"it is not TOML: {error}"
    tables = document.get("searches", [])
    if not isinstance(tables, list):
        return {**document, "searches": []}, '"searches" is not an array of tables'
    good = _readable(tables)
    damage = "" if len(good) == len(tables) else "a search in it has no title or no query"
    return {**document, "searches": good}, damage


def _readable(tables: list[Any]) -> list[dict[str, Any]]:
    """Return the tables that are searches, each with an id."""
    found: list[dict[str, Any]] = []
    for table in tables:
        if not isinstance(table, dict):
            continue
        if not isinstance(table.get("title"), str) or not isinstance(table.get("query"), str):
            continue
        if not table.get("id") or not isinstance(table["id"], str):
            table = {**table, "id": free_id(table["title"], [each["id"] for each in found])}
        found.append(table)
    return found


def _salvaged(text: str) -> list[dict[str, Any]]:
    """Return the searches of a text that is not TOML as a whole: those whose own part of it is."""
    found: list[dict[str, Any]] = []
    for piece in re.split(r"(?m)^(?=\[\[searches\]\])", text):
        try:
            tables = tomli.loads(piece).get("searches", [])
        except (ValueError, RecursionError):
            continue
        if isinstance(tables, list):
            found += _readable(tables)
    return found
