"""`add TABLE FIELD=VALUE...`: one more record in a store."""

from __future__ import annotations

import re
import tomllib
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from karabakh_tui.errors import UsageError
from karabakh_tui.search.new_ids import free, made_id
from karabakh_tui.storage.problems import Problem

from .appending import appended, faults, ids_taken, read_unsaved
from .console import Console
from .fields import FieldError, is_list, known_field, model_of, unknown_field, value_of
from .strict_json import objects, without_nothing
from .writing import original, own_store, standard_input, tell_added, write

_JSON = re.compile(r"\s*(\{|\[\s*[{\]])")
"""How JSON begins, and TOML never does."""

ADDED, REFUSED = 0, 1
"""Exit codes."""


def add(chosen: Namespace) -> int:
    """Run the command; return the exit code.

    Raises:
        UsageError: if what is said is no record of the table.
        StoreError: if the store cannot be read.
        SaveError: if it cannot be saved.
        CannotEdit: if it is not certain that the record, and nothing else, would be added.
        OutputError: if it is saved, and its address cannot be printed.
    """
    console = Console()
    given = _given(chosen.table, chosen.fields)
    old = original(own_store(chosen.store))
    standing = read_unsaved(old.path, old.text)
    taken = ids_taken(standing, chosen.table)
    is_taken = taken.__contains__
    record = {"id": made_id(chosen.table, given, is_taken) or free(chosen.table, is_taken), **given}
    wrong = faults(chosen.table, record, taken)
    if wrong:
        return _refused([f"{chosen.table} {each.field}".strip() + f": {each.message}" for each in wrong], console)
    new = appended(old, standing, chosen.table, [record])
    if new.errors:
        return _refused([told(each) for each in new.errors], console)
    write(old, new.text, console)
    for each in new.findings:
        console.talk(f"{told(each)} [{each.severity}]")
    tell_added([f"{chosen.table}/{record['id']}"], console)
    return ADDED


def told(problem: Problem) -> str:
    """Return a finding in a text that is not in the file: without a line."""
    return f"{f'{problem.record} {problem.field}'.strip()}: {problem.message} ({problem.code})"


def _refused(lines: Sequence[str], console: Console) -> int:
    for line in lines:
        console.talk(line)
    console.talk("nothing was added")
    return REFUSED


def _given(table: str, words: Sequence[str]) -> dict[str, Any]:
    """Return the fields that are typed, over those of a record on the standard input.

    Raises:
        UsageError: if one is no field of the table, or cannot have its value.
    """
    if not words:
        raise UsageError(f"add {table}: say its fields as FIELD=VALUE, or - to read it; `add --help` has examples")
    typed: dict[str, Any] = {}
    for each in words:
        if each != "-":
            _take(table, each, typed)
    return {**(_read(table) if "-" in words else {}), **typed}


def _take(table: str, words: str, typed: dict[str, Any]) -> None:
    name, equals, value = words.partition("=")
    model = model_of(table)
    if not equals:
        raise UsageError(f'a field is written FIELD=VALUE, which "{words}" is not')
    if not known_field(model, name):
        raise UsageError(f"add {table}: {unknown_field(model, name)}")
    try:
        item = value_of(model, name, value)
    except FieldError as error:
        raise UsageError(f"{name}: {error}") from None
    if is_list(model, name):
        typed.setdefault(name, []).append(item)
    elif name in typed:
        raise UsageError(f"{name} is given twice, and is no list")
    else:
        typed[name] = item


def _read(table: str) -> dict[str, Any]:
    """Return the record on the standard input, in TOML or JSON: its fields alone, or below the header of its table.

    Raises:
        UsageError: if it is not one record.
    """
    try:
        text = standard_input().decode("utf-8-sig").replace("\r\n", "\n")
        data = objects(text) if _JSON.match(text) else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the standard input is neither TOML nor JSON: {error}") from None
    rows = data.get(table, data) if isinstance(data, dict) and len(data) == 1 else data
    rows = rows if isinstance(rows, list) else [rows]
    if len(rows) != 1 or not isinstance(rows[0], dict) or not rows[0]:
        raise UsageError(f"one record of {table} is needed on the standard input; `import` takes many")
    record: dict[str, Any] = without_nothing(rows[0])
    return record
