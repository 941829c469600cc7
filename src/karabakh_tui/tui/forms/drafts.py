"""What was written in a form, as the journal keeps it, and put into the file as it is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import tomli
import tomli_w

from karabakh_tui.model.records import TABLES
from karabakh_tui.storage.edit import ABSENT, diff
from karabakh_tui.storage.exact import same


@dataclass(frozen=True)
class Draft:
    """A record as it was when its form was opened, and as it was written since."""

    table: str
    id: str
    """As in the file; "" for a new record."""
    old: Mapping[str, Any]
    new: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Under which the journal keeps it: one draft for each record, and one new record for each table."""
        return f"{self.table}/{self.id}"

    def kept(self) -> dict[str, str]:
        """Return it as the journal keeps it: as TOML, in which every value keeps its type."""
        return {"table": self.table, "id": self.id, "old": tomli_w.dumps(self.old), "new": tomli_w.dumps(self.new)}

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
        draft = Draft(table, record_id, tomli.loads(content["old"]), tomli.loads(content["new"]))
    except (KeyError, TypeError, ValueError, RecursionError, AttributeError):
        return None
    return draft if table in TABLES and isinstance(record_id, str) else None
