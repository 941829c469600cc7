"""What a record rests on: its cites, how many sources are independent, and whether one side alone speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from karabakh_tui.model.records import Cite, Event, Party, Place, Quote, Record, Source
from karabakh_tui.model.store import FactStore

CITING_TABLES = ("parties", "places", "events", "quotes")
"""The tables whose records cite sources."""


def cites_of(record: Record) -> Iterator[Cite]:
    """Yield every cite of a record: its own, and those of its figures and accounts."""
    if isinstance(record, (Party, Place, Quote)):
        yield from record.cites
    elif isinstance(record, Event):
        yield from record.cites
        for figure in record.figures:
            yield from figure.cites
        for account in record.accounts:
            yield from account.cites
            for figure in account.figures:
                yield from figure.cites


def claims_of(record: Record) -> Iterator[Cite]:
    """Yield the cites of what a record says, those of its accounts included, those of its figures not."""
    if isinstance(record, (Party, Place, Quote, Event)):
        yield from record.cites
    if isinstance(record, Event):
        for account in record.accounts:
            yield from account.cites


def sources_of(store: FactStore, cites: Iterable[Cite]) -> list[Source]:
    """Return the sources of some cites, each once."""
    found = (store.get("sources", source_id) for source_id in dict.fromkeys(cite.source for cite in cites))
    return [source for source in found if isinstance(source, Source)]


def independent(store: FactStore, sources: Iterable[Source]) -> int:
    """Return how many distinct publishers stand behind sources, after following what they repeat to its end.

    Where a source names no publisher its authors stand for it; without those it counts as one of its own.
    """
    return len({_stands_behind(_origin(store, source)) for source in sources})


def _stands_behind(source: Source) -> tuple[str, ...]:
    """Return who stands behind a source."""
    names = (source.publisher,) if source.publisher else source.authors
    return tuple(sorted(name.casefold().strip() for name in names)) or ("", source.id)


def _origin(store: FactStore, source: Source) -> Source:
    """Follow `based_on` to its end; in a circle, to its first source by id, so that all of it ends alike."""
    seen: dict[str, Source] = {}
    here = source
    while here.id not in seen:
        seen[here.id] = here
        found = store.get("sources", here.based_on) if here.based_on is not None else None
        if not isinstance(found, Source):
            return here
        here = found
    ids = list(seen)
    return seen[min(ids[ids.index(here.id) :])]


def sides_of(store: FactStore, sources: Iterable[Source]) -> set[str | None]:
    """Return the sides that sources speak for; None stands for sources that speak for none."""
    sides: set[str | None] = set()
    for source in sources:
        party = store.get("parties", source.standpoint) if source.standpoint else None
        sides.add(store.side_of(party) if isinstance(party, Party) else None)
    return sides


def is_one_sided(store: FactStore, sources: Iterable[Source]) -> bool:
    """Tell whether all of some sources speak for one and the same side."""
    sides = sides_of(store, sources)
    return len(sides) == 1 and None not in sides
