"""Ids for new records, made of what they are called: in letters that everybody can type, whatever the script."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from .fold import fold_letters

LONGEST = 60
"""Letters of an id that is made; one that people write may be longer."""


def made_id(table: str, values: Mapping[str, Any], is_taken: Callable[[str], bool]) -> str:
    """Return an id that is not taken, made of a record's title or name, or of who spoke and when.

    An event's has its year too. "" where there is nothing to make it of.
    """
    words = _slug(" ".join(_words(table, values)))
    return free(words, is_taken) if words else ""


def free(words: str, is_taken: Callable[[str], bool]) -> str:
    """Return an id, with the first number behind it that makes it one that is not taken, where it is."""
    number, found = 1, words
    while is_taken(found):
        number += 1
        found = f"{words}-{number}"
    return found


def _words(table: str, values: Mapping[str, Any]) -> list[str]:
    year = str(values.get("date") or "")[:4]
    if table == "quotes":
        return [str(values.get("speaker") or ""), str(values.get("date") or "")] if values.get("speaker") else []
    name = str(values.get("title") or values.get("name") or "")
    if table == "events" and name and re.fullmatch(r"\d{4}", year) and year not in name:
        return [name, year]
    return [name]


def _slug(text: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", fold_letters(text.replace("'", "").replace("’", ""))).strip("-")
    if len(slug) > LONGEST:
        cut = slug[: LONGEST + 1].rpartition("-")[0]
        slug = cut or slug[:LONGEST]
    return slug
