"""A field's value as one types it, and back."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

import tomli
import tomli_w

from karabakh_tui.show import without_hidden
from karabakh_tui.storage.edit import ABSENT

from .fields import FormField, Kind

BOXES = frozenset((Kind.TEXT, Kind.WORDS, Kind.TABLE))
"""What is edited on several lines."""


def to_text(field: FormField, value: Any) -> str:
    """Return a value of the file as the text that one edits; nothing in it is invisible.

    Where it is edited on one line, its line breaks are blanks.
    """
    if value is ABSENT:
        return ""
    lines = [without_hidden(line) for line in _written(field, value).split("\n")]
    return ("\n" if field.kind in BOXES else " ").join(lines)


def _written(field: FormField, value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (date, time)):
        return value.isoformat(timespec="seconds") if isinstance(value, (datetime, time)) else value.isoformat()
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value) if field.kind is Kind.REFERENCES else "\n".join(value)
    if isinstance(value, dict):
        return tomli_w.dumps(value)
    return str(value)


def has_hidden(field: FormField, value: Any) -> bool:
    """Tell whether a value holds characters that cannot be seen, and that editing it would take out."""
    return value is not ABSENT and to_text(field, value) != _written(field, value)


def typed_value(field: FormField, text: str, before: Any = ABSENT) -> Any:
    """Return what was typed as the file holds it; `ABSENT` for nothing.

    What cannot be read as what the field takes is returned as it was typed: whoever checks it says why.
    """
    if not text.strip():
        return ABSENT
    if field.kind is Kind.TEXT:
        return text
    stripped = text.strip()
    if field.kind is Kind.REFERENCES:
        ids = [each.strip() for each in stripped.split(",") if each.strip()]
        if len(ids) == 1 and isinstance(before, str):
            return ids[0]  # one that was written without brackets stays so
        return ids if ids else ABSENT
    if field.kind is Kind.WORDS:
        return [line.strip() for line in text.split("\n") if line.strip()]
    if field.kind is Kind.NUMBER:
        return _number(stripped)
    if field.kind is Kind.FLAG:
        return {"true": True, "yes": True, "false": False, "no": False}.get(stripped.casefold(), stripped)
    if field.kind is Kind.TABLE:
        return _table(text)
    return stripped


def _number(text: str) -> Any:
    if re.fullmatch(r"[+-]?\d{1,18}", text, re.ASCII):
        return int(text)
    if re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", text, re.ASCII):
        return float(text)
    return text


def _table(text: str) -> Any:
    try:
        return tomli.loads(text)
    except (ValueError, RecursionError):
        return text
