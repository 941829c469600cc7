"""What is wrong in a form, field by field, and what its values mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from karabakh_tui.model.date_text import display_date
from karabakh_tui.model.dates import DateError, parse_date
from karabakh_tui.model.records import RECORD_TYPES, Account, Cite, Figure, Part, Record, kinds_of
from karabakh_tui.model.store import FactStore
from karabakh_tui.storage.problems import clipped, did_you_mean
from karabakh_tui.storage.rename import REFERENCES, Rule
from karabakh_tui.storage.validate import field_name, sentence

from .fields import FormField, Kind, form_fields


class Subject(NamedTuple):
    """What a form is about: a record, or a part of one."""

    model: type[Part]
    rules: Mapping[str, Rule]
    table: str
    """The record's table; of a part, that of the record it stands in."""
    id: str = ""
    """The record's id as it is in the file; "" for a new one, and for a part."""


def record_subject(table: str, record_id: str = "") -> Subject:
    """Return the subject of a record's form."""
    return Subject(RECORD_TYPES[table], REFERENCES[table], table, record_id)


def problems_in(subject: Subject, values: Mapping[str, Any], store: FactStore) -> dict[str, str]:
    """Return what is wrong, by field: one sentence each, which names the place inside a list."""
    found: dict[str, str] = {}
    for path, message in _all(subject, values, store):
        name = str(path[0]) if path else ""
        inside = field_name(path[1:]).lstrip(".") if len(path) > 2 else ""  # of a list of words, the word says it
        found.setdefault(name, f"{inside}: {message}" if inside else message)
    return found


Path = tuple[str | int, ...]


def _all(subject: Subject, values: Mapping[str, Any], store: FactStore) -> Iterator[tuple[Path, str]]:
    """Yield what the model says, and then what only the store can tell."""
    try:
        subject.model.model_validate(dict(values))
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            yield detail["loc"], sentence(subject.model, detail)
    yield from _references(subject.rules, values, (), store, subject)
    yield from _words_of_lists(subject, values, store)
    if issubclass(subject.model, Record):
        yield from _id(subject, values, store)


def _references(rule: Rule, value: Any, path: Path, store: FactStore, subject: Subject) -> Iterator[tuple[Path, str]]:
    """Yield the references that lead nowhere; a record may be its own."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _references(rule, each, (*path, number), store, subject)
    elif isinstance(rule, str):
        own = rule == subject.table and value == subject.id
        if isinstance(value, str) and not own and store.get(rule, value) is None:
            near = did_you_mean(value, [each.id for each in store.records(rule)])
            yield path, f'there is no "{clipped(value)}" among the {rule}{near}'
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if name in rule:
                yield from _references(rule[name], each, (*path, name), store, subject)


def _words_of_lists(subject: Subject, values: Mapping[str, Any], store: FactStore) -> Iterator[tuple[Path, str]]:
    """Yield kinds and sides that the store does not have, and fields that a cite cannot support."""
    sides = [side.id for side in store.header.sides]
    closed = (("kind", kinds_of(subject.table, store.header)), ("side", sides))
    for name, words in closed if issubclass(subject.model, Record) else ():
        value = values.get(name)
        if name in subject.model.model_fields and words and isinstance(value, str) and value not in words:
            yield (name,), f'there is no {name} "{clipped(value)}"{did_you_mean(value, words)}'
    if subject.model is Cite:
        known = {name for model in (RECORD_TYPES[subject.table], Account, Figure) for name in model.model_fields}
        supported = values.get("supports")
        for number, name in enumerate(supported if isinstance(supported, list) else ()):
            if isinstance(name, str) and name not in known:
                near = did_you_mean(name, sorted(known))
                yield ("supports", number), f'there is no field "{clipped(name)}"{near}'


def _id(subject: Subject, values: Mapping[str, Any], store: FactStore) -> Iterator[tuple[Path, str]]:
    new = values.get("id")
    if not isinstance(new, str) or new == subject.id:
        return
    other = store.get(subject.table, new)
    if other is not None and other.id != subject.id:
        what = "is taken" if other.id == new else f"is a former id of {other.id}"
        yield ("id",), f'"{clipped(new)}" {what}'


def meaning(field: FormField, value: Any, store: FactStore) -> str:
    """Return what a value means, in words; "" where it says so itself, or is wrong."""
    if field.kind is Kind.DATE and isinstance(value, str):
        try:
            return display_date(parse_date(value))
        except DateError:
            return ""
    if field.kind in (Kind.REFERENCE, Kind.REFERENCES):
        ids = value if isinstance(value, list) else [value]
        found = [store.get(field.table, each) for each in ids if isinstance(each, str)]
        return ", ".join(clipped(record.label, 80) for record in found if record is not None)
    return ""


def summary(part: type[Part], rules: Mapping[str, Rule], value: Any, store: FactStore) -> str:
    """Return a part of a record on one line."""
    if not isinstance(value, Mapping):
        return str(value)
    words = []
    for field in form_fields(part, rules):
        each = value.get(field.name)
        if each is None:
            continue
        if field.kind is Kind.PARTS and isinstance(each, list):
            words.append(f"{len(each)} {field.name if len(each) != 1 else field.name.removesuffix('s')}")
        elif field.kind is Kind.FLAG:
            words.append(field.name if each is True else "")
        else:
            words.append(meaning(field, each, store) or _plain(each))
    return " · ".join(filter(None, words))


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
