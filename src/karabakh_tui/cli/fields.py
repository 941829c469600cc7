"""Words that are typed, or stand in a cell, made values of a record's fields."""

from __future__ import annotations

import re
import tomllib
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from karabakh_tui.model.records import RECORD_TYPES, Alias, Cite, Part
from karabakh_tui.storage.problems import MEANT, did_you_mean


class FieldError(ValueError):
    """Words cannot be the value of a field; the message says why, in a sentence."""


def model_of(table: str) -> type[Part]:
    """Return the model of a table's records."""
    return RECORD_TYPES[table]


def known_field(model: type[Part], name: str) -> bool:
    """Tell whether a record, or a part of one, has a field."""
    return name in model.model_fields


def unknown_field(model: type[Part], name: str) -> str:
    """Return a sentence on a field that there is not, with the one that may be meant."""
    return f'there is no field "{name}"{did_you_mean(name, tuple(model.model_fields), MEANT)}'


def is_list(model: type[Part], name: str) -> bool:
    """Tell whether a field holds a list."""
    return get_origin(_type(model, name)) is tuple


def is_text(model: type[Part], name: str) -> bool:
    """Tell whether a field is written as one text; a date is."""
    kind = _type(model, name)
    return kind not in (float, bool) and get_origin(kind) is None


def part_of(model: type[Part], name: str) -> type[Part] | None:
    """Return the model of what stands in a field's list; None where that is text, or it is no list."""
    kind = _type(model, name)
    item = _bare(get_args(kind)[0]) if get_origin(kind) is tuple else None
    return item if isinstance(item, type) and issubclass(item, Part) else None


def _type(model: type[Part], name: str) -> Any:
    return _bare(model.model_fields[name].annotation)


def _bare(annotation: Any) -> Any:
    """Return a type without what is said about it, and without "or nothing"."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(each for each in get_args(annotation) if each is not type(None)))
    return annotation


def value_of(model: type[Part], name: str, words: str) -> Any:
    """Return the value that words are for a field; for a field that is a list, an item of it.

    Raises:
        FieldError: if they cannot be one.
    """
    kind, part = _type(model, name), part_of(model, name)
    if part is not None:
        return _part(part, name, words)
    if kind is float:
        return _number(words)
    if kind is bool:
        return _truth(words)
    if get_origin(kind) not in (None, tuple):
        return _table(words)
    return words


def _part(part: type[Part], name: str, words: str) -> Any:
    if words.startswith("{"):
        return _table(words)
    if part is Cite:
        source, _, at = words.partition(":")
        return {"source": source.strip(), **({"at": at.strip()} if at.strip() else {})}
    if part is Alias:
        return words
    needed = ", ".join(f"{each} = ..." for each, field in part.model_fields.items() if field.is_required())
    raise FieldError(f"{name} are tables, written {{ {needed} }}, with further fields")


def _number(words: str) -> int | float:
    try:
        return int(words) if re.fullmatch(r"[+-]?[0-9]{1,18}", words) else float(words)
    except ValueError:
        raise FieldError(f'a number such as 12 or 51.5 is needed, not "{words[:60]}"') from None


def _truth(words: str) -> bool:
    if words not in ("true", "false"):
        raise FieldError(f'true or false is needed, not "{words[:60]}"')
    return words == "true"


def _table(words: str) -> Any:
    try:
        read = tomllib.loads(f"it = {words}")
    except (ValueError, RecursionError) as error:
        raise FieldError(f"this is no table in TOML, written {{ field = value, ... }}: {error}") from None
    if list(read) != ["it"] or not isinstance(read["it"], dict):
        raise FieldError("one table in TOML is needed, written { field = value, ... }")
    return read["it"]
