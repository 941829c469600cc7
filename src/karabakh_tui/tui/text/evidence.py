"""Cites as numbered evidence: where a fact can be read, for whom the source speaks, and whether one side alone does."""

from __future__ import annotations

from collections.abc import Iterable

from karabakh_tui.export.cited import numbered_cites
from karabakh_tui.model.records import Cite, Quote, Record, Source
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.evidence import claims_of, independent, is_one_sided, sources_of

from .dates import display_date
from .page import Page
from .runs import LINK, MUTED, STRONG, STRUCK, Run

FOCUS_SIGN = "▸"
"""Stands before the entry of the cite that is in focus."""

ONE_SIDED_SIGN = "½"

INDENT = 5
"""Cells before the lines of an entry after its first."""


class Evidence:
    """The cites of a record's page, with the numbers that they have wherever they are named."""

    def __init__(self, page: Page, record: Record) -> None:
        self._page = page
        self._record = record
        self._cites = numbered_cites(page.store, record)
        self._numbers = {cite: number for number, cite in enumerate(self._cites, 1)}

    def marks(self, cites: Iterable[Cite]) -> list[Run]:
        """Return `[1] [2]` for the cites, each a link to its source."""
        runs: list[Run] = []
        for cite in cites:
            source = self._page.store.get("sources", cite.source)
            runs.append(Run(" "))
            runs.append(Run(f"[{self._numbers[cite]}]", LINK if source else STRUCK, source.ref if source else None))
        return runs

    def add(self) -> None:
        """Add the section that lists every cite, and says how many of their sources are independent."""
        if not self._cites:
            return
        self._page.heading("Evidence", len(self._cites), f" · {self._independent()}")
        for place, cite in enumerate(self._cites):
            self._entry(cite, place)

    def _independent(self) -> str:
        count = independent(self._page.store, sources_of(self._page.store, self._cites))
        return f"{count:,} independent source{'s' * (count != 1)}"

    def _entry(self, cite: Cite, place: int) -> None:
        page = self._page
        in_focus = place == page.cite
        lead = Run(f"{FOCUS_SIGN if in_focus else ' '}[{place + 1}] ", STRONG if in_focus else MUTED)
        page.line(lead, *_source(page, cite), hanging=INDENT, anchor=cite_anchor(place))
        if in_focus:
            page.line(Run(f"{place + 1} of {len(self._cites)} · {self._independent()} in all", MUTED), indent=INDENT)
        if cite.words:
            language = f" ({cite.language})" if cite.language else ""
            page.line(Run(f"“{cite.words}”", lines=True), Run(language, MUTED), indent=INDENT)
        elif in_focus and isinstance(self._record, Quote):
            page.text(f"“{self._record.text}”", indent=INDENT)  # they may have gone out of sight above
        if cite.supports:
            page.line(Run(f"supports {', '.join(cite.supports)}", MUTED), indent=INDENT)


def cite_anchor(place: int) -> str:
    """Return the name of the block that tells of a cite, by its position."""
    return f"cite/{place}"


def _source(page: Page, cite: Cite) -> list[Run]:
    """Return where a cite can be read, and for whom that source speaks."""
    source = page.store.get("sources", cite.source)
    if not isinstance(source, Source):
        return [Run(cite.source, STRUCK), Run(" (missing)", MUTED)]
    runs = [Run(f"{source.publisher}, ")] if source.publisher else []
    runs.append(Run(source.title, LINK, source.ref))
    if source.published is not None:
        runs.append(Run(f", {display_date(source.published)}"))
    if cite.at:
        runs.append(Run(f", {cite.at}"))
    return [*runs, Run(f"  {source.kind}", MUTED), *standpoint(page, source)]


def standpoint(page: Page, source: Source) -> list[Run]:
    """Return for whom the source speaks, where it speaks for one party."""
    if source.standpoint is None:
        return []
    party = page.store.get("parties", source.standpoint)
    return [Run(f" · speaks for {party.label if party else source.standpoint}", MUTED)]


def rests_on_one_side(store: FactStore, record: Record) -> bool:
    """Tell whether all that a record says rests on sources of one and the same side."""
    return is_one_sided(store, sources_of(store, claims_of(record)))


def one_sided_sign(store: FactStore, record: Record) -> Run:
    """Return the sign, for the end of a row, of a record that rests on one side's word alone."""
    return Run(ONE_SIDED_SIGN if rests_on_one_side(store, record) else "")


def one_sided(store: FactStore, record: Record) -> list[list[Run]]:
    """Return that a record rests on one side's word alone, and on whose; nothing where it does not."""
    if not rests_on_one_side(store, record):
        return []
    from karabakh_tui.export.attribution import only_side  # few records need it, and not the first frame

    return [[Run(f"{ONE_SIDED_SIGN}\u00a0one-sided: all its sources speak for {only_side(store, record)}")]]
