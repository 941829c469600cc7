"""Every text that a record holds, with where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from karabakh_tui.model.records import Part
from karabakh_tui.storage.validate import Location


class Written(NamedTuple):
    """A text, and its path as the file has it."""

    path: Location
    text: str


SLUGS = frozenset(
    {
        "id", "former_ids", "replaced_by", "kind", "side", "part_of", "standpoint", "based_on", "used_by", "source",
        "supports", "by", "stance", "status", "parties", "places", "related", "speaker", "on_behalf_of", "event",
    }
)  # fmt: skip
"""Fields of the format that hold ids and words of closed lists: the reader has seen to it that they are such."""


def texts_of(part: Part) -> list[Written]:
    """Return the texts of a record in the order of its fields; dates, ids and words of closed lists are none."""
    found: list[Written] = []
    _collect(part, (), found)
    return found


def _collect(value: object, path: Location, found: list[Written]) -> None:
    if isinstance(value, str):
        found.append(Written(path, value))
    elif isinstance(value, Part):
        for name, item in value.__dict__.items():
            if item and name not in SLUGS:
                _collect(item, (*path, name), found)
    elif isinstance(value, (tuple, list)):
        for number, item in enumerate(value):
            _collect(item, (*path, number), found)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            _collect(item, (*path, name), found)


def keys_of(value: object, path: Location) -> Iterator[Written]:
    """Yield the keys of a free table and of those in it, each with its path."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield Written((*path, name), name)
            yield from keys_of(item, (*path, name))
    elif isinstance(value, (tuple, list)):
        for number, item in enumerate(value):
            yield from keys_of(item, (*path, number))
