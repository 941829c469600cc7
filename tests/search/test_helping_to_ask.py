"""Facets, completions and suggestions: whatever is offered with a count finds just so many records."""

from __future__ import annotations

import pytest

from karabakh_tui.model.dates import parse_date
from karabakh_tui.paths import shipped_store
from karabakh_tui.search.complete import complete
from karabakh_tui.search.facets import decades_of, facets
from karabakh_tui.search.index import Index
from karabakh_tui.search.query import parse_query
from karabakh_tui.search.result import Result
from karabakh_tui.search.suggest import suggestions
from karabakh_tui.storage.read import read_store


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(read_store(shipped_store()).store)


def found(index: Index, query: str) -> Result:
    result = index.search(parse_query(query))
    assert result is not None
    return result


@pytest.mark.parametrize("query", ["", "shusha", "is:disputed", "date:1992..1994 -kind:statement", "zzzzqqq"])
def test_every_facet_finds_as_many_records_as_it_counts(index: Index, query: str) -> None:
    groups = facets(index, found(index, query))
    assert bool(groups) == (query != "zzzzqqq")
    for group in groups:
        for facet in group.facets[:12]:
            assert found(index, f"{query} {facet.query}").total == facet.count > 0


def test_facets_cover_what_a_reader_narrows_by(index: Index) -> None:
    titles = [group.title for group in facets(index, found(index, ""))]
    assert titles == ["Party", "Place", "Kind", "Status", "Decade", "Tag", "Source", "Certainty", "With"]


@pytest.mark.parametrize(
    ("date", "decades"),
    [("1992-02", [1990]), ("1988/1994", [1980, 1990]), ("1994/..", []), ("-0044", []), ("199X", [1990])],
)
def test_a_date_counts_in_every_decade_that_it_could_be_in(date: str, decades: list[int]) -> None:
    assert list(decades_of(parse_date(date))) == decades


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("pa", "party:"),
        ("shusha sta", "status:"),
        ("party:icr", "icrc"),
        ("place:xank", "stepanakert"),
        ("place:Խանք", "stepanakert"),
        ("kind:battle,cl", "clash"),
        ("-kind:ceas", "ceasefire"),
        ("(is:dis", "disputed"),
        ('tag:"peace pr', '"peace process"'),
        ("speaker:heydar", "heydar-aliyev"),
        ("publisher:human", '"Human Rights Watch"'),
    ],
)
def test_the_word_at_the_cursor_is_completed(index: Index, text: str, first: str) -> None:
    completions = complete(index, text, len(text))
    assert completions.items[0].text == first
    whole = text[: completions.start] + first + text[completions.end :]
    assert parse_query(whole).problem is None or whole.endswith(":") or whole.startswith("(")


@pytest.mark.parametrize("text", ["shusha party:", "date:1992 kind:", "is:", "khojaly source:hrw"])
def test_every_completion_leaves_as_many_records_as_it_counts(index: Index, text: str) -> None:
    completions = complete(index, text, len(text))
    assert completions.items
    for item in completions.items[:12]:
        assert found(index, text + item.text if text[-1] == ":" else text[: completions.start] + item.text).total \
            == item.count  # fmt: skip


@pytest.mark.parametrize("text", ["", "s", "https://example.org", "date:19", "sources:<", '"par', "x:y", "shusha "])
def test_nothing_is_offered_where_there_is_nothing_to_complete(index: Index, text: str) -> None:
    assert not complete(index, text, len(text)).items


def test_a_completion_in_the_middle_leaves_the_rest_alone(index: Index) -> None:
    text = "shusha party:aze date:1992"
    completions = complete(index, text, len("shusha party:aze"))
    assert text[completions.start : completions.end] == "aze"
    assert [item.text for item in completions.items][:1] == ["azerbaijan"]
    assert completions.items[0].count == found(index, "shusha date:1992 party:azerbaijan").total


def test_near_spellings_are_suggested_as_guesses_with_their_counts(index: Index) -> None:
    offered = suggestions(index, found(index, "shushha"))
    assert offered[0].query == "Shusha"
    assert offered[0].is_guess
    assert all(found(index, each.query).total == each.count > 0 for each in offered)


def test_where_words_never_stand_together_each_is_counted_alone(index: Index) -> None:
    offered = [each for each in suggestions(index, found(index, "khojaly bishkek cathedral")) if not each.is_guess]
    assert [each.label for each in offered] == ["khojaly", "bishkek", "cathedral"]
    assert all(found(index, each.query).total == each.count > 0 for each in offered)


def test_what_was_found_as_it_was_typed_needs_no_suggestion(index: Index) -> None:
    assert not suggestions(index, found(index, "shusha"))


@pytest.mark.parametrize(
    ("text", "nearest"), [("kind:batel", "kind:battle"), ("tag:zzzqqq", None), ("kind:battle", None)]
)
def test_a_misspelt_kind_or_tag_is_answered_with_the_nearest(index: Index, text: str, nearest: str | None) -> None:
    found = [each.query for each in index.suggest(parse_query(text)).guesses]
    assert found[:1] == ([nearest] if nearest else [])
