"""The records of a fact store, one frozen model per table of the file format (docs/format.md).

A field's name here is its name in the file. Closed lists of kinds are data of the format, not types,
because a store may add kinds of its own. Annotations are evaluated at once here: pydantic needs them evaluated, and
takes longer over text. For the same reason a model is built when the first record asks for it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    model_validator,
)

from .date_field import Date

TABLES = ("sources", "parties", "places", "events", "quotes", "searches")

STANDARD_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sources": (
            "news", "statement", "resolution", "treaty", "report", "book", "dataset", "law", "speech",
            "judgment", "encyclopedia", "web",
        ),
        "parties": ("state", "de-facto-state", "armed-force", "organisation", "office", "person", "group"),
        "places": (
            "country", "region", "district", "city", "town", "village", "corridor", "river", "mountain",
            "border", "line", "crossing", "building", "area",
        ),
        "events": (
            "battle", "clash", "shelling", "offensive", "ceasefire", "agreement", "negotiation", "resolution",
            "declaration", "referendum", "law", "judgment", "displacement", "atrocity", "blockade", "election",
            "statement", "dissolution", "unrest", "handover", "deployment",
        ),
    }
)  # fmt: skip

STATUSES = ("established", "reported", "claimed", "disputed")
STANCES = ("asserts", "confirms", "denies")
ALIAS_KINDS = ("official", "former", "short", "exonym")
SEVERITIES = ("off", "note", "warning", "error")

ID_PATTERN = r"^[a-z0-9-]+$"


def _one_of(names: tuple[str, ...]) -> PlainValidator:
    """Return a validator for a closed list of words, whose error names the list."""

    def check(value: object) -> str:
        if isinstance(value, str) and value in names:
            return value
        raise ValueError(f"one of {', '.join(names)} is needed, not {value!r}")

    return PlainValidator(check)


DEEPEST = 50
"""Levels of a free table."""


def _shallow(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Refuse a free table so deep that going through it could fail."""
    level: list[Any] = [value]
    for _ in range(DEEPEST):
        if not level:
            return value
        level = [inner for each in level for inner in (each.values() if isinstance(each, Mapping) else each)]
        level = [each for each in level if isinstance(each, (Mapping, list, tuple))]
    raise ValueError(f"tables and lists stand in one another more than {DEEPEST} levels deep")


