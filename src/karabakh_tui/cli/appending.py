"""Records added to a store's text in one proof, with what would then be wrong that was not before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from karabakh_tui.check.checking import check
from karabakh_tui.check.comparing import new_findings
from karabakh_tui.storage.ahead import Ahead
from karabakh_tui.storage.edit import BOM, Add, apply
from karabakh_tui.storage.layout import UnwritableError, record
from karabakh_tui.storage.problems import Problem, Problems
from karabakh_tui.storage.read import Loaded, read_store
from karabakh_tui.storage.validate import field_name, mended

from .fields import model_of
from .writing import Original

Fields = Mapping[str, Any]

_LEFT_OUT = re.compile(r"; \S+ is left out$")
"""What a reader does about something wrong, and no writer."""


class Fault(NamedTuple):
    """Something for which a record cannot be added."""

    field: str
    message: str


class Appended(NamedTuple):
    """A store's text with records added."""

    text: str
    findings: tuple[Problem, ...]
    """Errors and warnings that were not there before, but for records that nothing names yet."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those for which nothing is to be written."""
        return tuple(each for each in self.findings if each.severity == "error")


class _Unsaved(Ahead):
    """A text that is read in place of a file's."""

    def __init__(self, text: str) -> None:
        self.text = text.removeprefix(BOM).replace("\r\n", "\n")

    def tables(self) -> None:
        """Return nothing: it is parsed when it is read."""


def read_unsaved(path: Path, text: str) -> Loaded:
    """Return a store as it would be read if a text stood in its file.

    Raises:
        StoreError: if it cannot be read.
    """
    return read_store(path, Problems(), ahead=_Unsaved(text))


def ids_taken(standing: Loaded, table: str) -> set[str]:
    """Return the ids of a table that a new record may not have: those of its records, and their former ones."""
    aside = {each.record_id for each in standing.set_aside if each.table == table and each.record_id}
    former = {name for each in standing.store.records(table) for name in each.former_ids}
    return {*standing.numbers[table], *aside, *former}


def faults(table: str, fields: Fields, taken: set[str]) -> list[Fault]:
    """Return what is wrong with a record by itself: its fields, and an id that is taken."""
    slips = mended(model_of(table), fields).slips
    found = [Fault(field_name(slip.path), _LEFT_OUT.sub("", slip.message)) for slip in slips]
    if isinstance(fields.get("id"), str) and fields["id"] in taken:
        found.append(Fault("id", f"{table}/{fields['id']} is there already, or was; give another id"))
    if not found:
        try:
            record(table, fields, "\n")
        except UnwritableError as error:
            found.append(Fault("", f"TOML has no form for a value: {error}"))
    return found


def appended(old: Original, standing: Loaded, table: str, records: Sequence[Fields]) -> Appended:
    """Return the text of a store, read before, with records added, in which nothing else has changed.

    Raises:
        StoreError: if the store cannot be read.
        CannotEdit: if it is not certain that the records, and nothing else, would be added.
    """
    text = apply(old.text, [Add(table, fields) for fields in records], str(old.path)).text
    return Appended(text, new_findings(check(standing), check(read_unsaved(old.path, text))))
