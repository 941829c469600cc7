"""A rename is a change of one record, put together with what others did to it meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
import tomli
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.storage.stores import Written, examples, stores

from karabakh_tui.storage.cannot_edit import CannotEdit
from karabakh_tui.storage.commit import changed_record
from karabakh_tui.storage.edit import fields_of
from karabakh_tui.storage.merge import TakenError, merge


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def records(text: str) -> dict[str, Any]:
    return tomli.loads(text)


REFERRING = """\
[store]
id = "s"

[[events]]
id = "e1" # first
title = "A"
note = "n"

[[events]]
id = "e2"
title = "B"
related = ["e1"] # see
"""
RENAMED = changed(
    REFERRING,
    ('id = "e1" # first\ntitle = "A"', 'id = "e9" # first\ntitle = "Ours"\nformer_ids = ["e1"]'),
    ('["e1"] # see', '["e9"] # see'),
)


def ids(text: str) -> list[str]:
    return [each["id"] for each in records(text)["events"]]


def test_a_rename_and_what_they_changed_in_other_fields_are_both_taken() -> None:
    theirs = changed(REFERRING, ('note = "n"', 'note = "theirs" # new'), ('title = "B"', 'title = "B theirs"'))
    merged = merge(REFERRING, RENAMED, theirs)
    both = changed(RENAMED, ('note = "n"', 'note = "theirs" # new'), ('title = "B"', 'title = "B theirs"'))
    assert (merged.conflicts, merged.text) == ((), both)
    reverse = merge(REFERRING, theirs, RENAMED)
    assert (reverse.conflicts, records(reverse.text)) == ((), records(both))


@pytest.mark.parametrize("choice", ["ours", "theirs"])
def test_a_rename_that_conflicts_is_one_record_whatever_is_chosen(choice: Any) -> None:
    theirs = changed(REFERRING, ('title = "A"', 'title = "Theirs"'))
    (conflict,) = merge(REFERRING, RENAMED, theirs).conflicts
    assert conflict.record == "events/e1"
    assert '"Ours"' in str(conflict.ours)
    assert '"Theirs"' in str(conflict.theirs)
    chosen = merge(REFERRING, RENAMED, theirs, {"events/e1": choice})
    assert (chosen.conflicts, chosen.text) == ((), RENAMED if choice == "ours" else theirs)


def test_what_refers_to_a_record_that_keeps_its_id_is_left_alone_and_other_changes_of_ours_are_not() -> None:
    ours = changed(RENAMED, ('title = "B"', 'title = "B ours"'), ('[store]\nid = "s"', '[store]\nid = "t"'))
    theirs = changed(REFERRING, ('title = "A"', 'title = "Theirs"'))
    chosen = merge(REFERRING, ours, theirs, {"events/e1": "theirs"})
    assert records(chosen.text)["store"] == {"id": "t"}
    assert records(chosen.text)["events"][1]["title"] == "B ours"


@pytest.mark.parametrize(("choice", "left"), [("ours", ["e2", "e9"]), ("theirs", ["e2"])])
def test_a_rename_of_a_record_that_they_removed_is_a_conflict(choice: Any, left: list[str]) -> None:
    start = REFERRING.index("[[events]]")
    theirs = REFERRING[:start] + REFERRING[REFERRING.index("[[events]]", start + 1) :]
    (conflict,) = merge(REFERRING, RENAMED, theirs).conflicts
    assert (conflict.record, conflict.theirs) == ("events/e1", None)
    chosen = merge(REFERRING, RENAMED, theirs, {"events/e1": choice})
    assert sorted(ids(chosen.text)) == left


def test_an_edit_of_a_record_that_they_renamed_goes_to_it_under_its_new_id() -> None:
    ours = changed(REFERRING, ('note = "n"', 'note = "ours"'))
    merged = merge(REFERRING, ours, RENAMED)
    assert (merged.conflicts, merged.text) == ((), changed(RENAMED, ('note = "n"', 'note = "ours"')))


@pytest.mark.parametrize("choice", ["ours", "theirs"])
def test_where_both_renamed_a_record_both_ids_go_on_resolving(choice: Any) -> None:
    theirs = RENAMED.replace('"e9"', '"e7"').replace('"Ours"', '"Theirs"')
    (conflict,) = merge(REFERRING, RENAMED, theirs).conflicts
    assert conflict.record == "events/e1"
    chosen = records(merge(REFERRING, RENAMED, theirs, {"events/e1": choice}).text)["events"]
    first = {"id": "e9", "former_ids": ["e1", "e7"]} if choice == "ours" else {"id": "e7", "former_ids": ["e1"]}
    assert {name: chosen[0][name] for name in ("id", "former_ids")} == first
    assert len(chosen) == 2
    assert chosen[1]["related"] == ["e7"]


def test_a_record_that_both_renamed_alike_is_one() -> None:
    theirs = changed(RENAMED, ('note = "n"', 'note = "theirs"'))
    merged = merge(REFERRING, RENAMED, theirs)
    assert (merged.conflicts, merged.text) == ((), theirs)


def test_a_record_that_we_remove_and_they_renamed_is_a_conflict() -> None:
    ours = changed(REFERRING, ('[[events]]\nid = "e1" # first\ntitle = "A"\nnote = "n"\n\n', ""))
    (conflict,) = merge(REFERRING, ours, RENAMED).conflicts
    assert (conflict.record, conflict.ours) == ("events/e1", None)
    assert ids(merge(REFERRING, ours, RENAMED, {"events/e1": "ours"}).text) == ["e2"]
    assert merge(REFERRING, ours, RENAMED, {"events/e1": "theirs"}).text == RENAMED


def test_an_id_that_they_gave_to_another_record_is_not_given_twice() -> None:
    theirs = f'{REFERRING}\n[[events]]\nid = "e9"\n'
    with pytest.raises(TakenError, match=r"^events/e9 is there already: another program has added it; save under"):
        merge(REFERRING, RENAMED, theirs)


def test_a_record_that_refers_to_a_renamed_one_and_was_removed_by_them_stays_removed() -> None:
    theirs = REFERRING[: REFERRING.rindex("[[events]]")]
    merged = merge(REFERRING, RENAMED, theirs)
    assert (merged.conflicts, ids(merged.text)) == ((), ["e9"])


def test_a_record_that_took_over_the_id_of_another_is_not_taken_for_it() -> None:
    """They put two records together: what we changed in the one that went is asked about."""
    theirs = REFERRING[: REFERRING.index("[[events]]")] + '[[events]]\nid = "e2"\nformer_ids = ["e1"]\ntitle = "B"\n'
    ours = changed(REFERRING, ('note = "n"', 'note = "ours"'))
    assert [each.record for each in merge(REFERRING, ours, theirs).conflicts] == ["events/e1"]


@pytest.mark.parametrize("end", ["", "  ", "\n\n# The end.\n"])
def test_a_rename_at_the_end_of_a_file_is_put_together_whatever_ends_it(end: str) -> None:
    base = changed(REFERRING, ('["e1"] # see\n', '["e1"] # see')) + end
    ours = changed(
        base, ('["e1"] # see', '["e9"] # see\nnote = "ours"'), ('id = "e1"', 'former_ids = ["e1"]\nid = "e9"')
    )
    ours = ours.rstrip(" ")
    theirs = changed(base, ('title = "A"', 'title = "Theirs"'))
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert [each["title"] for each in records(merged.text)["events"]] == ["Theirs", "B"]
    assert ids(merged.text) == ["e9", "e2"]


def test_blanks_at_the_end_stay_where_nothing_of_ours_is_taken() -> None:
    base = '[[events]]\nid = "e1"\ntitle = "A"  '
    ours = '[[events]]\nid = "e9"\ntitle = "Ours"  \nformer_ids = ["e1"]'
    theirs = changed(base, ('"A"', '"Theirs"'))
    assert merge(base, ours, theirs, {"events/e1": "theirs"}).text == theirs


@given(stores(), st.data())
@examples(60)
def test_in_any_store_a_rename_and_a_line_of_theirs_are_both_taken(store: Written, data: st.DataObject) -> None:
    assume(store.records)
    (table, mine, _), yours = (data.draw(st.sampled_from(store.records)) for _ in range(2))
    try:
        fields = fields_of(store.text, table, mine)
        ours, _ = changed_record(store.text, table, mine, {**fields, "id": "brand-new"})
    except CannotEdit:
        assume(False)
    end = store.text.index("\n", yours[2]) + 1
    theirs = f"{store.text[:end]}changed = 1\n{store.text[end:]}"
    merged = merge(store.text, ours, theirs)
    assert merged.conflicts == ()
    found, expected = records(merged.text), records(ours)
    name = "brand-new" if yours[:2] == (table, mine) else yours[1]
    next(each for each in expected[yours[0]] if each["id"] == name)["changed"] = 1
    assert found == expected
