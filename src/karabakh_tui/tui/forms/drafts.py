"""What was written in a form, as the journal keeps it, and put into the file as it is now."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import tomli
import tomli_w

from karabakh_tui.model.records import TABLES
from karabakh_tui.storage.edit import ABSENT, diff
from karabakh_tui.storage.exact import same

CALLED = ("title", "name", "text", "id")
"""The fields that say what a record is, the best first."""


@dataclass(frozen=True)
class Draft:
    """A record as it was when its form was opened, and as it was written since."""

    table: str
    id: str
    """As in the file; "" for a new record."""
    old: Mapping[str, Any]
    new: Mapping[str, Any]
    mark: str = ""
    """What tells it from other drafts of the same record, and of new ones."""

    @property
    def name(self) -> str:
        """Under which the journal keeps it."""
        return f"{self.table}/{self.id}+{self.mark}" if self.mark else f"{self.table}/{self.id}"

    @property
    def about(self) -> str:
        """What it is about, in words."""
        if self.id:
            return f"{self.table}/{self.id}"
        called = next((text for field in CALLED if isinstance(text := self.new.get(field), str) and text.strip()), "")
        return f"a new one in {self.table}{': ' * bool(called)}{called}"

    def kept(self) -> dict[str, str]:
        """Return it as the journal keeps it: as TOML, in which every value keeps its type."""
        texts = {"old": tomli_w.dumps(self.old), "new": tomli_w.dumps(self.new)}
        return {"table": self.table, "id": self.id, "mark": self.mark, **texts}

    def upon(self, now: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
        """Return a record as the file has it now with what was written, and the fields that both have changed."""
        fields, both = dict(now), []
        for field, old, new in diff(self.old, self.new):
            value = fields.get(field, ABSENT)
            if not same(value, old) and not same(value, new):
                both.append(field)
            if new is ABSENT:
                fields.pop(field, None)
            else:
                fields[field] = new
        return fields, tuple(both)


def draft_from(content: Mapping[str, Any]) -> Draft | None:
    """Return a draft that the journal kept; None for what is none."""
    try:
        table, record_id = content["table"], content["id"]
        mark = content.get("mark", "")
        draft = Draft(table, record_id, tomli.loads(content["old"]), tomli.loads(content["new"]), mark)
    except (KeyError, TypeError, ValueError, RecursionError, AttributeError):
        return None
    return draft if table in TABLES and isinstance(record_id, str) and isinstance(mark, str) else None


def new_mark() -> str:
    """Return what tells a form from every other, here and in other instances of the program."""
    return secrets.token_hex(4)
