"""From any record to its page in plain text: everything it holds, and everything that points at it."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.export.names import author
from karabakh_tui.model.date_text import display_date
from karabakh_tui.model.dates import UncertainDate
from karabakh_tui.model.figure_text import figure_words, number
from karabakh_tui.model.records import Account, Alias, Event, Figure, Party, Place, Quote, Record, Search, Source
from karabakh_tui.model.store import FactStore

from .backlinks import add_backlinks
from .console import Console
from .evidence import Evidence
from .file_form import file_form, flat
from .page import Page, status


def record_page(record: Record, store: FactStore, console: Console) -> str:
    """Return a record's page."""
    page = Page(store, console)
    if isinstance(record, Event):
        _event(page, record)
    elif isinstance(record, Quote):
        _quote(page, record)
    elif isinstance(record, Party):
        _party(page, record)
    elif isinstance(record, Place):
        _place(page, record)
    elif isinstance(record, Source):
        _source(page, record)
    elif isinstance(record, Search):
        page.title(record, record.title)
        page.field("Query", record.query)
        _tail(page, record)
        add_backlinks(page, record)
    return str(page)


def _event(page: Page, event: Event) -> None:
    evidence = Evidence(page)
    page.title(event, event.title)
    page.line(f"{display_date(event.date)} · {event.kind} · {status(event)}{evidence.marks(event.cites)}")
    if event.summary:
        page.gap()
        page.line(event.summary)
    _figures(page, event.figures, evidence)
    _accounts(page, event, evidence)
    page.gap()
    page.links("Parties", "parties", event.parties)
    page.links("Places", "places", event.places)
    page.links("Part of", "events", [event.part_of] if event.part_of else [])
    page.field("Tags", ", ".join(event.tags))
    _missing_related(page, event)
    _tail(page, event)
    evidence.add()
    add_backlinks(page, event)


def _missing_related(page: Page, event: Event) -> None:
    """Name related events that do not exist; those that do are a section of their own."""
    page.links("Related", "events", [each for each in event.related if page.store.get("events", each) is None])


def _accounts(page: Page, event: Event, evidence: Evidence) -> None:
    """Add the accounts in the order of their parties' names, each in the same form."""
    if event.accounts:
        page.heading("Accounts", len(event.accounts))
    for account in sorted(event.accounts, key=lambda each: page.party_name(each.by)):
        page.line(f"{page.named('parties', account.by)} says:", indent=2, hanging=2)
        _account(page, account, evidence)


def _account(page: Page, account: Account, evidence: Evidence) -> None:
    """Add one account; nothing here knows which party it is given."""
    page.line(f"{account.says}{evidence.marks(account.cites)}", indent=4)
    about = [account.stance or ""]
    if account.date is not None:
        about.append(f"happened {display_date(account.date)}")
    if account.said is not None:
        about.append(f"said {display_date(account.said)}")
    if any(about):
        page.muted(" · ".join(filter(None, about)), indent=4)
    for figure in account.figures:
        page.line(figure_words(figure) + evidence.marks(figure.cites), indent=4, hanging=2)


def _figures(page: Page, figures: Sequence[Figure], evidence: Evidence) -> None:
    if figures:
        page.heading("Figures", len(figures))
    for figure in figures:
        page.line(figure_words(figure) + evidence.marks(figure.cites), indent=2, hanging=2)


def _quote(page: Page, quote: Quote) -> None:
    evidence = Evidence(page)
    page.title(quote, f"“{quote.text}”")
    capacity = f", {quote.capacity}" if quote.capacity else ""
    page.line(f"{page.named('parties', quote.speaker)}{capacity} · {display_date(quote.date)}"
              f"{evidence.marks(quote.cites)}")  # fmt: skip
    if quote.original:
        page.heading("In the original")
        page.line(f"“{quote.original}”")
    page.gap()
    page.field("Language", quote.language)
    page.field("Language of the original", quote.original_language)
    page.field("Translated by", quote.translated_by)
    page.links("On behalf of", "parties", [quote.on_behalf_of] if quote.on_behalf_of else [])
    page.links("Event", "events", [quote.event] if quote.event else [])
    page.links("Places", "places", quote.places)
    page.field("Tags", ", ".join(quote.tags))
    _tail(page, quote)
    evidence.add()
    add_backlinks(page, quote)


