"""The fields of the query language and the values that are closed lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from karabakh_tui.model.dates import Precision
from karabakh_tui.model.records import STANDARD_KINDS, STATUSES, TABLES


@dataclass(frozen=True)
class FieldKind:
    """What one field of the language takes."""

    means: str
    sort: str
    """`words`, `dates`, `numbers`, or `list` for a closed list."""
    values: tuple[str, ...] = ()
    """Of a closed list."""


STARRED = "starred"
"""What no store says: of the reader's own."""
IS = ("disputed", "approximate", "uncertain", "ongoing", "one-sided", "withdrawn", STARRED)
HAS = ("quote", "coordinates", "archive", "accounts", "figures")
SORTS = ("date", "-date", "relevance", "name")
PRECISIONS = tuple(precision.name.lower() for precision in Precision)
KINDS = tuple(dict.fromkeys(kind for kinds in STANDARD_KINDS.values() for kind in kinds))

FIELDS: Mapping[str, FieldKind] = MappingProxyType(
    {
        "date": FieldKind("could have happened then; with = certainly then", "dates"),
        "party": FieldKind("a party that takes part or speaks, with its parts", "words"),
        "place": FieldKind("where it happened, with the places in it", "words"),
        "speaker": FieldKind("who speaks in a quote", "words"),
        "account": FieldKind("an account by this party", "words"),
        "table": FieldKind("the table a record stands in", "list", TABLES),
        "kind": FieldKind("the kind of a record", "words", KINDS),
        "status": FieldKind("how an event stands", "list", STATUSES),
        "tag": FieldKind("a tag of an event or quote", "words"),
        "lang": FieldKind("the language of a source or quote", "words"),
        "prec": FieldKind("how exactly a date is known", "list", PRECISIONS),
        "source": FieldKind("a cited source, by its id or title", "words"),
        "publisher": FieldKind("who published a cited source", "words"),
        "standpoint": FieldKind("a source that speaks for this party, and what rests on it", "words"),
        "title": FieldKind("words of a title or name", "words"),
        "text": FieldKind("words of the text", "words"),
        "id": FieldKind("words of the id", "words"),
        "is": FieldKind("what a record is", "list", IS),
        "has": FieldKind("what a record has", "list", HAS),
        "sources": FieldKind("how many independent sources", "numbers"),
        "sort": FieldKind("the order", "list", SORTS),
    }
)
"""In the order in which they are offered."""
