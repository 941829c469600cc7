"""Mends what can be mended without a doubt, and changes nothing else: each change is proved before it is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
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
from karabakh_tui.storage.validate import Location

from .addresses import ADDRESSES
from .checking import RULES, in_order, problems_of
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


def fixed(loaded: Loaded, text: str, today: date | None = None) -> Fixed:
    """Return the text of a store that was read, with everything mended that can be without a doubt.

    The text is that of the file, with its byte order mark and line ends. Records of which the reader tells something
    are left alone. What is mended may be something else to be mended then: mend again until nothing changes.
    """
    fixes = list(_fixes(loaded, text, (today or date.today()).toordinal()))
    try:
        return _all_at_once(loaded, text, fixes)
    except CannotEdit:
        return _one_by_one(loaded, text, fixes)


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
    mended: list[Problem] = []
    left: list[str] = []
    for fix in fixes:
        try:
            done = _all_at_once(loaded, text, [fix])
        except CannotEdit as error:
            left.append(f"{fix.edit.table}/{fix.edit.id} is left as it is: {error}")
        else:
            text = done.text
            mended += done.mended
    return Fixed(text, tuple(mended), tuple(left))


def _fixes(loaded: Loaded, text: str, today: int) -> Iterator[_Fix]:
    """Yield an edit for each record in which something can be mended."""
    tables = tomli.loads(text.removeprefix(BOM).replace("\r\n", "\n"))
    for record, found in _mendable(loaded, today):
        number = loaded.numbers[record.table][record.id]
        old = tables[record.table][number]
        new, done = _mended(loaded.store, old, found)
        if done:
            yield _Fix(tuple(done), Replace(record.table, record.id, diff(old, new), number))


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
