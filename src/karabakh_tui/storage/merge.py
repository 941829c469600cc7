"""Two changes of one text made into one: where they touch different records, both are taken.

A change is what became of single records and tables, comments included. It can be applied to a text that was changed
elsewhere meanwhile as long as what it touches is there as it was; its inverse undoes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from karabakh_tui.errors import KarabakhError

from .exact import same
from .same_record import NewId, also_known_as, following, former_ids, is_follow_up, onto, renames
from .units import BYTE_ORDER_MARK, END, Cut, Key, UncertainError, Unit, keyed

Choice = Literal["ours", "theirs"]

WHOLE_FILE = "the whole file"
"""The record of a conflict where it is not certain what belongs to what in one of the texts."""


class TakenError(KarabakhError):
    """Others have given a new record the id that we give to one: both are there, and neither may have it twice."""

    exit_code = 4


@dataclass(frozen=True)
class RecordChange:
    """What became of one record or table."""

    before: Unit | None
    """None where it was added."""
    after: Unit | None
    """None where it was removed; under another key where it was renamed."""

    @property
    def key(self) -> Key:
        """What it was called before; what it is called where it was added."""
        unit = self.before or self.after
        assert unit is not None
        return unit.key

    @property
    def new_id(self) -> NewId | None:
        """What its id became; None where it stayed."""
        before, after = self.before, self.after
        if before is None or after is None or before.key == after.key:
            return None
        return NewId(before.key.table, str(before.key.id), str(after.key.id))

    @property
    def inverse(self) -> RecordChange:
        """The change that undoes this one."""
        return RecordChange(self.after, self.before)


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
    by the conflict's `record`, whose is taken. A record that one of us renamed is one record; there, what we changed
    in other fields than they is no conflict.

    Raises:
        TakenError: if they have added a record with the id that we gave to one.
    """
    if ours in (base, theirs):
        return Merged(theirs, ())
    if theirs == base:
        return Merged(ours, ())
    try:
        return apply(changes(base, ours), theirs, choices, Cut(base).units.keys())
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
    keys = [
        key for key in dict.fromkeys([*old.units, *new.units]) if not _alike(old.units.get(key), new.units.get(key))
    ]
    again = renames(
        [key for key in keys if key not in new.units], [new.units[key] for key in keys if key not in old.units]
    )
    as_new = {unit.key for unit in again.values()}
    return tuple(
        RecordChange(old.sure(key), new.sure(again[key].key if key in again else key))
        for key in keys
        if key not in as_new
    )


def apply(
    changes: Iterable[RecordChange],
    text: str,
    choices: Mapping[str, Choice] = NO_CHOICES,
    known: Collection[Key] | None = None,
) -> Merged:
    """Return a text with changes that were made to another version of it; see `merge`.

    `known` is what was in the version that both began with: what is not in it may be a record that they renamed.

    Raises:
        TakenError: if they have added a record with the id that we gave to one.
        UncertainError: if it is not certain what belongs to what in it, or the result is not what was meant.
    """
    application = _Application(text, choices, known)
    for change in sorted(changes, key=lambda change: change.new_id is None):
        application.take(change)
    return application.merged()


