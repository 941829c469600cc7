"""Whatever TOML allows is edited where it is certain: quoted and dotted keys, lists of records, scattered parts."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from karabakh_tui.storage.edit import ABSENT, Add, Change, Delete, Replace, apply, diff


def lists(text: str, new: list[Any]) -> str:
    """Return the list in a record's text made into another."""
    before, behind = '[[events]]\nid = "e"\nx = ', " # kept\ny = 1\n"
    [row] = tomllib.loads(before + text + behind)["events"]
    edited = apply(before + text + behind, Replace("events", "e", diff(row, {**row, "x": new}))).text
    assert edited.startswith(before)
    assert edited.endswith(behind)
    return edited.removeprefix(before).removesuffix(behind)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[1, 2, 3]", [1, 3], "[1, 3]"),
        ("[1,2,3]", [2, 3], "[2,3]"),
        ("[1,2,3]", [1, 2], "[1,2]"),
        ("[ 1, 2 ]", [1, 2, 3], "[ 1, 2, 3 ]"),
        ("[ 1, 2, ]", [0, 1, 2], "[ 0, 1, 2, ]"),
        ("[1,2]", [], "[]"),
        ("[ ]", [1], "[1]"),
        ("[\n  1, # one\n  2, # two\n]", [1, 2, 3], "[\n  1, # one\n  2, # two\n  3,\n]"),
        ("[\n  1, # one\n  2  # two\n]", [1, 2, 3], "[\n  1, # one\n  2,  # two\n  3\n]"),
        ("[ # all\n  1,\n  # then\n  2,\n]", [0, 1, 2], "[ # all\n  0,\n  1,\n  # then\n  2,\n]"),
        ("[\n  1, # one\n  2, # two\n]", [2], "[\n  2, # two\n]"),
        ("[\n\t'a', 'b', # ab\n\t'c',\n]", ["a", "b", "d", "c"], "[\n\t'a', 'b', \"d\", # ab\n\t'c',\n]"),
        ("[\n\t'a', 'b', # ab\n\t'c',\n]", ["a", "c"], "[\n\t'a', # ab\n\t'c',\n]"),
        ("[{a=1}, {a=2}]", [{"a": 1}, {"a": 2, "b": [3]}], "[{a=1}, {a=2, b = [3]}]"),
        ("[{ a = 1, b = 2 } , 3]", [{"b": 2}, 3], "[{ b = 2 } , 3]"),
        ("[{ a = 0x10, b = 2 } , 3]", [{"a": 16, "b": 3}, 3], "[{ a = 0x10, b = 3 } , 3]"),
        ("[\n  1\n  ,\n  2\n  ,\n  3\n]", [1], "[1]"),
        ("[\n  1,\n  # two\n  2 ]", [1], "[\n  1,\n  # two\n]"),
        ("[\n  1\n  , 2\n  , 3\n]", [1, 3], "[1, 3]"),
        ('[ "]", "#", "," ]', ["]", ","], '[ "]", "," ]'),
        ("[[1, 2],\n [3]]", [[1, 2], [3, 4]], "[[1, 2],\n [3, 4]]"),
    ],
)
def test_a_list_keeps_its_layout_and_its_comments(old: str, new: list[Any], expected: str) -> None:
    assert lists(old, new) == expected


def test_a_list_laid_out_like_the_shipped_record_is_so_again() -> None:
    words = [f"a rather long word {number}" for number in range(6)]
    broken = lists('["a rather long word 0"]', words)
    assert broken.count("\n") == 3
    assert all(len(line) <= 120 for line in broken.splitlines())
    assert lists(broken, words[:1]) == '["a rather long word 0"]'


def test_an_item_goes_with_the_comment_on_its_line_and_that_is_told() -> None:
    text = '[[events]]\nid = "e"\ntags = [\n  "a", # about a\n  # about b\n  "b",\n]\n'
    edited = apply(text, Replace("events", "e", (Change("tags", ["a", "b"], ["b"]),)))
    assert edited.text == text.replace('  "a", # about a\n', "")
    assert edited.lost == ("# about a",)


def test_dotted_keys_change_come_and_go() -> None:
    text = '[[events]]\nid = "e"\n"extra" . a.\'b\' = 1 # it\n  extra.c = 2\n'
    old = {"a": {"b": 1}, "c": 2}
    for new, expected in (
        ({"a": {"b": 9}, "c": 2}, text.replace("= 1 #", "= 9 #")),
        ({"a": {"b": 1}}, text.removesuffix("  extra.c = 2\n")),
        ({**old, "d": 3}, f"{text}  extra.d = 3\n"),
    ):
        assert apply(text, Replace("events", "e", (Change("extra", old, new),))).text == expected


