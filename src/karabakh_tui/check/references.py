"""Rules about what points at what. That references resolve and lead in no circle, the reader has told already."""

from __future__ import annotations

from collections.abc import Iterator

from karabakh_tui.model.records import TABLES, Record
from karabakh_tui.model.references import references
from karabakh_tui.storage.resolve import path_of

from .rules import Finding, Given, rule


@rule("E304")
def related_to_itself(given: Given) -> Iterator[Finding]:
    """An event is related to itself.

    `related` names other events, on either side; it is shown on both.
    """
    for event in given.events:
        for number, other in enumerate(event.related):
            if given.store.get("events", other) is event:
                yield Finding(event, ("related", number), "an event is not related to itself")


@rule("W301")
def refers_to_a_withdrawn_record(given: Given) -> Iterator[Finding]:
    """A record refers to one that was withdrawn.

    What is withdrawn is shown struck out and left out of counts; nothing that stands should rest on it. Name the record
    that replaces it, or take the reference out.
    """
    for record in given.living:
        for reference in references(record):
            target = given.store.get(reference.table, reference.id)
            if target is not None and target.withdrawn is not None:
                instead = f"; {target.replaced_by} replaces it" if target.replaced_by else ""
                yield Finding(record, path_of(reference.field), f'"{target.id}" is withdrawn{instead}')


@rule("N301")
def refers_by_a_former_id(given: Given) -> Iterator[Finding]:
    """A record refers to another by a former id.

    Former ids go on resolving for readers' notes and links; in the file itself the present id is plainer.
    """
    for record in given.living:
        for reference in references(record):
            target = given.store.get(reference.table, reference.id)
            if target is not None and target.id != reference.id:
                yield Finding(record, path_of(reference.field), f'the id is now "{target.id}"')


def _is_alone(given: Given, record: Record) -> bool:
    """Tell whether no other record points at a record."""
    return all(link.record is record for link in given.store.backlinks(record))


@rule("W302")
def source_that_nothing_cites(given: Given) -> Iterator[Finding]:
    """Nothing cites a source.

    Cite it where it was read for something, or take it out: a reader cannot tell what it is there for.
    """
    for source in given.sources:
        if _is_alone(given, source):
            yield Finding(source, ("id",), "nothing cites this source")


@rule("W303")
def party_that_nothing_names(given: Given) -> Iterator[Finding]:
    """Nothing names a party.

    A party that takes part in no event, speaks nowhere and stands for no source is not found by following anything.
    """
    for party in given.parties:
        if _is_alone(given, party):
            yield Finding(party, ("id",), "nothing names this party")


@rule("W304")
def place_that_nothing_names(given: Given) -> Iterator[Finding]:
    """Nothing names a place.

    A place where nothing happened and that has no parts is not found by following anything.
    """
    for place in given.places:
        if _is_alone(given, place):
            yield Finding(place, ("id",), "nothing names this place")


@rule("W305")
def replaced_but_not_withdrawn(given: Given) -> Iterator[Finding]:
    """A record is replaced by another and yet not withdrawn.

    Two records then stand for one thing, and both are counted. Say when it was withdrawn.
    """
    for record in given.living:
        if record.replaced_by is not None:
            yield Finding(record, ("replaced_by",), "it is replaced, and not withdrawn")


@rule("N302")
def withdrawn_without_a_reason(given: Given) -> Iterator[Finding]:
    """A record was withdrawn without a word why.

    Whoever cited it wants to know: say it in `withdrawn_why`.
    """
    for table in TABLES:
        for record in given.store.records(table):
            if record.withdrawn is not None and not record.withdrawn_why:
                yield Finding(record, ("withdrawn",), "`withdrawn_why` does not say why")


@rule("W306")
def part_of_what_it_is_related_to(given: Given) -> Iterator[Finding]:
    """An event is related to the larger event that it is part of.

    Being part of it says more already.
    """
    for event in given.events:
        if event.part_of is not None and event.part_of in event.related:
            yield Finding(event, ("related", event.related.index(event.part_of)), "it is part of this event already")
