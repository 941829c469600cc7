"""Two changes of one text: both are taken where they touch different records, else the reader is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import tomli
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.storage.stores import Written, examples, stores

from karabakh_tui.paths import shipped_store
from karabakh_tui.storage import units
from karabakh_tui.storage.merge import WHOLE_FILE, Conflict, Merged, apply, changes, merge
from karabakh_tui.storage.sections import Entry, entries
from karabakh_tui.storage.units import Cut, UncertainError

BASE = """\
# A record of a subject.

[store]
id = "s"
title = "S"
format = 1

# The first.
[[events]]
id = "a" # one
title = "A"
[[events.accounts]]
by = "x"

[[places]]
id = "p"
name = '''
[[events]]
id = "no"
'''

# The second.
[[events]]
id = "b"
title = "B"
[events.extra]
n = 1

# The end.
"""

FIRST = BASE[BASE.index("# The first.") : BASE.index("[[places]]")]
SECOND = BASE[BASE.index("# The second.") : BASE.index("# The end.")]


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


A_OURS = ('title = "A"', 'title = "Ours"  # ours')
A_THEIRS = ('title = "A"', 'title = "Theirs"')
B_THEIRS = ("n = 1\n", "n = 2\nm = 3  # theirs\n")
P_THEIRS = ('id = "no"\n', "[[places]]\n")


@pytest.mark.parametrize("theirs", [B_THEIRS, P_THEIRS, ("# The end.", "# Theirs."), ('title = "S"', 'title = "T"')])
def test_both_are_taken_where_they_touch_different_records(theirs: tuple[str, str]) -> None:
    ours = changed(BASE, A_OURS)
    merged = merge(BASE, ours, changed(BASE, theirs))
    assert (merged.text, merged.conflicts) == (changed(ours, theirs), ())
    assert merge(BASE, changed(BASE, theirs), ours) == merged


def test_a_comment_of_theirs_on_a_record_that_we_edit_is_taken_too() -> None:
    theirs = changed(BASE, ("# The first.", "# The very first."))
    assert merge(BASE, changed(BASE, A_OURS), theirs).text == changed(theirs, A_OURS)


def test_a_record_that_both_change_is_a_conflict_and_stays_theirs_until_one_chooses() -> None:
    ours, theirs = changed(BASE, A_OURS), changed(BASE, A_THEIRS, B_THEIRS)
    asked = merge(BASE, ours, theirs)
    texts = [changed(FIRST.strip(), pair) for pair in (A_OURS, A_THEIRS)]
    assert asked.conflicts == (Conflict("events/a", FIRST.strip(), *texts),)
    assert asked.text == theirs
    assert merge(BASE, ours, theirs, {"events/a": "theirs"}) == merge(BASE, theirs, theirs)
    mine = merge(BASE, ours, theirs, {"events/a": "ours"})
    assert (mine.text, mine.conflicts) == (changed(BASE, A_OURS, B_THEIRS), ())


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    theirs = changed(BASE, A_OURS, B_THEIRS)
    assert merge(BASE, changed(BASE, A_OURS), theirs) == merge(BASE, BASE, theirs)


def test_a_record_that_we_remove_is_removed_unless_they_changed_it() -> None:
    ours = changed(BASE, (FIRST, ""))
    assert merge(BASE, ours, changed(BASE, B_THEIRS)).text == changed(ours, B_THEIRS)
    (conflict,) = merge(BASE, ours, changed(BASE, A_THEIRS)).conflicts
    assert (conflict.record, conflict.ours) == ("events/a", None)
    assert merge(BASE, ours, changed(BASE, A_THEIRS), {"events/a": "ours"}).text == ours


def test_a_record_that_they_removed_and_we_changed_is_a_conflict() -> None:
    theirs = changed(BASE, (FIRST, ""))
    (conflict,) = merge(BASE, changed(BASE, A_OURS), theirs).conflicts
    assert (conflict.record, conflict.theirs) == ("events/a", None)
    chosen = merge(BASE, changed(BASE, A_OURS), theirs, {"events/a": "ours"})
    assert records(chosen.text) == records(changed(BASE, A_OURS))


def test_a_record_that_we_remove_without_its_comment_leaves_the_comment() -> None:
    ours = changed(BASE, (FIRST, "# The first.\n\n"))
    theirs = changed(BASE, P_THEIRS)
    assert merge(BASE, ours, theirs).text == changed(ours, P_THEIRS)


def test_a_record_that_we_add_stands_where_we_put_it() -> None:
    new = '# New.\n[[events]]\nid = "c"\n\n'
    ours = changed(BASE, ("[[places]]", f"{new}[[places]]"))
    assert merge(BASE, ours, changed(BASE, B_THEIRS)).text == changed(ours, B_THEIRS)


def test_a_record_that_we_add_after_one_that_they_removed_stands_with_its_like() -> None:
    near = BASE.replace("[[places]]\n", "[[places]]\nid = 'near'\n\n[[places]]\n", 1)
    base = changed(near, ("# The end.", '[[places]]\nid = "far"\n\n# The end.'))
    ours = changed(base, ("# The end.", '[[places]]\nid = "new"\n\n# The end.'))
    theirs = changed(base, ('[[places]]\nid = "far"\n\n', ""))
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert merged.text == changed(near, ("# The second.", '[[places]]\nid = "new"\n\n# The second.'))


def test_records_that_both_rename_side_by_side_keep_their_places() -> None:
    base = "".join(f'[[events]]\nid = "{name}"\n\n' for name in "abcd")
    ours, theirs = (changed(base, (f'"{name}"', f'"{name}-new"')) for name in "cb")
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert merged.text == changed(ours, ('"b"', '"b-new"'))


def test_blank_lines_alone_are_nothing_to_disagree_about() -> None:
    wide = changed(BASE, ("[[places]]", "\n\n[[places]]"))
    theirs = changed(BASE, (BASE[BASE.index("[[places]]") : BASE.index("# The second.")], ""))
    assert merge(BASE, wide, theirs) == merge(BASE, BASE, theirs)
    assert merge(BASE, theirs, wide).conflicts == ()
    assert "places" not in records(merge(BASE, theirs, wide).text)
    new = '[[events]]\nid = "c"\n'
    assert merge(BASE, f"{BASE}{new}", f"{BASE}\n\n{new}") == merge(BASE, BASE, f"{BASE}\n\n{new}")


def test_records_that_both_add_are_both_there_and_one_that_both_add_differently_is_a_conflict() -> None:
    def with_record(text: str) -> str:
        return changed(BASE, ("# The end.", f"[[events]]\n{text}\n\n# The end."))

    both = merge(BASE, with_record('id = "c"'), with_record('id = "d"'))
    assert [each["id"] for each in records(both.text)["events"]] == ["a", "b", "c", "d"]
    (conflict,) = merge(BASE, with_record('id = "c"'), with_record('id = "c"\nx = 1')).conflicts
    assert (conflict.record, conflict.base) == ("events/c", None)


@pytest.mark.parametrize("blanks", ["", " ", "\t ", " \r"])
def test_blanks_at_the_end_of_a_file_without_a_last_line_break_stay_where_they_are(blanks: str) -> None:
    base = f'[[events]]\nid = "a"\nn = 1\n\n[[events]]\nid = "b"\nn = 1{blanks}'
    if blanks.endswith("\r"):
        base = base.replace("\n", "\r\n").removesuffix("\r")
    ours = base.replace("n = 1", "n = 2", 1)
    theirs = "n = 3".join(base.rsplit("n = 1", 1))
    assert merge(base, ours, theirs).text == theirs.replace("n = 1", "n = 2", 1)


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "  # end"])
def test_a_file_without_a_last_line_break_can_be_added_to_by_both(end: str) -> None:
    base = f'[[events]]\nid = "a"{end}'
    ours, theirs = f'{base}\n\n[[events]]\nid = "b"\n', f'{base}\n\n[[places]]\nid = "c"'
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert records(merged.text) == {"events": [{"id": "a"}, {"id": "b"}], "places": [{"id": "c"}]}
    assert merged.text.startswith(base)


def test_a_file_that_begins_anew_is_put_together() -> None:
    base = '[[events]]\nid = "a"\n\n[[events]]\nid = "b"\n'
    ours = changed(base, ('[[events]]\nid = "a"\n\n', ""))
    theirs = f"[[events]]\nid = 'new'\n{base}# end"
    merged = merge(base, ours, theirs)
    assert records(merged.text) == {"events": [{"id": "new"}, {"id": "b"}]}
    assert merged.conflicts == ()


def test_line_ends_and_the_byte_order_mark_are_theirs() -> None:
    theirs = "\ufeff" + changed(BASE, B_THEIRS).replace("\n", "\r\n")
    ours = changed(BASE, A_OURS, ("# The end.", '[[events]]\nid = "c"\n\n# The end.'))
    assert merge(BASE, ours, theirs).text == "\ufeff" + changed(ours, B_THEIRS).replace("\n", "\r\n")
    for start in ("format = 1\n\n# The first.\n", "format = 1\r\n\n# The first.\n"):
        windows = "format = 1\r\n\r\n# The first.\r\n"
        mixed = merge(BASE, ours, changed(theirs, (windows, start)))
        assert mixed.text == changed(merge(BASE, ours, theirs).text, (windows, start))
    unix = merge(BASE.replace("\n", "\r\n"), ours.replace("\n", "\r\n"), changed(BASE, B_THEIRS))
    assert unix.text == changed(ours, B_THEIRS)


def test_an_id_that_is_there_twice_is_no_hindrance() -> None:
    base = '[[events]]\nid = "a"\nn = 1\n\n[[events]]\nid = "a"\nn = 2\n\n[[events]]\nn = 3\n'
    merged = merge(base, changed(base, ("n = 2", "n = 20")), changed(base, ("n = 3", "n = 30"), ("n = 1", "n = 10")))
    assert [each["n"] for each in records(merged.text)["events"]] == [10, 20, 30]
    (conflict,) = merge(base, changed(base, ("n = 2", "n = 20")), changed(base, ("n = 2", "n = 21"))).conflicts
    assert conflict.record == "events/a (2)"
    (unnamed,) = merge(base, changed(base, ("n = 3", "n = 30")), changed(base, ("n = 3", "n = 31"))).conflicts
    assert unnamed.record == "events/?"


def test_keys_before_the_first_header_are_tables_of_their_own() -> None:
    base = 'a.x = 1\na.y = 2\nb = 1\n[[events]]\nid = "e"\n'
    ours = changed(base, ("b = 1", "b = 2\nc = 3"))
    theirs = changed(base, ("a.y = 2", "a.y = 4"), ("b = 1", "b = 1\nd = 5"))
    assert records(merge(base, ours, theirs).text) == {
        "a": {"x": 1, "y": 4}, "b": 2, "c": 3, "d": 5, "events": [{"id": "e"}],
    }  # fmt: skip
    first = merge(base, f"[[events]]\nid = 'f'\n\n{base[base.index('[[') :]}", changed(base, ("b = 1", "b = 2")))
    assert [conflict.record for conflict in first.conflicts] == ["[b]"]
    before = changed(base, ('[[events]]\nid = "e"', '[[places]]\nid = "p"\n\n[[events]]\nid = "e"'))
    assert merge(base, before, changed(base, ("b = 1", "b = 1\nd = 5"))).text == changed(
        before, ("b = 1", "b = 1\nd = 5")
    )


@pytest.mark.parametrize(
    "theirs",
    [
        changed(BASE, ("# The end.", "[store.more]\nx = 1")),
        changed(BASE, ("# The end.", "[[places]]\nid = 'c'\n[events.late]\nx = 1\n[[events]]\nid = 'd'")),
        'events = [{ id = "a" }, { id = "b" }]\n',
        "[[events]\n",
        "a = 1\r",
        f"a = {'[' * 5000}{']' * 5000}\n",
    ],
    ids=["table in two places", "record in two places", "list", "not TOML", "line break", "deep"],
)
def test_where_it_is_not_certain_what_belongs_to_what_one_chooses_between_the_files(theirs: str) -> None:
    ours = changed(BASE, A_OURS)
    assert merge(BASE, ours, theirs) == Merged(theirs, (Conflict(WHOLE_FILE, BASE, ours, theirs),))
    assert merge(BASE, ours, theirs, {WHOLE_FILE: "ours"}) == Merged(ours, ())
    assert merge(BASE, ours, theirs, {WHOLE_FILE: "theirs"}) == Merged(theirs, ())


def test_a_choice_that_cannot_be_put_into_their_text_is_one_between_the_files() -> None:
    ours, theirs = changed(BASE, A_OURS), "events = []\n"
    assert [each.record for each in merge(BASE, ours, theirs).conflicts] == ["events/a"]
    assert merge(BASE, ours, theirs, {"events/a": "theirs"}) == Merged(theirs, ())
    assert merge(BASE, ours, theirs, {"events/a": "ours"}).conflicts == (Conflict(WHOLE_FILE, BASE, ours, theirs),)


def test_the_line_is_told_that_belongs_to_what_stands_elsewhere() -> None:
    with pytest.raises(UncertainError, match=r"^line 3: belongs to what stands elsewhere; edit by hand$"):
        Cut("[[events]]\n[[places]]\n[events.late]\n[[events]]\n")


def test_what_was_cut_out_wrongly_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def short_sighted(text: str) -> Iterator[Entry]:
        return (entry for entry in entries(text) if entry.path != ("title",))

    monkeypatch.setattr(units, "entries", short_sighted)
    with pytest.raises(UncertainError, match=r"^events/a: it is not certain where it begins and ends"):
        changes(BASE, changed(BASE, ('id = "a" # one', 'id = "a" # two'), ('[[events.accounts]]\nby = "x"\n', "")))


def test_what_would_come_out_otherwise_than_meant_is_not_done() -> None:
    base = '[[events]]\nid = "a"\nn = 1\n\n[[places]]\nid = "p"\n'
    ours = f'{base}\n[[events]]\nid = "a"\nn = 2\n'
    theirs = '[[places]]\nid = "p"\n\n[[events]]\nid = "a"\nn = 1\n'
    with pytest.raises(UncertainError, match="not what was meant"):
        apply(changes(base, ours), theirs)
    assert merge(base, ours, theirs).conflicts == (Conflict(WHOLE_FILE, base, ours, theirs),)


def records(text: str) -> dict[str, Any]:
    return tomli.loads(text)


@given(stores())
@examples(60)
def test_the_units_of_any_store_are_its_text(store: Written) -> None:
    cut = Cut(store.text)
    assert "".join(unit.gap + unit.body for unit in cut.units.values()) == store.text
    assert [unit.key.id for unit in cut.units.values() if unit.key.id] == [each[1] for each in store.records]
    for key in cut.units:
        cut.sure(key)


def with_line(text: str, header: int, line: str) -> str:
    """Return a text with one more line below the header that begins at an offset."""
    end = text.index("\n", header) + 1
    return f"{text[:end]}{line}\n{text[end:]}"


@given(stores(), st.data())
@examples(80)
def test_in_any_store_a_conflict_is_exactly_what_both_changed_differently(store: Written, data: st.DataObject) -> None:
    assume(store.records)
    mine, yours = (data.draw(st.sampled_from(store.records)) for _ in range(2))
    same_line = data.draw(st.booleans())
    lines = ("changed = 1", "changed = 1" if same_line else "changed = 2")
    ours, theirs = with_line(store.text, mine[2], lines[0]), with_line(store.text, yours[2], lines[1])
    merged, reverse = merge(store.text, ours, theirs), merge(store.text, theirs, ours)
    if mine != yours:
        first, second = sorted([(mine[2], lines[0]), (yours[2], lines[1])], reverse=True)
        assert merged.text == with_line(with_line(store.text, *first), *second)
        assert merged == reverse
        assert merged.conflicts == ()
    elif same_line:
        assert merged == reverse
        assert (merged.text, merged.conflicts) == (theirs, ())
    else:
        assert [each.record for each in merged.conflicts] == [f"{mine[0]}/{mine[1]}"]
        assert (merged.text, reverse.text) == (theirs, ours)


def test_in_the_shipped_record_two_edits_are_made_one_and_every_other_byte_stays() -> None:
    text = shipped_store().read_text("utf-8")
    _, one, *_, other = re.findall(r'^id = "[a-z0-9-]+"\n', text, re.MULTILINE)
    ours = changed(text, (f"]]\n{one}", f"]]\n{one}note = 'ours'\n"))
    theirs = changed(text, (f"]]\n{other}", f"]]\n{other}note = 'theirs'\n"))
    merged = merge(text, ours, theirs)
    assert merged.conflicts == ()
    assert merged.text == changed(ours, (f"]]\n{other}", f"]]\n{other}note = 'theirs'\n"))
