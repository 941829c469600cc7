"""Bibliographies as other programs read them: the shipped record's, and those of hostile text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.stores import csl_schema, found, read_bibtex, read_csl, read_ris
from tests.model import small as made

from karabakh_tui.export.cited import numbered_cites, source_of
from karabakh_tui.export.export import export, export_several
from karabakh_tui.export.names import Name
from karabakh_tui.export.text import one_line
from karabakh_tui.export.work import Work, work_of
from karabakh_tui.model.records import STANDARD_KINDS, Record, Source
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.evidence import cites_of


def all_facts(store: FactStore) -> list[Record]:
    """Return what bibliographies are made of: sources, events, quotes."""
    return [*store.sources, *store.events, *store.quotes]


def cited_sources(store: FactStore, record: Record) -> list[Source]:
    return list({cite.source: source_of(store, cite) for cite in numbered_cites(store, record)}.values())


def ris_name(name: Name) -> str:
    """Return a person's name as RIS has it, or a body's, in which no comma parts it."""
    return name.inverted if name.given else re.sub(r"[\s,]*,\s*", " – ", name.family).strip()


def csl_name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}


def assert_bibtex(entry: Mapping[str, str], work: Work) -> None:
    assert entry["title"] == work.title
    assert entry.get("author", "") == " and ".join(each.inverted for each in work.authors)
    assert entry.get("url", "") == work.url
    assert entry.get("number", "") == work.number
    assert entry.get("isbn", "") == work.isbn
    names = (entry.get(each, "") for each in ("publisher", "institution", "organization", "journal", "booktitle"))
    assert not work.publisher or work.publisher in [
        *names,
        *(each.family for each in work.authors),
        entry.get("journal", work.container),
    ]


def assert_ris(record: Mapping[str, Any], work: Work) -> None:
    assert record["title"] == work.title
    assert record.get("authors", []) == [ris_name(each) for each in work.authors]
    assert ";".join(record.get("urls", [])) == work.url  # this reader parts addresses at a semicolon
    assert record.get("secondary_title", "") == work.container
    assert record.get("publisher", "") == work.publisher
    assert record.get("issn", "") == work.isbn
    assert record.get("language", "") == work.language


def assert_csl(item: Mapping[str, Any], work: Work) -> None:
    assert item["title"] == work.title
    assert item.get("author", []) == [csl_name(each) for each in work.authors]
    assert item.get("URL", "") == work.url
    assert item.get("publisher", "") == work.publisher
    assert item.get("container-title", "") == work.container
    assert item.get("language", "") == work.language


def test_every_shipped_source_event_and_quote_reads_back_from_bibtex(shipped: FactStore) -> None:
    entries = read_bibtex(export_several(shipped, all_facts(shipped), "bibtex"))
    assert set(entries) == {source.id for source in shipped.sources}
    for source in shipped.sources:
        assert_bibtex(entries[source.id], work_of(source))


def test_every_shipped_source_event_and_quote_reads_back_from_ris(shipped: FactStore) -> None:
    records = read_ris(export_several(shipped, all_facts(shipped), "ris"))
    assert set(records) == {source.id for source in shipped.sources}
    for source in shipped.sources:
        assert_ris(records[source.id], work_of(source))


def test_every_shipped_source_event_and_quote_reads_back_from_csl_json(shipped: FactStore) -> None:
    items = read_csl(export_several(shipped, all_facts(shipped), "csl-json"))
    assert set(items) == {source.id for source in shipped.sources}
    for source in shipped.sources:
        assert_csl(items[source.id], work_of(source))


def test_each_shipped_record_alone_reads_back_with_its_own_sources(shipped: FactStore) -> None:
    for record in (*shipped.events, *shipped.quotes):
        ids = {cite.source for cite in cites_of(record)}
        assert set(read_ris(export(shipped, record, "ris"))) == ids
        assert {each["id"] for each in json.loads(export(shipped, record, "csl-json"))} == ids


def test_a_schema_that_takes_anything_would_prove_nothing() -> None:
    assert not csl_schema().is_valid([{"id": "x", "type": "gazette"}])
    assert not csl_schema().is_valid([{"id": "x", "type": "book", "titel": "A slip"}])


HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            ["{", "}", "\\", "\\}", "%", "@article{x,", "#", "$", "&", "_", "~", "^", "--", "---", "``", "''", ",,",
             "<<", ">>", "?`", "\"", "|", "=", " and ", "\n", "\r\n", "\u2028", "\x85", "\x1c", "\nER  - \n",
             "\nTY  - BOOK\n", "\nTI  - x", "]]>", "</script>", "\x1b[2J", "\x00", "\u202e", "é", "e\u0301", "Լ", "ə",
             "Ш", "中", "👩\u200d🚀", "\u00ad", "\\textbf{", "\\input{x}", "$x^2$", ";", ":"]
        ),
        st.text(max_size=8),
    ),
    min_size=1,
    max_size=12,
).map("".join).filter(bool)  # fmt: skip
"""Texts of what BibTeX, LaTeX, RIS and JSON act on."""


@st.composite
def hostile_sources(draw: st.DrawFn) -> Source:
    """Return a source with hostile text in every field that takes text."""
    fields: dict[str, Any] = {
        name: draw(HOSTILE)
        for name in ("title", "publisher", "container", "number", "pages", "doi", "isbn", "language")
    }
    fields["authors"] = draw(st.lists(HOSTILE, max_size=2))
    fields["url"] = draw(st.one_of(HOSTILE, HOSTILE.map("https://x.example/{}".format)))
    fields["kind"] = draw(st.one_of(st.sampled_from(STANDARD_KINDS["sources"]), HOSTILE))
    return made.source(**{name: value for name, value in fields.items() if value != ""})


def hostile_store(sources: Sequence[Source], words: str) -> FactStore:
    """Return a store whose event has these sources, and hostile words everywhere else."""
    cites = [{"source": source.id, "at": words, "words": words} for source in sources]
    account = {"by": "party", "says": words, "cites": cites}
    return made.store(
        *sources,
        made.party("party", name=words),
        made.event("fire", title=words, summary=words, status="disputed", cites=cites, accounts=[account]),
        made.quote("words", speaker="party", text=words, capacity=words, translated_by=words, cites=cites),
    )


@settings(deadline=None, max_examples=60)
@given(hostile_sources(), HOSTILE)
@pytest.mark.parametrize("ref", ["sources/paper", "events/fire", "quotes/words"])
def test_hostile_text_reads_back_as_it_is_shown(ref: str, source: Source, words: str) -> None:
    store = hostile_store([source], words)
    record, work = found(store, ref), work_of(source)
    (entry,) = read_bibtex(export(store, record, "bibtex")).values()
    (ris,) = read_ris(export(store, record, "ris")).values()
    (item,) = read_csl(export(store, record, "csl-json")).values()
    assert_bibtex(entry, work)
    assert_ris(ris, work)
    assert_csl(item, work)
    if ref != "sources/paper":
        for note in (entry["annote"], ris["notes"][-1], item["note"]):
            assert one_line(words) in note


def test_keys_are_the_ids_of_the_sources_and_each_stands_once(small: FactStore) -> None:
    text = export_several(small, all_facts(small), "bibtex")
    assert list(read_bibtex(text)) == [*(source.id for source in small.sources), "lost"]


def test_persons_are_named_family_first_and_bodies_and_titles_stand_in_braces_of_their_own(small: FactStore) -> None:
    text = export(small, found(small, "sources/chapter"), "bibtex")
    assert "  author = {Scholar, E. and Reader, F. and Writer, G.},\n" in text
    assert "  title = {{The Shutting}},\n" in text
    assert "  author = {{United Nations Security Council}},\n" in export(
        small, found(small, "sources/un-853"), "bibtex"
    )
