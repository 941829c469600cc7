"""A source as a row and as a page."""

from __future__ import annotations

from textual.content import Content

from karabakh_tui.model.records import Record, Source
from karabakh_tui.model.store import Backlink

from .page import Page
from .party import unique
from .runs import MUTED, Run, content, joined, label_style, spread


def source_row(source: Source, width: int) -> Content:
    """Return a source as one line: title and, at its end, publisher."""
    publisher = content(Run(source.publisher or "", MUTED)).truncate(max(width * 2 // 5, 0), ellipsis=True)
    return spread(content(Run(source.title, label_style(source))), publisher, width)


def source_page(page: Page, source: Source) -> None:
    """Fill a page with everything a source holds and what cites it."""
    from karabakh_tui.export.names import author  # not before the first frame

    lead = [[Run(word)] for word in (source.publisher, source.kind) if word]
    page.line(*joined(lead), hanging=2)
    page.gap()
    page.optional("Authors", ", ".join(author(each).natural for each in source.authors))
    page.date("Published", source.published)
    page.optional("In", source.container)
    page.optional("Number", source.number)
    page.optional("Pages", source.pages)
    page.optional("DOI", source.doi)
    page.optional("ISBN", source.isbn)
    page.optional("Language", source.language)
    page.optional("Address", source.url)
    page.optional("Archived", source.archive_url)
    page.date("Accessed", source.accessed)
    if source.standpoint:
        page.field("Speaks for", *page.link("parties", source.standpoint))
    if source.based_on:
        page.field("Repeats", *page.link("sources", source.based_on))
    links = page.store.backlinks(source)
    for title, table in (
        ("Events", "events"),
        ("Quotes", "quotes"),
        ("Parties", "parties"),
        ("Places", "places"),
    ):
        page.section(f"{title} that cite it", _citing(links, table))
    page.section("Sources that repeat it", [link.record for link in links if link.field == "based_on"])
    page.tail(source)


def _citing(links: tuple[Backlink, ...], table: str) -> list[Record]:
    return unique([link.record for link in links if link.record.table == table])
