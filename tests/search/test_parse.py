"""The grammar: what each text is understood as, what is wrong with it and where, and half-written queries."""

from __future__ import annotations

import pytest

from karabakh_tui.search.language import FIELDS
from karabakh_tui.search.nodes import And, Field, Not, Or, Term, leaves
from karabakh_tui.search.parse import DEEPEST, LONGEST_QUERY, MOST_TERMS
from karabakh_tui.search.query import QueryError, parse_query, parse_strictly

UNDERSTOOD = [
    ("", "everything"),
    ("   ", "everything"),
    ("lachin", "“lachin”"),
    ("Xankəndi", "“xankendi”"),
    ("lachin corridor", "“lachin” and “corridor”"),
    ("lachin AND corridor", "“lachin” and “corridor”"),
    ("lachin and corridor", "“lachin” and “and” and “corridor”"),
    ('"lachin corridor"', "“lachin corridor”"),
    ("lachin-corridor", "“lachin corridor”"),
    ("lach*", "words that begin with “lach”"),
    ("a OR b", "“a” or “b”"),
    ("a|b", "“a” or “b”"),
    ("a or b", "“a” and “or” and “b”"),
    ("a b OR c d", "(“a” and “b”) or (“c” and “d”)"),
    ("a (b OR c)", "“a” and (“b” or “c”)"),
    ("a(b|c)d", "“a” and (“b” or “c”) and “d”"),
    ("-a", "not “a”"),
    ("NOT a", "not “a”"),
    ("a -b", "“a” and not “b”"),
    ("a - b", "“a” and “b”"),
    ("a-b", "“a b”"),
    ("--a", "not “a”"),
    ("-(a b)", "not (“a” and “b”)"),
    ('-"a b"', "not “a b”"),
    ("NOT (a OR b)", "not (“a” or “b”)"),
    ("=Şuşa", "exactly “Şuşa”"),
    ('="Lachin corridor"', "exactly “Lachin corridor”"),
    ("-=a", "not exactly “a”"),
    ("a = b", "“a” and “b”"),
    ('a"b c"d', "“a” and “b c” and “d”"),
    ("http://example.org/x", "“http example org x”"),
    ("T12:30", "“t12 30”"),
    ("https://a.b kind:battle", "“https a b” and kind “battle”"),
    ("party:armenia", "party “armenia”"),
    ("PARTY:armenia", "party “armenia”"),
    ("party:armenia,azerbaijan", "party “armenia” or “azerbaijan”"),
    ('party:"Ilham Aliyev",armenia', "party “ilham aliyev” or “armenia”"),
    ("party:=Armenia", "party exactly “Armenia”"),
    ("-kind:battle", "not kind “battle”"),
    ("kind:bat*", "kind words that begin with “bat”"),
    ("status:disputed", "status exactly “disputed”"),
    ("is:disp*", "is exactly “disputed”"),
    ("date:1994", "date possibly in 1994"),
    ("date:=1994", "date certainly in 1994"),
    ("date:1994-05-12", "date possibly in 12 May 1994"),
    ("date:1992..1994", "date possibly from 1992 to 1994"),
    ("date:=1992..1994-05", "date certainly from 1992 to May 1994"),
    ("date:1992..", "date possibly from 1992 on"),
    ("date:..1992", "date possibly up to 1992"),
    ("date:1992/1994", "date possibly in 1992 – 1994"),
    ("date:1992/..", "date possibly since 1992"),
    ("date:[1988,1994]", "date possibly in 1988 or 1994"),
    ("date:[1988,1994],1999", "date possibly in 1988 or 1994 or possibly in 1999"),
    ("date:{1988,1994}", "date possibly in 1988 and 1994"),
    ("date:[1988..1994]", "date possibly in some time in 1988 – 1994"),
    ("date:1991~", "date possibly in about 1991"),
    ("date:>1994", "date after 1994"),
    ("date:>=1994", "date in or after 1994"),
    ("date:<1994", "date before 1994"),
    ("date:<=1994-05", "date in or before May 1994"),
    ('date:"1994-05"', "date possibly in May 1994"),
    ("sources:2", "sources 2"),
    ("sources:<2", "sources 1 at most"),
    ("sources:>2", "sources 3 at least"),
    ("sources:2..3", "sources 2 to 3"),
    ("a sort:date", "“a”, in the order of date"),
    ("sort:-date", "everything, in the order of -date"),
    ("a (b) sort:name", "“a” and “b”, in the order of name"),
]


