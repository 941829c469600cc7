"""What a store is, as a page."""

from __future__ import annotations

from pathlib import Path

from karabakh_tui.model.store import FactStore

from .page import Page
from .runs import Run


def about(store: FactStore, path: Path) -> Page:
    """Return the page that says what a store is, and what it holds."""
    header = store.header
    page = Page(store)
    page.line(Run(header.title, "bold"))
    if header.description:
        page.gap()
        page.text(header.description)
    page.gap()
    page.optional("Edition", header.edition)
    page.date("Updated", header.updated)
    page.optional("Language", header.language)
    page.optional("Maintainers", ", ".join(header.maintainers))
    page.optional("Terms", header.license)
    page.optional("Sides", " · ".join(side.name for side in header.sides))
    if header.approximate_margin is not None:
        margins = header.approximate_margin.model_dump(exclude_none=True)
        page.optional("Width of “about”", ", ".join(f"{name} {width}" for name, width in margins.items()))
    page.optional("File", str(path))
    page.gap()
    for table, word in COUNTED:
        page.field(word, Run(f"{len(store.records(table)):,}"))
    return page


COUNTED = (
    ("events", "Events"),
    ("parties", "Parties"),
    ("quotes", "Quotes"),
    ("places", "Places"),
    ("sources", "Sources"),
)
