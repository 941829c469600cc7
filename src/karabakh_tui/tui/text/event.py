"""An event as a row of the timeline and as a page."""

from __future__ import annotations

from textual.content import Content

from karabakh_tui.model.date_text import short_date
from karabakh_tui.model.figure_text import amount, counted
from karabakh_tui.model.records import Event, Quote
from karabakh_tui.model.store import FactStore

from .accounts import DIFFERS_SIGN, Comparison, add_accounts, by_what_they_count
from .dates import display_date
from .evidence import Evidence, one_sided, one_sided_sign
from .page import Page
from .runs import MUTED, STRONG, Run, column, content, joined, label_style, spread, status_column, status_run

WORD_FROM = 56
"""Width, in cells, from which a row of the timeline says its status in a word beside the sign."""


def event_row(event: Event, store: FactStore, width: int) -> Content:
    """Return an event as one line: date under its year, title, status; before it, that one side alone speaks."""
    status = status_column(event, word=width >= WORD_FROM)
    sided = one_sided_sign(store, event)
    left = content(Run(column(short_date(event.date), 7), MUTED), Run(" "), Run(event.title, label_style(event)))
    return spread(left, content(sided, Run(" " if sided.text else ""), status), width)


def event_page(page: Page, event: Event) -> None:
    """Fill a page with everything an event holds and what points at it."""
    evidence = Evidence(page, event)
    lead = [[Run(display_date(event.date), "bold")], [Run(event.kind)], [status_run(event)]]
    page.line(*joined([*lead, *one_sided(page.store, event)]), hanging=2)
    page.bounds(event.date)
    if event.summary:
        page.gap()
        page.text(event.summary)
    _figures(page, event, evidence)
    own_marks = evidence.marks(event.cites)
    if own_marks:
        page.line(Run("Evidence for this record:", MUTED), *own_marks, hanging=2)
    add_accounts(page, event, evidence)
    page.gap()
    page.links("Parties", "parties", event.parties)
    page.links("Places", "places", event.places)
    if event.part_of:
        page.field("Part of", *page.link("events", event.part_of))
    if event.tags:
        page.optional("Tags", ", ".join(event.tags))
    _pointing_here(page, event)
    evidence.add()
    page.tail(event)


def _figures(page: Page, event: Event, evidence: Evidence) -> None:
    if event.figures:
        page.heading("Figures", len(event.figures))
    differing = Comparison(event.accounts, event.figures).own_differing
    for what, figure in by_what_they_count(event.figures).items():
        sign = Run(f"{DIFFERS_SIGN} " if what in differing else "", STRONG)
        words = Run(f"{counted(figure)}: ", MUTED), Run(amount(figure, display_date))
        page.line(sign, *words, *evidence.marks(figure.cites), indent=2, hanging=2)


def _pointing_here(page: Page, event: Event) -> None:
    links = page.store.backlinks(event)
    page.section("Quotes", quotes_on(page, event))
    page.section("Parts", [link.record for link in links if link.field == "part_of"])
    related = related_events(page, event)
    page.section("Related", related)
    page.section("Quotes on what is related", [quote for other in related for quote in quotes_on(page, other)])


def quotes_on(page: Page, event: Event) -> list[Quote]:
    """Return what was said on an event."""
    return [link.record for link in page.store.backlinks(event) if isinstance(link.record, Quote)]


def related_events(page: Page, event: Event) -> list[Event]:
    """Return the related events, written on either side, in the order of the timeline."""
    found: dict[str, Event] = {}
    for record_id in event.related:
        record = page.store.get("events", record_id)
        if isinstance(record, Event):
            found[record.id] = record
    for link in page.store.backlinks(event):
        if isinstance(link.record, Event) and link.field.startswith("related"):
            found[link.record.id] = link.record
    return sorted(found.values(), key=lambda other: (*other.date.sort_key(), other.id))
