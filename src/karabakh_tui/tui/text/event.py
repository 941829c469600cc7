"""An event as a row of the timeline and as a page."""

from __future__ import annotations

from textual.content import Content

from karabakh_tui.model.date_text import short_date
from karabakh_tui.model.records import Account, Event, Figure, Quote
from karabakh_tui.tui.widgets.document import Block, Columns

from .dates import display_date
from .evidence import Evidence
from .page import Page
from .runs import MUTED, Run, block, column, content, joined, label_style, spread, status_column, status_run

WORD_FROM = 56
"""Width, in cells, from which a row of the timeline says its status in a word beside the sign."""


def event_row(event: Event, width: int) -> Content:
    """Return an event as one line: date under its year, title, status."""
    left = content(Run(column(short_date(event.date), 7), MUTED), Run(" "), Run(event.title, label_style(event)))
    return spread(left, content(status_column(event, word=width >= WORD_FROM)), width)


def event_page(page: Page, event: Event) -> None:
    """Fill a page with everything an event holds and what points at it."""
    evidence = Evidence(page.store)
    page.line(*joined([[Run(display_date(event.date), "bold")], [Run(event.kind)], [status_run(event)]]), hanging=2)
    if event.summary:
        page.gap()
        page.text(event.summary)
    _figures(page, event.figures, evidence)
    own_marks = evidence.marks(event.cites)
    if own_marks:
        page.line(Run("Evidence for this record:", MUTED), *own_marks, hanging=2)
    _accounts(page, event, evidence)
    page.gap()
    page.links("Parties", "parties", event.parties)
    page.links("Places", "places", event.places)
    if event.part_of:
        page.field("Part of", *page.link("events", event.part_of))
    if event.tags:
        page.optional("Tags", ", ".join(event.tags))
    _pointing_here(page, event)
    evidence.add(page)
    page.tail(event)


def _accounts(page: Page, event: Event, evidence: Evidence) -> None:
    """Add the accounts side by side, in the order of their parties' names, each in the same form."""
    if not event.accounts:
        return
    page.heading("Accounts", len(event.accounts))
    named = sorted(((_party_name(page, account), account) for account in event.accounts), key=lambda pair: pair[0])
    page.blocks.append(
        Columns(
            titles=tuple(content(Run(f"{name} says")) for name, _ in named),
            cells=tuple(_account_cell(account, evidence) for _, account in named),
        )
    )


def _party_name(page: Page, account: Account) -> str:
    party = page.store.get("parties", account.by)
    return party.label if party else f"{account.by} (missing)"


def _account_cell(account: Account, evidence: Evidence) -> tuple[Block, ...]:
    """Return one account; nothing here knows which party it is given."""
    blocks = [block(Run(account.says, lines=True), *evidence.marks(account.cites))]
    if account.stance:
        blocks.append(block(Run("stance  ", MUTED), Run(account.stance)))
    if account.date is not None:
        blocks.append(block(Run("happened  ", MUTED), Run(display_date(account.date))))
    if account.said is not None:
        blocks.append(block(Run("said  ", MUTED), Run(display_date(account.said))))
    blocks.extend(block(*figure_runs(figure), *evidence.marks(figure.cites)) for figure in account.figures)
    return tuple(blocks)


def _figures(page: Page, figures: tuple[Figure, ...], evidence: Evidence) -> None:
    if figures:
        page.heading("Figures", len(figures))
    for figure in figures:
        page.line(*figure_runs(figure), *evidence.marks(figure.cites), indent=2, hanging=2)


def figure_runs(figure: Figure) -> list[Run]:
    """Return a figure in words: `killed (civilians): at least 20, as of May 1992`."""
    what = f"{figure.of} ({figure.who})" if figure.who else figure.of
    unit = f" {figure.unit}" if figure.unit else ""
    as_of = f", as of {display_date(figure.as_of)}" if figure.as_of is not None else ""
    return [Run(f"{what}  ", MUTED), Run(f"{_amount(figure)}{unit}{as_of}")]


def _amount(figure: Figure) -> str:
    about = "about " if figure.about else ""
    if figure.value is not None:
        return about + number(figure.value)
    if figure.low is not None and figure.high is not None:
        return f"{about}{number(figure.low)} – {number(figure.high)}"
    if figure.low is not None:
        return f"at least {about}{number(figure.low)}"
    return f"at most {about}{number(figure.high or 0)}"


def number(value: float) -> str:
    """Return a number as it is read: thousands parted, no fraction where there is none."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _pointing_here(page: Page, event: Event) -> None:
    links = page.store.backlinks(event)
    page.section("Quotes", [link.record for link in links if isinstance(link.record, Quote)])
    page.section("Parts", [link.record for link in links if link.field == "part_of"])
    page.section("Related", related_events(page, event))


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
