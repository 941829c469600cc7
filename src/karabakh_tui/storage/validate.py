"""Plain tables to records: what cannot be used is told, located, and the smallest possible part left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from karabakh_tui.model.records import Part

from .problems import did_you_mean

Report = Callable[[str, tuple[str | int, ...], str], None]
"""Told a code, the path of a field in a record, and a sentence."""


def validated(model: type[Part], data: Mapping[str, Any], report: Report) -> Part | None:
    """Return the record, without what is wrong in it; None where a required field is wrong.

    Every slip is reported once. Each turn leaves out at least one part, so this ends.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        rest: Any = deepcopy(dict(data))
        slips = error.errors(include_url=False, include_input=True)
    usable = True
    for slip in sorted(slips, key=lambda each: _depth_first(each["loc"]), reverse=True):
        path, required = _culprit(model, rest, slip["loc"])
        report(_code(slip, required), _named(slip["loc"]), _sentence(model, slip))
        if required:
            usable = False
        else:
            _leave_out(rest, path)
    return validated(model, rest, report) if usable else None


def _depth_first(path: Sequence[str | int]) -> tuple[tuple[str, int], ...]:
    """Order paths so that, reversed, later items of a list come before earlier ones."""
    return tuple((each, -1) if isinstance(each, str) else ("", each) for each in path)


def _culprit(model: type[BaseModel], data: Any, location: Sequence[str | int]) -> tuple[tuple[str | int, ...], bool]:
    """Return the smallest part to leave out for an error at a location, and whether the record cannot do without it.

    Climbs from the error: a wrong optional field goes alone, a part whose required field is wrong goes whole.
    """
    models: list[type[BaseModel] | None] = [model]
    path: list[str | int] = []
    for step in location:
        holder = models[-1]
        if isinstance(step, int):
            models.append(holder)
        elif holder is not None and step in holder.model_fields:
            models.append(_part_of(holder.model_fields[step].annotation))
        else:
            models.append(None)
        path.append(step)
    while path:
        if _can_go(models[len(path) - 1], data, path):
            return tuple(path), False
        path.pop()
    return (), True


def _can_go(holder: type[BaseModel] | None, data: Any, path: Sequence[str | int]) -> bool:
    """Tell whether a record is still one without the part at a path."""
    last = path[-1]
    if isinstance(last, int):
        items = _at(data, path[:-1])
        return isinstance(items, list) and len(items) > 1
    field = holder.model_fields.get(last) if holder is not None else None
    return field is None or not field.is_required()


def _part_of(annotation: Any) -> type[BaseModel] | None:
    """Return the model that a field's type holds, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, UnionType, tuple) or get_args(annotation):
        return next((found for each in get_args(annotation) if (found := _part_of(each)) is not None), None)
    return None


def _at(data: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _leave_out(data: Any, path: Sequence[str | int]) -> None:
    holder = _at(data, path[:-1])
    last = path[-1]
    if isinstance(holder, dict):
        holder.pop(last, None)
    elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        del holder[last]


def _named(location: Sequence[str | int]) -> tuple[str | int, ...]:
    """Return a location without the names that pydantic adds for types."""
    return tuple(step for step in location if isinstance(step, int) or not step.endswith("]"))


def _code(slip: ErrorDetails, required: bool) -> str:
    if slip["type"] == "extra_forbidden":
        return "E104"
    if _is_date_slip(slip):
        return "E201"
    return "E105" if required else "E106"


def _is_date_slip(slip: ErrorDetails) -> bool:
    error = slip.get("ctx", {}).get("error")
    return type(error).__name__ == "DateError"


def _sentence(model: type[BaseModel], slip: ErrorDetails) -> str:
    kind = slip["type"]
    if kind == "extra_forbidden":
        holder: type[BaseModel] | None = model
        for step in slip["loc"][:-1]:
            if isinstance(step, str) and holder is not None and step in holder.model_fields:
                holder = _part_of(holder.model_fields[step].annotation)
        known = list((holder or model).model_fields)
        return f"unknown field{did_you_mean(str(slip['loc'][-1]), known)}"
    if kind == "missing":
        return "this field is required"
    if kind == "string_pattern_mismatch":
        return "an id is made of a-z, 0-9 and hyphens"
    if kind == "value_error":
        return str(slip["ctx"]["error"])
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    return slip["msg"][:1].lower() + slip["msg"][1:]


_SENTENCES = {
    "string_type": "text in quotes is needed here",
    "string_too_short": "the text is empty",
    "tuple_type": "a list in brackets is needed here",
    "too_short": "at least one is needed",
    "float_type": "a number is needed here",
    "int_type": "a whole number is needed here",
    "bool_type": "true or false is needed here",
    "model_type": "a table is needed here",
    "dict_type": "a table is needed here",
    "mapping_type": "a table is needed here",
}


def field_name(path: Sequence[str | int]) -> str:
    """Return a path as people write it: `accounts[1].says`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
