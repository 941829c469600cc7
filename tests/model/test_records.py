"""Records are frozen, strict about names, types and values, and say what they mean."""

from __future__ import annotations

import ast
import inspect
import math
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from tests.model.small import event, party, place, quote, search, source, store

from karabakh_tui.model import records
from karabakh_tui.model.records import (
    ALIAS_KINDS,
    RECORD_TYPES,
    STANCES,
    STATUSES,
    TABLES,
    Account,
    Alias,
    Cite,
    Figure,
    Part,
    Record,
    kinds_of,
)
from karabakh_tui.paths import shipped_store
from karabakh_tui.storage.read import read_store

ONE_OF_EACH: list[Part] = [
    source("paper"),
    party("east"),
    place("bridge"),
    event("shut"),
    quote("no-cart"),
    search("carts"),
    store().header,
    Cite(source="paper"),
    Alias(name="Ostrat"),
    Figure(of="killed", value=1),
    Account.model_validate({"by": "east", "says": "It was unsafe.", "cites": [{"source": "paper"}]}),
]

names = pytest.mark.parametrize("part", ONE_OF_EACH, ids=lambda part: type(part).__name__)


def message_of(error: ValidationError) -> str:
    return error.errors()[0]["msg"]


@names
def test_a_part_of_a_store_cannot_be_changed(part: Part) -> None:
    name = next(iter(type(part).model_fields))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(part, name, "else")


@names
def test_a_part_of_a_store_has_no_field_but_its_own(part: Part) -> None:
    fields = {name: getattr(part, name) for name in part.model_fields_set}
    assert type(part).model_validate(fields) == part
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        type(part).model_validate({**fields, "sorces": ["paper"]})


def values_in(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from (each for each in values_in(getattr(value, name)) if name != "extra")
    elif isinstance(value, (tuple, list, set)):
        for each in value:
            yield from values_in(each)


def test_lists_of_the_file_are_tuples() -> None:
    facts = read_store(shipped_store()).store
    parts = [record for table in TABLES for record in facts.records(table)]
    found = {type(value) for part in (facts.header, *parts) for value in values_in(part)}
    assert tuple in found
    assert not found & {list, set, dict}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_a_record_type_that_knows_its_address_and_label(table: str) -> None:
    made = next(part for part in ONE_OF_EACH if isinstance(part, Record) and part.table == table)
    assert RECORD_TYPES[table] is type(made)
    assert made.ref == f"{table}/{made.id}"
    assert made.label


ARMENIAN_TIME = timezone(timedelta(hours=4))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1994-05-12", "1994-05-12"),
        ("1991~", "1991~"),
        (date(1994, 5, 12), "1994-05-12"),
        (datetime(1994, 5, 12, 0, 1), "1994-05-12T00:01:00"),
        (datetime(1994, 5, 12, 0, 1, tzinfo=UTC), "1994-05-12T00:01:00+00:00"),
        (datetime(1994, 5, 12, 0, 1, tzinfo=ARMENIAN_TIME), "1994-05-12T00:01:00+04:00"),
        (datetime(1994, 5, 12, 0, 1, 2, 345678), "1994-05-12T00:01:02"),
    ],
)
def test_a_date_is_edtf_text_or_one_of_tomls_own_dates(value: object, text: str) -> None:
    assert event("shut", date=value).date.text == text  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [1994, 1994.5, True, None, time(10, 0), ["1994"], {"year": 1994}])
def test_what_is_neither_is_no_date(value: object) -> None:
    with pytest.raises(ValidationError, match='a date is text such as "1994-05-12"'):
        event("shut", date=value)  # type: ignore[arg-type]


def test_a_date_that_cannot_be_read_says_why() -> None:
    with pytest.raises(ValidationError, match="the interval ends before it begins"):
        event("shut", date="1994/1988")


