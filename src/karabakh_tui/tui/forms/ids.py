"""Ids for new records, made of what they are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from karabakh_tui.model.store import FactStore
from karabakh_tui.search.fold import fold_letters

LONGEST = 60
"""Letters of an id that is made; one that people write may be longer."""


def made_id(table: str, values: Mapping[str, Any], store: FactStore) -> str:
    """Return an id that no record of the table has or had, made of what a record is called; "" where it is nameless."""
    words = _slug(" ".join(_words(table, values)))
    if not words:
        return ""
    number, found = 1, words
    while store.get(table, found) is not None:
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