class _Application:
    """The work of `apply`."""

    def __init__(self, text: str, choices: Mapping[str, Choice], known: Collection[Key] | None) -> None:
        self._text = text
        self._choices = choices
        self._new_ids: dict[NewId, bool] = {}
        """The records that we renamed, and whether they are renamed in the result."""
        self._windows = text.count("\r\n") * 2 > text.count("\n")
        cut = Cut(text)
        self._units = dict(cut.units)
        self._expected = dict(cut.data)
        self._order = list(cut.units)
        self._their_new_ids = () if known is None else tuple(self._renamed_by_them(known))
        self._conflicts: list[Conflict] = []
        self._is_theirs_kept = False
        """Whether something that we changed is not taken."""

    def take(self, change: RecordChange) -> None:
        theirs = self._theirs(change)
        if change.new_id is not None:
            self._new_ids[change.new_id] = True
        follows = self._followed(change)
        if follows is not None and (theirs is None or not self._new_ids[follows]):
            return  # it is gone, or the record that it refers to keeps its id
        if theirs is not None and change.before is not None and change.after is not None:
            self._put_together(change, change.before, change.after, theirs, follows)
        elif _alike(theirs, change.after):
            return
        elif _but_for_blanks(theirs, change.before):
            self._put(change, theirs)
        elif not (_but_for_blanks(theirs, change.after) or _but_for_blanks(change.before, change.after)):
            self._ask(change, theirs)

    def _theirs(self, change: RecordChange) -> Unit | None:
        """Return what they have of the record that a change is about, whatever its id is there.

        Raises:
            TakenError: if they have another with the id that it gets.
        """
        key, new_id = change.key, change.new_id
        taken = self._units.get(change.after.key) if new_id is not None and change.after is not None else None
        if new_id is not None and taken is not None:
            if key in self._units or not (_alike(taken, change.after) or new_id.old in former_ids(taken.data)):
                sentence = "another program has added it; save under another id"
                raise TakenError(f"{taken.key} is there already: {sentence}")
            return taken
        if key in self._units or change.before is None:
            return self._units.get(key)
        found = [Key(each.table, each.new) for each in self._their_new_ids if (each.table, each.old) == key[:2]]
        return self._units[found[0]] if len(found) == 1 and not key.occurrence else None

    def _renamed_by_them(self, known: Collection[Key]) -> Iterator[NewId]:
        for key in self._units:
            if key not in known and key.id is not None and not key.occurrence:
                for former in former_ids(self._expected[key]):
                    old = Key(key.table, former)
                    if old in known and old not in self._units:
                        yield NewId(key.table, former, key.id)

    def _followed(self, change: RecordChange) -> NewId | None:
        """Return the new id because of which alone a record changed, if it did."""
        before, after = change.before, change.after
        if before is None or after is None or change.key.id is None or change.new_id is not None:
            return None
        return next((each for each in self._new_ids if is_follow_up(before, after, each)), None)

    def _their_reason(self, before: Unit, theirs: Unit) -> NewId | None:
        """Return the new id because of which alone they changed a record, if they did."""
        return next((each for each in self._their_new_ids if is_follow_up(before, theirs, each)), None)

    def _put_together(
        self, change: RecordChange, before: Unit, after: Unit, theirs: Unit, follows: NewId | None
    ) -> None:
        if _alike(theirs, after) or (self._is_theirs_kept and change.key == END and _but_for_blanks(before, after)):
            return  # blanks behind the last record came or went with what is not taken
        gap = _gap(before.gap, after.gap, theirs.gap)
        body = _three_way(before.body, after.body, theirs.body)
        if body is None and follows is not None:
            body = following(theirs, follows)
        elif body is None and not before.key == after.key == theirs.key:
            body = onto(before, after, theirs)
        elif body is None and before.key.id is not None and (their := self._their_reason(before, theirs)) is not None:
            body = following(after, their)
        if gap is None or body is None:
            self._ask(change, theirs)
        else:
            self._exchange(theirs, replace(theirs, gap=gap, body=body))

    def _ask(self, change: RecordChange, theirs: Unit | None) -> None:
        choice = self._choices.get(str(change.key))
        if choice == "ours":
            self._put(change, theirs)
            return
        self._is_theirs_kept = True
        if change.new_id is not None:
            self._new_ids[change.new_id] = False
        if choice is None:
            texts = [None if unit is None else unit.text for unit in (change.before, change.after, theirs)]
            self._conflicts.append(Conflict(str(change.key), *texts))

    def _put(self, change: RecordChange, theirs: Unit | None) -> None:
        ours = change.after
        if theirs is None:
            assert ours is not None
            self._order.insert(self._place_for(ours), ours.key)
            self._set(ours.key, ours)
        elif ours is None:
            self._order.remove(theirs.key)
            del self._units[theirs.key], self._expected[theirs.key]
        else:
            known = theirs.key in (change.key, ours.key) or theirs.key.id is None
            body = ours.body if known else also_known_as(ours, str(theirs.key.id))  # what refers to theirs finds ours
            if body is None:
                raise UncertainError(f"{theirs.key}: cannot be named among the former ids; edit the file by hand")
            self._exchange(theirs, replace(theirs, gap=ours.gap, body=body))

    def _exchange(self, theirs: Unit, unit: Unit) -> None:
        """Put a unit in the place of theirs; it may be called otherwise."""
        key = theirs.key
        if key.id is not None and not key.occurrence:
            key = key._replace(id=unit.data.get("id"))
        if key != theirs.key:
            self._order[self._order.index(theirs.key)] = key
            self._units[key] = replace(self._units.pop(theirs.key), key=key)
            del self._expected[theirs.key]
        self._set(key, replace(unit, key=key))

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
            begins = text.lstrip(" \t\r")
            if parts and text and not begins.startswith("\n") and (begins or key != END):
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
