"""What every edit is put to before anyone sees its text: four proofs that nothing else has changed."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from karabakh_tui.errors import StoreError

from .cannot_edit import CannotEdit
from .exact import same
from .fragment import comments
from .pieces import newer_syntax, whole

_POSITION = re.compile(r":(\d+):\d+: (.*)", re.DOTALL)


class Touched(NamedTuple):
    """A stretch of the text that an edit changed, before and after it."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def verify(old: str, new: str, touched: Sequence[Touched], expected: dict[str, Any], lost: Sequence[str]) -> None:
    """Prove that a text is another with one edit, whose data was built apart from both texts.

    Raises:
        CannotEdit: if it cannot be proved.
    """
    _outside_is_identical(old, new, touched)
    _reads_as(old, new, expected)
    _keeps_comments(old, new, lost)


def _outside_is_identical(old: str, new: str, touched: Sequence[Touched]) -> None:
    old_at = new_at = 0
    for stretch in [*touched, Touched(len(old), len(old), len(new), len(new))]:
        if old[old_at : stretch.old_start] != new[new_at : stretch.new_start]:
            raise CannotEdit("the edit would change text beside the record; edit the file by hand")
        old_at, new_at = stretch.old_end, stretch.new_end


def _reads_as(old: str, new: str, expected: dict[str, Any]) -> None:
    if not same(read_again(old, new), expected):
        raise CannotEdit("the edited file would not say what was meant; edit the file by hand")


def read_again(old: str, new: str) -> dict[str, Any]:
    """Return the tables of a text that was made of another, as the standard library's parser reads them.

    Raises:
        CannotEdit: if it is not TOML 1.0.
    """
    try:
        return tomllib.loads(new.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        newer = newer_syntax(old.removeprefix("\ufeff"), "")
        if newer is not None:
            raise _cannot(newer) from None
        raise CannotEdit(f"the edit would break the file ({error}); edit the file by hand") from None


def _keeps_comments(old: str, new: str, lost: Sequence[str]) -> None:
    before, after = list(comments(old)), list(comments(new))
    if Counter(before) - Counter(after) != Counter(lost) or not _is_subsequence(after, before):
        raise CannotEdit("a comment would be lost or moved; edit the file by hand")


def _is_subsequence(some: Sequence[str], every: Sequence[str]) -> bool:
    rest = iter(every)
    return all(each in rest for each in some)


def parsed(body: str, name: str = "") -> dict[str, Any]:
    """Return the tables of a text before it is edited.

    Raises:
        CannotEdit: if it is not TOML.
    """
    try:
        return whole(body.replace("\r\n", "\n"), "")
    except StoreError as error:
        raise _cannot(error, name) from None


def _cannot(error: StoreError, name: str = "") -> CannotEdit:
    """Return what a reader says of a nameless text, with its line."""
    found = _POSITION.match(str(error))
    line, message = (int(found[1]), found[2]) if found else (None, str(error).lstrip(": "))
    return CannotEdit(message, line, name)
