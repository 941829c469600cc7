"""The order of hits, why each was found, what is marked in its text, and what is suggested where nothing was."""

from __future__ import annotations

import pytest
from tests.model.small import event, party, place, quote, source
from tests.search.finder import index_of, ranked_refs, refs, search, shipped

from karabakh_tui.search.index import Index
from karabakh_tui.search.query import parse_query

STEPANAKERT = place(
    "stepanakert",
    name="Stepanakert",
    aliases=[{"name": "Xankəndi", "language": "az"}, {"name": "Ханкенди", "language": "ru"}, "Vararakn"],
)
RECORDS = (
    source("paper", title="A report from Stepanakert", publisher="Post"),
    party("council", name="Council", kind="group", aliases=["Stepanakert authorities"]),
    party("ilham-aliyev", name="Ilham Aliyev", kind="person"),
    STEPANAKERT,
    place("stepanakert-airport", name="Stepanakert airport", kind="building", part_of="stepanakert"),
    event("shelled", "1992-02", title="The city is shelled", places=["stepanakert"], kind="shelling"),
    event("flag", "2023-10-15", title="A flag is raised in Xankəndi", parties=["ilham-aliyev"], kind="statement"),
    event("opened", "1971", title="An airport is opened", places=["stepanakert-airport"], kind="statement"),
    event("other", "1994", title="Something else", summary="People had left Stepanakert by then."),
    quote("said", "2023-10-16", speaker="ilham-aliyev", text="Ханкенди вернулся."),
)


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(*RECORDS)


@pytest.mark.parametrize(
    "name", ["Stepanakert", "Xankəndi", "xankendi", "Ханкенди", "Ստեփանակերտ", "vararakn", "stepenakert"]
)
def test_a_name_finds_all_that_is_about_a_place_or_names_it_otherwise(index: Index, name: str) -> None:
    found = refs(index, name)
    assert found >= {"places/stepanakert", "events/shelled", "events/flag", "events/other", "quotes/said"}
    assert found == refs(index, "Stepanakert")


def test_names_come_before_titles_and_titles_before_text(index: Index) -> None:
    found = ranked_refs(index, "stepanakert")
    assert found[0] == "places/stepanakert"
    assert set(found[1:3]) == {"places/stepanakert-airport", "parties/council"}
    assert found.index("sources/paper") < found.index("events/other")


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [("date", "events/opened", "quotes/said"), ("-date", "quotes/said", "events/opened")],
)
def test_dated_records_follow_their_dates_and_the_others_come_last(
    index: Index, order: str, first: str, last: str
) -> None:
    found = ranked_refs(index, f"sort:{order}")
    dated = [ref for ref in found if ref.startswith(("events/", "quotes/"))]
    assert found[: len(dated)] == dated
    assert (dated[0], dated[-1]) == (first, last)


def test_names_are_sorted_without_regard_to_case_and_accents() -> None:
    index = index_of(party("a", name="Éclair"), party("b", name="dam"), party("c", name="Fox"))
    assert ranked_refs(index, "sort:name") == ["parties/b", "parties/a", "parties/c"]


def test_an_order_asked_for_by_the_caller_goes_before_that_of_the_query(index: Index) -> None:
    result = search(index, "table:events sort:date")
    assert [hit.record.id for hit in index.ranked(result, "-date")] == ["flag", "other", "shelled", "opened"]
    assert [hit.record.id for hit in index.ranked(result, limit=2)] == ["opened", "shelled"]


WHY = [
    ("Xankəndi", "places/stepanakert", ["alias Xankəndi (az)"]),
    ("vararakn", "events/shelled", ["place: Stepanakert"]),
    ("Xankəndi", "events/flag", ["title"]),
    ("stepanakert", "quotes/said", ["quote"]),
    ("stepanakert", "events/other", ["text"]),
    ("stepanakert", "parties/council", ["alias Stepanakert authorities"]),
    ("=Xankəndi", "places/stepanakert", ["alias Xankəndi (az)"]),
    ("stepanakert kind:shelling", "events/shelled", ["place: Stepanakert", "kind: shelling"]),
    ("place:stepanakert date:1971", "events/opened", ["place: Stepanakert airport", "date: 1971"]),
    ("party:aliyev table:quotes", "quotes/said", ["party: Ilham Aliyev", "table: quotes"]),
    ("publisher:post sources:1", "events/other", ["publisher: post", "sources: 1"]),
    ("source:paper", "events/other", ["source: A report from Stepanakert"]),
    ("id:shelled", "events/shelled", ["id"]),
    ("title:shelled OR nothing", "events/shelled", ["title"]),
    ("stepenakert", "events/other", ["text (guess)"]),
    ("-kind:shelling flag", "events/flag", ["title"]),
]


