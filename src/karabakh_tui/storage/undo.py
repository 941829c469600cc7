"""Undo and redo of our own writes, also after a save, and where others changed the file meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from karabakh_tui.errors import KarabakhError

from .merge import RecordChange, apply, changes
from .save import Fingerprint
from .units import UncertainError

MOST = 200
"""Writes that can be undone."""


class UndoError(KarabakhError):
    """A write of ours cannot be undone, or done again: the text is left as it is."""

    exit_code = 4


class Exact(NamedTuple):
    """A write as the one stretch of the text that it changed, which holds for no text but this one."""

    start: int
    before: str
    after: str
    old: Fingerprint
    """Of the whole text before."""
    new: Fingerprint
    """Of the whole text after."""

    @property
    def inverse(self) -> Exact:
        """The write that undoes this one."""
        return Exact(self.start, self.after, self.before, self.new, self.old)

    def upon(self, text: str) -> str | None:
        """Return the text with this write; None where it is not, byte for byte, the one before it."""
        if _fingerprint(text) != self.old:
            return None
        return text[: self.start] + self.after + text[self.start + len(self.before) :]


class Write(NamedTuple):
    """One write of ours."""

    title: str
    """What was done, in words: what the reader is told when it is undone."""
    exact: Exact
    changes: tuple[RecordChange, ...]
    """The records that it touched: how it is undone in a text that others have changed since."""
    uncertain: str = ""
    """Why it is not certain which records it touched, where it is not."""

    def record(self, way: Literal["undo", "redo"]) -> str | None:
        """Return the record to show then: one that got another id before those that refer to it."""
        touched = sorted(self.changes, key=lambda change: change.new_id is None)
        units = [each.before if way == "undo" else each.after for each in touched]
        keys = [each.key if unit is None else unit.key for each, unit in zip(touched, units, strict=True)]
        return next((f"{key.table}/{key.id}" for key in keys if key.id is not None), None)


@dataclass(frozen=True)
class Undo:
    """The writes that can be undone and done again, the next one last.

    Every step gives a text and a new `Undo`, to be kept if the text could be saved, so that a save that fails takes
    no step away.
    """

    done: tuple[Write, ...] = ()
    undone: tuple[Write, ...] = ()

    def wrote(self, title: str, before: str, after: str) -> Undo:
        """Return what can be undone after a write of ours. What was undone before it cannot be done again."""
        uncertain = ""
        try:
            touched = changes(before, after)
        except UncertainError as error:
            touched, uncertain = (), str(error)
        if before == after or not (touched or uncertain):
            return self
        return Undo((*self.done, Write(title, _exact(before, after), touched, uncertain))[-MOST:])

    def undo(self, text: str) -> tuple[str, Undo]:
        """Return the text without our last write, and what can be undone then.

        Raises:
            UndoError: if there is none, or a record that it touched is not as we left it any more.
            UncertainError: if it is not certain what belongs to what in the text.
        """
        if not self.done:
            why = "all that was written here is undone" if self.undone else "nothing was written here yet"
            raise UndoError(f"nothing to undo: {why}")
        write = self.done[-1]
        back = tuple(change.inverse for change in write.changes)
        changed = _applied(write, write.exact.inverse, back, text, f"cannot undo {write.title}")
        return changed, Undo(self.done[:-1], (*self.undone, write))

    def redo(self, text: str) -> tuple[str, Undo]:
        """Return the text with the write that was undone last, and what can be undone then.

        Raises:
            UndoError: if there is none, or a record that it touched is not as it was before it any more.
            UncertainError: if it is not certain what belongs to what in the text.
        """
        if not self.undone:
            raise UndoError("nothing to redo: nothing was undone, or something else was written since")
        write = self.undone[-1]
        changed = _applied(write, write.exact, write.changes, text, f"cannot redo {write.title}")
        return changed, Undo((*self.done, write), self.undone[:-1])


def _applied(write: Write, exact: Exact, changes: tuple[RecordChange, ...], text: str, refusal: str) -> str:
    found = exact.upon(text)
    if found is not None:
        return found
    if write.uncertain:
        raise UndoError(f"{refusal}: the file was changed elsewhere meanwhile, and {write.uncertain}")
    merged = apply(changes, text)
    if merged.conflicts:
        records = ", ".join(conflict.record for conflict in merged.conflicts)
        raise UndoError(f"{refusal}: {records} changed elsewhere meanwhile; edit by hand what is to be otherwise")
    return merged.text


def _exact(before: str, after: str) -> Exact:
    start = _alike_from_the_start(before, after)
    rest = _alike_from_the_start(before[start:][::-1], after[start:][::-1])
    ends = len(before) - rest, len(after) - rest
    return Exact(start, before[start : ends[0]], after[start : ends[1]], _fingerprint(before), _fingerprint(after))


def _alike_from_the_start(one: str, other: str) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _fingerprint(text: str) -> Fingerprint:
    return Fingerprint.of(text.encode("utf-8"))
