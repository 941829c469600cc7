"""A new id for a record in the plain tables of a file, wherever the old one refers to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Rule = str | Mapping[str, Any]
"""The table that a field's ids are of, or the rules of the fields of the tables in it."""

_CITE: Rule = {"source": "sources"}
_FIGURE: Rule = {"cites": _CITE}
_ALIAS: Rule = {"used_by": "parties"}

REFERENCES: Mapping[str, Mapping[str, Rule]] = MappingProxyType(
    {
        "sources": {"standpoint": "parties", "based_on": "sources", "replaced_by": "sources"},
        "parties": {"aliases": _ALIAS, "part_of": "parties", "cites": _CITE, "replaced_by": "parties"},
        "places": {"aliases": _ALIAS, "part_of": "places", "cites": _CITE, "replaced_by": "places"},
        "events": {
            "parties": "parties",
            "places": "places",
            "figures": _FIGURE,
            "cites": _CITE,
            "accounts": {"by": "parties", "figures": _FIGURE, "cites": _CITE},
            "related": "events",
            "part_of": "events",
            "replaced_by": "events",
        },
        "quotes": {
            "speaker": "parties",
            "on_behalf_of": "parties",
            "event": "events",
            "places": "places",
            "cites": _CITE,
            "replaced_by": "quotes",
        },
        "searches": {"replaced_by": "searches"},
    }
)
"""Which fields of each table hold ids of which."""

FREE_FIELDS = ("note", "withdrawn_why", "query", "extra")
"""The fields in which an address `table/id` can stand among other words."""


def renamed(table: str, row: dict[str, Any], target: str, old: str, new: str) -> dict[str, Any]:
    """Return a record with every reference to a record of the target table renamed; itself where it has none."""
    address = re.compile(rf"(?<![\w/.-]){re.escape(f'{target}/{old}')}(?![\w/-])")
    found: dict[str, Any] = {}
    for name, value in row.items():
        rule = REFERENCES[table].get(name)
        if rule is not None:
            found[name] = _by_rule(value, rule, target, old, new)
        elif name in FREE_FIELDS:
            found[name] = _in_texts(value, lambda text: address.sub(lambda _: f"{target}/{new}", text))
        else:
            found[name] = value
    return row if found == row else found


def _by_rule(value: Any, rule: Rule, target: str, old: str, new: str) -> Any:
    if isinstance(value, list):
        return [_by_rule(each, rule, target, old, new) for each in value]
    if isinstance(rule, str):
        return new if rule == target and value == old and isinstance(value, str) else value
    if isinstance(value, dict):
        return {
            name: _by_rule(each, rule[name], target, old, new) if name in rule else each for name, each in value.items()
        }
    return value


def _in_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_in_texts(each, change) for each in value]
    if isinstance(value, dict):
        return {name: _in_texts(each, change) for name, each in value.items()}
    return value


def with_new_id(row: dict[str, Any], new: str) -> dict[str, Any]:
    """Return a record with a new id, which keeps the old one among its former ids."""
    former = row.get("former_ids", [])
    kept = [each for each in (former if isinstance(former, list) else []) if each not in (new, row["id"])]
    return {**row, "id": new, "former_ids": [*kept, row["id"]]}
