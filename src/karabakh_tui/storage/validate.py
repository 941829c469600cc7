"""Plain tables to records: what cannot be used is told, and the smallest possible part left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from karabakh_tui.model.dates import DateError
from karabakh_tui.model.records import Part

from .problems import MEANT, clipped, did_you_mean

Location = tuple[str | int, ...]
"""Names of fields, and positions in lists counted from 0, as they are in the file."""

_LEFT_OUT = None
"""Stands in a list for an item that was left out, so that the others keep their positions; TOML has no such value."""


class Slip(NamedTuple):
    """Something wrong in a record."""

    code: str
    path: Location
    message: str
    fatal: bool
    """The record cannot do without what is wrong."""


class Mended(NamedTuple):
    """What could be made of a record in which something is wrong."""

    record: Part | None
    """The record without what is wrong; none where a required field is."""
    slips: list[Slip]
    rest: dict[str, Any]
    """What the file holds without what was left out; lists keep a gap there."""


def mended(model: type[Part], data: Mapping[str, Any]) -> Mended:
    """Leave out the smallest parts without which a record is one, and tell what was wrong.

    Each turn leaves out at least one part, so this ends.
    """
    rest: dict[str, Any] = deepcopy(dict(data))
    slips: list[Slip] = []
    while not any(slip.fatal for slip in slips):
        try:
            return Mended(model.model_validate(_without_gaps(rest)), slips, rest)
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
        _leave_out_wrong(model, rest, [(each, in_file(rest, each["loc"])) for each in details], slips)
    return Mended(None, slips, rest)


def _leave_out_wrong(
    model: type[Part], rest: dict[str, Any], wrong: Sequence[tuple[ErrorDetails, Location]], slips: list[Slip]
) -> None:
    """Tell of the errors that were found together, and leave out what they are about."""
    gone: set[Location] = set()
    for detail, path in wrong:
        inside = any(path[:length] in gone for length in range(1, len(path) + 1))
        culprit = path if inside else _culprit(model, rest, path)
        slip = Slip(_code(detail, not culprit), path, sentence(model, detail), not culprit)
        cause = next((number for number, each in enumerate(slips) if each.path[: len(path)] == path), None)
        if cause is None:
            slips.append(slip._replace(message=slip.message + _extent(path, culprit)))
        elif not inside and not any(each.fatal for each in slips):
            # It is wrong only because of what is wrong in it, or was left out of it.
            slips[cause] = _grown(slips[cause], culprit)
        if culprit and not inside:
            gone.add(culprit)
            _leave_out(rest, culprit)


def _grown(slip: Slip, culprit: Location) -> Slip:
    """Return a slip for which more has to go than was thought."""
    if culprit:
        return slip._replace(message=slip.message + _extent(slip.path, culprit))
    return slip._replace(fatal=True, code="E105" if slip.code == "E106" else slip.code)


def _extent(path: Location, culprit: Location) -> str:
    return f"; {field_name(culprit)} is left out" if culprit not in ((), path) else ""


def _without_gaps(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_gaps(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_without_gaps(each) for each in value if each is not _LEFT_OUT]
    return value


def in_file(rest: Any, location: Sequence[str | int]) -> Location:
    """Return a location with positions in lists as they are in the file."""
    path: list[str | int] = []
    for step in location:
        if isinstance(step, int) and isinstance(rest, list) and _LEFT_OUT in rest:
            step = [number for number, each in enumerate(rest) if each is not _LEFT_OUT][step]
        path.append(step)
        rest = _at(rest, (step,))
    return tuple(path)


def _culprit(model: type[BaseModel], data: Any, path: Location) -> Location:
    """Return the smallest part to leave out for an error at a path; nothing if the record cannot do without it.

    Climbs from the error: a wrong optional field goes alone, a part whose required field is wrong goes whole.
    """
    for length in range(len(path), 0, -1):
        if _can_go(_holder(model, path[:length]), data, path[:length]):
            return path[:length]
    return ()


def _can_go(holder: type[BaseModel] | None, data: Any, path: Location) -> bool:
    """Tell whether a record is still one without the part at a path."""
    last = path[-1]
    if isinstance(last, int):
        items = _at(data, path[:-1])
        return isinstance(items, list) and len(items) - items.count(_LEFT_OUT) > 1
    items = _at(data, path[:-1])
    field = holder.model_fields.get(last) if holder is not None else None
    return isinstance(items, dict) and (field is None or not field.is_required())


def _holder(model: type[BaseModel], path: Location) -> type[BaseModel] | None:
    """Return the model that a path's last step is a field of."""
    holder: type[BaseModel] | None = model
    for step in path[:-1]:
        if isinstance(step, str) and holder is not None:
            field = holder.model_fields.get(step)
            holder = _part_of(field.annotation) if field is not None else None
    return holder


def _part_of(annotation: Any) -> type[BaseModel] | None:
    """Return the model that a field's type holds, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _part_of(each)) is not None), None)


def _at(data: Any, path: Sequence[str | int]) -> Any:
    """Return what stands at a path, or None."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _leave_out(data: Any, path: Location) -> None:
    holder, last = _at(data, path[:-1]), path[-1]
    if isinstance(holder, dict):
        holder.pop(last, None)
    elif isinstance(holder, list) and isinstance(last, int):
        holder[last] = _LEFT_OUT


def _code(detail: ErrorDetails, fatal: bool) -> str:
    if detail["type"] == "extra_forbidden":
        return "E104"
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, DateError):
        return "E203" if "ends before it begins" in error.message else "E201"
    return "E105" if fatal else "E106"


def sentence(model: type[BaseModel], detail: ErrorDetails) -> str:
    """Return what pydantic found, as people say it."""
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = (_holder(model, detail["loc"]) or model).model_fields
        return f"unknown field{did_you_mean(str(detail['loc'][-1]), known, MEANT)}"
    if kind == "value_error":
        return clipped(str(detail["ctx"]["error"]), 300)
    if kind in _SENTENCES:
        return _SENTENCES[kind].format(**detail.get("ctx", {}))
    return detail["msg"][:1].lower() + detail["msg"][1:]


_SENTENCES: Mapping[str, str] = {
    "missing": "this field is required",
    "string_pattern_mismatch": "an id is made of a-z, 0-9 and hyphens",
    "string_type": "text in quotes is needed here",
    "string_too_short": "the text is empty",
    "tuple_type": "a list in brackets is needed here",
    "too_short": "at least one is needed",
    "float_type": "a number is needed here",
    "finite_number": "a finite number is needed here",
    "greater_than_equal": "a number of at least {ge:g} is needed here",
    "less_than_equal": "a number of at most {le:g} is needed here",
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
        step = clipped(step, 60) if isinstance(step, str) else step
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
