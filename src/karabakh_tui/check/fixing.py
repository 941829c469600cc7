"""Mends what can be mended without a doubt, and changes nothing else: each change is proved before it is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

import tomli

from karabakh_tui.model.records import Record
from karabakh_tui.model.references import references
from karabakh_tui.model.store import FactStore
from karabakh_tui.storage.cannot_edit import CannotEdit
from karabakh_tui.storage.edit import BOM, Replace, apply, diff
from karabakh_tui.storage.problems import Problem
from karabakh_tui.storage.read import Loaded
from karabakh_tui.storage.resolve import path_of
from karabakh_tui.storage.validate import Location, field_name

from .addresses import ADDRESSES
from .checking import RULES, in_order, problems_of
from .header import HEADER, fields_of_header, with_header
from .locating import told_of
from .rules import Finding, Given, severity_of
from .text import without_blanks

Found = tuple[str, Finding]
"""A code, and what its rule found."""

Mend = Callable[[FactStore, Finding, Any], Any]
"""Gives what is to stand in place of a value that a rule found; `None` takes an item out of its list."""


class Fixed(NamedTuple):
    """A text after mending."""

    text: str
    mended: tuple[Problem, ...]
    """What was mended, where it stood before."""
    left: tuple[str, ...]
    """Sentences on what was left as it is though it could have been mended, and why."""


@dataclass(frozen=True)
class _Fix:
    """What is mended in one record, and the edit that does it."""

    found: tuple[Found, ...]
    edit: Replace
    only: Callable[[Sequence[Found]], _Fix | None]
    """Returns the same for some of what was found."""


def fixed(loaded: Loaded, text: str, today: date | None = None) -> Fixed:
    """Return the text of a store that was read, with everything mended that can be without a doubt.

    The text is that of the file, with its byte order mark and line ends. Records of which the reader tells something
    are left alone. What is mended may be something else to be mended then: mend again until nothing changes.
    """
    fixes = list(_fixes(loaded, text, (today or date.today()).toordinal()))
    try:
        done = _all_at_once(loaded, text, fixes)
    except CannotEdit:
        done = _one_by_one(loaded, text, fixes)
    return _with_header(loaded, done)


def _all_at_once(loaded: Loaded, text: str, fixes: Sequence[_Fix]) -> Fixed:
    """Make all edits.

    Raises:
        CannotEdit: if one cannot be made, or a comment would go with it.
    """
    if not fixes:
        return Fixed(text, (), ())
    edited = apply(text, [fix.edit for fix in fixes])
    if edited.lost:
        raise CannotEdit(f"a comment would be lost: {edited.lost[0]}")
    return Fixed(edited.text, in_order(problems_of(loaded, [each for fix in fixes for each in fix.found])), ())


def _one_by_one(loaded: Loaded, text: str, fixes: Iterable[_Fix]) -> Fixed:
    """Make the edits that can be made, record by record."""
    mended: list[Problem] = []
    left: list[str] = []
    for fix in fixes:
        try:
            done = _all_at_once(loaded, text, [fix])
        except CannotEdit:
            done = _as_far_as_it_goes(loaded, text, fix)
        text = done.text
        mended += done.mended
        left += done.left
    return Fixed(text, tuple(mended), tuple(left))


def _as_far_as_it_goes(loaded: Loaded, text: str, fix: _Fix) -> Fixed:
    """Mend in a record what can be mended; what cannot hinders nothing else."""
    best = Fixed(text, (), ())
    taken: list[Found] = []
    left: dict[str, None] = {}
    for each in fix.found:
        some = fix.only([*taken, each])
        try:
            best = _all_at_once(loaded, text, [some] if some is not None else [])
        except CannotEdit as error:
            field = field_name(each[1].path)
            left[f"{fix.edit.table}/{fix.edit.id} {field} is left as it is: {error}"] = None
        else:
            taken.append(each)
    return Fixed(best.text, best.mended, tuple(left))


def _with_header(loaded: Loaded, done: Fixed) -> Fixed:
    """Mend the [store] table too, which is no record."""
    settings = loaded.store.check
    found = [
        (code, finding)
        for code in MENDS
        for finding in (RULES[code].look(Given(loaded, 0)) if severity_of(code, settings) != "off" else ())
        if finding.record == HEADER and not any(each.record == f"[{HEADER}]" for each in loaded.problems)
    ]
    if not found:
        return done
    old = fields_of_header(done.text)
    new, mended = _mended(loaded.store, old, found)
    try:
        text = with_header(done.text, old, new)
    except CannotEdit as error:
        return done._replace(left=(*done.left, f"[{HEADER}] is left as it is: {error}"))
    return Fixed(text, in_order([*done.mended, *problems_of(loaded, mended)]), done.left)


def _fixes(loaded: Loaded, text: str, today: int) -> Iterator[_Fix]:
    """Yield an edit for each record in which something can be mended."""
    tables = tomli.loads(text.removeprefix(BOM).replace("\r\n", "\n"))
    for record, found in _mendable(loaded, today):
        number = loaded.numbers[record.table][record.id]
        fix = _fix(loaded.store, record, number, tables[record.table][number], found)
        if fix is not None:
            yield fix


def _fix(store: FactStore, record: Record, number: int, old: Mapping[str, Any], found: Sequence[Found]) -> _Fix | None:
    """Return what mends some of what was found in a record; None where that changes nothing."""
    new, done = _mended(store, old, found)
    edit = Replace(record.table, record.id, diff(old, new), number)
    return _Fix(tuple(done), edit, partial(_fix, store, record, number, old)) if done else None


def _mendable(loaded: Loaded, today: int) -> list[tuple[Record, list[Found]]]:
    """Return what can be mended, by record."""
    is_told_of = told_of(loaded)
    given = Given(loaded, today)
    by_ref: dict[str, tuple[Record, list[Found]]] = {}
    for code in MENDS:
        for finding in RULES[code].look(given) if severity_of(code, loaded.store.check) != "off" else ():
            record = finding.record
            if isinstance(record, Record) and not is_told_of(record):
                by_ref.setdefault(record.ref, (record, []))[1].append((code, finding))
    return list(by_ref.values())


def _mended(store: FactStore, old: Mapping[str, Any], found: Iterable[Found]) -> tuple[dict[str, Any], list[Found]]:
    """Return a record as the file is to have it, and what is mended by that."""
    new = deepcopy(dict(old))
    done: list[Found] = []
    taken_out: set[Location] = set()
    for code, finding in found:
        holder, key = _place(new, finding.path)
        value = MENDS[code](store, finding, holder[key])
        if value is None:
            taken_out.add(finding.path)
        elif value in ("", holder[key]):
            continue
        else:
            holder[key] = value
        done.append((code, finding))
    for path in sorted(taken_out, key=_in_order, reverse=True):
        _take_out(new, path)
    return new, done


def _in_order(path: Location) -> list[tuple[bool, str | int]]:
    """Return the order of paths; backwards, positions in lists stay what they are while items are taken out."""
    return [(isinstance(step, str), step) for step in path]


def _place(data: Any, path: Location) -> tuple[Any, str | int]:
    """Return what holds the value at a path, and its key there."""
    holder, key = data, path[0]
    for step in path[1:]:
        if isinstance(holder[key], str):
            break  # an alias that is its name alone, a user that stands in no list
        holder, key = holder[key], step
    return holder, key


def _take_out(data: dict[str, Any], path: Location) -> None:
    """Take an item out of its list; a list of the record that is empty then goes too."""
    holder, key = _place(data, path)
    del holder[key]
    if not holder and len(path) == 2:
        del data[str(path[0])]


def _without_blanks(_: FactStore, finding: Finding, value: Any) -> Any:
    return without_blanks(finding.path, value)


def _composed(_: FactStore, finding: Finding, value: Any) -> Any:
    """Return a text in NFC; in an address that would be another address."""
    return value if finding.path[-1] in ADDRESSES else unicodedata.normalize("NFC", value)


def _present_id(store: FactStore, finding: Finding, value: Any) -> Any:
    assert isinstance(finding.record, Record)
    for reference in references(finding.record):
        if path_of(reference.field) == finding.path:
            target = store.get(reference.table, reference.id)
            return value if target is None else target.id
    return value


def _nothing(*_: Any) -> None:
    """Stand for an item that is taken out."""


MENDS: Mapping[str, Mend] = MappingProxyType(
    {
        "W602": _without_blanks,
        "W601": _composed,
        "N301": _present_id,
        "W102": _nothing,
        "E304": _nothing,
        "N502": _nothing,
    }
)
"""The rules whose findings can be mended without a doubt."""
