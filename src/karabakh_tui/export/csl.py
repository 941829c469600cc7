"""CSL-JSON: the data of citation processors."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from karabakh_tui.show import show

from .dates import csl_date
from .entries import Entry
from .names import Name
from .text import capitalised

_TYPES = {
    "news": "article-newspaper", "treaty": "treaty", "report": "report", "book": "book", "dataset": "dataset",
    "law": "legislation", "speech": "speech", "judgment": "legal_case", "encyclopedia": "entry-encyclopedia",
    "web": "webpage",
}  # fmt: skip
"""All else is `document`, with its kind as `genre`."""


def csl_json(entries: Iterable[Entry]) -> str:
    """Return entries as an array of CSL-JSON items; the id of each is its source's."""
    items = [_item(each) for each in entries]
    text = json.dumps(items, ensure_ascii=False, indent=2)
    return text if show(text, lines=True) == text else json.dumps(items, indent=2)


def _item(entry: Entry) -> dict[str, Any]:
    work = entry.work
    kind = "chapter" if work.kind == "book" and work.container else _TYPES.get(work.kind, "document")
    item = {
        "id": work.id,
        "type": kind,
        "author": [_name(each) for each in work.authors],
        "title": work.title,
        "container-title": work.container,
        "publisher": work.publisher,
        "authority": work.publisher if kind == "legal_case" else "",
        "issued": csl_date(work.published) if work.published is not None else None,
        "accessed": csl_date(work.accessed) if work.accessed is not None else None,
        "number": work.number,
        "page": work.pages,
        "DOI": work.doi,
        "ISBN": work.isbn,
        "URL": work.url,
        "language": work.language,
        "genre": capitalised(work.kind) if kind == "document" else "",
        "note": "\n".join(entry.notes),
    }
    return {name: value for name, value in item.items() if value}


def _name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}