def _party(page: Page, party: Party) -> None:
    evidence = Evidence(page)
    page.title(party, party.name)
    page.line(" · ".join(filter(None, (party.kind, party.role))) + evidence.marks(party.cites), hanging=2)
    if party.summary:
        page.gap()
        page.line(party.summary)
    page.gap()
    page.links("Part of", "parties", party.part_of)
    _side(page, party)
    page.date("Active", party.active)
    page.field("Address", party.url)
    page.field("Wikidata", party.wikidata)
    _names(page, party.aliases)
    _tail(page, party)
    evidence.add()
    add_backlinks(page, party)


def _side(page: Page, party: Party) -> None:
    side_id = page.store.side_of(party)
    if side_id is not None:
        names = {side.id: side.name for side in page.store.header.sides}
        page.field("Side", f"{names[side_id]} ({side_id})" if side_id in names else f"{side_id} (missing)")


def _names(page: Page, aliases: Sequence[Alias]) -> None:
    """List the other names, by language and then by name, each with who uses it."""
    if aliases:
        page.heading("Other names", len(aliases))
    for alias in sorted(aliases, key=lambda each: (each.language or "", each.name)):
        about = [alias.name, alias.language, alias.script, alias.kind]
        if alias.used_by:
            about.append(f"used by {', '.join(page.named('parties', each) for each in alias.used_by)}")
        about += [_dated("since", alias.since), _dated("until", alias.until)]
        page.line(" · ".join(filter(None, about)), indent=2, hanging=2)


def _dated(word: str, date: UncertainDate | None) -> str:
    return "" if date is None else f"{word} {display_date(date)}"


def _place(page: Page, place: Place) -> None:
    evidence = Evidence(page)
    page.title(place, place.name)
    page.line(f"{place.kind}{evidence.marks(place.cites)}")
    page.gap()
    page.links("Part of", "places", [place.part_of] if place.part_of else [])
    page.field("Coordinates", _coordinates(place))
    page.field("Wikidata", place.wikidata)
    _names(page, place.aliases)
    _tail(page, place)
    evidence.add()
    add_backlinks(page, place)


def _coordinates(place: Place) -> str:
    """Return a point in degrees, WGS 84, with its hemispheres (ISO 6709, the human form)."""
    parts = []
    for value, positive, negative in ((place.lat, "N", "S"), (place.lon, "E", "W")):
        if value is not None:
            parts.append(f"{abs(value)}° {positive if value >= 0 else negative}")
    if place.radius_km is not None:
        parts.append(f"within {number(place.radius_km)} km")
    return ", ".join(parts)


def _source(page: Page, source: Source) -> None:
    page.title(source, source.title)
    page.line(" · ".join(filter(None, (source.publisher, source.kind))), hanging=2)
    page.gap()
    page.field("Authors", ", ".join(author(each).natural for each in source.authors))
    page.date("Published", source.published)
    for name, value in (
        ("In", source.container),
        ("Number", source.number),
        ("Pages", source.pages),
        ("DOI", source.doi),
        ("ISBN", source.isbn),
        ("Language", source.language),
        ("Address", source.url),
        ("Archived", source.archive_url),
    ):
        page.field(name, value)
    page.date("Accessed", source.accessed)
    page.links("Speaks for", "parties", [source.standpoint] if source.standpoint else [])
    page.links("Repeats", "sources", [source.based_on] if source.based_on else [])
    _tail(page, source)
    add_backlinks(page, source)


def _tail(page: Page, record: Record) -> None:
    """Add what every kind of record may hold, and its address."""
    page.gap()
    if record.withdrawn is not None:
        why = f": {record.withdrawn_why}" if record.withdrawn_why else ""
        page.line(f"Withdrawn {display_date(record.withdrawn)}{why}")
    else:
        page.field("Withdrawn because", record.withdrawn_why)
    page.links("Replaced by", record.table, [record.replaced_by] if record.replaced_by else [])
    page.field("Note", record.note)
    for path, value in flat(file_form(record.extra)) if record.extra else ():
        page.field(path, str(value))
    page.date("Checked", record.checked)
    page.field("Former ids", ", ".join(record.former_ids))
    page.field("Id", record.ref)
