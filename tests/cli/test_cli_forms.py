"""The forms of data and the measures of text: what is written is exact or harmless, and fits."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.cli.console import Console
from karabakh_tui.cli.formats import csv_text, json_text, plain_line
from karabakh_tui.cli.table import Column, table
from karabakh_tui.cli.width import cells, cut, wrapped
from karabakh_tui.show import show

ANY_TEXT = st.text(st.characters(blacklist_categories=()), max_size=40)
NASTY = st.text(
    st.sampled_from('a\u0301\u0489\u200d\u202e\x1b\x9b\x00\t\n\r\u2028\U000e0041\ud800é中=\\"'), max_size=30
)


@settings(deadline=None, max_examples=300)
@given(ANY_TEXT | NASTY, st.booleans())
def test_json_is_exact_and_harmless(text: str, line: bool) -> None:
    written = json_text({"text": text, text: [text, 1, None]}, line=line)
    assert json.loads(written) == {"text": text, text: [text, 1, None]}
    assert show(written, lines=True) == written
    assert written.count("\n") == 1 or not line


@settings(deadline=None, max_examples=200)
@given(st.lists(ANY_TEXT | NASTY, min_size=1, max_size=4))
def test_a_plain_line_is_one_harmless_line(texts: list[str]) -> None:
    line = plain_line(texts)
    assert line.removesuffix("\n").split("\t") == [show(text) for text in texts]
    assert line.count("\n") == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_would_run_as_a_formula_is_disarmed_unless_raw(start: str) -> None:
    text = f"{start}1+1"
    assert next(csv.reader(io.StringIO(csv_text(["x"], [], raw=False)))) == ["x"]
    assert _cells(text, raw=False) == [f"'{show(text)}"]
    assert _cells(text, raw=True) == [show(text)]


def _cells(text: str, *, raw: bool) -> list[str]:
    rows = list(csv.reader(io.StringIO(csv_text(["x"], [[text]], raw=raw))))
    return rows[1]


@pytest.mark.parametrize("date", ["-0044", "-0044-03-15", "-0100/-0044"])
def test_a_date_before_our_era_is_no_formula(date: str) -> None:
    assert _cells(date, raw=False) == [date]


def test_what_is_no_text_is_written_as_words() -> None:
    assert plain_line([None, True, False, 3]) == "\ttrue\tfalse\t3\n"


@pytest.mark.parametrize(
    ("text", "expected"), [("abc", 3), ("Խան", 3), ("中文", 4), ("e\u0301", 1), ("", 0), ("é", 1), ("\u00ad", 1)]
)
def test_cells_are_counted_as_a_terminal_does(text: str, expected: int) -> None:
    assert cells(text) == expected


@settings(deadline=None, max_examples=200)
@given(ANY_TEXT.map(show), st.integers(0, 20))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, width: int) -> None:
    short = cut(text, width)
    assert cells(short) <= width
    assert short == text or short.endswith("…") or width == 0


@settings(deadline=None, max_examples=200)
@given(st.text("ab中\n ", max_size=60), st.integers(4, 20))
def test_wrapping_loses_nothing_and_fits_where_words_do(text: str, width: int) -> None:
    lines = list(wrapped(text, width))
    assert "".join("".join(lines).split()) == "".join(text.split())
    longest = max(map(cells, text.split()), default=0)
    assert all(cells(line) <= max(width, longest) for line in lines)


def test_lines_after_the_first_stand_further_in() -> None:
    assert list(wrapped("one two three", 8, "- ", "  ")) == ["- one", "  two", "  three"]


def test_a_table_lines_up_wide_letters_and_cuts_the_flexible_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    columns = (Column("date"), Column("record", flexible=True), Column("n", numeric=True))
    rows = [("1994", "中文 and some more words that do not fit", "7"), ("about 1991", "a\x1b[31mb", "12")]
    assert table(columns, rows, Console()) == (
        "date        record                     n\n"
        "1994        中文 and some more word…   7\n"
        "about 1991  a␛[31mb                   12\n"
    )
