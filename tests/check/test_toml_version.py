"""What is newer than TOML 1.0 is found without asking the slow parser each time, and never missed."""

from __future__ import annotations

import tomllib

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from tests.storage.stores import examples

from karabakh_tui.check.toml import may_be_newer

NEWER = {
    "an escape": 'a = "\\e[0m"',
    "an escape of two digits": 'a = """\n\\x41"""',
    "a last comma": "a = { b = 1, }",
    "a last comma after a string": 'a = [{ b = "}", }]',
    "a table over two lines": "a = { b = 1,\n  c = 2 }",
    "a table that begins at a line's end": "a = {\n}",
    "a table in a table over two lines": "a = { b = { c = 1 },\n d = 2 }",
    "tables that end and begin on one line": "a = [{ b = 1,\n c = 2 }, { b = 3,\n c = 4 }]",
    "a table whose braces stand in strings": 'a = { b = "}",\n c = "{" }',
    "a comment in a table": "a = { b = 1, # }\n c = 2 }",
    "a time without seconds": "a = 13:30",
    "a day with a time without seconds": "a = [1991-01-01T13:30, 1]",
    "a time of a zone without seconds": "a = 1991-01-01 13:30+02:00",
}

OLDER = {
    "a plain store": 'a = "b"\n[c]\nd = [{ e = 1 }, { e = 2 }]\n',
    "a time": "a = 13:30:00\nb = 1991-01-01T13:30:00.5Z",
    "what looks newer in strings": "a = '{ ,}'\nb = \"13:30 {\"\nc = '''\n{ d = 1,\n}'''",
    "what looks newer in comments": "# { 13:30 ,}\na = 1 # {",
    "a list over several lines in a table's list": "a = [\n  { b = 1 },\n  { b = 2 },\n]",
}


@pytest.mark.parametrize("name", NEWER)
def test_what_is_newer_is_never_missed(name: str) -> None:
    text = NEWER[name]
    tomli.loads(text)
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    assert may_be_newer(text)


@pytest.mark.parametrize("name", OLDER)
def test_what_is_not_newer_costs_no_second_reading(name: str) -> None:
    tomllib.loads(OLDER[name])
    assert not may_be_newer(OLDER[name])


SCALARS = st.sampled_from(
    (
        "1",
        '"}"',
        "'{ ,'",
        '"{\\n"',
        "13:30:00",
        "1991-01-01 13:30:00+02:00",
        "'''\n},{\n'''",
        '"\\e"',
        "13:30",
        "1991-01-01T13:30Z",
    )
)
BLANKS = st.sampled_from(("", "", " ", "\n", " # { 13:30 ,}\n"))
COMMAS = st.sampled_from(("", "", ","))


@st.composite
def listed(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """Draw a list or an inline table, with blanks, line breaks and comments wherever a parser might take them."""
    opening, closing = draw(st.sampled_from((("[", "]"), ("{", "}"))))
    items = draw(st.lists(inner, max_size=3))
    written = [f"k{number} = {item}" if opening == "{" else item for number, item in enumerate(items)]
    inside = ",".join(f"{draw(BLANKS)}{item}{draw(BLANKS)}" for item in written)
    return f"{opening}{inside}{draw(COMMAS) if items else ''}{draw(BLANKS)}{closing}"


VALUES = st.recursive(SCALARS, listed, max_leaves=5)


@given(
    st.lists(VALUES, min_size=1, max_size=2).map(lambda values: "\n".join(f"a{n} = {v}" for n, v in enumerate(values)))
)
@examples(600)
def test_whatever_only_the_newer_parser_reads_is_told_to_be_newer(text: str) -> None:
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert may_be_newer(text)
