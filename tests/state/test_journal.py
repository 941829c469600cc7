"""What is not saved yet outlives everything."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.steps import Step, in_a_child, kill_oneself, watched

from karabakh_tui.paths import state_directory
from karabakh_tui.state.journal import Journal, Unsaved, decode_journal, encode_journal
from karabakh_tui.state.presence import Presence, is_running


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "facts.toml"
    path.write_bytes(b"")
    return path


def file() -> Path:
    return state_directory() / "nk" / "journal.jsonl"


def contents(journal: Journal) -> dict[str, Any]:
    return {entry.record: entry.content for entry in journal.pending()}


def test_what_is_written_down_is_there_at_the_next_start_until_it_is_saved(store: Path) -> None:
    journal = Journal("nk", store)
    assert journal.pending() == ()
    journal.record("events/a", {"title": "Lac", "tags": ["x"]})
    journal.record("events/b", {"title": "B"}, failed="the disk is full")
    journal.record("events/a", {"title": "Lachin", "tags": ["x"]})
    after = Journal("nk", store)
    assert after.pending() == (
        Unsaved(str(store), "events/b", {"title": "B"}, "the disk is full"),
        Unsaved(str(store), "events/a", {"title": "Lachin", "tags": ["x"]}),
    )
    assert all(entry.since[:2] == "20" for entry in after.pending())
    after.clear("events/b")
    after.clear("events/b")
    assert contents(Journal("nk", store)) == {"events/a": {"title": "Lachin", "tags": ["x"]}}
    journal.clear("events/a")
    assert (after.pending(), journal.problems, after.problems) == ((), (), ())


def test_nothing_is_made_when_the_journal_is_merely_read(store: Path) -> None:
    assert Journal("nk", store).pending() == ()
    assert not state_directory().exists()


def test_a_draft_is_not_offered_to_another_file_with_the_same_id_unless_its_own_is_gone(
    store: Path, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(store)
    Journal("nk", tmp_path / "link").record("events/a", {"n": 1})
    other = Journal("nk", tmp_path / "other.toml")
    other.record("events/b", {"n": 2})
    assert contents(Journal("nk", store)) == {"events/a": {"n": 1}, "events/b": {"n": 2}}
    assert contents(other) == {"events/b": {"n": 2}}
    other.clear("events/a")
    (tmp_path / "other.toml").write_bytes(b"")
    assert contents(Journal("nk", store)) == {"events/a": {"n": 1}}
    store.rename(tmp_path / "renamed.toml")
    assert contents(Journal("nk", tmp_path / "renamed.toml")) == {"events/a": {"n": 1}}
    assert contents(Journal("other", tmp_path / "renamed.toml")) == {}


def test_a_journal_that_cannot_be_written_is_kept_in_memory_and_said(store: Path, tmp_path: Path) -> None:
    (tmp_path / "surroundings").write_bytes(b"in the way of the directory")
    journal = Journal("nk", store)
    journal.record("events/a", {"n": 1})
    assert contents(journal) == {"events/a": {"n": 1}}
    assert "cannot be written" in journal.problems[0]
    (tmp_path / "surroundings").unlink()
    journal.record("events/b", {"n": 2})
    assert contents(Journal("nk", store)) == {"events/a": {"n": 1}, "events/b": {"n": 2}}


def test_what_could_not_be_written_is_told_apart_until_it_is(store: Path, tmp_path: Path) -> None:
    (tmp_path / "surroundings").write_bytes(b"in the way of the directory")
    journal = Journal("nk", store)
    journal.record("events/a", {"n": 1})
    journal.record("events/b", {"n": 2})
    assert [entry.record for entry in journal.unkept] == ["events/a", "events/b"]
    assert "cannot be written" in journal.why_unkept
    journal.clear("events/b")
    assert [entry.record for entry in journal.unkept] == ["events/a"]
    (tmp_path / "surroundings").unlink()
    journal.try_again()
    assert (journal.unkept, journal.why_unkept) == ((), "")
    assert contents(Journal("nk", store)) == {"events/a": {"n": 1}}


def test_what_another_running_instance_has_in_a_form_is_neither_left_over_nor_touched(store: Path) -> None:
    other, ours = Presence(), Presence()
    theirs, mine = Journal("nk", store, other), Journal("nk", store, ours)
    theirs.record("events/a", {"n": 1})
    mine.record("events/b", {"n": 2})
    assert [entry.record for entry in mine.left_over()] == ["events/b"]
    assert [entry.record for entry in theirs.left_over()] == ["events/a"]
    mine.clear("events/a")
    assert not mine.claim("events/a")
    assert contents(mine) == {"events/a": {"n": 1}, "events/b": {"n": 2}}
    other.release()
    assert [entry.record for entry in mine.left_over()] == ["events/a", "events/b"]
    assert mine.claim("events/a")
    again = Journal("nk", store, Presence())
    assert not again.claim("events/a")
    assert not again.claim("events/none")
    mine.clear("events/a")
    assert contents(mine) == {"events/b": {"n": 2}}
    ours.release()


def test_who_was_killed_runs_no_longer(store: Path) -> None:
    def child() -> None:
        Journal("nk", store, Presence()).record("events/a", {"n": 1})
        kill_oneself()

    assert in_a_child(child) == 9
    (entry,) = Journal("nk", store).left_over()
    assert not is_running(entry.owner)
    directory = state_directory() / "running"
    assert (directory / entry.owner).exists()
    presence = Presence()
    assert is_running(presence.take())
    assert [each.name for each in directory.iterdir() if each.name[0] != "."] == [presence.name]
    presence.release()
    presence.release()
    assert [each.name for each in directory.iterdir() if each.name[0] != "."] == []


@pytest.mark.parametrize("name", ["", "..", "../running/x", "0" * 16, "0" * 15 + "\n"])
def test_a_name_that_nobody_has_is_not_running(name: str) -> None:
    assert not is_running(name)


@pytest.mark.parametrize(
    "damage",
    [b'{"path": "/a", "rec', b"\xff\xfe", b"null", b'{"path": 1, "content": {}}', b'{"path": "\\u0000", "content": {}}',
     b'{"record": "events/x"}', b"[" * 100_000],
)  # fmt: skip
def test_a_damaged_journal_is_set_aside_and_what_can_be_read_of_it_is_kept(store: Path, damage: bytes) -> None:
    Journal("nk", store).record("events/a", {"n": 1})
    whole = file().read_bytes()
    file().write_bytes(whole + damage)
    journal = Journal("nk", store)
    assert contents(journal) == {"events/a": {"n": 1}}
    assert "line 2 is not an entry of the journal; the file was set aside" in journal.problems[0]
    (aside,) = file().parent.glob("journal.jsonl.damaged-*")
    assert (aside.read_bytes(), file().read_bytes()) == (whole + damage, whole)


def test_a_journal_torn_anywhere_keeps_all_entries_before_the_tear(store: Path) -> None:
    journal = Journal("nk", store)
    for name in "abc":
        journal.record(f"events/{name}", {"text": f"Ճ {name}\n"})
    whole = file().read_bytes()
    ends = [number for number, byte in enumerate(whole) if byte == 10]
    for cut in range(len(whole)):
        entries, damage = decode_journal(whole[:cut])
        assert len(entries) == sum(end <= cut for end in ends)
        assert bool(damage) == (cut not in (0, *ends, *(end + 1 for end in ends)))


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_process_killed_at_any_step_has_written_down_what_was_or_what_is(store: Path, moment: str) -> None:
    Journal("nk", store).record("events/a", {"n": 1})
    names: list[str] = []

    def note(number: int, name: str, step: Step) -> Any:
        names.append(name)
        return step()

    with watched(note):
        Journal("nk", store).record("events/a", {"n": 2})
    found = []
    for at in range(len(names)):
        Journal("nk", store).record("events/a", {"n": 1})

        def killed(number: int, name: str, step: Step, at: int = at) -> Any:
            if number == at and moment == "before":
                kill_oneself()
            done = step()
            if number == at:
                kill_oneself()
            return done

        def child() -> None:
            with watched(killed):
                Journal("nk", store).record("events/a", {"n": 2})

        assert in_a_child(child) == 9
        journal = Journal("nk", store)
        found.append(contents(journal))
        assert journal.problems == ()
    old, new = {"events/a": {"n": 1}}, {"events/a": {"n": 2}}
    assert found == sorted(found, key=[old, new].index)
    assert (found[0], found[-1]) == (old, new)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=[]), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(st.text(max_size=3), JSON, max_size=3), max_size=4))
@settings(deadline=None, max_examples=60, derandomize=True)
def test_whatever_was_written_is_read_as_it_was(drafts: list[dict[str, Any]]) -> None:
    entries = tuple(
        Unsaved(os.fsdecode(b"/\xff"), f"events/{number}", draft, "Ճ\n", "now") for number, draft in enumerate(drafts)
    )
    assert decode_journal(encode_journal(entries)) == (entries, "")