def _one_or_several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _alias_table(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


Item = TypeVar("Item")
Many = Annotated[tuple[Item, ...], Field(strict=False)]
Slug = Annotated[str, Field(pattern=ID_PATTERN)]
Text = Annotated[str, Field(min_length=1)]


Status = Annotated[str, _one_of(STATUSES)]
Stance = Annotated[str, _one_of(STANCES)]
AliasKind = Annotated[str, _one_of(ALIAS_KINDS)]


class Part(BaseModel):
    """Anything that stands in a store: frozen, and strict about the names and types of its fields."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, hide_input_in_errors=True, allow_inf_nan=False, defer_build=True
    )


class Cite(Part):
    """A pointer into a source."""

    source: Slug
    """The source's id."""
    at: str | None = None
    """Where in the source: a page, paragraph, article."""
    words: str | None = None
    """The source's exact words there."""
    language: str | None = None
    """The language of `words`, as a BCP 47 tag."""
    supports: Many[str] = ()
    """The fields of the record that this cite stands for; empty means all of it."""


class Alias(Part):
    """Another name of a party or a place."""

    name: Text
    language: str | None = None
    """A BCP 47 tag."""
    script: str | None = None
    """An ISO 15924 code."""
    used_by: Annotated[tuple[Slug, ...], BeforeValidator(_one_or_several), Field(strict=False)] = ()
    """The parties that use this form officially."""
    kind: AliasKind | None = None
    since: Date | None = None
    until: Date | None = None


class Figure(Part):
    """A number that a source or an account gives: one value, a range, or at least so many."""

    of: Text
    """What is counted: killed, wounded, displaced ..."""
    who: str | None = None
    """Of whom: civilians, soldiers of one side ..."""
    value: float | None = None
    low: float | None = None
    """At least so many, where it stands alone."""
    high: float | None = None
    about: bool = False
    """The source gives the number as an approximate one."""
    unit: str | None = None
    as_of: Date | None = None
    """The day up to which it was counted."""
    cites: Many[Cite] = ()

    @model_validator(mode="after")
    def _says_a_number(self) -> Self:
        if (self.value is None) == (self.low is None and self.high is None):
            raise ValueError("a figure gives either `value` or `low` and `high`")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("`low` is more than `high`")
        return self


class Account(Part):
    """What one party says about an event."""

    by: Slug
    """The party's id."""
    says: Text
    cites: Many[Cite] = Field(min_length=1)
    stance: Stance | None = None
    said: Date | None = None
    """When the party said it."""
    date: Date | None = None
    """When it happened, by this account."""
    figures: Many[Figure] = ()


class Record(Part):
    """An entry of one of the store's tables."""

    table: ClassVar[str]

    id: Slug
    former_ids: Many[Slug] = ()
    """Earlier ids, which go on resolving."""
    withdrawn: Date | None = None
    """When the record was taken back: it is shown struck out, and left out of counts."""
    withdrawn_why: str | None = None
    replaced_by: Slug | None = None
    """The id, in the same table, of the record that stands for this one now."""
    checked: Date | None = None
    """When the record was last verified."""
    note: str | None = None
    extra: Annotated[Mapping[str, Any], AfterValidator(_shallow)] = Field(default_factory=dict)
    """A free table, kept and searchable."""

    @property
    def ref(self) -> str:
        """The record's address in any table, `table/id`."""
        return f"{self.table}/{self.id}"

    @property
    def label(self) -> str:
        """What the record is called in a list."""
        raise NotImplementedError


class Source(Record):
    """Something that can be read."""

    table = "sources"

    title: Text
    kind: Text
    publisher: str | None = None
    authors: Many[str] = ()
    published: Date | None = None
    url: str | None = None
    archive_url: str | None = None
    accessed: Date | None = None
    language: str | None = None
    standpoint: Slug | None = None
    """The party the publisher speaks for, only where it speaks for one."""
    based_on: Slug | None = None
    """The source that this one repeats."""
    container: str | None = None
    """The larger work that it stands in."""
    number: str | None = None
    pages: str | None = None
    doi: str | None = None
    isbn: str | None = None

    @property
    def label(self) -> str:
        """The title."""
        return self.title


class Party(Record):
    """Anyone who acts or speaks."""

    table = "parties"

    name: Text
    kind: Text
    role: str | None = None
    side: Slug | None = None
    """The id of one of the store's sides; else inherited through `part_of`."""
    aliases: Many[Annotated[Alias, BeforeValidator(_alias_table)]] = ()
    part_of: Many[Slug] = ()
    active: Date | None = None
    summary: str | None = None
    wikidata: str | None = None
    url: str | None = None
    cites: Many[Cite] = ()

    @property
    def label(self) -> str:
        """The neutral name."""
        return self.name


class Place(Record):
    """Somewhere."""

    table = "places"

    name: Text
    kind: Text
    aliases: Many[Annotated[Alias, BeforeValidator(_alias_table)]] = ()
    part_of: Slug | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    """Degrees north, WGS 84."""
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    """Degrees east, WGS 84."""
    radius_km: Annotated[float, Field(ge=0)] | None = None
    """How sure the point is, in kilometres."""
    wikidata: str | None = None
    cites: Many[Cite] = ()

    @property
    def label(self) -> str:
        """The neutral name."""
        return self.name


class Event(Record):
    """Something dated that happened."""

    table = "events"

    date: Date
    title: Text
    kind: Text
    status: Status
    cites: Many[Cite] = Field(min_length=1)
    parties: Many[Slug] = ()
    places: Many[Slug] = ()
    summary: str | None = None
    figures: Many[Figure] = ()
    tags: Many[str] = ()
    accounts: Many[Account] = ()
    related: Many[Slug] = ()
    """Other events; written on either side, meant on both."""
    part_of: Slug | None = None
    """The larger event that this one belongs to."""

    @property
    def label(self) -> str:
        """The title."""
        return self.title


class Quote(Record):
    """Exact words of a speaker."""

    table = "quotes"

    speaker: Slug
    """The party's id."""
    date: Date
    text: Text
    cites: Many[Cite] = Field(min_length=1)
    language: str | None = None
    capacity: str | None = None
    """The office that the speaker then held."""
    on_behalf_of: Slug | None = None
    """The party that the speaker speaks for."""
    original: str | None = None
    original_language: str | None = None
    translated_by: str | None = None
    event: Slug | None = None
    places: Many[Slug] = ()
    tags: Many[str] = ()

    @property
    def label(self) -> str:
        """The words themselves."""
        return self.text


class Search(Record):
    """A search worth sharing."""

    table = "searches"

    title: Text
    query: Text

    @property
    def label(self) -> str:
        """The title."""
        return self.title


class Side(Part):
    """One of the sides of the subject."""

    id: Slug
    name: Text


class ApproximateMargin(Part):
    """How wide `~` is, by precision, as ISO 8601 durations."""

    day: str | None = None
    month: str | None = None
    year: str | None = None


class StoreHeader(Part):
    """The `[store]` table: what this record is."""

    id: Slug
    title: Text
    format: Annotated[int, Field(ge=1, le=1)]
    edition: str | None = None
    updated: Date | None = None
    description: str | None = None
    language: str | None = None
    maintainers: Many[str] = ()
    license: str | None = None
    sides: Many[Side] = ()
    approximate_margin: ApproximateMargin | None = None
    event_kinds: Many[Slug] = ()
    place_kinds: Many[Slug] = ()


RECORD_TYPES: Mapping[str, type[Record]] = MappingProxyType(
    {kind.table: kind for kind in (Source, Party, Place, Event, Quote, Search)}
)


def kinds_of(table: str, header: StoreHeader) -> tuple[str, ...]:
    """Return the kinds that a table may use: the standard ones and those that the store adds."""
    own = {"events": header.event_kinds, "places": header.place_kinds}.get(table, ())
    return STANDARD_KINDS.get(table, ()) + own
