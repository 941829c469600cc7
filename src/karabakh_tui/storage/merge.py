"""Two changes of one text made into one: where they touch different records, both are taken.

A change is what became of single records and tables, comments included. It can be applied to a text that was changed
elsewhere meanwhile as long as what it touches is there as it was; its inverse undoes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from .exact import same
from .units import BYTE_ORDER_MARK, END, Cut, Key, UncertainError, Unit, keyed

Choice = Literal["ours", "theirs"]

WHOLE_FILE = "the whole file"
"""The record of a conflict where it is not certain what belongs to what in one of the texts."""


@dataclass(frozen=True)
class RecordChange:
    """What became of one record or table."""

    key: Key
    before: Unit | None
    """None where it was added."""
    after: Unit | None
    """None where it was removed."""

    @property
    def inverse(self) -> RecordChange:
        """The change that undoes this one."""
        return RecordChange(self.key, self.after, self.before)


@dataclass(frozen=True)
class Conflict:
    """A record that both have changed, each differently. None is for no such record."""

    record: str
    base: str | None
    ours: str | None
    theirs: str | None


@dataclass(frozen=True)
class Merged:
    """Their text with our changes."""

    text: str
    """What conflicts is theirs in it."""
    conflicts: tuple[Conflict, ...]


NO_CHOICES: Mapping[str, Choice] = MappingProxyType({})


def merge(base: str, ours: str, theirs: str, choices: Mapping[str, Choice] = NO_CHOICES) -> Merged:
    """Return their text with what we changed since the base; every byte that we did not change is theirs.

    The order of records is theirs. Where both changed a record differently, it is a conflict, unless `choices` says,
    by the conflict's `record`, whose is taken.
    """
    if ours in (base, theirs):
        return Merged(theirs, ())
    if theirs == base:
        return Merged(ours, ())
    try:
        return apply(changes(base, ours), theirs, choices)
    except UncertainError:
        choice = choices.get(WHOLE_FILE)
        if choice is not None:
            return Merged(ours if choice == "ours" else theirs, ())
        return Merged(theirs, (Conflict(WHOLE_FILE, base, ours, theirs),))


def changes(before: str, after: str) -> tuple[RecordChange, ...]:
    """Return what became of each record and table; of those that were added, and of those removed, in their order.

    Raises:
        UncertainError: if that is not certain.
    """
    old, new = Cut(before), Cut(after)
    found = []
    for key in dict.fromkeys([*old.units, *new.units]):
        if not _alike(old.units.get(key), new.units.get(key)):
            found.append(RecordChange(key, old.sure(key), new.sure(key)))
    return tuple(found)


def apply(changes: Iterable[RecordChange], text: str, choices: Mapping[str, Choice] = NO_CHOICES) -> Merged:
    """Return a text with changes that were made to another version of it; see `merge`.

    Raises:
        UncertainError: if it is not certain what belongs to what in it, or the result is not what was meant.
    """
    application = _Application(text, choices)
    for change in changes:
        application.take(change)
    return application.merged()


class _Application:
    """The work of `apply`."""

    def __init__(self, text: str, choices: Mapping[str, Choice]) -> None:
        self._text = text
        self._choices = choices
        self._windows = text.count("\r\n") * 2 > text.count("\n")
        cut = Cut(text)
        self._units = dict(cut.units)
        self._expected = dict(cut.data)
        self._order = list(cut.units)
        self._conflicts: list[Conflict] = []

    def take(self, change: RecordChange) -> None:
        theirs = self._units.get(change.key)
        if _alike(theirs, change.after):
            return
        if theirs is not None and change.before is not None and change.after is not None:
            self._put_together(change, change.before, change.after, theirs)
        elif _but_for_blanks(theirs, change.before):
            self._put(change, theirs)
        elif not (_but_for_blanks(theirs, change.after) or _but_for_blanks(change.before, change.after)):
            self._ask(change, theirs)

    def _put_together(self, change: RecordChange, before: Unit, after: Unit, theirs: Unit) -> None:
        gap = _gap(before.gap, after.gap, theirs.gap)
        body = _three_way(before.body, after.body, theirs.body)
        if gap is None or body is None:
            self._ask(change, theirs)
        else:
            self._set(change.key, replace(theirs, gap=gap, body=body))

    def _ask(self, change: RecordChange, theirs: Unit | None) -> None:
        choice = self._choices.get(str(change.key))
        if choice == "ours":
            self._put(change, theirs)
        elif choice is None:
            texts = [None if unit is None else unit.text for unit in (change.before, change.after, theirs)]
            self._conflicts.append(Conflict(str(change.key), *texts))

    def _put(self, change: RecordChange, theirs: Unit | None) -> None:
        key, ours = change.key, change.after
        if ours is None:
            self._order.remove(key)
            del self._units[key], self._expected[key]
        elif theirs is None:
            self._order.insert(self._place_for(ours), key)
            self._set(key, ours)
        else:
            self._set(key, replace(theirs, gap=ours.gap, body=ours.body))

    def _set(self, key: Key, unit: Unit) -> None:
        gap, body = self._with_their_line_ends(unit.gap), self._with_their_line_ends(unit.body)
        theirs = self._units.get(key)
        if theirs is not None:  # what is theirs stays as it is
            gap = theirs.gap if unit.gap == theirs.gap else gap
            body = theirs.body if unit.body == theirs.body else body
        self._units[key] = replace(unit, gap=gap, body=body)
        if key != END:
            self._expected[key] = unit.data

    def _with_their_line_ends(self, text: str) -> str:
        """Return what is ours with line breaks as most of theirs are, if its own are all of the other kind."""
        if self._windows and "\r\n" not in text:
            return text.replace("\n", "\r\n")
        return text if "\r\n" in self._text else _line_feeds(text)

    def _place_for(self, unit: Unit) -> int:
        """Return where a unit goes: beside a neighbour, else after the last of its table, else at the end."""
        if not unit.body.startswith("["):
            return self._order.index(unit.follows) + 1 if unit.follows in self._units else 0
        at_top = sum(not self._units[key].body.startswith("[") for key in self._order if key != END)
        if unit.follows is None:
            return at_top
        if unit.follows in self._units:
            return max(self._order.index(unit.follows) + 1, at_top)
        if unit.precedes in self._units and unit.precedes != END:
            return max(self._order.index(unit.precedes), at_top)
        alike = [number for number, key in enumerate(self._order) if key.table == unit.key.table]
        return alike[-1] + 1 if alike else len(self._order) - 1

    def merged(self) -> Merged:
        mark = BYTE_ORDER_MARK if self._text.startswith(BYTE_ORDER_MARK) else ""
        text = mark + self._joined()
        self._verify(text.removeprefix(BYTE_ORDER_MARK))
        return Merged(text, tuple(self._conflicts))

    def _joined(self) -> str:
        parts: list[str] = []
        for key in self._order:
            unit = self._units[key]
            text = unit.gap + unit.body
            if parts and text and not text.lstrip(" \t\r").startswith("\n"):
                text = self._with_their_line_ends("\n") + text
            parts.append(text)
        return "".join(parts)

    def _verify(self, text: str) -> None:
        """See, with another parser, that a text says what was meant."""
        from tomllib import loads

        try:
            found = keyed(loads(text))
        except (ValueError, RecursionError) as error:
            raise UncertainError(f"what came of it is not TOML: {error}; edit the file by hand") from None
        if not same(found, self._expected):
            raise UncertainError("what came of it is not what was meant; edit the file by hand")


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n")


def _alike(one: Unit | None, other: Unit | None) -> bool:
    """Tell whether two units are written alike, whatever ends their lines."""
    if one is None or other is None:
        return one is other
    return (_line_feeds(one.gap), _line_feeds(one.body)) == (_line_feeds(other.gap), _line_feeds(other.body))


def _but_for_blanks(one: Unit | None, other: Unit | None) -> bool:
    """Tell whether two units differ in nothing but blank lines before them."""
    if one is None or other is None:
        return one is other
    return _alike(replace(one, gap=one.gap.strip()), replace(other, gap=other.gap.strip()))


def _three_way(base: str, ours: str, theirs: str) -> str | None:
    """Return what two make of a text; None where they disagree."""
    if _line_feeds(ours) in (_line_feeds(base), _line_feeds(theirs)):
        return theirs
    return ours if _line_feeds(theirs) == _line_feeds(base) else None


def _gap(base: str, ours: str, theirs: str) -> str | None:
    """Return what two make of the comments before a record; about blank lines alone they do not disagree."""
    gap = _three_way(base, ours, theirs)
    if gap is not None:
        return gap
    if ours.strip() in (base.strip(), theirs.strip()):
        return theirs
    return ours if theirs.strip() == base.strip() else None