@pytest.mark.parametrize("record_id", ["", "Lachin", "lachin 2022", "lachin_2022", "laçın", "lachin\n", "лачин", "a/b"])
def test_an_id_is_made_of_lower_letters_digits_and_hyphens(record_id: str) -> None:
    with pytest.raises(ValidationError):
        party(record_id)
    with pytest.raises(ValidationError):
        event("shut", parties=[record_id])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: event("shut", status="certain"), f"one of {', '.join(STATUSES)} is needed, not 'certain'"),
        (
            lambda: event(
                "shut", accounts=[{"by": "east", "says": "No.", "stance": "says", "cites": [{"source": "p"}]}]
            ),
            f"one of {', '.join(STANCES)} is needed, not 'says'",
        ),
        (
            lambda: party("east", aliases=[{"name": "Ost", "kind": "nickname"}]),
            f"one of {', '.join(ALIAS_KINDS)} is needed, not 'nickname'",
        ),
    ],
)
def test_a_word_of_a_closed_list_is_one_of_it(wrong: Any, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        wrong()
    assert message_of(refused.value) == f"Value error, {message}"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: event("shut", title=""),
        lambda: event("shut", cites=[]),
        lambda: event("shut", tags="bridge"),
        lambda: event("shut", summary=5),
        lambda: quote("no-cart", text=""),
        lambda: quote("no-cart", cites=[]),
        lambda: source("paper", title=5),
        lambda: store(format=2),
        lambda: store(format="1"),
        lambda: Account.model_validate({"by": "east", "says": "No.", "cites": []}),
    ],
)
def test_required_text_and_cites_are_there_and_of_their_type(wrong: Any) -> None:
    with pytest.raises(ValidationError):
        wrong()


def test_an_alias_is_a_name_or_a_table_and_used_by_one_party_or_several() -> None:
    made = party("east", aliases=["Ost", {"name": "Ostrat", "language": "de", "used_by": "east"}])
    assert made.aliases == (Alias(name="Ost"), Alias(name="Ostrat", language="de", used_by=("east",)))
    assert Alias.model_validate({"name": "Ost", "used_by": ["east", "west"]}).used_by == ("east", "west")


FIGURES = [
    ({"value": 20}, True),
    ({"value": 20.5, "about": True, "unit": "km"}, True),
    ({"low": 20}, True),
    ({"high": 30}, True),
    ({"low": 20, "high": 30}, True),
    ({"low": 20, "high": 20}, True),
    ({"value": 0}, True),
    ({}, False),
    ({"about": True}, False),
    ({"value": 20, "low": 20}, False),
    ({"value": 20, "high": 30}, False),
    ({"low": 30, "high": 20}, False),
    ({"value": math.nan}, False),
    ({"low": math.inf}, False),
    ({"value": "20"}, False),
    ({"value": True}, False),
]


@pytest.mark.parametrize(("numbers", "good"), FIGURES)
def test_a_figure_gives_a_value_or_bounds(numbers: dict[str, Any], good: bool) -> None:
    if good:
        Figure.model_validate({"of": "killed", **numbers})
    else:
        with pytest.raises(ValidationError):
            Figure.model_validate({"of": "killed", **numbers})


@pytest.mark.parametrize(
    ("where", "good"),
    [
        ({"lat": 39.6, "lon": 46.5, "radius_km": 2}, True),
        ({"lat": 90, "lon": -180, "radius_km": 0}, True),
        ({"lat": 90.1}, False),
        ({"lon": 180.1}, False),
        ({"radius_km": -1}, False),
        ({"radius_km": math.inf}, False),
        ({"lat": math.nan}, False),
        ({"lat": "39.6"}, False),
    ],
)
def test_a_place_is_on_the_earth(where: dict[str, Any], good: bool) -> None:
    if good:
        assert place("bridge", **where).lat == where["lat"]
    else:
        with pytest.raises(ValidationError):
            place("bridge", **where)


def test_a_store_adds_kinds_of_events_and_places_to_the_standard_ones() -> None:
    header = store(event_kinds=["flood"], place_kinds=["mine"]).header
    assert kinds_of("events", header)[-2:] == ("deployment", "flood")
    assert kinds_of("places", header)[-1] == "mine"
    assert "flood" not in kinds_of("parties", header)
    assert kinds_of("quotes", header) == ()


NOT_OBVIOUS = {
    "Cite": {"at", "words", "supports"},
    "Alias": {"language", "script", "used_by"},
    "Figure": {"of", "who", "low", "about", "as_of"},
    "Account": {"by", "said", "date"},
    "Record": {"former_ids", "withdrawn", "replaced_by", "checked", "extra"},
    "Source": {"standpoint", "based_on", "container"},
    "Party": {"side"},
    "Place": {"lat", "lon", "radius_km"},
    "Event": {"related", "part_of"},
    "Quote": {"speaker", "capacity", "on_behalf_of"},
}


@pytest.mark.parametrize("name", NOT_OBVIOUS)
def test_a_field_whose_name_does_not_say_it_has_a_docstring(name: str) -> None:
    body = next(
        node.body
        for node in ast.parse(inspect.getsource(records)).body
        if isinstance(node, ast.ClassDef) and node.name == name
    )
    documented = {
        field.target.id
        for field, following in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(following, ast.Expr)
        and isinstance(following.value, ast.Constant)
    }
    assert NOT_OBVIOUS[name] <= documented
