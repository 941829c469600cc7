"""The canonical layout: everything in its order, every comment where it belongs, nothing lost, and twice is once."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from tests.storage.carried import FILES, carried
from tests.storage.spelled import Spelled, stores

from karabakh_tui.model.records import TABLES, Event
from karabakh_tui.storage.cannot_edit import CannotEdit
from karabakh_tui.storage.edit import Add, apply
from karabakh_tui.storage.exact import same
from karabakh_tui.storage.formatting import formatted
from karabakh_tui.storage.fragment import comments

ROOT = Path(__file__).parent.parent.parent

BEFORE = """\
# My store,
# kept by me.

# about the store
[store]
title = "S"
  id    =   "s" # its id
[[quotes]]
id = "q"

# ---------- events ----------

# second
[[events]]
date = "1995"
id = "b"
# why
status = "claimed" # only
tags = ["x",
  "y"]
cites = [
  { source = "a" }, # kept as it is
]
# below b

# before the account
[[events.accounts]]
says = "No."
by = "p"


# stands alone

[[events]]
id = "a"
date = "1994"
[check]
E1 = "off"
# ---------- sources ----------

[[sources]]
id = "s"
# the end
"""

AFTER = """\
# My store,
# kept by me.

# about the store
[store]
id = "s" # its id
title = "S"

# ---------- sources ----------

[[sources]]
id = "s"
# the end

# ---------- events ----------

# stands alone

[[events]]
id = "a"
date = "1994"

# second
[[events]]
id = "b"
date = "1995"
# why
status = "claimed" # only
tags = ["x", "y"]
cites = [
  { source = "a" }, # kept as it is
]
# below b

# before the account
[[events.accounts]]
by = "p"
says = "No."

[[quotes]]
id = "q"

[check]
E1 = "off"
"""


def test_a_store_is_laid_out_in_its_order_with_its_comments() -> None:
    before = BEFORE.replace('E1 = "off"\n#', 'E1 = "off"\n\n#')
    assert formatted(before) == AFTER
    assert formatted(AFTER) == AFTER


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    before = BEFORE.replace('E1 = "off"\n#', 'E1 = "off"\n\n#')
    assert formatted("\ufeff" + before.replace("\n", "\r\n")) == "\ufeff" + AFTER.replace("\n", "\r\n")


@pytest.mark.parametrize("text", ["", "\n \n", "# only\n", "# only", "a = 1 # root", "# top\n[[events]]", "[store]"])
def test_what_holds_next_to_nothing_is_laid_out_too(text: str) -> None:
    once = formatted(text)
    assert once.strip() == text.strip().replace("# top\n", "# top\n\n")
    assert formatted(once) == once


def test_what_has_no_date_that_can_be_read_stands_last() -> None:
    dates = ('"no"', "1994-05-12", "5", '"1994"', '"1994-05"', '"../1994"', '"1990/1995"')
    text = "\n".join(f'[[events]]\nid = "e{number}"\ndate = {date}' for number, date in enumerate(dates))
    ids = [row["id"] for row in tomllib.loads(formatted(text))["events"]]
    assert ids == ["e5", "e6", "e3", "e4", "e1", "e0", "e2"]


def test_what_cannot_be_laid_out_is_refused() -> None:
    with pytest.raises(CannotEdit, match=r"^f\.toml:2: not TOML"):
        formatted("a = 1\nb\n", "f.toml")
    with pytest.raises(CannotEdit, match=r"^f\.toml:1: newer than TOML 1\.0"):
        formatted("a = {\n b = 1, # TOML 1.1\n}\n", "f.toml")


def ordered_rows(data: dict[str, Any]) -> dict[str, Any]:
    return {
        name: sorted(value, key=lambda row: str(row.get("id"))) if name in TABLES else value
        for name, value in data.items()
    }


def assert_the_same(text: str) -> str:
    once = formatted(text)
    assert same(
        ordered_rows(tomllib.loads(once.removeprefix("\ufeff"))),
        ordered_rows(tomllib.loads(text.removeprefix("\ufeff"))),
    )
    assert Counter(comments(once)) == Counter(each.rstrip() for each in comments(text))
    assert formatted(once) == once
    return once


@pytest.mark.parametrize("name", ["good.toml", "awkward.toml", "name-variants.toml"])
def test_the_test_stores_say_the_same(name: str) -> None:
    assert_the_same((ROOT / "tests" / "data" / name).read_bytes().decode("utf-8"))


def test_the_shipped_record_says_the_same() -> None:
    text = (ROOT / "facts.toml").read_bytes().decode("utf-8")
    once = assert_the_same(text)
    events = [Event.model_validate(row) for row in tomllib.loads(once)["events"]]
    keys = [(*event.date.sort_key(), event.id) for event in events]
    assert keys == sorted(keys)


def test_a_new_record_needs_no_other_layout() -> None:
    new = {
        "id": "zz",
        "date": "2000",
        "accounts": [{"says": "Yes.", "by": "p"}],
        "note": "two\nlines",
        "tags": ["x"] * 40,
    }
    text = apply(AFTER, Add("events", new)).text
    assert formatted(text) == text


@settings(deadline=None, max_examples=100, derandomize=True)
@given(stores())
def test_any_store_says_the_same_and_laying_it_out_again_changes_nothing(store: Spelled) -> None:
    assert_the_same(store.text)


@pytest.mark.parametrize("name", FILES)
def test_any_valid_toml_says_the_same(name: str) -> None:
    assert_the_same(carried(name))
    assert_the_same(FILES[name].read_bytes().decode("utf-8"))
