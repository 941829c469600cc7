"""What the word at the cursor could become: names of fields, and a field's values with how many records have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from karabakh_tui.model.records import Party, Place, Source

from .fold import fold
from .index import Index
from .language import FIELDS
from .query import parse_query

MOST = 40
"""Completions offered, the commonest first."""

SHORTEST = 2
"""Letters of a word from which on it can be the beginning of a field's name."""

_AT_CURSOR = re.compile(r'(?:^|(?<=[\s(|]))-?(?:(?P<field>[a-z]+):)?=?(?P<value>(?:"[^"]*"?|[^\s"()|])*)$')


@dataclass(frozen=True)
class Item:
    """One completion."""

    text: str
    """What is written."""
    label: str
    count: int | None
    """Records of the rest of the query that it would leave; a field's name has none."""
    means: str = ""


@dataclass(frozen=True)
class Completions:
    """What can be written over a part of the text."""

    start: int
    end: int
    items: tuple[Item, ...]


NOTHING = Completions(0, 0, ())


def complete(index: Index, text: str, cursor: int) -> Completions:
    """Return what the word that ends at the cursor could become."""
    found = _AT_CURSOR.search(text[:cursor])
    if found is None:
        return NOTHING
    written, field = found["value"], found["field"]
    if field is None:
        return Completions(found.start("value"), cursor, tuple(_field_names(written)))
    if field not in _VALUES:
        return NOTHING
    begun = written.rpartition(",")[2] if '"' not in written else written
    start = cursor - len(begun)
    with index.lock:
        items = _values(index, field, begun.strip('"'), _rest(text, found.start(), cursor))
    return Completions(start, cursor, tuple(items))


def _field_names(written: str) -> Iterable[Item]:
    if len(written) < SHORTEST or not written.isalpha():
        return
    for name, kind in FIELDS.items():
        if name.startswith(written.lower()):
            yield Item(f"{name}:", f"{name}:", None, kind.means)


def _rest(text: str, start: int, cursor: int) -> str:
    """Return the query without the word at the cursor."""
    after = re.match(r'[^\s")|]*"?', text[cursor:])
    return f"{text[:start]} {text[cursor + (after.end() if after else 0) :]}"


def _values(index: Index, field: str, begun: str, rest: str) -> list[Item]:
    query = parse_query(rest)
    rows = None if query.root is None else set(index.evaluator.found(query.root))
    items: list[Item] = []
    for text, label in _VALUES[field](index, fold(begun)):
        node = parse_query(f"{field}:{text}").root
        found = index.evaluator.found(node) if node is not None else ()
        count = len(found) if rows is None else len(rows.intersection(found))
        if count:
            items.append(Item(text, label, count))
    items.sort(key=lambda item: (-(item.count or 0), item.label))
    return items[:MOST]


Candidates = Iterable[tuple[str, str]]
"""What is written, and what it is called."""


def _begins(begun: str, names: Iterable[str]) -> bool:
    """Tell whether a word of a name begins with what was typed, both folded."""
    return any(f" {fold(name)}".find(f" {begun}") >= 0 for name in names)


def _named(table: str) -> Callable[[Index, str], Candidates]:
    def candidates(index: Index, begun: str) -> Candidates:
        for record in index.store.ordered(table):
            assert isinstance(record, (Party, Place))
            if _begins(begun, [record.name, record.id, *(alias.name for alias in record.aliases)]):
                yield record.id, record.name

    return candidates


def _sources(index: Index, begun: str) -> Candidates:
    for source in index.store.ordered("sources"):
        assert isinstance(source, Source)
        if begun and _begins(begun, [source.title, source.id, source.publisher or ""]):
            yield source.id, source.title


def _publishers(index: Index, begun: str) -> Candidates:
    names = dict.fromkeys(source.publisher for source in index.store.sources if source.publisher)
    return [(_quoted(name), name) for name in names if '"' not in name and _begins(begun, [name])]


def _words(values: Callable[[Index], Iterable[str]]) -> Callable[[Index, str], Candidates]:
    def candidates(index: Index, begun: str) -> Candidates:
        return [(_quoted(each), each) for each in values(index) if '"' not in each and _begins(begun, [each])]

    return candidates


def _listed(field: str) -> Callable[[Index, str], Candidates]:
    return _words(lambda index: FIELDS[field].values)


def _quoted(word: str) -> str:
    return word if re.fullmatch(r"[\w.-]+", word) else f'"{word}"'


def _kinds(index: Index) -> Iterable[str]:
    tables = ("sources", "parties", "places", "events")
    return dict.fromkeys(str(getattr(record, "kind", "")) for table in tables for record in index.store.records(table))


def _tags(index: Index) -> Iterable[str]:
    events = (tag for event in index.store.events for tag in event.tags)
    return dict.fromkeys([*events, *(tag for quote in index.store.quotes for tag in quote.tags)])


def _languages(index: Index) -> Iterable[str]:
    languages = [*(source.language for source in index.store.sources), *(each.language for each in index.store.quotes)]
    return dict.fromkeys(filter(None, languages))


_VALUES: Mapping[str, Callable[[Index, str], Candidates]] = {
    "party": _named("parties"),
    "speaker": _named("parties"),
    "account": _named("parties"),
    "standpoint": _named("parties"),
    "place": _named("places"),
    "source": _sources,
    "publisher": _publishers,
    "kind": _words(_kinds),
    "tag": _words(_tags),
    "lang": _words(_languages),
    **{field: _listed(field) for field in ("table", "status", "prec", "is", "has")},
}
