"""Writing, undoing, failing and reloading while others write: against a model that is a dictionary of records."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from karabakh_tui.storage.merge import Choice, merge
from karabakh_tui.storage.save import ChangedOnDiskError, Fingerprint, SaveError, save
from karabakh_tui.storage.undo import Undo, UndoError
from karabakh_tui.storage.watch import Watch

TOP = '# A store.\n\n[store] # of the machine\nid = "s"\n\n'
LAST = "# The end.\n"
IDS, VALUES = st.sampled_from("abcd"), st.none() | st.integers(0, 3)

Model = dict[str, int]


def written(record: str, value: int) -> str:
    return f'# About {record}.\n[[events]]\nid = "{record}"\nn = {value}  # of {record}\n\n'


def edited(text: str, record: str, value: int | None) -> str:
    """Return a text with another value of a record, with a new record, or without one."""
    found = re.search(rf'# About {record}\.\n\[\[events\]\]\nid = "{record}"\nn = \d+  # of {record}\n\n', text)
    if found is None:
        return text if value is None else text.replace(LAST, written(record, value) + LAST)
    return text[: found.start()] + ("" if value is None else written(record, value)) + text[found.end() :]


def with_value(model: Model, record: str, value: int | None) -> Model:
    rest = {each: n for each, n in model.items() if each != record}
    return rest if value is None else {**rest, record: value}


class Writing(RuleBasedStateMachine):
    """One instance of the program, and others that write into the same file."""

    def __init__(self) -> None:
        super().__init__()
        self._directory = tempfile.TemporaryDirectory()
        self.path = Path(self._directory.name) / "facts.toml"
        self.path.write_text(TOP + written("a", 0) + written("b", 0) + LAST, encoding="utf-8")
        self.disk: Model = {"a": 0, "b": 0}
        self.done: list[tuple[str, int | None, int | None]] = []
        self.undone: list[tuple[str, int | None, int | None]] = []
        self.undo = Undo()
        self.clock = 0
        self.watch = Watch(self.path)
        self.load()

    def teardown(self) -> None:
        self._directory.cleanup()

    def load(self) -> None:
        self.text = self.path.read_text(encoding="utf-8")
        self.read = Fingerprint.of(self.text.encode())
        self.memory = dict(self.disk)

    def saved(self, text: str, read: Fingerprint) -> None:
        self.watch.know(save(self.path, text.encode(), read).stamp)

    @rule(record=IDS, value=VALUES, choice=st.sampled_from(("ours", "theirs")))
    def write(self, record: str, value: int | None, choice: Choice) -> None:
        """Change a record of what was read last, and save it."""
        ours, theirs = edited(self.text, record, value), self.text
        before, was = self.disk.get(record), self.memory.get(record)
        conflict = was != value and before not in (was, value)
        try:
            self.saved(ours, self.read)
            result = ours
        except ChangedOnDiskError as changed:
            theirs = (changed.data or b"").decode()
            result = self.merged(ours, theirs, record, choice if conflict else None)
            self.saved(result, Fingerprint.of(theirs.encode()))
        self.undo = self.undo.wrote(record, theirs, result)
        if was != value and not (conflict and choice == "theirs"):
            self.disk = with_value(self.disk, record, value)
            if before != value:
                self.done.append((record, before, value))
                self.undone.clear()
        self.load()

    def merged(self, ours: str, theirs: str, record: str, choice: Choice | None) -> str:
        """Return what is to be saved; there is a choice exactly where there is a conflict."""
        name = f"events/{record}"
        merged = merge(self.text, ours, theirs)
        assert [each.record for each in merged.conflicts] == ([name] if choice else [])
        return merge(self.text, ours, theirs, {name: choice}).text if choice else merged.text

    @rule(record=IDS, value=st.integers(4, 5))
    def fail_to_write(self, record: str, value: int) -> None:
        """Try to save on a full disk."""

        def full(*arguments: Any) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(SaveError, match="the disk is full"):
                self.saved(edited(self.text, record, value), self.read)

    @rule(record=IDS, value=VALUES)
    def change_elsewhere(self, record: str, value: int | None) -> None:
        """Let another program write."""
        self.path.write_text(edited(self.path.read_text("utf-8"), record, value), encoding="utf-8")
        self.clock += 1  # the system's own is too coarse for a test that does not wait
        os.utime(self.path, ns=(self.clock, self.clock))
        self.disk = with_value(self.disk, record, value)

    @rule()
    def look(self) -> None:
        """Reload if there is something new, which the reader sees within a second."""
        if self.watch.changed():
            self.load()
        assert self.text == self.path.read_text("utf-8")
        assert not self.watch.changed()

    @rule()
    def take_back(self) -> None:
        self.step(self.undo.undo, self.done, self.undone, back=True)

    @rule()
    def do_again(self) -> None:
        self.step(self.undo.redo, self.undone, self.done, back=False)

    def step(self, step: Any, source: list[Any], target: list[Any], *, back: bool) -> None:
        self.load()
        record, before, after = source[-1] if source else ("", None, None)
        old, new = (after, before) if back else (before, after)
        if not source or self.disk.get(record) not in (old, new):
            with pytest.raises(UndoError):
                step(self.text)
            return
        text, self.undo = step(self.text)
        self.saved(text, self.read)
        target.append(source.pop())
        self.disk = with_value(self.disk, record, new)
        self.load()

    @invariant()
    def what_is_on_the_disk_is_what_was_meant(self) -> None:
        text = self.path.read_text("utf-8")
        found = tomli.loads(text).get("events", [])
        assert {each["id"]: each["n"] for each in found} == self.disk
        assert len(found) == len(self.disk)

    @invariant()
    def nothing_else_was_touched(self) -> None:
        text = self.path.read_text("utf-8")
        assert text.startswith(TOP)
        assert text.endswith(LAST)
        assert all(written(record, value) in text for record, value in self.disk.items())
        assert len(text) == len(TOP + LAST) + sum(len(written(*each)) for each in self.disk.items())
        assert os.listdir(self._directory.name) == ["facts.toml"]

    @invariant()
    def what_can_be_undone_is_what_was_written(self) -> None:
        assert [write.title for write in self.undo.done] == [record for record, *_ in self.done]
        assert [write.title for write in self.undo.undone] == [record for record, *_ in self.undone]


TestWriting = Writing.TestCase
TestWriting.settings = settings(
    deadline=None,
    derandomize=True,
    max_examples=int(os.environ.get("KARABAKH_MACHINE_EXAMPLES", "60")),
    stateful_step_count=25,
)
