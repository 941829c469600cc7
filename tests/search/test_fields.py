"""Fields that need more than a look at one record: names, parts, origins of sources, closed lists."""

from __future__ import annotations

import pytest
from tests.model.small import event, party, place, quote, source
from tests.search.finder import index_of, refs

from karabakh_tui.search.evidence import independent
from karabakh_tui.search.index import Index

NAMES = (
    party("armenia", name="Armenia", aliases=["Հայաստան"]),
    party("army", name="Armed forces of Armenia", part_of=["armenia"]),
    party("ilham-aliyev", name="Ilham Aliyev", kind="person"),
    party("heydar-aliyev", name="Heydar Aliyev", kind="person", former_ids=["old-aliyev"]),
    place("lachin", name="Lachin", aliases=[{"name": "Laçın", "language": "az"}]),
    place("lachin-corridor", name="Lachin corridor", kind="corridor"),
    place("bridge", name="Hakari bridge", part_of="lachin-corridor"),
    place("deck", name="Deck", part_of="bridge"),
    event("town", places=["lachin"], parties=["army"], kind="clash"),
    event("road", places=["lachin-corridor"], parties=["armenia"], kind="blockade"),
    event("deck", places=["deck"], parties=["ilham-aliyev"]),
    event("told", accounts=[{"by": "armenia", "says": "So.", "cites": [{"source": "paper"}]}]),
    quote("quote", speaker="old-aliyev", on_behalf_of="armenia"),
)


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(*NAMES)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("place:lachin", "places/lachin events/town"),
        ("place:Laçın", "places/lachin events/town"),
        ("place:Latschin", "places/lachin events/town"),
        ("place:Լաչին", "places/lachin events/town"),
        (
            "place:lach*",
            "places/lachin events/town places/lachin-corridor places/bridge places/deck events/road events/deck",
        ),
        ("place:corridor", "places/lachin-corridor places/bridge places/deck events/road events/deck"),
        ('place:"lachin corridor"', "places/lachin-corridor places/bridge places/deck events/road events/deck"),
        ("place:lachin-corridor", "places/lachin-corridor places/bridge places/deck events/road events/deck"),
        ("place:=lachin-corridor", "places/lachin-corridor events/road"),
        ("place:=Laçın", ""),
        ("place:=Lachin", "places/lachin events/town"),
        ("place:lachen", "places/lachin events/town"),
        ("place:nowhere", ""),
        ("party:armenia", "parties/armenia parties/army events/town events/road quotes/quote"),
        ("party:=armenia", "parties/armenia events/road quotes/quote"),
        ("party:aliyev", "parties/ilham-aliyev parties/heydar-aliyev events/deck quotes/quote"),
        ("party:old-aliyev", "parties/heydar-aliyev quotes/quote"),
        ("party:=old-aliyev", "parties/heydar-aliyev quotes/quote"),
        ("speaker:=old-aliyev", "quotes/quote"),
        ("speaker:aliev", "quotes/quote"),
        ("speaker:armenia", ""),
        ("account:armenia", "events/told"),
        ("account:army", ""),
        ("kind:clash,blockade -place:lachin", "events/road events/deck events/told"),
        ("id:lachin table:places", "places/lachin places/lachin-corridor"),
        ("id:=lachin", "places/lachin"),
        ("id:places/lachin", "places/lachin"),
        ("id:nowhere/lachin", ""),
        ("id:parties/old-aliyev", "parties/heydar-aliyev"),
        ("id:lach*", "places/lachin places/lachin-corridor"),
        ("title:lachin", "places/lachin places/lachin-corridor"),
        ("=armenia", "parties/armenia"),
        ("=Armenia", "parties/armenia parties/army"),
        ('="of Armenia"', "parties/army"),
        ("has:quote", "parties/heydar-aliyev parties/armenia"),
    ],
)
def test_a_value_is_found_by_its_names(index: Index, query: str, found: str) -> None:
    assert refs(index, query) == set(found.split())


