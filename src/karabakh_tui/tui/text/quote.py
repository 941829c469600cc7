"""A quote as a row and as a page. The speaker stands first, so that words are never shown without them."""

from __future__ import annotations

from textual.content import Content

from karabakh_tui.model.date_text import short_date
from karabakh_tui.model.records import Quote
from karabakh_tui.model.store import FactStore

from .dates import display_date
from .evidence import Evidence, one_sided, one_sided_sign
from .page import Page
from .runs import MUTED, STRONG, Run, column, content, joined, label_style, spread


def quote_row(quote: Quote, store: FactStore, width: int) -> Content:
    """Return a quote as one line: date under its year, speaker, words; at its end, that one side alone speaks."""
    party = store.get("parties", quote.speaker)
    name = content(Run(party.label if party else f"{quote.speaker} (missing)", STRONG))
    room = max(width - 8, 0) * 2 // 5  # the words need the rest
    left = Content.assemble(
        content(Run(column(short_date(quote.date), 7), MUTED), Run(" ")),
        name.truncate(room, ellipsis=True),
        content(Run(" "), Run(f"“{quote.text[:400]}”", label_style(quote))),
    )
    return spread(left, content(one_sided_sign(store, quote)), width)


def quote_page(page: Page, quote: Quote) -> None:
    """Fill a page with everything a quote holds and what points at it."""
    evidence = Evidence(page, quote)
    lead = [[*page.link("parties", quote.speaker)], [Run(display_date(quote.date), "bold")]]
    if quote.capacity:
        lead.insert(1, [Run(quote.capacity)])
    page.line(*joined([*lead, *one_sided(page.store, quote)]), hanging=2)
    page.bounds(quote.date)
    page.gap()
    page.text(f"“{quote.text}”", label_style(quote))
    page.line(Run("Evidence for these words:", MUTED), *evidence.marks(quote.cites), hanging=2)
    if quote.original:
        page.heading("In the original")
        page.text(f"“{quote.original}”")
        page.optional("Language", quote.original_language)
    page.gap()
    page.optional("Language", quote.language)
    page.optional("Translated by", quote.translated_by)
    if quote.on_behalf_of:
        page.field("On behalf of", *page.link("parties", quote.on_behalf_of))
    if quote.event:
        page.field("Event", *page.link("events", quote.event))
    page.links("Places", "places", quote.places)
    if quote.tags:
        page.optional("Tags", ", ".join(quote.tags))
    evidence.add()
    page.tail(quote)
