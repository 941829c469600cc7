"""Rules about what events rest on, and whether their status says so (docs/format.md has what each status means)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from karabakh_tui.model.figure_text import counted, differ
from karabakh_tui.model.records import Account, Event
from karabakh_tui.search.evidence import claims_of, independent, is_one_sided, sources_of

from .rules import Finding, Given, rule


def _events(given: Given, *statuses: str) -> Iterator[Event]:
    return (event for event in given.events if event.status in statuses)


def _speakers(given: Given, event: Event) -> set[str]:
    """Return the ids of the parties that give an account."""
    parties = ((account.by, given.store.get("parties", account.by)) for account in event.accounts)
    return {by if party is None else party.id for by, party in parties}


@rule("E401")
def disputed_without_two_accounts(given: Given) -> Iterator[Finding]:
    """A disputed event does not have accounts by two different parties.

    Disputed means that accounts conflict: a reader must find each side's, in its own words and with its sources.
    """
    for event in _events(given, "disputed"):
        count = len(_speakers(given, event))
        if count < 2:
            has = "none" if count == 0 else "those of one party alone"
            yield Finding(event, ("status",), f"a disputed event has accounts by two parties at least, this one {has}")


@rule("W401")
def established_on_one_side_alone(given: Given) -> Iterator[Finding]:
    """An established event rests on the sources of one side alone.

    All its sources, and its accounts' sources, speak for parties of one and the same side. Then it is that side's
    claim, until somebody else reports it.
    """
    for event in _events(given, "established"):
        if is_one_sided(given.store, sources_of(given.store, claims_of(event))):
            yield Finding(event, ("status",), "an established event needs a source that is not of one side alone")


@rule("W402")
def established_though_accounts_conflict(given: Given) -> Iterator[Finding]:
    """Accounts of an established event give different figures for one thing, or dates that cannot both be true.

    Established means that no party contests what happened. Parties may judge such an event, and read it in ways of
    their own; where they tell it otherwise, it is disputed.
    """
    for event in _events(given, "established"):
        conflict = _conflict(event.accounts)
        if conflict is not None:
            yield Finding(event, ("status",), f"an established event is contested by nobody; these accounts {conflict}")


def _conflict(accounts: Sequence[Account]) -> str | None:
    """Return in which of their facts two accounts of different parties conflict, in words."""
    for one, other in combinations(accounts, 2):
        if one.by == other.by:
            continue
        if one.date is not None and other.date is not None and not one.date.overlaps(other.date):
            return "give dates that cannot both be true"
        for mine, theirs in product(one.figures, other.figures):
            if counted(mine).casefold() == counted(theirs).casefold() and differ([mine, theirs]):
                return f"give different figures for {counted(mine)}"
    return None


@rule("W403")
def denied_but_not_disputed(given: Given) -> Iterator[Finding]:
    """A party denies an event that does not stand as disputed.

    An account with `stance = "denies"` conflicts with the event itself.
    """
    for event in _events(given, "established", "reported", "claimed"):
        for number, account in enumerate(event.accounts):
            if account.stance == "denies":
                yield Finding(event, ("accounts", number, "stance"), f"a party denies this {event.status} event")
                break


@rule("W404")
def claimed_without_an_account(given: Given) -> Iterator[Finding]:
    """A claimed event has no account.

    Claimed means that it is one party's word: an account by that party says whose, and in what words.
    """
    for event in _events(given, "claimed"):
        if not event.accounts:
            yield Finding(event, ("status",), "a claimed event has an account by the party whose word it is")


@rule("W405")
def claimed_by_several(given: Given) -> Iterator[Finding]:
    """A claimed event has accounts by several parties.

    Claimed is one party's word. Where others say the same it is reported or established; where they deny it, disputed.
    """
    for event in _events(given, "claimed"):
        if len(_speakers(given, event)) > 1:
            yield Finding(event, ("status",), "a claimed event is one party's word, and several speak of it here")


@rule("W406")
def two_accounts_by_one_party(given: Given) -> Iterator[Finding]:
    """A party gives two accounts of one event.

    They stand next to each other as if two parties spoke. Put what it says into one account, with all its sources.
    """
    for event in given.events:
        seen: set[str] = set()
        for number, account in enumerate(event.accounts):
            if account.by in seen:
                yield Finding(event, ("accounts", number, "by"), f'"{account.by}" gives an account of this already')
            seen.add(account.by)


FINDABLE_BY = ("url", "archive_url", "doi", "isbn", "publisher", "container", "number", "authors")


@rule("W407")
def source_that_cannot_be_looked_up(given: Given) -> Iterator[Finding]:
    """A source says nothing by which a reader could find it.

    Give one of `url`, `archive_url`, `doi`, `isbn`, `publisher`, `container`, `number` or `authors`.
    """
    for source in given.sources:
        if not any(getattr(source, field) for field in FINDABLE_BY):
            yield Finding(source, ("title",), "nothing says where this can be read, or who published it")


@rule("N401", "off")
def established_on_one_chain(given: Given) -> Iterator[Finding]:
    """An established event rests on one source, or on one chain of reports.

    That no party contests it is then hard to tell: another publisher's report would show it. Counted are publishers,
    after following `based_on` to its end.
    """
    for event in _events(given, "established"):
        sources = sources_of(given.store, claims_of(event))
        if sources and independent(given.store, sources) == 1:
            yield Finding(event, ("cites",), "an established event that rests on one publisher alone")


@rule("N402")
def speaks_for_itself(given: Given) -> Iterator[Finding]:
    """A quote is said to be on behalf of its own speaker.

    `on_behalf_of` is for a spokesperson: the party that is spoken for.
    """
    for quote in given.quotes:
        if quote.on_behalf_of == quote.speaker:
            yield Finding(quote, ("on_behalf_of",), "the speaker speaks for itself; leave this out")
