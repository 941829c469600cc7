"""One write into a store's file: edit, save, and put together with what others have written meanwhile."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from karabakh_tui.errors import KarabakhError, StoreError

from .edit import ABSENT, Add, Edit, Rename, Replace, apply, diff, fields_of
from .merge import NO_CHOICES, Choice, Conflict, merge
from .save import ChangedOnDiskError, Fingerprint, Saved, SaveError, save

MOST_TRIES = 5
"""How often a write is put together anew with a file that others go on writing."""


class ConflictError(KarabakhError):
    """Others have changed a record that we have changed too: nothing was written, and somebody must choose."""

    exit_code = 4

    def __init__(self, path: Path, conflicts: tuple[Conflict, ...]) -> None:
        records = ", ".join(conflict.record for conflict in conflicts)
        super().__init__(f"{path}: not saved: another program has changed {records} too; choose whose is to stay")
        self.conflicts = conflicts


@dataclass(frozen=True)
class Committed:
    """What a write has done."""

    before: str
    """The file's text that it replaced."""
    after: str
    saved: Saved
    merged: bool
    """Others had changed the file since it was read, and their changes are kept."""


def read_exact(path: Path) -> bytes:
    """Return what a file holds, byte by byte.

    Raises:
        StoreError: if it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror or error}") from None


def exact_text(path: Path, data: bytes) -> str:
    """Return the text of a file, with its byte order mark and line ends.

    Raises:
        StoreError: if it is not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise StoreError(f"{path}: is not UTF-8; save the file as UTF-8") from None


def commit(path: Path, base: bytes, ours: str, choices: Mapping[str, Choice] = NO_CHOICES) -> Committed:
    """Save a text that was made of what the file held; what others have changed in it since stays.

    Raises:
        ConflictError: if they changed the same record, and `choices` does not say whose is to stay.
        UncertainError: if it is not certain what belongs to what in one of the texts.
        SaveError: if it cannot be saved.
        StoreError: if the file is not UTF-8 any more.
    """
    text, known = ours, base
    for _ in range(MOST_TRIES):
        try:
            saved = save(path, text.encode("utf-8"), Fingerprint.of(known))
        except ChangedOnDiskError as error:
            if error.data is None:
                raise
            known = error.data
            merged = merge(exact_text(path, base), ours, exact_text(path, known), choices)
            if merged.conflicts:
                raise ConflictError(path, merged.conflicts) from None
            text = merged.text
        else:
            return Committed(exact_text(path, known), text, saved, known != base)
    raise SaveError(f"{path}: not saved: another program goes on writing it; save again when it has ended")


def commit_anew(path: Path, base: bytes, ours: str) -> Committed:
    """Save a text that was made of what the file held before it was removed.

    Raises:
        ChangedOnDiskError: if there is such a file again.
        SaveError: if it cannot be saved.
    """
    parent = Path(os.path.realpath(path)).parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(f"{path}: not saved: {parent} cannot be made: {error.strerror or error}") from None
    return Committed(exact_text(path, base), ours, save(path, ours.encode("utf-8"), None), merged=False)


def changed_record(
    text: str, table: str, record_id: str, new: Mapping[str, Any], name: str = ""
) -> tuple[str, tuple[str, ...]]:
    """Return a text in which a record has other fields, or is new (`record_id` ""), and the comments that went.

    With another id it is renamed: the old one goes to its former ids, and references follow.

    Raises:
        CannotEdit: if it is not certain that this, and nothing else, would be done.
    """
    if not record_id:
        return _after(text, Add(table, new), name)
    old = fields_of(text, table, record_id)
    new_id = new.get("id")
    if not isinstance(new_id, str) or new_id == record_id:
        return _after(text, Replace(table, record_id, diff(old, new)), name)
    text, lost = _after(text, Rename(table, record_id, new_id), name)
    renamed = fields_of(text, table, new_id)
    wanted = dict(renamed)
    for field, _, value in diff(old, new):
        if field in ("id", "former_ids"):
            continue
        if value is ABSENT:
            wanted.pop(field, None)
        else:
            wanted[field] = value
    former = new.get("former_ids", [])
    if isinstance(former, list) and former != old.get("former_ids", []):
        wanted["former_ids"] = [*(each for each in former if each != record_id), record_id]
    text, more = _after(text, Replace(table, new_id, diff(renamed, wanted)), name)
    return text, (*lost, *more)


def _after(text: str, edit: Edit, name: str) -> tuple[str, tuple[str, ...]]:
    edited = apply(text, edit, name)
    return edited.text, edited.lost
