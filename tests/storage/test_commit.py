"""One write: what it changes, and what it keeps of what others wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from karabakh_tui.errors import StoreError
from karabakh_tui.storage.commit import ConflictError, changed_record, commit, exact_text, read_exact
from karabakh_tui.storage.edit import fields_of
from karabakh_tui.storage.save import ChangedOnDiskError, SaveError

TEXT = """\
# The store.
[store]
id = "a"
title = "A"
format = 1

[[parties]]
id = "north"
name = "North" # as they say
kind = "group"
former_ids = ["n"]

[[parties]]
id = "south"
name = "South"
kind = "group"
part_of = ["north"]
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_other_fields_change_nothing_else() -> None:
    old = fields_of(TEXT, "parties", "north")
    text, lost = changed_record(TEXT, "parties", "north", {**old, "name": "The North"})
    assert text == TEXT.replace('"North"', '"The North"')
    assert lost == ()


def test_a_new_record_is_added() -> None:
    text, _ = changed_record(TEXT, "parties", "", {"id": "west", "name": "West", "kind": "group"})
    assert text.startswith(TEXT)
    assert fields_of(text, "parties", "west") == {"id": "west", "name": "West", "kind": "group"}


def test_another_id_renames_and_other_fields_change_too() -> None:
    old = fields_of(TEXT, "parties", "north")
    text, _ = changed_record(TEXT, "parties", "north", {**old, "id": "nord", "name": "Nord"})
    now = fields_of(text, "parties", "nord")
    assert now == {"id": "nord", "name": "Nord", "kind": "group", "former_ids": ["n", "north"]}
    assert fields_of(text, "parties", "south")["part_of"] == ["nord"]
    assert "# as they say" in text


def test_former_ids_that_were_edited_beside_a_rename_are_as_edited_and_hold_the_old_id() -> None:
    old = fields_of(TEXT, "parties", "north")
    text, _ = changed_record(TEXT, "parties", "north", {**old, "id": "nord", "former_ids": ["nn"]})
    assert fields_of(text, "parties", "nord")["former_ids"] == ["nn", "north"]
    without = {name: value for name, value in old.items() if name != "former_ids"}
    text, _ = changed_record(TEXT, "parties", "north", {**without, "id": "nord"})
    assert fields_of(text, "parties", "nord")["former_ids"] == ["north"]


def test_a_write_is_on_the_disk_and_says_what_it_replaced(store: Path) -> None:
    done = commit(store, read_exact(store), TEXT + "# end\n")
    assert store.read_text(encoding="utf-8") == TEXT + "# end\n"
    assert (done.before, done.after, done.merged) == (TEXT, TEXT + "# end\n", False)


def test_what_others_changed_elsewhere_meanwhile_stays(store: Path) -> None:
    base = read_exact(store)
    store.write_text(TEXT.replace('"South"', '"The South"'), encoding="utf-8")
    done = commit(store, base, TEXT.replace('"North"', '"The North"'))
    both = TEXT.replace('"South"', '"The South"').replace('"North"', '"The North"')
    assert store.read_text(encoding="utf-8") == both
    assert done.merged


@pytest.mark.parametrize(("choice", "name"), [("ours", '"N"'), ("theirs", '"The North"')])
def test_where_both_changed_a_record_nothing_is_written_until_somebody_chooses(
    store: Path, choice: str, name: str
) -> None:
    base = read_exact(store)
    theirs = TEXT.replace('"North"', '"The North"')
    store.write_text(theirs, encoding="utf-8")
    ours = TEXT.replace('"North"', '"N"')
    with pytest.raises(ConflictError, match="parties/north") as error:
        commit(store, base, ours)
    assert store.read_text(encoding="utf-8") == theirs
    (conflict,) = error.value.conflicts
    commit(store, base, ours, {conflict.record: choice})  # type: ignore[dict-item]
    assert store.read_text(encoding="utf-8") == TEXT.replace('"North"', name)


def test_a_rename_and_what_others_changed_in_another_field_of_the_record_are_both_kept(store: Path) -> None:
    base = read_exact(store)
    theirs = TEXT.replace('kind = "group"', 'kind = "organisation"', 1)
    store.write_text(theirs, encoding="utf-8")
    old = fields_of(TEXT, "parties", "north")
    text, _ = changed_record(TEXT, "parties", "north", {**old, "id": "nord", "name": "Nord"})
    done = commit(store, base, text)
    assert store.read_text(encoding="utf-8") == text.replace('kind = "group"', 'kind = "organisation"', 1)
    assert done.merged


def test_a_file_that_is_gone_is_not_made_again(store: Path) -> None:
    base = read_exact(store)
    store.unlink()
    with pytest.raises(ChangedOnDiskError, match="it is gone"):
        commit(store, base, TEXT)
    assert not store.exists()
    with pytest.raises(StoreError, match="cannot be read"):
        read_exact(store)


def test_another_who_never_stops_writing_is_given_up_on(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = iter(range(100))

    def changed(path: Path, data: bytes, read: object) -> None:
        raise ChangedOnDiskError("changed", f"{TEXT}# {next(counts)}\n".encode())

    monkeypatch.setattr("karabakh_tui.storage.commit.save", changed)
    with pytest.raises(SaveError, match="goes on writing"):
        commit(store, read_exact(store), TEXT.replace('"North"', '"N"'))


def test_what_is_not_utf_8_is_refused(store: Path) -> None:
    with pytest.raises(StoreError, match="not UTF-8"):
        exact_text(store, b"\xff")
