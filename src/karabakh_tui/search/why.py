"""Why a record was found: for each word and field of a query, the first place where the record has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karabakh_tui.model.date_text import display_date
from karabakh_tui.model.records import Alias, Event, Party, Place, Quote, Record, Source

from .evaluate import TEXT_FIELDS
from .evidence import cites_of, independent, sources_of
from .highlight import Matcher
from .nodes import Field, Numbers, Term, Value
from .query import Query
from .readings import Reading
from .result import GUESS
from .texts import refers, written

if TYPE_CHECKING:
    from .index import Index

_ONE = {"parties": "party", "places": "place"}


@dataclass(frozen=True)
class Reason:
    """One reason: what it is, such as `alias`, and of what, such as `Xankəndi (az)`."""

    kind: str
    of: str = ""
    guess: bool = False
    """The word that was typed is nowhere; this is the nearest one."""

    def __str__(self) -> str:
        """Return the reason in words: `alias Xankəndi (az)`, `place: Stepanakert`, `title`."""
        if not self.of:
            words = self.kind
        else:
            words = f"{self.kind} {self.of}" if self.kind in ("name", "alias") else f"{self.kind}: {self.of}"
        return f"{words} {GUESS}" if self.guess else words


def why(index: Index, query: Query, record: Record) -> tuple[Reason, ...]:
    """Return why a record matches a query, each reason once, in the order of the query."""
    row = index.rows.row(record.table, record.id)
    found: dict[Reason, None] = {}
    if row is not None:
        for leaf in query.leaves:
            reason = _of_term(index, leaf, record) if isinstance(leaf, Term) else _of_field(index, leaf, record, row)
            if reason is not None:
                found[reason] = None
    return tuple(found)


# Words


def _of_term(
    index: Index, term: Term, record: Record, columns: str = "name alias title quote body id"
) -> Reason | None:
    reading = index.readings.of(term)
    as_typed = Reading((term.tokens,), (term.tokens,) if term.prefix else ())
    matchers = [Matcher((), [term.written])] if term.exact else [Matcher([as_typed]), Matcher([reading])]
    for matcher in matchers:  # the word itself says more than another name that it is taken for
        for reason in _places(index, record, matcher, columns.split(), refer=not term.exact):
            return Reason(reason.kind, reason.of, bool(reading.guessed))
    return None


def _places(index: Index, record: Record, matcher: Matcher, columns: list[str], *, refer: bool) -> Iterator[Reason]:
    """Yield where a record has a word, the most telling place first."""
    text = written(record)
    aliases = record.aliases if isinstance(record, (Party, Place)) else ()
    for column in columns:
        if column == "body" and refer:
            yield from _through(index, record, matcher)
        if column == "alias":
            yield from (Reason("alias", _with_language(each)) for each in aliases if matcher.spans(each.name))
        elif any(matcher.spans(part) for part in getattr(text, column)):
            yield Reason({"body": "text"}.get(column, column), getattr(record, "name", "") if column == "name" else "")


def _with_language(alias: Alias) -> str:
    return f"{alias.name} ({alias.language})" if alias.language else alias.name


def _through(index: Index, record: Record, matcher: Matcher) -> Iterator[Reason]:
    """Yield the parties and places that a record is about and that have a word in a name."""
    for table, record_id in refers(record):
        target = index.store.get(table, record_id)
        if not isinstance(target, (Party, Place)):
            continue
        if any(matcher.spans(name) for name in (target.name, *(alias.name for alias in target.aliases))):
            yield Reason(_ONE[table], target.name)


# Fields


def _of_field(index: Index, field: Field, record: Record, row: int) -> Reason | None:
    for value in field.values:
        if field.name in TEXT_FIELDS:
            assert isinstance(value, Term)  # the values of these fields are words
            reason = _of_term(index, value, record, TEXT_FIELDS[field.name].strip("{}"))
            if reason is not None:
                return reason
        elif value == _STARRED or row in index.fields.value(field.name, value):
            return Reason(field.name, _what(index, field.name, value, record))
    return None


_STARRED = Term(("starred",), False, 0, 0, "starred", exact=True)


def _what(index: Index, name: str, value: Value, record: Record) -> str:
    """Return what of a record a field's value stands for."""
    if name == "date":
        assert isinstance(record, (Event, Quote))  # no other record has a date
        return display_date(record.date)
    if isinstance(value, Numbers):
        return str(independent(index.store, sources_of(index.store, cites_of(record))))
    assert isinstance(value, Term)  # what is neither a date nor a number is a word
    if name in ("party", "place"):
        return _named(index, {"party": "parties", "place": "places"}[name], value, record)
    if name == "source":
        return _cited(index, value, record)
    return value.written


def _named(index: Index, table: str, term: Term, record: Record) -> str:
    """Return the name of the party or place that a value means and that a record is or is about."""
    rows = set(index.resolver.resolve(table, term).rows)
    if not term.exact:
        rows = index.fields.with_parts(rows)
    about = [record.ref, *(f"{kind}/{each}" for kind, each in refers(record) if kind == table)]
    for ref in about:
        target = index.store.find(ref)
        if target is not None and target.table == table and index.rows.row(table, target.id) in rows:
            return target.label
    return term.written


def _cited(index: Index, term: Term, record: Record) -> str:
    rows = index.resolver.resolve("sources", term).rows
    sources = [record] if isinstance(record, Source) else sources_of(index.store, cites_of(record))
    for source in sources:
        if index.rows.row("sources", source.id) in rows:
            return source.label
    return term.written
