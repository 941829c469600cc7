"""Cites as numbered evidence: where a fact can be read, and for whom the source speaks."""

from __future__ import annotations

from collections.abc import Iterable

from karabakh_tui.model.records import Cite, Source
from karabakh_tui.model.store import FactStore

from .dates import display_date
from .page import Page
from .runs import LINK, MUTED, STRUCK, Run


class Evidence:
    """The cites of one page, numbered in the order in which they come up; the same cite keeps its number."""

    def __init__(self, store: FactStore) -> None:
        self._store = store
        self._numbers: dict[Cite, int] = {}

    def marks(self, cites: Iterable[Cite]) -> list[Run]:
        """Return `[1] [2]` for the cites, each a link to its source."""
        runs: list[Run] = []
        for cite in cites:
            number = self._numbers.setdefault(cite, len(self._numbers) + 1)
            source = self._store.get("sources", cite.source)
            runs.append(Run(" "))
            runs.append(Run(f"[{number}]", LINK if source else STRUCK, source.ref if source else None))
        return runs

    def add(self, page: Page) -> None:
        """Add the section that lists every cite that came up."""
        if not self._numbers:
            return
        page.heading("Evidence", len(self._numbers))
        for cite, number in self._numbers.items():
            self._entry(page, cite, number)

    def _entry(self, page: Page, cite: Cite, number: int) -> None:
        source = self._store.get("sources", cite.source)
        lead = Run(f"[{number}] ", MUTED)
        if not isinstance(source, Source):
            page.line(lead, Run(cite.source, STRUCK), Run(" (missing)", MUTED), hanging=4)
            return
        runs = [lead]
        if source.publisher:
            runs.append(Run(f"{source.publisher}, "))
        runs.append(Run(source.title, LINK, source.ref))
        if source.published is not None:
            runs.append(Run(f", {display_date(source.published)}"))
        if cite.at:
            runs.append(Run(f", {cite.at}"))
        runs.append(Run(f"  {source.kind}", MUTED))
        runs.extend(standpoint(page, source))
        page.line(*runs, hanging=4)
        if cite.words:
            language = f" ({cite.language})" if cite.language else ""
            page.line(Run(f"“{cite.words}”", lines=True), Run(language, MUTED), indent=4)
        if cite.supports:
            page.line(Run(f"supports {', '.join(cite.supports)}", MUTED), indent=4)


def standpoint(page: Page, source: Source) -> list[Run]:
    """Return for whom the source speaks, where it speaks for one party."""
    if source.standpoint is None:
        return []
    party = page.store.get("parties", source.standpoint)
    return [Run(f" · speaks for {party.label if party else source.standpoint}", MUTED)]
