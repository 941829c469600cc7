"""One value's text made into that of another, with all of it kept that stays the same: layout, order, comments."""

from __future__ import annotations

import re
from typing import Any

from . import layout
from .cannot_edit import CannotEdit, line_at
from .exact import same, steps
from .fragment import comments, fields_in, items_in, line_start

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\r]")
_OWN_LINE_BEFORE = re.compile(r"\r?\n[ \t]*\Z")
_OWN_LINE_AFTER = re.compile(r"[ \t]*(,?)[ \t]*(?:#[^\r\n]*)?(?=\r?\n|\Z)")
_COMMA = re.compile(r"#[^\r\n]*|(,)")
_GAP = re.compile(r"(?>(?:[ \t\r\n,]|#[^\r\n]*\r?\n)*)")
_PLAIN = re.compile(r"[ \t]*(,?)[ \t]*")


class _Unsure(Exception):  # noqa: N818 - never leaves this module
    """A list or table is laid out so that a part cannot be changed alone."""


class Rewriter:
    """Writes values anew, and notes the comments that go with what goes."""

    def __init__(self, text: str, eol: str) -> None:
        self.text = text
        self.eol = eol
        self.lost: list[str] = []

    def value(self, start: int, end: int, old: Any, new: Any, name: str, *, nested: bool = False) -> str:
        """Return the text of a field's value, or of something nested in it, made into that of another value.

        Raises:
            CannotEdit: if a comment in it would be lost, or TOML has no form for the new value.
        """
        if same(old, new):
            return self.text[start:end]
        written, column = self.text[start:end], start - line_start(self.text, start)
        new = arranged(old, new, name)
        lost = len(self.lost)
        try:
            if not nested and written == layout.value(old, self.eol, column):
                return layout.value(new, self.eol, column)
            if written == layout.inline(old):
                return layout.inline(new)
            return self._kept(start, end, old, new, name)
        except layout.UnwritableError as error:
            raise CannotEdit(f"{name}: TOML has no form for this value: {error}", line_at(self.text, start)) from None
        except _Unsure:
            del self.lost[lost:]
        if any(True for _ in comments(written)):
            raise CannotEdit(f"{name}: its comments would be lost; edit it by hand", line_at(self.text, start))
        return layout.inline(new) if nested else layout.value(new, self.eol, column)

    def _kept(self, start: int, end: int, old: Any, new: Any, name: str) -> str:
        if isinstance(old, list) and isinstance(new, list):
            return self._list(start, end, old, new, name)
        if isinstance(old, dict) and isinstance(new, dict):
            return self._table(start, end, old, new)
        if isinstance(old, str) and isinstance(new, str):
            return text_like(self.text[start:end], new, self.eol)
        raise _Unsure

    # Lists

    def _list(self, start: int, end: int, old: list[Any], new: list[Any], name: str) -> str:
        """Return the text of a list whose items come, go and change, with its layout."""
        spans = items_in(self.text, start)
        if len(spans) != len(old):
            raise _Unsure
        if not old or not new:
            raise _Unsure
        bounds = [start + 1, *(at for span in spans for at in span), end - 1]
        gaps = [self.text[bounds[at] : bounds[at + 1]] for at in range(0, len(bounds), 2)]
        written = [self.text[begin:stop] for begin, stop in spans]
        listed = _List(gaps, written, self.eol)
        place = len(old)
        for i, j in reversed(steps(old, new)):
            if i is None:
                listed.insert(place, layout.inline(new[j or 0]))
                continue
            place = i
            if j is None:
                self.lost.extend(listed.remove(place))
                self.lost.extend(comments(self.text[slice(*spans[i])]))
            else:
                listed.items[place] = self.value(*spans[i], old[i], new[j], name, nested=True)
        return listed.text()

    # Tables on one line

    def _table(self, start: int, end: int, old: dict[str, Any], new: dict[str, Any]) -> str:
        """Return the text of a table in braces whose fields come, go and change."""
        fields = fields_in(self.text, start)
        if [field.path for field in fields] != [(name,) for name in old]:
            raise _Unsure  # a dotted key
        kept = {
            name: self.value(field.value, field.end, old[name], new[name], name, nested=True)
            for field, name in zip(fields, old, strict=True)
            if name in new
        }
        if old.keys() == new.keys():
            pieces: list[str] = []
            at = start
            for field, made in zip(fields, kept.values(), strict=True):
                pieces += [self.text[at : field.value], made]
                at = field.end
            return "".join([*pieces, self.text[at:end]])
        for field, name in zip(fields, old, strict=True):
            if name not in new:
                self.lost.extend(comments(self.text[field.value : field.end]))
        keys = {name: self.text[field.start : field.value] for field, name in zip(fields, old, strict=True)}
        written_fields = [
            f"{keys[name]}{kept[name]}" if name in kept else f"{layout.key(name)} = {layout.inline(each)}"
            for name, each in new.items()
        ]
        padding = "" if fields and self.text[start + 1] not in " \t" else " "
        return f"{{{padding}{', '.join(written_fields)}{padding}}}" if written_fields else "{}"


def text_like(written: str, new: str, eol: str) -> str:
    """Return a string written in the quotes of another, where they can hold it.

    Raises:
        UnwritableError: if TOML has no form for it.
    """
    layout.scalar(new)
    opened = written[3:4] in ("\r", "\n") or new.startswith("\n")
    if written.startswith('"""'):
        return layout.long_text(new, eol) if opened else f'"""{layout.long_text(new, eol)[3 + len(eol) :]}'
    literal = "'" not in new and not _CONTROL.search(new)
    if written.startswith("'''") and literal:
        return f"'''{eol if opened else ''}{new.replace(chr(10), eol)}'''"
    if written.startswith("'") and literal and "\n" not in new:
        return f"'{new}'"
    return layout.scalar(new)