def test_a_free_table_with_headers_changes_where_it_stands() -> None:
    text = '[[events]]\nid = "e"\n\n[events.extra] # free\n"a b" = 1\n[events.extra.c]\nd = 1\n\n[[quotes]]\nid = "q"\n'
    row = tomllib.loads(text)["events"][0]
    new = {**row, "note": "N", "extra": {"a b": 2, "c": {"d": 1, "e": "x"}}}
    expected = (
        text.replace('"e"\n', '"e"\nnote = "N"\n', 1).replace("= 1\n[", "= 2\n[").replace("d = 1\n", 'd = 1\ne = "x"\n')
    )
    assert apply(text, Replace("events", "e", diff(row, new))).text == expected


ACCOUNTS = """\
[[events]]
id = "e"

# of both

[[events.accounts]]
by = "p"
[[events.accounts.cites]]
source = "s"

[[events.accounts]]
by = "q"
"""


def test_an_account_comes_below_all_that_belongs_to_the_one_before_it() -> None:
    old = tomllib.loads(ACCOUNTS)["events"][0]
    first, second = old["accounts"]
    new = {**old, "accounts": [first, {"by": "r"}, {**second, "says": "x"}]}
    edited = apply(ACCOUNTS, Replace("events", "e", diff(old, new))).text
    added = 'source = "s"\n\n[[events.accounts]]\nby = "r"\n'
    assert edited == ACCOUNTS.replace('source = "s"\n', added) + 'says = "x"\n'


def test_what_stands_between_the_parts_of_a_record_goes_with_it() -> None:
    gone = apply(f'{ACCOUNTS}\n[[quotes]]\nid = "q"\n', Delete("events", "e"))
    assert (gone.text, gone.lost) == ('[[quotes]]\nid = "q"\n', ("# of both",))


SPREAD = (
    '[[events]]\nid = "e"\n\n[[quotes]]\nid = "q"\n\n# of e\n[events.extra]\na = 1\n\n[[events]]\nid = "f"\n'
    "[events.extra]\na = 1\n"
)


def test_a_record_in_several_places_changes_and_goes_in_all_of_them() -> None:
    row = tomllib.loads(SPREAD)["events"][0]
    edited = apply(SPREAD, Replace("events", "e", diff(row, {**row, "note": "N", "extra": {"a": 2}}))).text
    assert edited == SPREAD.replace('"e"\n', '"e"\nnote = "N"\n').replace("a = 1\n\n", "a = 2\n\n")
    gone = apply(SPREAD, Delete("events", "e"))
    assert gone.text == '[[quotes]]\nid = "q"\n\n[[events]]\nid = "f"\n[events.extra]\na = 1\n'
    assert gone.lost == ("# of e",)


def test_records_written_as_one_list_are_edited_in_it() -> None:
    text = 'searches = [\n  { id = "a", query = "x" }, # first\n  {id="b"},\n]\n\n[store]\nid = "s"\n'
    edited = apply(text, Replace("searches", "a", (Change("query", "x", "y"),))).text
    assert edited == text.replace('"x"', '"y"')
    assert apply(text, Add("searches", {"id": "c"})).text == text.replace("},\n]", '},\n  { id = "c" },\n]')
    gone = apply(text, Delete("searches", "a"))
    assert (gone.text, gone.lost) == (text.replace('  { id = "a", query = "x" }, # first\n', ""), ("# first",))


def test_one_of_two_records_with_an_id_is_meant_by_its_place() -> None:
    text = '[[events]]\nid = "e"\ndate = "1"\n\n[[events]]\nid = "e"\ndate = "2"\n'
    edited = apply(text, Replace("events", "e", (Change("date", "2", ABSENT), Change("id", "e", "f")), number=1)).text
    assert edited == '[[events]]\nid = "e"\ndate = "1"\n\n[[events]]\nid = "f"\n'
    assert apply(text, Delete("events", "e", number=0)).text == '[[events]]\nid = "e"\ndate = "2"\n'


@pytest.mark.parametrize("header", ["[[ events ]]", '[["events"]]', "  [[events]] # [[sources]]", "[[events]]\t"])
def test_headers_are_known_however_they_are_written(header: str) -> None:
    text = f'{header}\n"id" = "e"\n\'note\'   = """\n[[events]]\n# no\n"""\n'
    edited = apply(text, Replace("events", "e", (Change("note", "[[events]]\n# no\n", 'a "quoted"\nline'),))).text
    assert edited == f'{header}\n"id" = "e"\n\'note\'   = """\na "quoted"\nline"""\n'


@pytest.mark.parametrize(
    "value",
    ['"', '""', '"""', '""""', 'a"', "\\", "\\n", "\r", "\t", "\x00", "\x7f", "'", "'''", "\n", "\n\n'", "", "é\u202e"],
)
@pytest.mark.parametrize("quotes", ['"', "'", '"""', "'''", '"""\n', "'''\n"])
def test_any_text_can_take_the_place_of_any(quotes: str, value: str) -> None:
    text = f'[[events]]\nid = "e"\nnote = {quotes}x{quotes.strip()}\n'
    for each in (value, f"a{value}\n{value}"):
        edited = apply(text, Replace("events", "e", (Change("note", "x", each),))).text
        assert tomllib.loads(edited)["events"][0]["note"] == each