@pytest.mark.parametrize("exactly", ["", "="])
@pytest.mark.parametrize("field", ["party", "place", "source", "account", "speaker", "id"])
def test_a_former_id_goes_on_being_understood(field: str, exactly: str) -> None:
    index = index_of(
        party("guild", name="The guild", former_ids=["p1"]),
        place("quay", name="The quay", former_ids=["p2"]),
        source("paper", former_ids=["p3"]),
        event("told", accounts=[{"by": "guild", "says": "So.", "cites": [{"source": "paper"}]}], places=["quay"]),
        quote("said", speaker="guild"),
    )
    former = {"place": ("p2", "quay"), "source": ("p3", "paper")}.get(field, ("p1", "guild"))
    before, now = (refs(index, f"{field}:{exactly}{each}") for each in former)
    assert before == now
    assert before


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lang:en", "sources/british sources/plain"),
        ("lang:=en", "sources/plain"),
        ("lang:EN-gb", "sources/british"),
        ("lang:e*", "sources/british sources/plain"),
        ('publisher:"the herald"', "sources/british events/cited"),
        ("publisher:herald", "sources/british events/cited"),
        ("publisher:her*", "sources/british events/cited"),
        ("publisher:=herald", ""),
        ('publisher:="The Herald"', "sources/british events/cited"),
        ("source:british", "sources/british events/cited"),
        ('source:"long title"', "sources/plain"),
        ("source:=plain", "sources/plain"),
        ('tag:"peace talks"', "events/cited"),
        ("tag:peace", ""),
        ("tag:peace*", "events/cited"),
        ('tag:="Peace talks"', "events/cited"),
        ('tag:="peace talks"', ""),
    ],
)
def test_words_of_lists_are_whole_words(query: str, found: str) -> None:
    index = index_of(
        source("british", language="en-GB", publisher="The Herald"),
        source("plain", language="en", title="A long title"),
        event("cited", tags=["Peace talks"], cites=[{"source": "british"}]),
    )
    assert refs(index, query) == set(found.split())


ORIGINS = {
    "agency": source("agency", publisher="Agency"),
    "copy": source("copy", publisher="Paper", based_on="agency"),
    "copy-of-copy": source("copy-of-copy", publisher="Blog", based_on="copy"),
    "same-house": source("same-house", publisher=" agency "),
    "essay": source("essay", authors=["Ann Author"]),
    "second-essay": source("second-essay", authors=["Ann Author"]),
    "nameless": source("nameless"),
    "nameless-too": source("nameless-too"),
    "here": source("here", publisher="Here", based_on="there"),
    "there": source("there", publisher="There", based_on="here"),
    "lost": source("lost", publisher="Lost", based_on="gone"),
}


@pytest.mark.parametrize(
    ("cited", "number"),
    [
        ("agency", 1),
        ("agency copy copy-of-copy", 1),
        ("agency same-house", 1),
        ("nameless nameless-too", 2),
        ("essay second-essay nameless", 2),
        ("here there", 1),
        ("copy-of-copy here lost", 3),
        ("", 0),
    ],
)
def test_sources_are_as_many_as_the_publishers_at_their_ends(cited: str, number: int) -> None:
    index = index_of(*ORIGINS.values())
    assert independent(index.store, [ORIGINS[each] for each in cited.split()]) == number


def test_one_side_alone_speaks_only_where_every_cite_of_a_claim_does() -> None:
    index = index_of(
        party("east", side="sunrise"),
        party("paper-of-east", part_of=["east"]),
        party("west", side="sunset"),
        source("a", standpoint="east"),
        source("b", standpoint="paper-of-east"),
        source("c", standpoint="west"),
        source("d"),
        event("one", cites=[{"source": "a"}, {"source": "b"}]),
        event("two", cites=[{"source": "a"}, {"source": "c"}]),
        event("free", cites=[{"source": "a"}, {"source": "d"}]),
        event("told", cites=[{"source": "a"}], accounts=[{"by": "west", "says": "No.", "cites": [{"source": "c"}]}]),
        event("counted", cites=[{"source": "a"}], figures=[{"of": "killed", "value": 1.0, "cites": [{"source": "d"}]}]),
        sides=[{"id": "sunrise", "name": "East"}, {"id": "sunset", "name": "West"}],
    )
    assert refs(index, "is:one-sided") == {"events/one", "events/counted"}


def test_stars_are_given_with_the_question() -> None:
    index = index_of(*NAMES)
    assert refs(index, "is:starred") == set()
    assert refs(index, "is:starred", ("places/lachin", "nowhere/x", "places/gone")) == {"places/lachin"}
    assert refs(index, "is:starred,disputed", ("places/lachin",)) == {"places/lachin"}
    assert "places/lachin" not in refs(index, "-is:starred", ("places/lachin",))


def test_parts_in_a_circle_end() -> None:
    index = index_of(place("a", part_of="b"), place("b", part_of="a"), event("x", places=["a"]))
    assert refs(index, "place:b") == {"places/a", "places/b", "events/x"}


def test_a_capital_is_no_other_word_for_the_state_that_is_called_after_it() -> None:
    index = index_of(
        party("land", name="Landia", aliases=["Harbourtown"]),
        place("town", name="Harbourtown", aliases=["Hafenstadt"]),
        event("said", title="Landia protests"),
        event("ship", title="A ship leaves Hafenstadt"),
    )
    assert refs(index, "harbourtown") == {"parties/land", "places/town", "events/ship"}
