"""Rules about dates that cannot all be true. That each is one, and runs forward, the reader has told already.

All compare what is certain: `~` is taken as wide as the store's margin, and where nobody knows how wide it is, or a
date has `?`, nothing is said. A day is allowed for time zones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from karabakh_tui.model.dates import UncertainDate
from karabakh_tui.model.margin import widened
from karabakh_tui.model.records import Account, Event, Figure, Party, Quote, Record, Source
from karabakh_tui.model.store import FactStore
from karabakh_tui.storage.resolve import cites_of
from karabakh_tui.storage.validate import Location

from .rules import Finding, Given, rule

ZONES = 1
"""Days by which two places can differ in what day it is."""

LIVING_PAGES = ("web", "encyclopedia", "dataset")
"""Kinds of sources that go on being written after they were published."""

HAPPENED = {"date", "title", "status", "says", "by"}
"""Fields that a source can stand for only after the event."""


def _surely_before(one: UncertainDate | None, other: UncertainDate | None, store: FactStore) -> bool:
    """Tell whether all of a date lies before all of another, whatever their doubts."""
    if one is None or other is None or one.uncertain or other.uncertain:
        return False
    mine, theirs = widened(one, store.header.approximate_margin), widened(other, store.header.approximate_margin)
    return mine is not None and theirs is not None and mine[1] + ZONES < theirs[0]


def _apart(one: UncertainDate | None, other: UncertainDate | None, store: FactStore) -> bool:
    return _surely_before(one, other, store) or _surely_before(other, one, store)


def _published_before(source: Source, date: UncertainDate, store: FactStore) -> bool:
    """Tell whether a source was surely published, and if it is kept up also read, before a date."""
    kept_up = source.kind in LIVING_PAGES and source.accessed is not None
    return _surely_before(source.published, date, store) and (
        not kept_up or _surely_before(source.accessed, date, store)
    )


@rule("E204")
def published_before_it_happened(given: Given) -> Iterator[Finding]:
    """A source was published before the event that it is cited for.

    It cannot report what had not happened. Either one of the two dates is wrong, or the source stands for something
    else: say in the cite's `supports` for which fields (a summary may tell of what came before, a date cannot), or of
    an account when the party `said` it. Events that are still to come, and pages that are kept up and were read later,
    are left alone.
    """
    for event in given.events:
        for path, date, source in _reports(given.store, event) if event.date.earliest <= given.today else ():
            if _published_before(source, date, given.store):
                yield Finding(event, path, f'"{source.id}" was published before this happened')


def _reports(store: FactStore, event: Event) -> Iterator[tuple[Location, UncertainDate, Source]]:
    """Yield the sources that report an event, with the day they report it to have been."""
    for path, holder, cite in cites_of(event):
        source = store.get("sources", cite.source)
        if not isinstance(source, Source) or (cite.supports and not HAPPENED.intersection(cite.supports)):
            continue
        if isinstance(holder, Account):
            if holder.said is None:
                yield (*path, "source"), holder.date or event.date, source
        elif not isinstance(holder, Figure):
            yield (*path, "source"), event.date, source


@rule("E205")
def published_before_it_was_said(given: Given) -> Iterator[Finding]:
    """A source was published before the words that it is cited for were said.

    One of the two dates is wrong: that of the quote or account, or that of the source.
    """
    for quote in given.quotes:
        yield from _said_later(given.store, quote, quote.date, ())
    for event in given.events:
        for number, account in enumerate(event.accounts):
            if account.said is not None:
                yield from _said_later(given.store, event, account.said, ("accounts", number))


def _said_later(store: FactStore, record: Record, said: UncertainDate, within: Location) -> Iterator[Finding]:
    for path, _, cite in cites_of(record):
        source = store.get("sources", cite.source)
        if path[: len(within)] == within and isinstance(source, Source) and _published_before(source, said, store):
            yield Finding(record, (*path, "source"), f'"{source.id}" was published before this was said')


@rule("E206")
def name_given_up_before_it_was_taken(given: Given) -> Iterator[Finding]:
    """The `until` of a name lies before its `since`.

    The two are exchanged, or one is a slip.
    """
    for record in given.named:
        for number, alias in enumerate(record.aliases):
            if _surely_before(alias.until, alias.since, given.store):
                yield Finding(record, ("aliases", number, "until"), "the name was given up before it was taken")


@rule("E207")
def not_yet(given: Given) -> Iterator[Finding]:
    """A date of something that must have been done lies in the future.

    Nothing can have been said, published, read, counted, checked or updated after today.
    """
    updated = given.store.header.updated
    done = [(record, path, date) for record in given.living for path, date in _past(record)]
    for holder, path, date in [*done, *([("store", ("updated",), updated)] if updated is not None else ())]:
        if date.earliest > given.today + ZONES:
            yield Finding(holder, path, "this day has not come yet")


def _past(record: Record) -> Iterator[tuple[Location, UncertainDate]]:
    """Yield the dates of a record that cannot lie in the future, with their paths."""
    if record.checked is not None:
        yield ("checked",), record.checked
    if isinstance(record, Source):
        if record.published is not None:
            yield ("published",), record.published
        if record.accessed is not None:
            yield ("accessed",), record.accessed
    elif isinstance(record, Quote):
        yield ("date",), record.date
    elif isinstance(record, Event):
        yield from _counted((), record.figures)
        for number, account in enumerate(record.accounts):
            if account.said is not None:
                yield ("accounts", number, "said"), account.said
            yield from _counted(("accounts", number), account.figures)


def _counted(path: Location, figures: Iterable[Figure]) -> Iterator[tuple[Location, UncertainDate]]:
    for number, figure in enumerate(figures):
        if figure.as_of is not None:
            yield (*path, "figures", number, "as_of"), figure.as_of


@rule("E208")
def established_before_it_happened(given: Given) -> Iterator[Finding]:
    """An event that is still to come stands as established.

    What is planned is reported or claimed; it can be established when it has happened.
    """
    for event in given.events:
        if event.status == "established" and event.date.earliest > given.today + ZONES:
            yield Finding(event, ("date",), "this has not happened yet, and stands as established")


@rule("W201")
def read_before_it_was_published(given: Given) -> Iterator[Finding]:
    """A source was read before it was published.

    One of `accessed` and `published` is a slip.
    """
    for source in given.sources:
        if _surely_before(source.accessed, source.published, given.store):
            yield Finding(source, ("accessed",), "it was read before it was published")


@rule("W202")
def outside_the_larger_event(given: Given) -> Iterator[Finding]:
    """An event lies wholly outside the time of the larger event that it is part of.

    One of the two dates is wrong, or it belongs to another one.
    """
    for event in given.events:
        larger = given.store.get("events", event.part_of) if event.part_of is not None else None
        if isinstance(larger, Event) and _apart(event.date, larger.date, given.store):
            yield Finding(event, ("date",), f'it lies outside "{larger.id}", which it is part of')


@rule("W203")
def counted_before_it_happened(given: Given) -> Iterator[Finding]:
    """A figure was counted before the event began.

    The day in `as_of` is a slip, or the event's date is.
    """
    for event in given.events:
        for path, as_of in _counted((), event.figures):
            if _surely_before(as_of, event.date, given.store):
                yield Finding(event, path, "it was counted before this happened")
        for number, account in enumerate(event.accounts):
            for path, as_of in _counted(("accounts", number), account.figures):
                if _surely_before(as_of, account.date or event.date, given.store):
                    yield Finding(event, path, "it was counted before this happened")


@rule("W204")
def acts_when_it_was_not(given: Given) -> Iterator[Finding]:
    """A party acts or speaks wholly outside the time in which it was active.

    One of the two dates is wrong, or it was the party before or after it that acted.
    """
    for quote in given.quotes:
        speaker = given.store.get("parties", quote.speaker)
        if isinstance(speaker, Party) and _apart(quote.date, speaker.active, given.store):
            yield Finding(quote, ("speaker",), f'"{speaker.id}" was not active then')
    for event in given.events:
        for number, party_id in enumerate(event.parties):
            party = given.store.get("parties", party_id)
            if isinstance(party, Party) and _apart(event.date, party.active, given.store):
                yield Finding(event, ("parties", number), f'"{party.id}" was not active then')
