"""A record told in passages, each with who says it: what plain text, Markdown and the notes of entries are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from karabakh_tui.model.date_text import display_date
from karabakh_tui.model.figure_text import figure_words, number
from karabakh_tui.model.records import Account, Cite, Event, Figure, Party, Place, Quote, Record
from karabakh_tui.model.store import FactStore

from .attribution import speaker, standing, translation, withdrawal
from .cited import accounts_of, name_of, party_name
from .text import lines, one_line


class Passage(NamedTuple):
    """Words, and what they rest on. Only a quotation has more lines than one: none can look like another's words."""

    who: str
    """Whose words they are, as `Armenia says`; nothing for the record's own."""
    words: str
    cites: tuple[Cite, ...] = ()
    exact: bool = False
    """They are a quotation."""


class Telling(NamedTuple):
    """A record in words: first what it is called and how it stands, then what is said."""

    heading: str
    cites: tuple[Cite, ...]
    """What the heading rests on."""
    standing: str
    """On whose word it stands, and whether it was taken back."""
    passages: tuple[Passage, ...]
    remarks: tuple[str, ...]


def telling(store: FactStore, record: Record) -> Telling:
    """Return a record in words, with nothing left out of what the parties say."""
    heading, passages, remarks = "", [], []
    if isinstance(record, Event):
        heading = f"{name_of(record)} ({display_date(record.date)})"
        passages = list(_of_event(store, record))
    elif isinstance(record, Quote):
        passages = [Passage(speaker(store, record), lines(record.text), record.cites, exact=True)]
        if record.original is not None:
            passages.append(Passage("In the original", lines(record.original), exact=True))
        remarks.append(translation(record))
    elif isinstance(record, Party):
        about = ", ".join(filter(None, (record.kind, one_line(record.role or ""))))
        heading = f"{name_of(record)} ({one_line(about)})"
        passages = [Passage("", one_line(record.summary or ""))]
    elif isinstance(record, Place):
        heading = f"{name_of(record)} ({one_line(record.kind)})"
        passages = [Passage("", _part_of(store, record)), Passage("", _coordinates(record))]
    cites = record.cites if isinstance(record, (Event, Party, Place)) else ()
    return Telling(
        heading=heading,
        cites=cites,
        standing=" ".join(filter(None, (standing(store, record), withdrawal(record)))),
        passages=tuple(each for each in passages if each.words or each.cites),
        remarks=tuple(filter(None, remarks)),
    )


def _of_event(store: FactStore, event: Event) -> Iterator[Passage]:
    yield Passage("", one_line(event.summary or ""))
    yield from _figures("", event.figures)
    for account in accounts_of(store, event):
        yield from _account(party_name(store, account.by), account)


def _account(party: str, account: Account) -> Iterator[Passage]:
    """Tell one account; nothing here knows which party it is given."""
    about = [account.stance or ""]
    if account.date is not None:
        about.append(f"happened {display_date(account.date)}")
    if account.said is not None:
        about.append(f"said {display_date(account.said)}")
    more = f" ({', '.join(filter(None, about))})" if any(about) else ""
    yield Passage(f"{party} says", f"{one_line(account.says)}{more}", account.cites)
    yield from _figures(f"{party} says", account.figures)


def _figures(who: str, figures: Iterable[Figure]) -> Iterator[Passage]:
    for figure in figures:
        yield Passage(who, one_line(figure_words(figure)), figure.cites)


def _part_of(store: FactStore, place: Place) -> str:
    if place.part_of is None:
        return ""
    whole = store.get("places", place.part_of)
    return f"Part of {name_of(whole) if whole else f'{place.part_of} (missing)'}"


def _coordinates(place: Place) -> str:
    """Return where a place is, in degrees, with how sure that is."""
    if place.lat is None or place.lon is None:
        return ""
    north = f"{abs(place.lat)}° {'N' if place.lat >= 0 else 'S'}"
    east = f"{abs(place.lon)}° {'E' if place.lon >= 0 else 'W'}"
    sure = f", within {number(place.radius_km)} km" if place.radius_km is not None else ""
    return f"{north}, {east}{sure}"
