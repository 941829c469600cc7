"""Values as one types them: what is typed is what the file gets, and what is not touched stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.model.records import StoreHeader
from karabakh_tui.model.store import FactStore
from karabakh_tui.storage.edit import ABSENT
from karabakh_tui.storage.read import read_store
from karabakh_tui.tui.forms.checking import meaning, problems_in, record_subject, summary
from karabakh_tui.tui.forms.completing import offers
from karabakh_tui.tui.forms.drafts import Draft, draft_from
from karabakh_tui.tui.forms.fields import FormField, Kind, record_fields
from karabakh_tui.tui.forms.values import has_hidden, to_text, typed_value

GOOD = Path(__file__).parents[2] / "data" / "good.toml"


def of(kind: Kind, **more: Any) -> FormField:
    return FormField("field", kind, False, **more)


@pytest.fixture(scope="module")
def store() -> FactStore:
    return read_store(GOOD).store


def field_of(store: FactStore, table: str, name: str) -> FormField:
    return next(each for each in record_fields(table, store.header) if each.name == name)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.LINE, " a title ", "a title"),
        (Kind.TEXT, "one\n  two\n", "one\n  two\n"),
        (Kind.NUMBER, "12", 12),
        (Kind.NUMBER, "-1.5", -1.5),
        (Kind.NUMBER, "a dozen", "a dozen"),
        (Kind.NUMBER, "1,000", "1,000"),
        (Kind.FLAG, "Yes", True),
        (Kind.FLAG, "false", False),
        (Kind.FLAG, "perhaps", "perhaps"),
        (Kind.REFERENCES, "a, b ,", ["a", "b"]),
        (Kind.WORDS, "one, two\n\n three ", ["one, two", "three"]),
        (Kind.TABLE, 'shelf = "B 12"\npages = [3, 4]', {"shelf": "B 12", "pages": [3, 4]}),
        (Kind.TABLE, "shelf =", "shelf ="),
        (Kind.DATE, "1994~", "1994~"),
        (Kind.LINE, "   ", ABSENT),
        (Kind.REFERENCES, ", ,", ABSENT),
    ],
)
def test_what_is_typed_is_what_the_file_gets(kind: Kind, text: str, value: Any) -> None:
    found = typed_value(of(kind), text)
    assert found == value
    assert type(found) is type(value)


def test_one_party_that_was_written_without_brackets_stays_so() -> None:
    assert typed_value(of(Kind.REFERENCES), "a", "b") == "a"
    assert typed_value(of(Kind.REFERENCES), "a", ["b"]) == ["a"]


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Kind.DATE, date(1994, 5, 12), "1994-05-12"),
        (Kind.REFERENCES, ["a", "b"], "a, b"),
        (Kind.WORDS, ["a", "b, c"], "a\nb, c"),
        (Kind.FLAG, True, "true"),
        (Kind.NUMBER, 3, "3"),
        (Kind.LINE, 3, "3"),
        (Kind.LINE, ABSENT, ""),
        (Kind.LINE, "\x1b[2Jred\u202e", " [2Jred "),
    ],
)
def test_a_value_is_shown_as_one_would_type_it(kind: Kind, value: Any, text: str) -> None:
    assert to_text(of(kind), value) == text


def test_what_cannot_be_seen_is_told_of() -> None:
    assert has_hidden(of(Kind.LINE), "a\u200bb")
    assert not has_hidden(of(Kind.TEXT), "a\nb")
    assert has_hidden(of(Kind.LINE), "a\nb")
    assert to_text(of(Kind.LINE), "a\nb") == "a b"


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, min_size=1))
def test_lists_come_back_as_they_were(words: list[str]) -> None:
    words = [word for word in words if to_text(of(Kind.LINE), word) == word] or ["a"]
    assert typed_value(of(Kind.WORDS), to_text(of(Kind.WORDS), words)) == words


# What is wrong, and what is meant


EVENT: dict[str, Any] = {
    "id": "opening",
    "date": "1904-03",
    "title": "The opening",
    "kind": "repair",
    "status": "reported",
    "cites": [{"source": "history"}],
}


@pytest.mark.parametrize(
    ("changes", "field", "part"),
    [
        ({"date": "1904-13"}, "date", "13"),
        ({"date": "1904/1903"}, "date", "ends before it begins"),
        ({"kind": "repare"}, "kind", 'did you mean "repair"'),
        ({"status": "sure"}, "status", "one of established"),
        ({"cites": []}, "cites", "at least one"),
        ({"cites": [{"source": "histori"}]}, "cites", '[0].source: there is no "histori"'),
        ({"cites": [{"at": "p. 1"}]}, "cites", "[0].source: this field is required"),
        ({"parties": ["nobody"]}, "parties", 'there is no "nobody"'),
        ({"accounts": [{"by": "nobody", "says": "x", "cites": [{"source": "history"}]}]}, "accounts", "[0].by"),
        ({"id": "Opening"}, "id", "a-z"),
        ({"id": "quarrel"}, "id", "is taken"),
        ({"titel": "x"}, "titel", 'did you mean "title"'),
        ({"extra": "x"}, "extra", "table"),
    ],
)
def test_what_is_wrong_is_said_of_its_field(store: FactStore, changes: dict[str, Any], field: str, part: str) -> None:
    problems = problems_in(record_subject("events"), {**EVENT, **changes}, store)
    assert list(problems) == [field]
    assert part in problems[field]


def test_nothing_is_wrong_with_what_is_right(store: FactStore) -> None:
    assert problems_in(record_subject("events"), EVENT, store) == {}
    own = {**EVENT, "id": "quarrel", "related": ["quarrel"]}
    assert problems_in(record_subject("events", "quarrel"), own, store) == {}


def test_dates_and_references_say_what_they_mean(store: FactStore) -> None:
    assert meaning(of(Kind.DATE), "1904-03~", store) == "about March 1904"
    assert meaning(of(Kind.DATE), "1904-13", store) == ""
    assert meaning(of(Kind.REFERENCES, table="sources"), ["history", "none"], store) == "A history of the bridge"


def test_a_part_is_one_line(store: FactStore) -> None:
    cites = field_of(store, "events", "cites")
    assert cites.part is not None
    line = summary(cites.part, cites.rules, {"source": "history", "at": "p. 3"}, store)
    assert line == "A history of the bridge · p. 3"


@pytest.mark.parametrize(("cites", "words"), [(1, "1 cite"), (2, "2 cites")])
def test_parts_of_a_part_are_counted(store: FactStore, cites: int, words: str) -> None:
    accounts = field_of(store, "events", "accounts")
    assert accounts.part is not None
    line = summary(accounts.part, accounts.rules, {"says": "So.", "cites": [{"source": "history"}] * cites}, store)
    assert line == f"So. · {words}"


# Completions


def test_records_are_completed_by_name_and_by_id_between_commas(store: FactStore) -> None:
    field = FormField("parties", Kind.REFERENCES, False, table="sources")
    found = offers(field, "gazette-1901, hist", 18, store, None)
    assert [each.text for each in found.items] == ["history"]
    assert (found.start, found.end) == (14, 18)
    assert offers(field, "gazette-1901", 12, store, None).items == []


def test_a_closed_list_is_offered_whole_and_narrowed(store: FactStore) -> None:
    status = field_of(store, "events", "status")
    assert len(offers(status, "", 0, store, None).items) == 4
    assert [each.text for each in offers(status, "dis", 3, store, None).items] == ["disputed"]
    assert offers(status, "disputed", 8, store, None).items == []


# Drafts


def test_a_draft_comes_back_with_its_types_and_goes_upon_what_the_file_has_now() -> None:
    draft = Draft("events", "a", {"date": date(1904, 3, 1), "title": "x"}, {"date": date(1904, 3, 1), "title": "y"})
    again = draft_from(draft.kept())
    assert again == draft
    now = {"date": "1904", "title": "x", "note": "new"}
    assert again is not None
    assert again.upon(now) == ({"date": "1904", "title": "y", "note": "new"}, ())
    assert again.upon({"title": "z"}) == ({"title": "y"}, ("title",))
    assert Draft("events", "a", {"note": "x"}, {}).upon({"note": "x"}) == ({}, ())


@pytest.mark.parametrize("content", [{}, {"table": "events", "id": "a", "old": "=", "new": ""},
                                     {"table": "x", "id": "a", "old": "", "new": ""},
                                     {"table": "events", "id": 5, "old": "", "new": ""},
                                     {"table": "events", "id": "a", "old": 5, "new": ""}])  # fmt: skip
def test_what_is_no_draft_is_left_alone(content: dict[str, Any]) -> None:
    assert draft_from(content) is None


def test_a_store_without_sides_lets_a_side_be_typed() -> None:
    header = StoreHeader.model_validate({"id": "a", "title": "A", "format": 1})
    assert next(each for each in record_fields("parties", header) if each.name == "side").kind is Kind.LINE
