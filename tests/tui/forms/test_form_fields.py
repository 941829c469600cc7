"""What a form asks for: all that the model has, each in its own way."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from karabakh_tui.model.records import RECORD_TYPES, TABLES, Alias, Part, StoreHeader
from karabakh_tui.storage.rename import REFERENCES
from karabakh_tui.tui.forms.fields import LONG_TEXTS, FormField, Kind, form_fields, record_fields

HEADER = StoreHeader.model_validate(
    {"id": "a", "title": "A", "format": 1, "sides": [{"id": "east", "name": "East"}], "event_kinds": ["repair"]}
)


def every_field() -> list[tuple[type[Part], FormField]]:
    """Return every field of every record, and of the parts at any depth."""
    found: list[tuple[type[Part], FormField]] = []
    waiting: list[tuple[type[Part], tuple[FormField, ...]]] = [
        (RECORD_TYPES[table], record_fields(table, HEADER)) for table in TABLES
    ]
    while waiting:
        model, fields = waiting.pop()
        for field in fields:
            found.append((model, field))
            if field.part is not None:
                waiting.append((field.part, form_fields(field.part, field.rules)))
    return found


@pytest.mark.parametrize("table", TABLES)
def test_a_form_has_every_field_of_its_record_once(table: str) -> None:
    names = [field.name for field in record_fields(table, HEADER)]
    assert sorted(names) == sorted(RECORD_TYPES[table].model_fields)
    assert names[0] != "id"


@pytest.mark.parametrize("table", TABLES)
def test_every_reference_of_the_format_is_one_in_the_form(table: str) -> None:
    rules = REFERENCES[table]
    fields = {field.name: field for field in record_fields(table, HEADER)}
    for name, rule in rules.items():
        if isinstance(rule, str):
            assert fields[name].table == rule
            assert fields[name].kind in (Kind.REFERENCE, Kind.REFERENCES)
        else:
            assert fields[name].kind is Kind.PARTS
            assert fields[name].rules == rule


EXAMPLES: dict[Kind, Any] = {
    Kind.LINE: "a-b",
    Kind.TEXT: "Two\nlines.",
    Kind.DATE: "1994-05~",
    Kind.NUMBER: 1.5,
    Kind.FLAG: True,
    Kind.REFERENCE: "a-b",
    Kind.REFERENCES: ["a-b"],
    Kind.WORDS: ["a-b"],
    Kind.TABLE: {"shelf": "B 12"},
}
"""A value that every field of the kind takes."""

OTHERS: dict[Kind, Any] = {
    **dict.fromkeys((Kind.LINE, Kind.TEXT, Kind.DATE, Kind.REFERENCE), 5),
    **dict.fromkeys((Kind.NUMBER, Kind.FLAG, Kind.WORDS, Kind.TABLE), "five"),
}
"""A value that none of them takes."""


@pytest.mark.parametrize(
    ("model", "field"), every_field(), ids=lambda each: each.name if isinstance(each, FormField) else each.__name__
)
def test_the_model_takes_what_its_form_makes_and_refuses_what_the_field_is_not_for(
    model: type[Part], field: FormField
) -> None:
    about = model.model_fields[field.name]
    takes = TypeAdapter(whole_type(about)).validate_python
    if field.kind is Kind.PARTS:
        assert field.part is not None
        return
    if field.kind is Kind.CHOICE:
        for word in field.choices:
            takes(word)
        return
    takes(EXAMPLES[field.kind])
    if field.kind in OTHERS:
        with pytest.raises(ValidationError):
            takes(OTHERS[field.kind])


def whole_type(about: Any) -> Any:
    """Return a field's type with all that its model asks of it."""
    return Annotated[about.annotation, *about.metadata] if about.metadata else about.annotation


@pytest.mark.parametrize(("model", "field"), [each for each in every_field() if each[1].name in ("status", "stance")])
def test_a_closed_list_of_the_format_is_whole(model: type[Part], field: FormField) -> None:
    takes = TypeAdapter(whole_type(model.model_fields[field.name])).validate_python
    with pytest.raises(ValidationError) as error:
        takes("other")
    assert str(list(field.choices))[1:-1].replace("'", "") in str(error.value)


def test_kinds_and_sides_are_those_of_the_store() -> None:
    assert "repair" in next(each for each in record_fields("events", HEADER) if each.name == "kind").choices
    assert next(each for each in record_fields("parties", HEADER) if each.name == "side").choices == ("east",)
    assert "exonym" in next(each for each in form_fields(Alias, {}) if each.name == "kind").choices


def test_every_long_text_is_one_of_a_record() -> None:
    assert {field.name for _, field in every_field() if field.kind is Kind.TEXT} >= LONG_TEXTS
