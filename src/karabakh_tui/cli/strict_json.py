"""JSON that is read without anything being dropped unseen."""

from __future__ import annotations

import json
from typing import Any


def objects(text: str) -> Any:
    """Return what a text in JSON holds.

    Raises:
        ValueError: if it is no JSON, if an object has a key twice, or where a number is none.
        RecursionError: if it is too deep.
    """
    return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)


def without_nothing(value: Any) -> Any:
    """Return a value without the keys that hold `null`: a field without a value is left out."""
    if isinstance(value, dict):
        return {name: without_nothing(each) for name, each in value.items() if each is not None}
    if isinstance(value, list):
        return [without_nothing(each) for each in value]
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f'the key "{next(name for name in names if names.count(name) > 1)[:60]}" stands twice')
    return found


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")
