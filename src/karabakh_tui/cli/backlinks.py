"""What points at a record: every reference to it, under a heading that says what it means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from karabakh_tui.model.records import Account, Event, Quote, Record
from karabakh_tui.show import shortened

from .page import Page

_POSITION = re.compile(r"\[\d+\]")

TITLES = {
    ("events", "parties"): "Took part in",
    ("events", "accounts.by"): "Its accounts",
    ("quotes", "speaker"): "Said",
    ("quotes", "on_behalf_of"): "Said on its behalf",
    ("parties", "part_of"): "Its members and parts",
    ("sources", "standpoint"): "Sources that speak for it",
    ("parties", "aliases.used_by"): "Parties whose name it uses officially",
    ("places", "aliases.used_by"): "Places whose name it uses officially",
    ("events", "places"): "What happened here",
    ("quotes", "places"): "What was said of it",
    ("places", "part_of"): "Places in it",
    ("quotes", "event"): "Quotes",
    ("events", "part_of"): "Parts",
    ("events", "related"): "Related",
    ("events", "cites"): "Events that cite it",
    ("quotes", "cites"): "Quotes that cite it",
    ("parties", "cites"): "Parties that cite it",
    ("places", "cites"): "Places that cite it",
    ("sources", "based_on"): "Sources that repeat it",
}
"""By the table of the record that points, and the field it points from."""

REPLACED = "Replaces"


def add_backlinks(page: Page, record: Record) -> None:
    """Add a section for each kind of reference to a record, in the order of `TITLES`."""
    found: dict[str, dict[str, Record]] = {}
    for link in page.store.backlinks(record):
        found.setdefault(_title(link.record, link.field), {})[link.record.ref] = link.record
    if isinstance(record, Event):
        _add_related(page, record, found)
    for title in (*dict.fromkeys(TITLES.values()), REPLACED):
        records = _in_order(list(found.get(title, {}).values()))
        if title == TITLES["events", "accounts.by"]:
            _accounts(page, title, record, records)
        else:
            page.section(title, records)
    if isinstance(record, Event):
        _on_what_is_related(page, _in_order(list(found[TITLES["events", "related"]].values())))


def _on_what_is_related(page: Page, events: Sequence[Record]) -> None:
    """List what was said on related events."""
    links = (link.record for event in events for link in page.store.backlinks(event))
    page.section("Quotes on what is related", [record for record in links if isinstance(record, Quote)])


def _title(record: Record, field: str) -> str:
    name = _POSITION.sub("", field)
    if name == "replaced_by":
        return REPLACED
    return TITLES[record.table, "cites" if name.endswith("cites.source") else name]


def _add_related(page: Page, event: Event, found: dict[str, dict[str, Record]]) -> None:
    """Add the events that this one names as related to those that name it: it is the same on either side."""
    section = found.setdefault(TITLES["events", "related"], {})
    for record_id in event.related:
        other = page.store.get("events", record_id)
        if other is not None:
            section[other.ref] = other


def _in_order(records: Sequence[Record]) -> list[Record]:
    """Return records in the order of their dates, where they have them; else in the order of the file."""
    if all(isinstance(record, (Event, Quote)) for record in records):
        return sorted(records, key=_date_key)
    return list(records)


def _date_key(record: Record) -> tuple[float, float, str]:
    assert isinstance(record, (Event, Quote))
    return (*record.date.sort_key(), record.id)


def _accounts(page: Page, title: str, party: Record, events: Sequence[Record]) -> None:
    """List what a party says about events."""
    said: list[tuple[Event, Account]] = [
        (event, account)
        for event in events
        if isinstance(event, Event)
        for account in event.accounts
        if page.store.get("parties", account.by) is party
    ]
    if said:
        page.heading(title, len(said))
    for event, account in said:
        page.line(page.entry(event), indent=2, hanging=2)
        page.line(shortened(account.says), indent=6)