@pytest.mark.parametrize(("text", "meaning"), UNDERSTOOD)
def test_a_query_is_understood(text: str, meaning: str) -> None:
    assert parse_strictly(text).describe() == meaning


WRONG = [
    # the text, carets under what is wrong, what the sentence says, what to write instead
    ("plce:x", "^^^^^ ", 'there is no field "plce:"', "place:"),
    ("a qqqq:x", "  ^^^^^ ", 'there is no field "qqqq:"', None),
    ("is:dispted", "   ^^^^^^^", "is: is one of disputed", "disputed"),
    ("status:estab", "       ^^^^^", "status: is one of", "established"),
    ("table:event", "      ^^^^^", "table: is one of", "events"),
    ("has:quotes", "    ^^^^^^", "has: is one of", "quote"),
    ("sort:dat", "     ^^^", "sort: is one of", "date"),
    ("date:1994-5", "     ^^^^^^", "months and days have two digits", "1994-05"),
    ("date:94", "     ^^", "years have four digits", "0094"),
    ("date:1994-02-30", "             ^^", "there is no such day", None),
    ("date:1990..1994-13", "                ^^", "there is no month 13", None),
    ("date:May", "     ^^^", "is not a date", None),
    ("date:1994..1990", "     ^^^^^^^^^^", "the range ends before it begins", "1990..1994"),
    ("date:..", "     ^^", "is not a date", None),
    ("date:1994,x", "          ^", "is not a date", None),
    ("sources:many", "        ^^^^", "takes a number", None),
    ("sources:3..2", "        ^^^^", "ends before it begins", "2..3"),
    ("party:>x", "      ^^", "< and > are for date: and sources:", None),
    ("party:", "^^^^^^", "party: needs a value", None),
    ("party: a", "^^^^^^  ", "party: needs a value", None),
    ("kind:a,", "^^^^^^^", "kind: needs a value", None),
    ("kind:(a)", "^^^^^   ", "without brackets", None),
    ("a OR", "  ^^", "OR needs something after it", None),
    ("OR a", "^^  ", "OR needs something before it", None),
    ("a | | b", "  ^    ", "| needs something after it", None),
    ("a AND", "  ^^^", "AND needs something after it", None),
    ("NOT", "^^^", "NOT needs something after it", None),
    ("(a", "^ ", "this bracket is not closed", None),
    ("a)", " ^", "this bracket was never opened", None),
    ("a ()", "  ^^", "there is nothing in these brackets", None),
    ('a "b', "  ^ ", "this quotation mark is not closed", None),
    ("!!!", "^^^", "there is no word in the query", None),
    ("(sort:date)", " ^^^^^^^^^ ", "outside brackets", None),
    ("-sort:date", " ^^^^^^^^^", "not negated", None),
    ("sort:date sort:name", "          ^^^^^^^^^", "one order", None),
]


@pytest.mark.parametrize(("text", "carets", "says", "instead"), WRONG)
def test_what_is_wrong_is_told_with_its_place(text: str, carets: str, says: str, instead: str | None) -> None:
    with pytest.raises(QueryError) as caught:
        parse_strictly(text)
    error = caught.value
    assert error.with_caret().splitlines()[1] == carets.rstrip()
    assert says in error.sentence
    assert error.suggestion == instead
    assert str(error).endswith(f'did you mean "{instead}"?') is (instead is not None)
    assert error.exit_code == 2


@pytest.mark.parametrize(("text", "carets", "says", "instead"), WRONG)
def test_a_suggestion_mends_the_query(text: str, carets: str, says: str, instead: str | None) -> None:
    error = parse_query(text).problem
    assert error is not None
    if instead is not None:
        assert parse_query(text[: error.position] + instead + text[error.end :]).problem is None


