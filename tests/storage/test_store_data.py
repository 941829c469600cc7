"""The stores that other tests stand on are what they say: good, broken and awkward."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from karabakh_tui.model.dates import Set, Span
from karabakh_tui.model.records import (
    RECORD_TYPES,
    TABLES,
    Account,
    Alias,
    ApproximateMargin,
    Cite,
    Event,
    Figure,
    Side,
    StoreHeader,
)
from karabakh_tui.show import show
from karabakh_tui.storage.problems import CODES, Problems
from karabakh_tui.storage.read import Loaded, read_store

PARTS = (StoreHeader, Side, ApproximateMargin, Cite, Alias, Figure, Account)
DATA = Path(__file__).parent.parent / "data"


def loaded(name: str) -> Loaded:
    return read_store(DATA / name, Problems())


def parts(value: object) -> Iterator[BaseModel]:
    """Yield a record and everything in it that has fields of its own."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from parts(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from parts(each)


def test_the_good_store_has_no_problem_and_uses_every_field_of_the_format() -> None:
    found = loaded("good.toml")
    used: dict[type[BaseModel], set[str]] = {}
    records = [record for table in TABLES for record in found.store.records(table)]
    for part in [each for whole in (found.store.header, *records) for each in parts(whole)]:
        used.setdefault(type(part), set()).update(part.model_fields_set)
    common = set.union(*(used[kind] for kind in RECORD_TYPES.values())) & set(RECORD_TYPES["searches"].model_fields)
    kinds: tuple[type[BaseModel], ...] = (*RECORD_TYPES.values(), *PARTS)
    for kind in kinds:
        assert set(kind.model_fields) - common == used[kind] - common, kind
    assert common == set(RECORD_TYPES["searches"].model_fields)
    assert (found.problems, found.set_aside) == ((), ())
    assert dict(found.store.check) == {"W101": "off", "W102": "note"}


def test_the_broken_store_shows_or_sets_aside_every_record() -> None:
    found = loaded("broken.toml")
    data = tomllib.loads((DATA / "broken.toml").read_text(encoding="utf-8"))
    of_tables = [each for each in found.set_aside if each.table in TABLES]
    assert len(found.store) + len(of_tables) == sum(len(data[table]) for table in TABLES if table in data)
    assert found.store.header.title == "The broken bridge"
    assert {problem.code for problem in found.problems} == set(CODES) - {"E101", "E102"}
    assert len(found.store) == 6
    assert len(found.set_aside) == 5


def test_the_awkward_store_has_no_problem() -> None:
    found = loaded("awkward.toml")
    assert [str(problem) for problem in found.problems] == []
    assert tomllib.loads((DATA / "awkward.toml").read_text(encoding="utf-8"))


AWKWARD = {
    "markup": "[@click=app.quit]",
    "a closing tag": "[/b]",
    "ESC": "\x1b[2J",
    "OSC 8": "\x1b]8;;",
    "OSC 52": "\x1b]52;",
    "BEL": "\x07",
    "NUL": "\0",
    "C1": "\x9b",
    "an override": "\u202e",
    "an isolate": "\u2066",
    "a zero-width character": "\u200b",
    "a line separator": "\u2028",
    "a line break": "a\nb",
    "combining marks": "e" + "\u0301" * 12,
    "wide letters": "言葉",
    "Arabic": "القرية",
    "Hebrew": "מפלגה",
    "Armenian": "Շուշի",
    "Thai": "ชูชา",
    "an emoji of several": "👩\u200d👩",
}


@pytest.mark.parametrize("name", AWKWARD)
def test_the_awkward_store_holds(name: str) -> None:
    data = tomllib.loads((DATA / "awkward.toml").read_text(encoding="utf-8"))
    assert any(AWKWARD[name] in text for text in strings(data))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from strings(key)
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def test_the_awkward_store_lacks_what_others_have() -> None:
    store = loaded("awkward.toml").store
    assert any(not event.parties and not event.places for event in store.events)
    assert any(len(party.part_of) == 2 for party in store.parties)
    assert any(record.withdrawn for record in store.events)
    assert any(record.former_ids for record in store.parties)
    assert any(record.extra for record in store.parties)
    assert max(len(event.summary or "") for event in store.events) > 5000
    assert any(show(event.title) != event.title for event in store.events)


def test_the_awkward_store_has_dates_of_every_form() -> None:
    events = [event for event in loaded("awkward.toml").store.events if isinstance(event, Event)]
    forms = [event.date.form for event in events]
    texts = {event.date.text for event in events}
    assert any(isinstance(form, Span) and form.unknown for form in forms)
    assert {form.all_of for form in forms if isinstance(form, Set)} == {True, False}
    assert {event.date.precision for event in events} == set(type(events[0].date.precision))
    for sign in "~?%XTYES-/[{.":
        assert any(sign in text for text in texts), sign
