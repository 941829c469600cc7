"""The span in a query's text: read, exchanged and taken out, with everything else as it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.model.dates import parse_date
from karabakh_tui.model.periods import Period, written
from karabakh_tui.model.records import ApproximateMargin
from karabakh_tui.search.nodes import And, Field, Node
from karabakh_tui.search.query import QueryError, parse_query
from karabakh_tui.search.span import span_of, with_span

YEARS = Period(parse_date("2020").earliest, parse_date("2023").latest)


def span(text: str, margin: ApproximateMargin | None = None) -> str | None:
    found = span_of(parse_query(text), margin)
    return None if found is None else written(found)


def rewritten(text: str, period: Period | None = YEARS) -> str:
    return with_span(parse_query(text), period)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("lachin", None),
        ("lachin date:1992", "1992"),
        ("date:1992..1994 lachin", "1992..1994"),
        ("date:=1992-05", "1992-05"),
        ("date:199X", "1990..1999"),
        ("date:1988/1994", "1988..1994"),
        ("date:1994..", "1994.."),
        ("date:>1994", "1995.."),
        ("date:>=1994", "1994.."),
        ("date:<1994", "..1993"),
        ("date:<=1994", "..1994"),
        ("date:1990..1995 date:1993..1999", "1993..1995"),
        ("date:1990 date:1995", "1995"),
        ("(date:1992 lachin) shusha", "1992"),
        ("date:1992 OR lachin", None),
        ("-date:1992", None),
        ("date:1992,1994", None),
        ("date:[1992,1994]", None),
        ("date:[1992..1994]", "1992..1994"),
        ('"date:1992"', None),
    ],
)
def test_the_span_is_what_every_record_must_match(text: str, expected: str | None) -> None:
    assert span(text) == expected


def test_about_is_as_wide_as_the_store_says() -> None:
    assert span("date:1991~") == "1991"
    assert span("date:1991~", ApproximateMargin(year="P1Y")) == "1990..1992"


@pytest.mark.parametrize(
    ("text", "other", "none"),
    [
        ("", "date:2020..2023", ""),
        ("lachin", "lachin date:2020..2023", "lachin"),
        ("  lachin  ", "  lachin  date:2020..2023", "  lachin  "),
        ("date:1992", "date:2020..2023", ""),
        ("a  date:1992   b", "a  date:2020..2023   b", "a    b"),
        ("Date:1992 a", "Date:2020..2023 a", "a"),
        ("a date:=1992", "a date:=2020..2023", "a"),
        ('a date:"1992"', "a date:2020..2023", "a"),
        ("date:>1994 a", "date:2020..2023 a", "a"),
        ("date:1992,1994 a", "date:2020..2023 a", "a"),
        ("date:1992 a date:1993 b", "date:2020..2023 a b", "a b"),
        ("a AND date:1992", "a AND date:2020..2023", "a"),
        ("date:1992 AND a", "date:2020..2023 AND a", "a"),
        ("a AND date:1992 AND b", "a AND date:2020..2023 AND b", "a AND b"),
        ("a (date:1992)", "a (date:2020..2023)", "a"),
        ("a AND ( (date:1992) ) b", "a AND ( (date:2020..2023) ) b", "a AND b"),
        ('"a"date:1992"b"', '"a"date:2020..2023"b"', '"a" "b"'),
        ("a OR b", "(a OR b) date:2020..2023", "a OR b"),
        ("(a OR b)", "(a OR b) date:2020..2023", "(a OR b)"),
        ("a | date:1992", "(a | date:1992) date:2020..2023", "a | date:1992"),
        ("a OR b sort:name", "(a OR b) date:2020..2023 sort:name", "a OR b sort:name"),
        ("sort:name", "sort:name date:2020..2023", "sort:name"),
        ("a sort:name date:1992", "a sort:name date:2020..2023", "a sort:name"),
        ("-date:1992", "-date:1992 date:2020..2023", "-date:1992"),
    ],
)
def test_another_span_leaves_the_rest_as_it_was_typed(text: str, other: str, none: str) -> None:
    assert rewritten(text) == other
    assert rewritten(text, None) == none
    assert span(other) == "2020..2023"


def test_a_query_that_cannot_be_understood_is_left_alone() -> None:
    with pytest.raises(QueryError):
        rewritten("lachin pary:x")
    with pytest.raises(QueryError):
        rewritten('"lachin', None)


PIECES = (
    "a", "lachin", "xAND", "=AND", '"a b"', "pre*", "party:a,b", "date:1992", "date:=1993..", "Date:>1994",
    "date:1988,1990", "date:[1988,1990]", "sort:name", "sort:-date", "AND", "OR", "|", "NOT", "-", "(", ")",
    "-date:1991", "(date:1995)", "(a OR date:1996)", "http://x", "12:30", "a-b", "  ", "\t", "sources:<2", "'", "=x",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join) | st.lists(st.sampled_from(PIECES), max_size=5).map(
    "".join
)


def conjuncts(node: Node | None) -> list[Node]:
    if isinstance(node, And):
        return [each for child in node.children for each in conjuncts(child)]
    return [] if node is None else [node]


def is_date(node: Node) -> bool:
    return isinstance(node, Field) and node.name == "date"


@settings(deadline=None, max_examples=600)
@given(TEXTS, st.sampled_from([YEARS, None]))
def test_whatever_is_typed_only_its_dates_change(text: str, period: Period | None) -> None:
    query = parse_query(text)
    if query.problem is not None:
        return
    after = parse_query(with_span(query, period))
    assert after.problem is None
    assert after.sort == query.sort
    assert [node for node in conjuncts(after.root) if not is_date(node)] == [
        node for node in conjuncts(query.root) if not is_date(node)
    ]
    assert [node for node in conjuncts(after.root) if is_date(node)] == [] or period is not None
    assert span_of(after) == period


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_the_same_span_again_changes_nothing(text: str) -> None:
    query = parse_query(text)
    if query.problem is not None:
        return
    once = with_span(query, YEARS)
    assert with_span(parse_query(once), YEARS) == once
    gone = with_span(query, None)
    assert with_span(parse_query(gone), None) == gone