HALF_WRITTEN = [
    ("lach", "words that begin with “lach”"),
    ("(lachin corr", "“lachin” and words that begin with “corr”"),
    ('"lachin corr', "“lachin corr”"),
    ("lachin OR", "“lachin”"),
    ("lachin OR ", "“lachin”"),
    ("lachin |", "“lachin”"),
    ("lachin -", "“lachin”"),
    ("lachin NOT", "“lachin”"),
    ("lachin AND", "“lachin”"),
    ("lachin (", "“lachin”"),
    ("lachin place:", "“lachin”"),
    ("lachin place:lachin,", "“lachin” and place “lachin”"),
    ("lachin date:19", "“lachin”"),
    ("lachin date:1994..", "“lachin” and date possibly from 1994 on"),
    ("lachin date:1994-", "“lachin”"),
    ("lachin date:[1994", "“lachin”"),
    ("lachin date:1994-1", "“lachin”"),
    ("lachin date:1994..2020-0", "“lachin”"),
    ("lachin date:1994.", "“lachin”"),
    ("lachin date:{1994,19", "“lachin”"),
    ("lachin date:>1994-", "“lachin”"),
    ("lachin date:1994-05-12T2", "“lachin”"),
    ("lachin date:Y", "“lachin”"),
    ("lachin sources:<", "“lachin”"),
    ("is:dis", "is exactly “disputed”"),
    ("table:p", "table exactly “parties” or exactly “places”"),
    ("party:arm", "party words that begin with “arm”"),
]


@pytest.mark.parametrize(("text", "meaning"), HALF_WRITTEN)
def test_a_half_written_query_is_understood_as_far_as_it_goes(text: str, meaning: str) -> None:
    query = parse_query(text, len(text))
    described = query.describe()
    assert described.replace("words that begin with “lachin corr”", "“lachin corr”") == meaning
    assert query.problem is None or query.problem.unfinished


@pytest.mark.parametrize(
    "text",
    [
        *("plce:x lachin", "date:1994..1990 lach", "a) b", "kind:>a b"),
        *("date:1994-13", "date:>1994-00", "date:1990..1994-02-3", "date:[1990,1994-13", "date:may"),
    ],
)
def test_a_mistake_is_no_half_written_query(text: str) -> None:
    problem = parse_query(text, len(text)).problem
    assert problem is not None
    assert not problem.unfinished


def test_the_word_at_the_cursor_alone_is_a_prefix() -> None:
    query = parse_query("lachin corridor", len("lachin"))
    assert [term.prefix for term in query.terms] == [True, False]


def test_nodes_know_where_they_stand() -> None:
    text = ' -lachin (kind:battle OR "a b") date:=1994'
    query = parse_strictly(text)
    assert isinstance(query.root, And)
    negated, either, field = query.root.children
    assert isinstance(negated, Not)
    assert isinstance(either, Or)
    assert isinstance(field, Field)
    assert text[negated.start : negated.end] == "-lachin"
    assert [text[leaf.start : leaf.end] for leaf in query.leaves] == ["kind:battle", '"a b"', "date:=1994"]
    assert text[field.values[0].start : field.values[0].end] == "=1994"


def test_leaves_of_a_negation_in_a_negation_are_wanted() -> None:
    root = parse_strictly("-(a -b)").root
    assert [leaf.written for leaf in leaves(root) if isinstance(leaf, Term)] == ["b"]
    assert [leaf.written for leaf in leaves(root, wanted=False) if isinstance(leaf, Term)] == ["a"]


def test_queries_that_ask_the_same_are_equal_wherever_they_stand() -> None:
    assert parse_strictly("a  kind:battle").root == parse_strictly("a kind:battle").root


@pytest.mark.parametrize(
    "text",
    ["a" * (LONGEST_QUERY + 1), "a " * (MOST_TERMS + 1), "(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1)],
    ids=["long", "many", "deep"],
)
def test_there_is_a_limit_that_is_told(text: str) -> None:
    with pytest.raises(QueryError, match="at most"):
        parse_strictly(text)


def test_every_field_says_what_it_means() -> None:
    for name, kind in FIELDS.items():
        assert kind.means
        assert parse_query(f"{name}:").problem is not None
