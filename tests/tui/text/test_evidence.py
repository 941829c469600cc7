"""Evidence on pages: numbers, the cite in focus, how many sources are independent, and facts of one side alone."""

from __future__ import annotations

import re
from functools import cache

from tests.model.small import event, party, place, quote, source, store

from karabakh_tui.export.cited import numbered_cites
from karabakh_tui.model.records import Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.paths import shipped_store
from karabakh_tui.search.evidence import cites_of, independent, sources_of
from karabakh_tui.search.index import Index
from karabakh_tui.search.query import parse_query
from karabakh_tui.storage.read import read_store
from karabakh_tui.tui.text.records import record_page, record_row
from karabakh_tui.tui.widgets.document import Block


@cache
def facts() -> FactStore:
    return read_store(shipped_store()).store


def citing(small: FactStore) -> list[Record]:
    tables = ("events", "quotes", "parties", "places")
    return [record for table in tables for record in small.records(table) if numbered_cites(small, record)]


def paragraphs(record: Record, small: FactStore, cite: int | None = None) -> list[Block]:
    return [block for block in record_page(record, small, cite=cite) if isinstance(block, Block)]


def texts(record: Record, small: FactStore, cite: int | None = None) -> list[str]:
    return [block.content.plain for block in paragraphs(record, small, cite)]


def test_numbers_on_the_page_are_those_that_copies_have() -> None:
    for record in citing(facts()):
        entries = {block.anchor: block for block in paragraphs(record, facts()) if block.anchor}
        for at, cite in enumerate(numbered_cites(facts(), record)):
            entry = entries.pop(f"cite/{at}")
            assert entry.content.plain.startswith(f" [{at + 1}] ")
            assert [target for _, _, target in entry.links] == [f"sources/{cite.source}"]
        assert not entries


def test_every_page_says_how_many_of_its_sources_are_independent() -> None:
    for record in citing(facts()):
        count = independent(facts(), sources_of(facts(), cites_of(record)))
        (heading,) = (text for text in texts(record, facts()) if re.match(r"Evidence \(", text))
        assert f" · {count} independent source" in heading


SMALL = store(
    source("paper", publisher="The Paper", published="1994-05-12", standpoint="council"),
    source("echo", title="An echo", based_on="paper"),
    source("book", title="A book", kind="book"),
    party("council", name="The Council", side="east"),
    event(
        "e",
        cites=(
            {"source": "paper", "at": "para. 3", "words": "The bridge\nwas shut.", "language": "en"},
            {"source": "echo", "supports": ("date",)},
            {"source": "book"},
            {"source": "lost"},
        ),
    ),
    quote("q", speaker="council", text="We shut it."),
    place("p", cites=({"source": "paper"}, {"source": "book"})),
    sides=({"id": "east", "name": "The east bank"},),
)


def record(ref: str) -> Record:
    found = SMALL.find(ref)
    assert found is not None
    return found


def evidence(ref: str, cite: int | None = None) -> list[str]:
    found = texts(record(ref), SMALL, cite)
    return found[next(at for at, text in enumerate(found) if text.startswith("Evidence (")) :]


def test_the_cite_in_focus_is_told_apart_by_a_sign_and_told_whole() -> None:
    assert evidence("events/e")[:5] == [
        "Evidence (4) · 2 independent sources",
        " [1] The Paper, A paper, 12 May 1994, para. 3  news · speaks for The Council",
        "“The bridge\nwas shut.” (en)",
        " [2] An echo  news",
        "supports date",
    ]
    assert evidence("events/e", 0)[1:4] == [
        "▸[1] The Paper, A paper, 12 May 1994, para. 3  news · speaks for The Council",
        "1 of 4 · 2 independent sources in all",
        "“The bridge\nwas shut.” (en)",
    ]
    assert "▸[4] lost (missing)" in evidence("events/e", 3)
    assert sum(text.startswith("▸") for text in evidence("events/e", 3)) == 1


def test_the_words_of_a_quote_stand_with_the_cite_in_focus() -> None:
    assert "“We shut it.”" not in evidence("quotes/q")
    assert evidence("quotes/q", 0)[:4] == [
        "Evidence (1) · 1 independent source",
        "▸[1] The Paper, A paper, 12 May 1994  news · speaks for The Council",
        "1 of 1 · 1 independent source in all",
        "“We shut it.”",
    ]


def test_what_rests_on_one_side_alone_is_marked_in_its_row_and_on_its_page() -> None:
    says = "½\u00a0one-sided: all its sources speak for The east bank"
    assert record_row(record("quotes/q"), SMALL, 60).plain.endswith(" ½")
    assert says in texts(record("quotes/q"), SMALL)[0]
    for ref in ("events/e", "places/p"):
        assert "½" not in record_row(record(ref), SMALL, 60).plain
        assert "½" not in "".join(texts(record(ref), SMALL))


def test_the_sign_stands_where_the_query_for_one_sided_facts_finds_something() -> None:
    result = Index.build(facts()).search(parse_query("is:one-sided"))
    assert result is not None
    for table in ("events", "quotes", "parties", "places", "sources"):
        found = set(result.matched[table])
        for at, each in enumerate(facts().ordered(table)):
            for width in (40, 80):
                row = record_row(each, facts(), width).plain
                assert bool(re.search("½( [●○◔◐].*)?$", row)) is (at in found), row
            assert any("½\u00a0one-sided: " in text for text in texts(each, facts())) is (at in found), each.ref
    assert result.total > 10
