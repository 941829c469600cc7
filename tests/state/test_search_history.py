"""The search history as text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.state.history import MOST, decode_history, encode_history, remembered

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=[]), max_size=30)


@settings(deadline=None, max_examples=300)
@given(queries=st.lists(ANY_TEXT, max_size=8, unique=True))
def test_any_queries_come_back_as_they_were(queries: list[str]) -> None:
    data = encode_history(tuple(queries))
    assert data.isascii()
    assert decode_history(data) == (tuple(queries), "")


@settings(deadline=None, max_examples=200)
@given(queries=st.lists(st.sampled_from("abcdef"), max_size=30))
def test_the_latest_is_last_and_none_is_there_twice(queries: list[str]) -> None:
    history: tuple[str, ...] = ()
    for query in queries:
        history = remembered(history, query)
    assert history == tuple(sorted(set(queries), key=lambda query: len(queries) - queries[::-1].index(query)))


def test_no_more_than_the_latest_are_remembered() -> None:
    history: tuple[str, ...] = ()
    for number in range(MOST + 20):
        history = remembered(history, str(number))
    assert history == tuple(str(number) for number in range(20, MOST + 20))


def test_a_history_written_by_hand_is_put_in_order() -> None:
    assert decode_history(b'{"query": "a"}\r\n\n{"query": "b"}\n{"query": "a"}') == (("b", "a"), "")


BROKEN = [
    b"{", b'{"query": "torn', b'"a"', b"[]", b"3", b'{"query": 3}', b'{"qurey": "a"}', b'{"query": "\xff"}',
    b"\x00\x00\x00\x00", b"[" * 100_000, b"1" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("line", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_line_is_told_and_the_others_are_read(line: bytes) -> None:
    data = b'{"query": "before"}\n' + line + b'\n{"query": "after"}\n'
    assert decode_history(data) == (("before", "after"), "line 2 is not an entry of the search history")


@settings(deadline=None, max_examples=200)
@given(data=st.binary(max_size=60))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    history, damage = decode_history(data)
    assert damage or len(history) <= data.count(b"\n") + 1
