"""Rules about names: whose they are, and whom they name."""

from __future__ import annotations

from collections.abc import Iterator

from karabakh_tui.model.records import Alias, Party, Place, Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.fold import fold
from karabakh_tui.storage.validate import Location

from .rules import Finding, Given, rule

Named = Party | Place


def _names(record: Named) -> Iterator[tuple[Location, str]]:
    yield ("name",), record.name
    for number, alias in enumerate(record.aliases):
        yield ("aliases", number, "name"), alias.name


@rule("W501")
def name_of_two_records(given: Given) -> Iterator[Finding]:
    """A name stands for two records of one table.

    Who searches for it finds both, and cannot know which was meant. Places of different kinds may share a name (a town
    and its district), and so may a thing and what it is part of.
    """
    holders: dict[tuple[str, str, str], tuple[Named, Location]] = {}
    for record in given.named:
        kind = record.kind if isinstance(record, Place) else ""
        for path, name in _names(record):
            other, its_path = holders.setdefault((record.table, kind, _as_compared(name)), (record, path))
            if other is record or _belong_together(record, other):
                continue
            if path == ("name",) and its_path != ("name",):  # the name is the one to keep, the alias the one to mend
                yield Finding(other, its_path, f'"{name}" is the name of "{record.id}"')
            else:
                yield Finding(record, path, f'"{name}" is also a name of "{other.id}"')


def _as_compared(name: str) -> str:
    """Return a name as it is compared: in any case, with its accents and in its script, unlike what a search does."""
    return " ".join(name.casefold().split())


def _belong_together(one: Named, other: Named) -> bool:
    return other.id in _larger(one) or one.id in _larger(other)


def _larger(record: Named) -> tuple[str | None, ...]:
    return record.part_of if isinstance(record, Party) else (record.part_of,)


@rule("N501")
def name_in_one_sides_form_only(given: Given) -> Iterator[Finding]:
    """A party or place has a name that one side uses officially, and none in any other side's form.

    `used_by` marks the form that a party uses officially. Where one side's form is marked, a reader expects the others'
    beside it: marked as theirs, or at least in their language. A side's languages are those of the names that its
    parties use, where no other side uses them. What a party calls itself is its own name, and nobody else's form.
    """
    sides = [side.id for side in given.store.header.sides]
    languages = _languages_of_sides(given)
    for record in given.named if len(sides) > 1 else ():
        official = [number for number, alias in enumerate(record.aliases) if _sides(given.store, alias)]
        forms = {side for alias in record.aliases for side in _sides(given.store, alias)}
        forms.update(languages[alias.language] for alias in record.aliases if alias.language in languages)
        own = given.store.side_of(record) if isinstance(record, Party) else None
        if official and len(forms) == 1 and forms != {own}:
            missing = ", ".join(side for side in sides if side not in forms)
            yield Finding(record, ("aliases", official[0]), f"no name is in the form of: {missing}")


def _languages_of_sides(given: Given) -> dict[str, str]:
    """Return the side of each language that the official names of one side alone are in."""
    found: dict[str, set[str]] = {}
    for record in given.named:
        for alias in record.aliases:
            if alias.language is not None:
                found.setdefault(alias.language, set()).update(_sides(given.store, alias))
    return {language: next(iter(sides)) for language, sides in found.items() if len(sides) == 1}


def _sides(store: FactStore, alias: Alias) -> set[str]:
    """Return the sides whose parties use a name officially."""
    parties = (store.get("parties", party_id) for party_id in alias.used_by)
    return {side for party in parties if isinstance(party, Party) and (side := store.side_of(party)) is not None}


@rule("N502")
def alias_that_is_the_name(given: Given) -> Iterator[Finding]:
    """An alias is the record's own name again, and says nothing more.

    An alias in the words of the name is of use only with a language, a user or a time.
    """
    for record in given.named:
        for number, alias in enumerate(record.aliases):
            if alias.name == record.name and alias.model_fields_set == {"name"}:
                yield Finding(record, ("aliases", number), "this is the name already")


@rule("W502")
def name_without_a_letter(given: Given) -> Iterator[Finding]:
    """A name or title has neither a letter nor a digit.

    Nobody can find it by its name.
    """
    for record in given.living:
        for path, name in _names(record) if isinstance(record, (Party, Place)) else _title(record):
            if not fold(name):
                yield Finding(record, path, "there is no letter in this")


def _title(record: Record) -> Iterator[tuple[Location, str]]:
    title = getattr(record, "title", None)
    if isinstance(title, str):
        yield ("title",), title