@pytest.mark.parametrize(("query", "ref", "reasons"), WHY)
def test_a_hit_says_why_it_is_there(index: Index, query: str, ref: str, reasons: list[str]) -> None:
    result = search(index, query)
    assert ref in refs(index, query)
    record = index.store.find(ref)
    assert record is not None
    assert [str(reason) for reason in index.why(result.asked, record)] == reasons


def test_a_star_is_a_reason(index: Index) -> None:
    result = search(index, "is:starred", ("events/flag",))
    assert refs(index, "is:starred", ("events/flag",)) == {"events/flag"}
    record = index.store.find("events/flag")
    assert record is not None
    assert [str(reason) for reason in index.why(result.asked, record)] == ["is: starred"]


def test_every_hit_of_the_shipped_record_has_a_reason() -> None:
    index = shipped()
    for query in (
        "Ханкенди",
        "lachin date:2022-12..2023-09",
        "aliyev -kind:person",
        "stepenakert",
        "kind:battle | minsk",
    ):
        result = search(index, query)
        hits = index.ranked(result)
        assert hits
        assert all(index.why(result.asked, hit.record) for hit in hits), query


MARKED = [
    ("Xankəndi", "near Stepanakert and Xankəndi", ["Stepanakert", "Xankəndi"]),
    ("stepanakert", "в городе Ханкенди.", ["Ханкенди"]),
    ("Ханкенди", "the Vararakn of old", ["Vararakn"]),
    ("stepanak*", "Stepanakert's roads", ["Stepanakert"]),
    ("place:stepanakert", "in Xankendi", ["Xankendi"]),
    ('"city is"', "The city is shelled", ["city is"]),
    ("=Xankəndi", "Xankəndi or Xankendi", ["Xankəndi"]),
    ("-stepanakert flag", "a flag in Stepanakert", ["flag"]),
    ("flag raised", "A flag is raised; flags", ["flag", "raised"]),
    ("title:flag text:raised", "A flag is raised", ["flag", "raised"]),
    ("kind:shelling", "A shelling", []),
    ("", "nothing", []),
]


@pytest.mark.parametrize(("query", "text", "marked"), MARKED)
def test_hits_are_marked_in_the_text_as_it_is_written(index: Index, query: str, text: str, marked: list[str]) -> None:
    spans = index.highlights(parse_query(query))(text)
    assert [text[start:end] for start, end in spans] == marked


def test_marks_do_not_overlap(index: Index) -> None:
    spans = index.highlights(parse_query('stepanakert "stepanakert airport" airport'))("Stepanakert airport")
    assert spans == ((0, 19),)


def test_a_guess_is_told_with_the_word_and_its_place(index: Index) -> None:
    (guess,) = search(index, "flag OR stepenakert").guessed
    assert (guess.written, guess.words, guess.start, guess.end) == ("stepenakert", ("Stepanakert",), 8, 19)


@pytest.mark.parametrize(
    "query", ["stepanakert", "stepan", "Ստեփանակերտ", "zzzzzz", "=stepenakert", "-stepenakert flag"]
)
def test_what_is_found_as_typed_or_not_at_all_is_no_guess(index: Index, query: str) -> None:
    assert not search(index, query).guessed


def test_a_guess_inside_a_field_is_told(index: Index) -> None:
    result = search(index, "place:stepenakert")
    assert refs(index, "place:stepenakert") == refs(index, "place:stepanakert")
    assert [guess.words for guess in result.guessed] == [("Stepanakert",)]


def test_words_that_stand_nowhere_together_are_guessed_to_be_the_nearest_name(index: Index) -> None:
    result = search(index, "Ilham H. Aliyev")
    assert [(guess.written, guess.words) for guess in result.guessed] == [("Ilham H. Aliyev", ("Ilham Aliyev",))]
    assert result.answered is not None
    assert refs(index, "Ilham H. Aliyev") == refs(index, '"Ilham Aliyev"')


def test_near_spellings_come_with_what_they_find(index: Index) -> None:
    suggestions = index.suggest(parse_query("stepenakert flog"))
    assert [(each.label, each.query) for each in suggestions.guesses] == [
        ("Stepanakert", "Stepanakert flog"),
        ("flag", "stepenakert flag"),
    ]
    assert all(each.is_guess and each.count == search(index, each.query).total > 0 for each in suggestions.guesses)


def test_each_word_of_several_is_counted_alone(index: Index) -> None:
    suggestions = index.suggest(parse_query("shelled opened kind:battle"))
    assert [(each.query, each.count) for each in suggestions.alone] == [
        ("shelled", 1),
        ("opened", 1),
        ("kind:battle", 0),
    ]


def test_a_single_word_is_not_counted_alone(index: Index) -> None:
    assert index.suggest(parse_query("zzzzzz")).alone == ()


def test_an_interrupted_index_goes_on_answering(index: Index) -> None:
    index.interrupt()
    assert search(index, "flag").total == 1
