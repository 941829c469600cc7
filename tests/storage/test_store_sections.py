"""What stands where in a text that is TOML: the parser is asked, and this must agree with it."""

from __future__ import annotations

from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from tests.storage.stores import Written, examples, stores, texts

from karabakh_tui.storage.sections import Entry, after, entries, find, items, long_strings, open_value, part

VALUES = st.recursive(
    st.sampled_from(
        (
            "1",
            "-1.5e3",
            "1901-05-12 09:30:00",
            "07:30:00.5",
            "true",
            "inf",
            '"a # ] }"',
            '"\\"\\\\"',
            "'\\'",
            '""',
            '"""a"""""',
            "''''a'''''",
        )
    )
    | texts(),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda values: f"[ {', '.join(values)} ]")
        | st.lists(inner, max_size=3).map(lambda values: "[ # ] no\n" + "".join(f"{each},\n" for each in values) + "]")
        | st.lists(inner, max_size=3).map(
            lambda values: "{ " + ", ".join(f"k{number}.'a.b' = {each}" for number, each in enumerate(values)) + " }"
        )
    ),
    max_leaves=5,
)
"""TOML values of all sorts, as text."""

KEYS = st.sampled_from(("a", "a-b", '"a.b"', "'c d'", "x . y", 'x."y\\u002Ez"', '""', "1901-05-12", '"[[events]]"'))


@examples(200)
@given(st.lists(st.tuples(KEYS, VALUES), max_size=4), st.sampled_from(("\n", " # '''\n", "\n\n\t")))
def test_keys_and_values_are_told_apart_as_the_parser_does(pairs: list[tuple[str, str]], end: str) -> None:
    text = "".join(f"[t{number}]\n{key} \t=\t{value}{end}" for number, (key, value) in enumerate(pairs))
    found = list(entries(text))
    assert [entry.path for entry in found if entry.header] == [(f"t{number}",) for number in range(len(pairs))]
    keys = [entry for entry in found if not entry.header]
    assert len(keys) == len(pairs)
    for entry, (key, value) in zip(keys, pairs, strict=True):
        assert text[entry.start :].startswith(key)
        assert entry.path == path_of(tomli.loads(f"{key} = 0"))
        assert text[entry.value : after(text, entry.value)].rstrip() == value


def path_of(tables: Any) -> tuple[str, ...]:
    path: list[str] = []
    while isinstance(tables, dict):
        name, tables = next(iter(tables.items()))
        path.append(name)
    return tuple(path)


@examples(100)
@given(st.lists(VALUES, max_size=4), st.sampled_from((", ", ",\n", " , # a, ]\n ")))
def test_the_items_of_a_list_are_where_the_parser_sees_them(values: list[str], comma: str) -> None:
    text = f"a = [ {comma.join(values)}\n]\n"
    starts = list(items(text, text.index("[")))
    assert [text[start : after(text, start)].rstrip() for start in starts] == values
    assert len(starts) == len(tomli.loads(text)["a"])


@examples(60)
@given(stores())
def test_every_header_and_no_line_of_a_string_is_a_header(written: Written) -> None:
    headers = [entry.start for entry in entries(written.text) if entry.header and len(entry.path) == 1]
    assert headers == sorted([written.header, *(start for _, _, start in written.records)])


@examples(60)
@given(st.lists(texts(), max_size=4))
def test_strings_in_three_quotes_are_found_and_no_others(strings: list[str]) -> None:
    text = "".join(f'a{number} = {each} # """ \'\'\'\nb{number} = \'"""\'\n' for number, each in enumerate(strings))
    assert [text[begin:end] for begin, end in long_strings(text)] == strings
    assert open_value(text) is None


DOCUMENT = """\
a.b = 1
[t]
x = { y = [ { z = 1 }, { z = { w.v = 2 } } ] }
[[t.list]]
k = 1
[[t.list]]
k = 2
[t.list.sub]
s = 1
[[t.list.inner]]
i = 1
[[t.list.inner]]
i = 2
[[t.list]]
[u.v.w]
d = 1
"""

FOUND: dict[tuple[str | int, ...], str] = {
    ("a", "b"): "a.b = 1",
    ("a",): "a.b = 1",
    ("t",): "[t]",
    ("t", "x"): "x = {",
    ("t", "x", "y"): "y = [",
    ("t", "x", "y", 1): "{ z = {",
    ("t", "x", "y", 0, "z"): "z = 1",
    ("t", "x", "y", 1, "z", "w"): "w.v",
    ("t", "x", "y", 1, "z", "w", "v"): "w.v",
    ("t", "x", "y", 1, "other"): "{ z = {",
    ("t", "x", "y", 7): "y = [",
    ("t", "other"): "[t]",
    ("t", "list"): "[[t.list]]\nk = 1",
    ("t", "list", 1): "[[t.list]]\nk = 2",
    ("t", "list", 1, "k"): "k = 2",
    ("t", "list", 1, "sub", "s"): "s = 1",
    ("t", "list", 1, "sub", "other"): "[t.list.sub]",
    ("t", "list", 1, "inner", 1, "i"): "i = 2",
    ("t", "list", 1, "inner", 1, "other"): "[[t.list.inner]]\ni = 2",
    ("t", "list", 2, "k"): "[[t.list]]\n[u",
    ("u",): "[u.v.w]",
    ("u", "v", "w", "d"): "d = 1",
}


@pytest.mark.parametrize("path", FOUND, ids=str)
def test_a_path_leads_to_its_place_or_to_what_would_hold_it(path: tuple[str | int, ...]) -> None:
    found = find(DOCUMENT, entries(DOCUMENT), path)
    assert found is not None
    assert DOCUMENT[found.start :].startswith(FOUND[path])


def test_a_path_leads_nowhere_where_nothing_begins_like_it() -> None:
    assert find(DOCUMENT, entries(DOCUMENT), ("other", "x")) is None


def test_a_part_reaches_to_the_next_header_that_is_none_of_its_own() -> None:
    found, end = part(DOCUMENT, DOCUMENT.index("[[t.list]]\nk = 2"))
    assert DOCUMENT[end:].startswith("[[t.list]]\n[u")
    assert [entry.path for entry in found if entry.header] == [
        ("t", "list"), ("t", "list", "sub"), ("t", "list", "inner"), ("t", "list", "inner")
    ]  # fmt: skip
    assert part(DOCUMENT, 0) == ([Entry(("a", "b"), 0, 6, False, False)], 7)


OPEN = {
    "a string": ("a = 'b'\nc = \"d", 12),
    "a long string": ('a = ""\nb = """c\n\nd = "e"', 11),
    "a long string with quotes": ('b = """ \'c\' "" ', 4),
    "an empty long string": ('b = """', 4),
    "a list": ("a = [1]\nb = [1, [2], # ]\n", 12),
    "a table": ("[t]\na = { b = { c = 1 }", 8),
}


@pytest.mark.parametrize("name", OPEN)
def test_what_never_ends_is_found_where_it_begins(name: str) -> None:
    text, begin = OPEN[name]
    assert open_value(text) == begin
