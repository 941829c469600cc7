"""Our own writes can be undone and done again, whatever else was changed meanwhile."""

from __future__ import annotations

import pytest

from karabakh_tui.storage.undo import MOST, Undo, UndoError
from karabakh_tui.storage.units import UncertainError

BASE = """\
[store]
id = "s"

# About a.
[[events]]
id = "a"  # a
n = 1

# About b.
[[events]]
id = "b"
n = 1

[[places]]
id = "p"
"""

A = BASE[BASE.index("# About a.") : BASE.index("# About b.")]
B = BASE[BASE.index("# About b.") : BASE.index("[[places]]")]

EDITED = BASE.replace("# a\nn = 1", "# a\nn = 2 # why")
REMOVED = BASE.replace(A + B, "")
ADDED = f'{BASE}\n[[places]]\nid = "q"\n'
RENAMED = BASE.replace('id = "a"', 'id = "c"\nformer_ids = ["a"]').replace('"b"\n', '"b"\nrelated = ["c"]\n')

THEIRS = ('id = "p"', 'id = "p"  # theirs\nname = "P"')


@pytest.mark.parametrize("after", [EDITED, REMOVED, ADDED, RENAMED], ids=["edited", "removed", "added", "renamed"])
def test_a_write_is_undone_and_done_again_to_the_byte(after: str) -> None:
    undo = Undo().wrote("it", BASE, after)
    before, undone = undo.undo(after)
    assert before == BASE
    assert undone.redo(BASE) == (after, undo)


@pytest.mark.parametrize("after", [EDITED, REMOVED, ADDED, RENAMED], ids=["edited", "removed", "added", "renamed"])
def test_what_others_did_to_other_records_stays(after: str) -> None:
    undo = Undo().wrote("it", BASE, after)
    before, undone = undo.undo(after.replace(*THEIRS))
    assert before == BASE.replace(*THEIRS)
    assert undone.redo(before)[0] == after.replace(*THEIRS)


def test_a_record_that_others_changed_since_is_not_undone_over_their_heads() -> None:
    undo = Undo().wrote("the edit of events/a", BASE, EDITED)
    theirs = EDITED.replace("# why", "# theirs")
    with pytest.raises(
        UndoError, match=r"^cannot undo the edit of events/a: events/a changed elsewhere meanwhile; edit"
    ):
        undo.undo(theirs)
    assert undo.undo(EDITED)[0] == BASE


def test_a_record_that_others_removed_is_not_undone_and_one_that_is_so_already_is_no_mistake() -> None:
    undo = Undo().wrote("it", BASE, EDITED)
    with pytest.raises(UndoError, match="events/a changed elsewhere"):
        undo.undo(EDITED.replace(EDITED[EDITED.index("# About a.") : EDITED.index("# About b.")], ""))
    assert undo.undo(BASE)[0] == BASE


SCATTERED = f"{BASE}\n[events.extra]\nx = 1\n"
"""The last event's parts are in two places: what belongs to what is not certain."""


def test_a_write_into_a_file_whose_records_are_scattered_is_undone_while_nobody_else_wrote() -> None:
    after = SCATTERED.replace("# a\nn = 1", "# a\nn = 2")
    undo = Undo().wrote("the edit", SCATTERED, after)
    assert [write.title for write in undo.done] == ["the edit"]
    before, undone = undo.undo(after)
    assert before == SCATTERED
    assert undone.redo(SCATTERED) == (after, undo)
    with pytest.raises(
        UndoError, match=r"^cannot undo the edit: the file was changed elsewhere meanwhile, and line [0-9]+: belongs"
    ):
        undo.undo(after.replace(*THEIRS))


def test_a_write_is_undone_to_the_byte_whatever_ends_the_file() -> None:
    before = BASE.rstrip("\n") + "  "
    after = before.replace('id = "p"', 'id = "p"\nname = "P"')
    undo = Undo().wrote("it", before, after)
    assert undo.undo(after)[0] == before


def test_the_record_to_show_is_the_one_that_was_renamed_not_the_first_that_refers_to_it() -> None:
    before = '[[events]]\nid = "b"\nrelated = ["a"]\n\n[[events]]\nid = "a"\n'
    after = '[[events]]\nid = "b"\nrelated = ["c"]\n\n[[events]]\nid = "c"\nformer_ids = ["a"]\n'
    (write,) = Undo().wrote("it", before, after).done
    assert (write.record("undo"), write.record("redo")) == ("events/a", "events/c")
    (removed,) = Undo().wrote("it", BASE, BASE.replace(A, "")).done
    assert (removed.record("undo"), removed.record("redo")) == ("events/a", "events/a")


def test_what_there_is_to_undo_is_said_truly() -> None:
    with pytest.raises(UndoError, match=r"^nothing to undo: nothing was written here yet$"):
        Undo().undo(BASE)
    _, undone = Undo().wrote("it", BASE, EDITED).undo(EDITED)
    with pytest.raises(UndoError, match=r"^nothing to undo: all that was written here is undone$"):
        undone.undo(BASE)


def test_a_rename_is_undone_and_what_others_changed_in_the_record_since_stays() -> None:
    before = '[[events]]\nid = "b"\nrelated = ["a"]\n\n[[events]]\nid = "a"\nn = 1\n'
    after = '[[events]]\nid = "b"\nrelated = ["c"]\n\n[[events]]\nid = "c"\nformer_ids = ["a"]\nn = 1\n'
    undo = Undo().wrote("it", before, after)
    assert undo.undo(after.replace("n = 1", "n = 5"))[0] == before.replace("n = 1", "n = 5")


def test_a_redo_over_the_heads_of_others_is_refused() -> None:
    _, undone = Undo().wrote("the edit", BASE, EDITED).undo(EDITED)
    with pytest.raises(UndoError, match=r"^cannot redo the edit: events/a changed elsewhere meanwhile"):
        undone.redo(BASE.replace("# a\n", "# b\n"))


def test_writes_are_undone_in_order_and_a_new_one_ends_what_could_be_done_again() -> None:
    undo = Undo().wrote("one", BASE, EDITED).wrote("two", EDITED, f'{EDITED}\n[[places]]\nid = "q"\n')
    text, undo = undo.undo(f'{EDITED}\n[[places]]\nid = "q"\n')
    assert text == EDITED
    assert [write.title for write in undo.done + undo.undone] == ["one", "two"]
    undo = undo.wrote("three", EDITED, REMOVED)
    assert [write.title for write in undo.done] == ["one", "three"]
    with pytest.raises(UndoError, match="nothing to redo"):
        undo.redo(REMOVED)


def test_without_writes_there_is_nothing_to_undo_and_a_write_of_nothing_is_none() -> None:
    undo = Undo().wrote("nothing", BASE, BASE.replace("\n", "\r\n"))
    assert undo == Undo()
    with pytest.raises(UndoError, match="nothing to undo") as refused:
        undo.undo(BASE)
    assert refused.value.exit_code == 4


def test_a_text_that_is_not_toml_at_the_moment_is_left_alone() -> None:
    undo = Undo().wrote("it", BASE, EDITED)
    with pytest.raises(UncertainError, match=r"not TOML: .* mend it first"):
        undo.undo(f"{EDITED}[[")


def test_the_oldest_writes_are_forgotten() -> None:
    undo = Undo()
    for number in range(MOST + 2):
        undo = undo.wrote(str(number), f"n = {number}", f"n = {number + 1}")
    assert (len(undo.done), undo.done[0].title) == (MOST, "2")
