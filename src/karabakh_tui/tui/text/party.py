"""A party as a row and as a page: what it took part in, said, and what others said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from textual.content import Content

from karabakh_tui.model.records import Account, Alias, Event, Party, Quote
from karabakh_tui.model.store import Backlink, FactStore
from karabakh_tui.show import shortened

from .dates import display_date
from .evidence import Evidence, one_sided, one_sided_sign
from .page import SECTION_LIMIT, Page
from .runs import LINK, MUTED, Run, content, joined, label_style, spread

Item = TypeVar("Item")


def party_row(party: Party, store: FactStore, width: int) -> Content:
    """Return a party as one line: name and role; at its end, that one side alone speaks."""
    left = content(Run(party.name, label_style(party)), Run(f"  {party.role or ''}", MUTED))
    return spread(left, content(one_sided_sign(store, party)), width)


def party_page(page: Page, party: Party) -> None:
    """Fill a page with everything a party holds and what points at it."""
    lead = [[Run(party.kind)], [Run(party.role)] if party.role else [], *one_sided(page.store, party)]
    page.line(*joined(group for group in lead if group), hanging=2)
    if party.summary:
        page.gap()
        page.text(party.summary)
    page.gap()
    page.links("Part of", "parties", party.part_of)
    _side(page, party)
    page.date("Active", party.active)
    page.optional("Address", party.url)
    page.optional("Wikidata", party.wikidata)
    names(page, party.aliases)
    links = page.store.backlinks(party)
    page.section("Took part in", in_order(links, "parties", Event))
    _accounts(page, party, links)
    page.section("Said", in_order(links, "speaker", Quote))
    page.section("Said on its behalf", in_order(links, "on_behalf_of", Quote))
    _what_others_said(page, party, links)
    page.section("Its members and parts", [link.record for link in links if link.field.startswith("part_of")])
    page.section("Sources that speak for it", [link.record for link in links if link.field == "standpoint"])
    page.section(
        "Names it uses officially",
        unique([link.record for link in links if link.field.startswith("aliases")]),
    )
    Evidence(page, party).add()
    page.tail(party)


def _side(page: Page, party: Party) -> None:
    side_id = page.store.side_of(party)
    if side_id is not None:
        sides = {side.id: side.name for side in page.store.header.sides}
        page.field("Side", Run(sides.get(side_id, f"{side_id} (missing)")))


def names(page: Page, aliases: Sequence[Alias]) -> None:
    """List the other names, by language and then by name, each with who uses it."""
    if not aliases:
        return
    page.heading("Other names", len(aliases))
    for alias in sorted(aliases, key=lambda each: (each.language or "", each.name)):
        groups = [[Run(alias.name)]]
        groups += [[Run(word, MUTED)] for word in (alias.language, alias.script, alias.kind) if word]
        if alias.used_by:
            users = joined((page.link("parties", party_id) for party_id in alias.used_by), ", ")
            groups.append([Run("used by ", MUTED), *users])
        if alias.since is not None:
            groups.append([Run(f"since {display_date(alias.since)}", MUTED)])
        if alias.until is not None:
            groups.append([Run(f"until {display_date(alias.until)}", MUTED)])
        page.line(*joined(groups), indent=2, hanging=2)


def in_order(links: Sequence[Backlink], field: str, kind: type[Event] | type[Quote]) -> list[Event | Quote]:
    """Return the dated records of one kind that point here from a field, in the order of their dates."""
    found = [link.record for link in links if isinstance(link.record, kind) and link.field.split("[")[0] == field]
    return sorted(unique(found), key=lambda record: (*record.date.sort_key(), record.id))


def unique(records: Sequence[Item]) -> list[Item]:
    """Return the records without repeats, the first one kept."""
    return list({id(record): record for record in records}.values())


def _accounts(page: Page, party: Party, links: Sequence[Backlink]) -> None:
    """List what the party says about events."""
    events = [link.record for link in links if isinstance(link.record, Event) and link.field.endswith("].by")]
    said = [
        (event, account)
        for event in unique(sorted(events, key=lambda each: (*each.date.sort_key(), each.id)))
        for account in event.accounts
        if _is_by(page, account, party)
    ]
    _account_section(page, "Its accounts", said, name_the_party=False)


def _is_by(page: Page, account: Account, party: Party) -> bool:
    return page.store.get("parties", account.by) is party


def _what_others_said(page: Page, party: Party, links: Sequence[Backlink]) -> None:
    """List others' accounts of, and quotes about, the events that the party took part in."""
    events = [event for event in in_order(links, "parties", Event) if isinstance(event, Event)]
    others = [(event, account) for event in events for account in event.accounts if not _is_by(page, account, party)]
    _account_section(page, "Others' accounts of what it took part in", others, name_the_party=True)
    quotes = [
        link.record
        for event in events
        for link in page.store.backlinks(event)
        if isinstance(link.record, Quote) and page.store.get("parties", link.record.speaker) is not party
    ]
    page.section("Others' words about what it took part in", unique(quotes))


def _account_section(
    page: Page, title: str, accounts: Sequence[tuple[Event, Account]], *, name_the_party: bool
) -> None:
    if not accounts:
        return
    page.heading(title, len(accounts))
    for event, account in accounts[:SECTION_LIMIT]:
        by = [*page.link("parties", account.by), Run(": ")] if name_the_party else []
        page.line(
            Run(display_date(event.date) + "  ", MUTED),
            Run(event.title, label_style(event, LINK), event.ref),
            Run("  "),
            *by,
            Run(shortened(account.says)),
            indent=2,
            hanging=2,
        )
    page.cut(len(accounts))
