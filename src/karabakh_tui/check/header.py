"""The [store] table's text with other values: it is no record, and is edited and proved as one is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from karabakh_tui.storage.cannot_edit import CannotEdit
from karabakh_tui.storage.edit import BOM
from karabakh_tui.storage.splice import Document, Splice, TableChange
from karabakh_tui.storage.verify import Touched, parsed, verify

HEADER = "store"
"""The table's name."""


def fields_of_header(text: str) -> dict[str, Any]:
    """Return the fields of the table as a text has them.

    Raises:
        CannotEdit: if the text is not TOML.
    """
    return dict(parsed(text.removeprefix(BOM))[HEADER])


def with_header(text: str, old: dict[str, Any], new: Mapping[str, Any]) -> str:
    """Return a text in which the table has other values, and nothing else has changed.

    Raises:
        CannotEdit: if that is not certain, or a comment would go.
    """
    body = text.removeprefix(BOM)
    document = Document(body)
    parts = document.parts_of_table(HEADER)
    if not parts or parts[0].path != (HEADER,):
        raise CannotEdit("it has no plain header; edit it by hand")
    TableChange(document, parts, (HEADER,), ()).make(old, dict(new))
    if document.lost:
        raise CannotEdit(f"a comment would be lost: {document.lost[0]}")
    changed, touched = _spliced(text, document.splices, len(text) - len(body))
    verify(text, changed, touched, {**parsed(body), HEADER: dict(new)}, ())
    return changed


def _spliced(text: str, splices: list[Splice], shift: int) -> tuple[str, list[Touched]]:
    """Return a text with splices done that are counted from `shift` on, and the stretches that they make up."""
    pieces: list[str] = []
    touched: list[Touched] = []
    at = length = 0
    for start, end, put in sorted((start + shift, end + shift, put) for start, end, put in splices):
        pieces += [text[at:start], put]
        length += start - at
        touched.append(Touched(start, end, length, length + len(put)))
        length += len(put)
        at = end
    return "".join([*pieces, text[at:]]), touched
