"""What queries match: made-up queries over made-up stores, against an evaluator that looks at every record."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.model.small import event, party, place, quote, source, store
from tests.search.finder import refs_of
from tests.search.slow_oracle import matching

from karabakh_tui.model.records import Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.index import Index
from karabakh_tui.search.query import parse_query, parse_strictly

WORDS = ("bridge", "convoy", "talks", "market", "winter", "Mountain")
PARTIES = ("alfa", "juliett", "oscar")
PLACES = ("hotel", "quebec", "zulu")
SOURCES = ("one", "two", "three")
# No two of these words are near each other in spelling, so that each stands for itself alone.


def words(most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=most).map(" ".join)


def some(values: tuple[str, ...], most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True) if values else st.just([])


@st.composite
def sources(draw: st.DrawFn) -> list[Record]:
    found: list[Record] = []
    for number, name in enumerate(SOURCES):
        fields: dict[str, Any] = {
            "title": draw(words(2)),
            "kind": draw(st.sampled_from(["news", "report"])),
            "publisher": draw(st.sampled_from([None, "Post", "Herald"])),
            "language": draw(st.sampled_from([None, "en", "en-GB", "hy"])),
            "standpoint": draw(st.sampled_from([None, *PARTIES])),
            "archive_url": draw(st.sampled_from([None, "https://archive.example"])),
            "based_on": draw(st.sampled_from([None, *SOURCES[:number]])),
        }
        found.append(source(name, **fields))
    return found


@st.composite
def events(draw: st.DrawFn) -> list[Record]:
    found: list[Record] = []
    for number in range(draw(st.integers(0, 4))):
        accounts = [
            {"by": by, "says": draw(words(2)), "cites": [{"source": draw(st.sampled_from(SOURCES))}]}
            for by in draw(some(PARTIES))
        ]
        found.append(
            event(
                f"event-{number}",
                draw(st.sampled_from(["1992", "1992-05", "1992-05-08", "1991~", "1990?", "1993/.."])),
                title=draw(words(3)),
                kind=draw(st.sampled_from(["battle", "clash"])),
                status=draw(st.sampled_from(["reported", "disputed"])),
                parties=draw(some(PARTIES)),
                places=draw(some(PLACES)),
                summary=draw(st.none() | words(4)),
                tags=draw(some(("war", "peace"))),
                cites=[{"source": each} for each in draw(some(SOURCES)) or [SOURCES[0]]],
                accounts=accounts,
                figures=draw(st.sampled_from([[], [{"of": "killed", "value": 3.0}]])),
                withdrawn=draw(st.sampled_from([None, None, None, "2020"])),
            )
        )
    return found


@st.composite
def stores(draw: st.DrawFn) -> FactStore:
    parties = [
        party(
            name,
            name=name.capitalize(),
            kind=draw(st.sampled_from(["state", "person"])),
            side=draw(st.sampled_from([None, "east", "west"])),
            part_of=draw(some(PARTIES[:number])),
            summary=draw(st.none() | words(2)),
        )
        for number, name in enumerate(PARTIES)
    ]
    places = [
        place(
            name,
            name=name.capitalize(),
            part_of=draw(st.sampled_from([None, *PLACES[:number]])),
            lat=draw(st.sampled_from([None, 40.0])),
            lon=46.0,
        )
        for number, name in enumerate(PLACES)
    ]
    quotes = [
        quote(
            f"quote-{number}",
            draw(st.sampled_from(["1992", "1991-05~"])),
            speaker=draw(st.sampled_from(PARTIES)),
            text=draw(words(4)),
            language=draw(st.sampled_from([None, "en", "ru"])),
            places=draw(some(PLACES)),
            tags=draw(some(("war", "peace"))),
            event=draw(st.sampled_from([None, "event-0"])),
            cites=[{"source": draw(st.sampled_from(SOURCES))}],
        )
        for number in range(draw(st.integers(0, 2)))
    ]
    return store(*draw(sources()), *parties, *places, *draw(events()), *quotes)


FIELDS = {
    "party": PARTIES, "place": PLACES, "speaker": PARTIES, "account": PARTIES,
    "table": ("events", "quotes", "parties", "sources"), "kind": ("battle", "clash", "state", "news"),
    "status": ("reported", "disputed"), "tag": ("war", "peace"), "lang": ("en", "hy", "ru"),
    "prec": ("year", "month", "day"), "source": SOURCES, "publisher": ("Post", "herald"), "standpoint": PARTIES,
    "title": WORDS, "text": WORDS, "id": ("event", "quote", "alfa", "event-1"),
    "is": ("disputed", "approximate", "uncertain", "ongoing", "one-sided", "withdrawn", "starred"),
    "has": ("quote", "coordinates", "archive", "accounts", "figures"), "sources": ("1", "<2", "2..3", ">1", "0"),
}  # fmt: skip
EXACT = ("party", "place", "speaker", "account", "source", "standpoint", "title", "text")


@st.composite
def leaf(draw: st.DrawFn) -> str:
    if draw(st.booleans()):
        word = draw(st.sampled_from([*WORDS, *(name.capitalize() for name in (*PARTIES, *PLACES))]))
        phrase = f'"{draw(words(2))}"'
        return draw(st.sampled_from([word, f"={word}", f"{word[:3]}*", phrase]))
    name = draw(st.sampled_from(sorted(FIELDS)))
    values = draw(st.lists(st.sampled_from(FIELDS[name]), min_size=1, max_size=2, unique=True))
    exact = "=" if name in EXACT and draw(st.booleans()) else ""
    return f"{name}:{','.join(exact + value for value in values)}"


def queries() -> st.SearchStrategy[str]:
    return st.recursive(
        leaf(),
        lambda inner: st.one_of(
            st.builds("({} {})".format, inner, inner),
            st.builds("({} OR {})".format, inner, inner),
            st.builds("({} | {} {})".format, inner, inner, inner),
            st.builds("-{}".format, inner.filter(lambda text: text[0] != "-")),
            st.builds("({} AND NOT {})".format, inner, inner.filter(lambda text: text[0] != "-")),
        ),
        max_leaves=6,
    )


@settings(deadline=None, max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(
    stores(), st.lists(queries(), min_size=1, max_size=6), st.sets(st.sampled_from(["events/event-0", "parties/alfa"]))
)
def test_the_index_finds_what_a_look_at_every_record_finds(
    records: FactStore, texts: list[str], starred: set[str]
) -> None:
    index = Index.build(records)
    for text in texts:
        query = parse_strictly(text)
        assert query.root is not None
        result = index.search(query, starred)
        assert result is not None
        wanted = matching(records, query.root, starred)
        if not result.guessed:
            assert refs_of(result) == wanted, text
        else:  # a guess is made only where the words as they are find nothing
            assert not wanted, text


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(stores(), queries())
@example(store(event("a")), "bridge").via("a word that no record has")
def test_a_query_and_its_negation_share_out_all_records(records: FactStore, text: str) -> None:
    index = Index.build(records)
    found, others = (index.search(parse_query(each)) for each in (f"({text})", f"-({text})"))
    assert found is not None
    assert others is not None
    if not found.guessed:
        everything = {each.ref for table in found.matched for each in records.records(table)}
        assert refs_of(found) | refs_of(others) == everything
        assert not refs_of(found) & refs_of(others)
