"""`import FILE --table TABLE`: the rows of a CSV or JSON file as records of a store, all of them or none."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any, NamedTuple

from karabakh_tui.paths import typed_path
from karabakh_tui.search.new_ids import free, made_id
from karabakh_tui.storage.problems import Problem, did_you_mean

from .add import told
from .appending import Fault, appended, faults, ids_taken, read_unsaved
from .console import Console, tell
from .fields import known_field, model_of, unknown_field
from .mapping import CellError, Plan, Told, columns_of, made, plan_of_header, read_plan
from .rows import Row, Table, Wrong, read_rows
from .strict_json import without_nothing
from .writing import original, own_store, tell_added, write

IMPORTED, REFUSED = 0, 1
"""Exit codes."""

MOST_WARNINGS = 20
"""Warnings that are told one by one; `check` tells all."""


class Ready(NamedTuple):
    """A record to be added."""

    row: Row
    fields: dict[str, Any]
    columns: Told
    """Which column each field comes from."""

    def wrong(self, field: str, message: str) -> Wrong:
        """Return what is wrong in a field, at its column in the file."""
        name = field
        while name and name not in self.columns:
            name = name[: max(name.rfind("."), name.rfind("["), 0)]
        return Wrong(self.row.place, f'column "{self.columns[name]}"' if name else field, message)


def import_file(chosen: Namespace) -> int:
    """Run the command; return the exit code.

    Raises:
        UsageError: if the file or its mapping cannot be read.
        StoreError: if the store cannot be read.
        SaveError: if it cannot be saved.
        CannotEdit: if it is not certain that the records, and nothing else, would be added.
        OutputError: if they are saved, and their addresses cannot be printed.
    """
    console, table = Console(), chosen.table
    old = original(own_store(chosen.store))
    standing = read_unsaved(old.path, old.text)
    file = read_rows(typed_path(chosen.file))
    plan = read_plan(typed_path(chosen.map), model_of(table)) if chosen.map else None
    ready, wrong = _ready(file, plan, table, ids_taken(standing, table), chosen.file)
    if not wrong and not ready:
        wrong = [Wrong(chosen.file, "", "holds no rows")]
    if wrong:
        return _refused(wrong, console)
    new = appended(old, standing, table, [each.fields for each in ready])
    by_id = {f"{table}/{each.fields['id']}": each for each in ready}
    if new.errors:
        return _refused([_located(each, by_id, chosen.file) for each in new.errors], console)
    if not chosen.dry_run:
        write(old, new.text, console)
    for each in new.findings[:MOST_WARNINGS]:
        tell(f"{_located(each, by_id, chosen.file)} [{each.severity}]")
    if chosen.dry_run:
        console.data("".join(f"{name}\n" for name in by_id))
    else:
        tell_added(by_id, console)
    console.talk(_summary(len(ready), len(new.findings), dry_run=chosen.dry_run))
    return IMPORTED


def _summary(records: int, warnings: int, *, dry_run: bool) -> str:
    what = f"{records:,} record{'s' if records != 1 else ''}"
    done = f"{what} would be imported; nothing was written" if dry_run else f"{what} imported"
    return f"{done}; {warnings:,} warnings, which `check` tells" if warnings > MOST_WARNINGS else done


def _refused(wrong: Sequence[Wrong], console: Console) -> int:
    for each in wrong:
        tell(str(each))
    console.talk(f"{len(wrong):,} problem{'s' if len(wrong) != 1 else ''}; nothing was imported")
    return REFUSED


def _located(problem: Problem, by_id: dict[str, Ready], file: str) -> Wrong:
    """Return a finding at the row that its record comes from."""
    found = by_id.get(problem.record)
    if found is None:
        return Wrong(file, "", told(problem))
    return found.wrong(problem.field, f"{problem.message} ({problem.code})")


def _ready(file: Table, plan: Plan | None, table: str, taken: set[str], name: str) -> tuple[list[Ready], list[Wrong]]:
    """Return the records that rows make, and everything that is wrong with them."""
    wrong = [*_wrong_columns(file, plan, table, name), *file.wrong]
    if plan is None and file.has_header:
        plan = plan_of_header([each for each in file.columns if known_field(model_of(table), each)])
    read = [_record(row, plan, table) for row in file.rows]
    known = taken | {str(each.fields["id"]) for each, _ in read if "id" in each.fields}
    ready: list[Ready] = []
    by_id: dict[str, Row] = {}
    for each, errors in read:
        wrong += [Wrong(each.row.place, f'column "{error.column}"', str(error)) for error in errors]
        if "id" not in each.fields:
            each.fields["id"] = made_id(table, each.fields, known.__contains__) or free(table, known.__contains__)
            known.add(each.fields["id"])
        found = [fault for fault in faults(table, each.fields, taken) if not _follows(fault, errors)]
        wrong += [each.wrong(*fault) for fault in found]
        first = by_id.setdefault(str(each.fields["id"]), each.row)
        if first is not each.row:
            wrong.append(each.wrong("id", f'"{each.fields["id"]}" is the id at {first.place} too'))
        ready.append(each)
    return ready, wrong


def _follows(fault: Fault, errors: Sequence[CellError]) -> bool:
    """Tell whether something is wrong only for what could not be taken from a cell."""
    return any(error.field == fault.field or error.field.startswith(f"{fault.field}.") for error in errors)


def _record(row: Row, plan: Plan | None, table: str) -> tuple[Ready, list[CellError]]:
    if plan is None:
        return Ready(row, without_nothing(dict(row.cells)), {}), []
    fields, columns, errors = made(plan, model_of(table), row.cells)
    return Ready(row, fields, columns), errors


def _wrong_columns(file: Table, plan: Plan | None, table: str, name: str) -> list[Wrong]:
    """Return which columns are no fields, or which of a mapping are not in the file."""
    place = f"{name}:1" if file.has_header else name
    if plan is not None:
        missing = dict.fromkeys(each for each in columns_of(plan) if each not in file.columns)
        return [Wrong(place, "", f'there is no column "{each}"{did_you_mean(each, file.columns)}') for each in missing]
    if not file.has_header:
        return []  # each object tells of its own
    model = model_of(table)
    unknown = [each for each in file.columns if not known_field(model, each)]
    return [Wrong(place, f'column "{each}"', unknown_field(model, each)) for each in unknown]
