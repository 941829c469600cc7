"""Undo and redo of our own writes, also after a save, and where others changed the file meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from karabakh_tui.errors import KarabakhError

from .merge import RecordChange, apply, changes

MOST = 200
"""Writes that can be undone."""


class UndoError(KarabakhError):
    """A write of ours cannot be undone, or done again: the text is left as it is."""

    exit_code = 4


class Write(NamedTuple):
    """One write of ours."""

    title: str
    """What was done, in words: what the reader is told when it is undone."""
    changes: tuple[RecordChange, ...]
    """The records that it touched; the rest of the text is not kept."""


@dataclass(frozen=True)
class Undo:
    """The writes that can be undone and done again, the next one last.

    Every step gives a text and a new `Undo`, to be kept if the text could be saved, so that a save that fails takes
    no step away.
    """

    done: tuple[Write, ...] = ()
    undone: tuple[Write, ...] = ()

    def wrote(self, title: str, before: str, after: str) -> Undo:
        """Return what can be undone after a write of ours. What was undone before it cannot be done again.

        Raises:
            UncertainError: if it is not certain which records were touched.
        """
        touched = changes(before, after)
        return Undo((*self.done, Write(title, touched))[-MOST:]) if touched else self

    def undo(self, text: str) -> tuple[str, Undo]:
        """Return the text without our last write, and what can be undone then.

        Raises:
            UndoError: if there is none, or a record that it touched is not as we left it any more.
            UncertainError: if it is not certain what belongs to what in the text.
        """
        if not self.done:
            raise UndoError("nothing to undo: nothing was written since the program was started")
        write = self.done[-1]
        changed = _applied(tuple(change.inverse for change in write.changes), text, f"cannot undo {write.title}")
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
        changed = _applied(write.changes, text, f"cannot redo {write.title}")
        return changed, Undo((*self.done, write), self.undone[:-1])


def _applied(changes: tuple[RecordChange, ...], text: str, refusal: str) -> str:
    merged = apply(changes, text)
    if merged.conflicts:
        records = ", ".join(conflict.record for conflict in merged.conflicts)
        raise UndoError(f"{refusal}: {records} changed elsewhere meanwhile; edit by hand what is to be otherwise")
    return merged.text
