"""Cites as numbered evidence at the end of a page: where a fact can be read, and for whom the source speaks."""

from __future__ import annotations

from collections.abc import Iterable

from karabakh_tui.model.date_text import display_date
from karabakh_tui.model.records import Cite, Source

from .page import Page, address


class Evidence:
    """The cites of one page, numbered in the order in which they come up; the same cite keeps its number."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._numbers: dict[Cite, int] = {}

    def marks(self, cites: Iterable[Cite]) -> str:
        """Return ` [1] [2]` for some cites."""
        return "".join(f" [{self._numbers.setdefault(cite, len(self._numbers) + 1)}]" for cite in cites)

    def add(self) -> None:
        """Add the section that lists every cite that came up."""
        if self._numbers:
            self._page.heading("Evidence", len(self._numbers))
        for cite, number in self._numbers.items():
            self._entry(cite, number)

    def _entry(self, cite: Cite, number: int) -> None:
        page = self._page
        lead = f"[{number}] "
        indent = len(lead)
        source = page.store.get("sources", cite.source)
        if not isinstance(source, Source):
            page.line(f"{lead}{cite.source} (missing)", hanging=indent)
        else:
            page.line(lead + self._described(source), hanging=indent)
        details = [cite.at or ""]
        if cite.supports:
            details.append(f"supports {', '.join(cite.supports)}")
        if any(details):
            page.line("; ".join(filter(None, details)), indent=indent)
        if cite.words:
            page.line(f"“{cite.words}”{f' ({cite.language})' if cite.language else ''}", indent=indent)
        elif cite.language:
            page.line(f"language: {cite.language}", indent=indent)
        if isinstance(source, Source):
            for url in filter(None, (source.url, source.archive_url)):
                page.muted(url, indent=indent)

    def _described(self, source: Source) -> str:
        """Return a source in a line: publisher, title, date, kind, and whose standpoint it has."""
        words = [source.publisher, source.title]
        if source.published is not None:
            words.append(display_date(source.published))
        words.append(source.kind)
        if source.standpoint is not None:
            words.append(f"speaks for {self._page.party_name(source.standpoint)}")
        return f"{', '.join(filter(None, words))} {address(source)}"
