"""The fields of a form, read off the model: a field that is added to a record is in its form at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any, get_args, get_origin

from karabakh_tui.model.dates import UncertainDate
from karabakh_tui.model.records import (
    ALIAS_KINDS,
    RECORD_TYPES,
    STANCES,
    STATUSES,
    Alias,
    Part,
    Record,
    StoreHeader,
    kinds_of,
)
from karabakh_tui.storage.rename import REFERENCES, Rule


class Kind(Enum):
    """How a field is written and read."""

    LINE = "line"
    TEXT = "text"
    """On several lines."""
    CHOICE = "choice"
    """One word of a closed list."""
    DATE = "date"
    NUMBER = "number"
    FLAG = "flag"
    REFERENCE = "reference"
    """A record's id."""
    REFERENCES = "references"
    """Ids of records of one table."""
    WORDS = "words"
    """Texts, one a line."""
    PARTS = "parts"
    """Tables of one kind, each with a form of its own."""
    TABLE = "table"
    """A free table, as it is written in the file."""


LONG_TEXTS = frozenset(("summary", "says", "text", "original", "words", "note", "withdrawn_why"))
"""The texts that people write on several lines."""

NO_RULES: Mapping[str, Rule] = MappingProxyType({})


@dataclass(frozen=True)
class FormField:
    """One field of a form."""

    name: str
    """As in the file."""
    kind: Kind
    required: bool
    choices: tuple[str, ...] = ()
    """The words of a closed list."""
    table: str = ""
    """The table that references are to."""
    part: type[Part] | None = None
    """What each of several parts is."""
    rules: Mapping[str, Rule] = field(default_factory=lambda: NO_RULES)
    """Which fields of a part are references."""


def record_fields(table: str, header: StoreHeader) -> tuple[FormField, ...]:
    """Return the fields of a record of a table: its own ones, then those that every record has."""
    model = RECORD_TYPES[table]
    fields = form_fields(model, REFERENCES[table], table, header)
    return (*(each for each in fields if each.name not in Record.model_fields),
            *(each for each in fields if each.name in Record.model_fields))  # fmt: skip


def form_fields(
    model: type[Part], rules: Mapping[str, Rule], table: str = "", header: StoreHeader | None = None
) -> tuple[FormField, ...]:
    """Return the fields of a record, or of a part of one, in the order of the model."""
    found = []
    for name, about in model.model_fields.items():
        annotation, required, rule = about.annotation, about.is_required(), rules.get(name)
        choices = _choices(model, name, table, header)
        part = _part(annotation)
        if part is not None:
            inner = rule if isinstance(rule, Mapping) else NO_RULES
            found.append(FormField(name, Kind.PARTS, required, part=part, rules=inner))
        elif isinstance(rule, str):
            kind = Kind.REFERENCES if get_origin(annotation) is tuple else Kind.REFERENCE
            found.append(FormField(name, kind, required, table=rule))
        elif choices:
            found.append(FormField(name, Kind.CHOICE, required, choices))
        else:
            found.append(FormField(name, _plain(name, annotation), required))
    return tuple(found)


def _plain(name: str, annotation: Any) -> Kind:
    """Return how a field is written that is neither a reference nor one of a list."""
    types = {annotation, *_inside(annotation)}
    if UncertainDate in types:
        return Kind.DATE
    if get_origin(annotation) is tuple:
        return Kind.WORDS
    if float in types:
        return Kind.NUMBER
    if bool in types:
        return Kind.FLAG
    if str in types and get_origin(annotation) is not Mapping:
        return Kind.TEXT if name in LONG_TEXTS else Kind.LINE
    return Kind.TABLE


def _inside(annotation: Any) -> set[Any]:
    """Return every type that a type is made of."""
    if get_origin(annotation) in (Mapping, tuple):
        return set()
    found: set[Any] = set()
    for each in get_args(annotation):
        found |= {each} | _inside(each) if get_args(each) or isinstance(each, type) else set()
    return found


def _part(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for each in get_args(annotation) if (found := _part(each)) is not None), None)


def _choices(model: type[Part], name: str, table: str, header: StoreHeader | None) -> tuple[str, ...]:
    """Return the closed list of a field: of the format, or of the store."""
    if name == "status":
        return STATUSES
    if name == "stance":
        return STANCES
    if name == "kind":
        return ALIAS_KINDS if model is Alias else kinds_of(table, header) if header is not None else ()
    if name == "side" and header is not None:
        return tuple(side.id for side in header.sides)
    return ()
