"""Saved searches as text."""

from __future__ import annotations

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.state.searches import (
    LONGEST_ID,
    Document,
    SavedSearch,
    decode_searches,
    encode_searches,
    free_id,
    searches_of,
    with_search,
    without_searches,
)

TEXT = st.text(max_size=30)
LACHIN = SavedSearch("lachin", "Lachin", 'lachin date:"2022-12..2023-09"')
ONE: Document = with_search({}, LACHIN.title, LACHIN.query)


@settings(deadline=None, max_examples=300)
@given(pairs=st.lists(st.tuples(TEXT, TEXT), max_size=5, unique=True))
def test_any_searches_come_back_as_they_were(pairs: list[tuple[str, str]]) -> None:
    document: Document = {}
    for title, query in pairs:
        document = with_search(document, title, query)
    found, damage = decode_searches(encode_searches(document))
    assert damage == ""
    assert searches_of(found) == searches_of(document)
    assert [(each.title, each.query) for each in searches_of(found)] == pairs
    assert len({each.id for each in searches_of(found)}) == len(pairs)


def test_the_file_has_a_table_for_each_search_that_a_store_could_have_too() -> None:
    text = encode_searches(with_search(ONE, "Shusha", "shusha")).decode()
    assert text.count("\n[[searches]]\n") == 2
    assert tomli.loads(text)["searches"] == [
        {"id": "lachin", "title": "Lachin", "query": 'lachin date:"2022-12..2023-09"'},
        {"id": "shusha", "title": "Shusha", "query": "shusha"},
    ]


def test_the_same_search_twice_is_one_but_another_query_of_that_title_is_another() -> None:
    assert with_search(ONE, LACHIN.title, LACHIN.query) is ONE
    assert searches_of(with_search(ONE, "Lachin", "lachin")) == (LACHIN, SavedSearch("lachin-2", "Lachin", "lachin"))


def test_only_the_very_search_is_removed() -> None:
    document = with_search(ONE, "Shusha", "shusha")
    assert searches_of(without_searches(document, [LACHIN])) == (SavedSearch("shusha", "Shusha", "shusha"),)
    other = SavedSearch("lachin", "Lachin", "something else")
    assert without_searches(document, [other]) == document


@pytest.mark.parametrize(
    ("title", "taken", "expected"),
    [
        ("Lachin, 2022!", [], "lachin-2022"),
        ("Šuša", [], "susa"),
        ("Շուշի", [], "search"),
        ("Лачин", ["search"], "search-2"),
        ("  ", [], "search"),
        ("x" * 500, [], "x" * LONGEST_ID),
        ("a", ["a", "a-2"], "a-3"),
    ],
)
def test_an_id_is_a_free_slug_of_the_title(title: str, taken: list[str], expected: str) -> None:
    assert free_id(title, taken) == expected


def test_what_a_newer_program_or_the_reader_added_is_kept() -> None:
    text = """
version = 2
[colours]
lachin = "red"
[[searches]]
id = "lachin"
title = "Lachin"
query = "lachin"
note = "for Monday"
[searches.more]
when = 1994-05-12
"""
    document, damage = decode_searches(text.encode())
    assert damage == ""
    again, damage = decode_searches(encode_searches(with_search(document, "Shusha", "shusha")))
    assert damage == ""
    assert again["colours"] == {"lachin": "red"}
    assert again["version"] == 2
    assert again["searches"] == [*tomli.loads(text)["searches"], {"id": "shusha", "title": "Shusha", "query": "shusha"}]


def test_a_search_without_an_id_gets_one() -> None:
    document, damage = decode_searches(b'[[searches]]\ntitle = "Lachin"\nquery = "x"\n[[searches]]\n'
                                       b'title = "Lachin"\nquery = "y"\nid = 3\n')  # fmt: skip
    assert damage == ""
    assert searches_of(document) == (SavedSearch("lachin", "Lachin", "x"), SavedSearch("lachin-2", "Lachin", "y"))


GOOD = b'[[searches]]\nid = "lachin"\ntitle = "Lachin"\nquery = "x"\n'
DAMAGED = {
    "a torn end": GOOD + b'[[searches]]\ntitle = "Sh',
    "a slip in the middle": b"[[searches]]\ntitle = Shusha\n" + GOOD,
    "a search without a query": b'[[searches]]\ntitle = "Shusha"\n' + GOOD,
    "a search that is not a table": b'searches = [3, { id = "lachin", title = "Lachin", query = "x" }]',
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_can_be_read_of_a_damaged_file_is_read(name: str) -> None:
    document, damage = decode_searches(DAMAGED[name])
    assert damage
    assert searches_of(document) == (SavedSearch("lachin", "Lachin", "x"),)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff", "it is not UTF-8"),
        (b"searches = 3", '"searches" is not an array of tables'),
        (b"[searches]\nlachin = 3", '"searches" is not an array of tables'),
        (b"searches = " + b"[" * 5000, "it is not TOML: "),
        (b"\x00", "it is not TOML: "),
    ],
    ids=range(5),
)
def test_a_file_of_which_nothing_can_be_read_is_told(data: bytes, said: str) -> None:
    document, damage = decode_searches(data)
    assert searches_of(document) == ()
    assert damage.startswith(said)


@settings(deadline=None, max_examples=200)
@given(
    data=st.lists(
        st.one_of(
            st.binary(max_size=20),
            st.sampled_from([b"[[searches]]\n", b'title = "a"\n', b'query = "b"\n', b"searches = [", b"]"]),
        )
    ).map(b"".join)
)
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    document, damage = decode_searches(data)
    assert searches_of(decode_searches(encode_searches(document))[0]) == searches_of(document)
    assert damage or b"searches" in data or not searches_of(document)