def arranged(old: Any, new: Any, name: str) -> Any:
    """Return a value whose tables have their fields in the order of another's; new ones where they belong."""
    if isinstance(old, dict) and isinstance(new, dict):
        names = layout.PART_FIELDS.get(name, ())
        order = [each for each in old if each in new]
        for each in layout.ordered(new, names):
            if each not in old:
                order.insert(place_for(order, each, names), each)
        return {each: arranged(old[each], new[each], each) if each in old else new[each] for each in order}
    if isinstance(old, list) and isinstance(new, list):
        names = layout.PART_FIELDS.get(name, ())
        pairs = {j: i for i, j in steps(old, new) if i is not None and j is not None}
        return [
            arranged(old[pairs[j]], each, name)
            if j in pairs
            else layout.ordered(each, names)
            if isinstance(each, dict)
            else each
            for j, each in enumerate(new)
        ]
    return new


def place_for(present: list[str], name: str, names: tuple[str, ...]) -> int:
    """Return after how many of the fields that are present a new one belongs, by the order of fields."""
    ranks = [names.index(each) if each in names else len(names) for each in present]
    rank = names.index(name) if name in names else len(names)
    before = [each for each in ranks if each <= rank]
    return len(ranks) - ranks[::-1].index(max(before)) if before else 0


class _List:
    """The items of a list and what is written between them: before the first, between each two, after the last."""

    def __init__(self, gaps: list[str], items: list[str], eol: str) -> None:
        self.gaps = gaps
        self.items = items
        self.eol = eol

    def text(self) -> str:
        """Return the whole list."""
        commas = [sum(bool(comma) for comma in _COMMA.findall(gap)) for gap in self.gaps if _GAP.fullmatch(gap)]
        ends_well = len(commas) == len(self.gaps) and commas[0] == 0 and commas[-1] <= 1
        if not ends_well or any(count != 1 for count in commas[1:-1]):
            raise _Unsure
        pairs = zip(self.gaps, [*self.items, ""], strict=True)
        return "".join(["[", *(each for pair in pairs for each in pair), "]"])

    def remove(self, place: int) -> list[str]:
        """Take an item out, with its line where it has one of its own; return the comments on that line."""
        before, behind = self.gaps[place : place + 2]
        last = place == len(self.items) - 1
        own_before, own_behind = _OWN_LINE_BEFORE.search(before), _OWN_LINE_AFTER.match(behind)
        gone: list[str] = []
        if own_before and own_behind and (last or (own_behind[1] and "\n" in behind)):
            gone = list(comments(own_behind[0]))
            kept = before[: own_before.start()] if "\n" in behind else before.rstrip(" \t")
            gap = kept + behind[own_behind.end() :]
        elif place > 0 and _is_plain(before, comma=True):
            gap = behind
        elif not last and _is_plain(behind, comma=True):
            gap = before
        else:
            raise _Unsure
        self.gaps[place : place + 2] = [gap]
        del self.items[place]
        return gone

    def insert(self, place: int, item: str) -> None:
        """Put an item before the one that has its place, on a line of its own where the others have one."""
        gap = self.gaps[place]
        if place > 0:
            own, behind = _OWN_LINE_BEFORE.search(self.gaps[place - 1]), _OWN_LINE_AFTER.match(gap)
            if own and behind and "\n" in gap:
                self._insert_line(place, item, own[0].strip("\r\n"), behind)
            else:
                self._insert(place, item, self._comma(place, item), gap)
        elif own := _OWN_LINE_BEFORE.search(gap):
            head = gap.index("\n") - gap[: gap.index("\n")].endswith("\r")
            indent = own[0].strip("\r\n")
            self._insert(place, item, f"{gap[:head]}{self.eol}{indent}", f",{gap[head:]}")
        elif _is_plain(gap, comma=False):
            self._insert(place, item, gap, ", ")
        else:
            raise _Unsure

    def _comma(self, place: int, item: str) -> str:
        """Return what goes before an item on the line of the one before it; a line that is too long is broken."""
        line = "".join(each for pair in zip(self.gaps[:place], self.items[:place], strict=True) for each in pair)
        full = len(line.rpartition("\n")[2]) + len(f", {item},") > layout.WIDTH
        return f",{self.eol}{layout.INDENT}" if full and "\n" in line else ", "

    def _insert_line(self, place: int, item: str, indent: str, behind: re.Match[str]) -> None:
        """Put an item on a line of its own, below the line of the one before it."""
        last, gap = place == len(self.items), self.gaps[place]
        if not behind[1] and not last:
            raise _Unsure  # the comma stands on the next line
        head, comma = behind[0], behind[1]
        if not comma:
            head = f",{head}"
        self._insert(place, item, f"{head}{self.eol}{indent}", f"{comma}{gap[behind.end() :]}")

    def _insert(self, place: int, item: str, before: str, behind: str) -> None:
        self.gaps[place : place + 1] = [before, behind]
        self.items.insert(place, item)


def _is_plain(gap: str, *, comma: bool) -> bool:
    """Tell whether nothing but blanks and perhaps a comma stands between two items, on one line."""
    found = _PLAIN.fullmatch(gap)
    return found is not None and bool(found[1]) == comma
