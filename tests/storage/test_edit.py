"""An edit changes the fields that were edited and leaves every other byte."""

from __future__ import annotations

import math
import tomllib
from typing import Any

import pytest

from karabakh_tui.storage.cannot_edit import CannotEdit
from karabakh_tui.storage.edit import ABSENT, Add, Change, Delete, Edit, Replace, apply, diff, fields_of

STORE = """\
# A store of one's own.

[store]
id = "s"

# ---------- sources ----------

[[sources]]
id = "a" # short
title = 'A [[events]] # no comment'
kind   =   "news"   # odd spacing, kept

# Why it is here.
[[sources]]
id = "b"
title = "B"
kind = "web"

# ---------- events ----------

[[events]]
id = "e"
date = "1994"
# why claimed
status = "claimed"
cites = [
  { source = "a", at = "p. 1" }, # the first
  { source = "b" },
]

# as they say
[[events.accounts]]
by = "p"
says = "Yes."
cites = [{ source = "a" }]

[[events.accounts]]
by = "q"
says = "No."
cites = [{ source = "b" }]

# the end
"""


def rows(text: str, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(text.removeprefix("\ufeff")).get(table, [])
    return found


def changed(text: str, table: str, record_id: str, **fields: Any) -> str:
    """Return a text with fields of a record set; `ABSENT` takes one out."""
    old = next(row for row in rows(text, table) if row["id"] == record_id)
    new = {name: value for name, value in {**old, **fields}.items() if value is not ABSENT}
    return apply(text, Replace(table, record_id, diff(old, new))).text


def replaced(old: str, new: str) -> str:
    assert STORE.count(old) == 1
    return STORE.replace(old, new)


def test_a_changed_value_leaves_its_line_as_it_was() -> None:
    assert changed(STORE, "sources", "a", kind="book") == replaced('"news"   # odd', '"book"   # odd')


def test_a_text_keeps_its_quotes_where_they_can_hold_it() -> None:
    assert changed(STORE, "sources", "a", title="Z #") == replaced("'A [[events]] # no comment'", "'Z #'")
    assert changed(STORE, "sources", "a", title="it's") == replaced("'A [[events]] # no comment'", '"it\'s"')


def test_a_new_field_stands_where_its_kind_of_record_has_it() -> None:
    expected = replaced('kind = "web"\n', 'kind = "web"\npublisher = "P"\nlanguage = "en"\n')
    assert changed(STORE, "sources", "b", language="en", publisher="P") == expected
    assert changed(STORE, "events", "e", title="T") == replaced('date = "1994"\n', 'date = "1994"\ntitle = "T"\n')


def test_a_field_that_goes_takes_its_line_and_leaves_the_comment_above() -> None:
    assert changed(STORE, "events", "e", status=ABSENT) == replaced(
        '# why claimed\nstatus = "claimed"\n', "# why claimed\n"
    )


def test_the_comment_on_the_line_of_a_field_that_goes_is_told() -> None:
    old = rows(STORE, "sources")[0]
    edited = apply(STORE, Replace("sources", "a", (Change("kind", old["kind"], ABSENT),)))
    assert edited.lost == ("# odd spacing, kept",)
    assert edited.text == replaced('kind   =   "news"   # odd spacing, kept\n', "")


def test_one_item_of_a_list_changes_on_its_own_line() -> None:
    cites = [{"source": "a", "at": "p. 2"}, {"source": "b"}]
    assert changed(STORE, "events", "e", cites=cites) == replaced('"p. 1" }, #', '"p. 2" }, #')


def test_an_item_that_comes_has_a_line_of_its_own_and_none_loses_its_comment() -> None:
    cites = [{"source": "a", "at": "p. 1"}, {"source": "c"}, {"source": "b"}]
    expected = replaced(" # the first\n", ' # the first\n  { source = "c" },\n')
    assert changed(STORE, "events", "e", cites=cites) == expected


def test_one_account_changes_alone() -> None:
    accounts = rows(STORE, "events")[0]["accounts"]
    new = [accounts[0], {**accounts[1], "says": "Never.", "stance": "denies"}]
    expected = replaced('by = "q"\nsays = "No."', 'by = "q"\nsays = "Never."\nstance = "denies"')
    assert changed(STORE, "events", "e", accounts=new) == expected


def test_an_account_goes_with_the_comment_above_it() -> None:
    accounts = rows(STORE, "events")[0]["accounts"]
    old = {**rows(STORE, "events")[0]}
    edited = apply(STORE, Replace("events", "e", diff(old, {**old, "accounts": accounts[1:]})))
    gone = '\n# as they say\n[[events.accounts]]\nby = "p"\nsays = "Yes."\ncites = [{ source = "a" }]\n'
    assert edited.text == replaced(gone, "")
    assert edited.lost == ("# as they say",)


def test_an_account_comes_below_the_one_before_it() -> None:
    accounts = rows(STORE, "events")[0]["accounts"]
    new = {"says": "Perhaps.", "by": "r"}
    added = '\n\n[[events.accounts]]\nby = "r"\nsays = "Perhaps."'
    expected = replaced('cites = [{ source = "a" }]\n', f'cites = [{{ source = "a" }}]{added}\n')
    assert changed(STORE, "events", "e", accounts=[accounts[0], new, accounts[1]]) == expected


def test_no_account_is_left_when_all_go() -> None:
    text = changed(STORE, "events", "e", accounts=ABSENT)
    assert text.endswith('  { source = "b" },\n]\n\n# the end\n')
    assert rows(changed(STORE, "events", "e", accounts=[]), "events")[0]["accounts"] == []


def test_a_new_record_stands_below_the_last_of_its_table_after_a_blank_line() -> None:
    edited = apply(STORE, Add("sources", {"title": "C", "kind": "web", "id": "c"}))
    assert edited.text == replaced(
        'kind = "web"\n', 'kind = "web"\n\n[[sources]]\nid = "c"\ntitle = "C"\nkind = "web"\n'
    )
    [touched] = edited.touched
    assert edited.text[touched.new_start : touched.new_end].strip().startswith("[[sources]]")


def test_the_first_record_of_a_table_stands_below_the_tables_before_it() -> None:
    text = apply(STORE, Add("parties", {"id": "p", "name": "P", "kind": "state"})).text
    assert text.index('id = "b"') < text.index("[[parties]]") < text.index("# ---------- events")


def test_a_comment_directly_below_the_last_record_stays_with_it() -> None:
    text = '[[sources]]\nid = "a"\n# about a\n\n# ---- parties\n[[parties]]\nid = "p"\n'
    added = apply(text, Add("sources", {"id": "b"})).text
    assert added == text.replace("# about a\n", '# about a\n\n[[sources]]\nid = "b"\n')
    assert apply(added, Delete("sources", "b")).text == text


@pytest.mark.parametrize("text", ["", "# only a comment", "# one\n", '[store]\nid = "s"', "\ufeff", "\n\n"])
def test_a_record_can_be_the_first_of_all(text: str) -> None:
    edited = apply(text, Add("events", {"id": "e"})).text
    assert rows(edited, "events") == [{"id": "e"}]
    assert edited.startswith(text.rstrip("\n"))
    assert tomllib.loads(apply(edited, Delete("events", "e")).text.removeprefix("\ufeff")).get("events") is None


def test_a_record_goes_with_the_comment_directly_above_it() -> None:
    edited = apply(STORE, Delete("sources", "b"))
    gone = '\n# Why it is here.\n[[sources]]\nid = "b"\ntitle = "B"\nkind = "web"\n'
    assert edited.text == replaced(gone, "")
    assert edited.lost == ("# Why it is here.",)


def test_a_record_goes_with_its_accounts_and_leaves_headings() -> None:
    edited = apply(STORE, Delete("events", "e"))
    assert edited.text.endswith('kind = "web"\n\n# ---------- events ----------\n\n# the end\n')
    assert edited.lost == ("# why claimed", "# the first", "# as they say")


def test_a_comment_that_begins_the_file_stays_when_the_first_record_goes() -> None:
    text = '# my store\n[[sources]]\nid = "a"\n\n[[sources]]\nid = "b"\n'
    assert apply(text, Delete("sources", "a")).text == '# my store\n\n[[sources]]\nid = "b"\n'
    bare = text.removeprefix("# my store\n")
    assert apply(bare, Delete("sources", "a")).text == '[[sources]]\nid = "b"\n'


def test_a_line_that_ends_a_text_is_no_comment_of_the_record_below() -> None:
    text = "[[sources]]\nid = 'a'\nnote = '''\n# not a comment'''\n[[sources]]\nid = 'b'\n"
    assert apply(text, Delete("sources", "b")).text == text.removesuffix("[[sources]]\nid = 'b'\n")


EDITS: list[Edit] = [
    Replace("sources", "a", (Change("kind", "news", "two\nlines"),)),
    Replace("sources", "b", (Change("url", ABSENT, "https://example.org"),)),
    Replace("events", "e", (Change("status", "claimed", ABSENT),)),
    Add("events", {"id": "f", "date": "1995", "accounts": [{"by": "p", "says": "Yes."}]}),
    Delete("sources", "a"),
]


@pytest.mark.parametrize("edit", EDITS)
def test_line_ends_and_a_byte_order_mark_stay(edit: Edit) -> None:
    plain = apply(STORE, edit).text
    assert apply("\ufeff" + STORE.replace("\n", "\r\n"), edit).text == "\ufeff" + plain.replace("\n", "\r\n")


@pytest.mark.parametrize("edit", EDITS)
def test_a_file_without_a_final_line_break_is_none_the_worse(edit: Edit) -> None:
    short = STORE.removesuffix("\n\n# the end\n")
    edited = apply(short, edit).text
    assert not edited.endswith("\n")
    assert tomllib.loads(edited) == tomllib.loads(apply(STORE, edit).text)


def test_several_edits_are_one() -> None:
    many = apply(STORE, [EDITS[0], EDITS[1], EDITS[3], Add("events", {"id": "g"})]).text
    one_by_one = STORE
    for edit in (EDITS[0], EDITS[1], EDITS[3], Add("events", {"id": "g"})):
        one_by_one = apply(one_by_one, edit).text
    assert many == one_by_one


def test_the_fewest_changes_are_found_types_and_all() -> None:
    old = {"a": 1, "b": True, "c": "x", "d": [1, {"e": 2}], "n": math.nan, "gone": 1}
    new = {"d": [1, {"e": 2}], "c": "x", "a": 1.0, "b": 1, "n": math.nan, "come": 1}
    changes = {change.field: change for change in diff(old, new)}
    assert set(changes) == {"a", "b", "gone", "come"}
    assert changes["gone"].new is ABSENT
    assert changes["come"].old is ABSENT
    assert diff(old, dict(reversed(old.items()))) == ()
    assert diff({"a": 0.0}, {"a": -0.0}) == (("a", 0.0, -0.0),)


def test_one_and_one_point_nought_and_true_are_three_values() -> None:
    text = '[[events]]\nid = "e"\nlat = 1\n'
    for old, new, written in ((1, 1.0, "1.0"), (1.0, True, "true"), (True, 1, "1")):
        text = apply(text, Replace("events", "e", (Change("lat", old, new),))).text
        assert text == f'[[events]]\nid = "e"\nlat = {written}\n'


def test_a_form_is_filled_with_what_the_file_has() -> None:
    assert fields_of("\ufeff" + STORE.replace("\n", "\r\n"), "sources", "a") == rows(STORE, "sources")[0]
    with pytest.raises(CannotEdit, match="there is no sources/z"):
        fields_of(STORE, "sources", "z")
