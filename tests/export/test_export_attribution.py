"""A contested or one-sided fact is never taken along without who says so: every record, every format."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from tests.export.stores import found, of_all_tables, words_of
from tests.model import small as made

from karabakh_tui.export.attribution import only_side
from karabakh_tui.export.cited import accounts_of, numbered_cites, party_name, source_of
from karabakh_tui.export.export import export, formats_for
from karabakh_tui.export.menu import FORMATS
from karabakh_tui.export.names import author
from karabakh_tui.model.records import Event, Party, Quote, Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.evidence import claims_of, is_one_sided, sources_of

OF_SOURCES_ALONE = ("chicago", "apa", "address", "id")
"""Formats in which no fact is told: they are about the sources."""

BIBLIOGRAPHIES = ("bibtex", "ris", "csl-json")
"""Formats in which every source has a note of its own, which names a fact and does not tell it."""

FIELDS = re.compile(r"^ {2}annote = |^N1  - |^ {4}\"note\": ", re.MULTILINE)
"""Where a bibliography tells a fact."""


def flat(text: str) -> str:
    """Return the words of a text without what escapes, marks up or parts them."""
    return " ".join(re.findall(r"\w+", text))


def taken_along(store: FactStore, record: Record) -> Iterator[tuple[str, str]]:
    """Yield the name of every format and the text in it, for every cite in focus and for none."""
    for cite in (None, *range(len(numbered_cites(store, record)))):
        for each in formats_for(store, record, cite):
            yield each.name, export(store, record, each.name, cite)


def parts_that_tell(name: str, text: str) -> list[str]:
    """Return the parts of a text each of which must say who says so: the notes of a bibliography, else all of it."""
    if name not in BIBLIOGRAPHIES:
        return [flat(text)]
    return [flat(each) for each in FIELDS.split(text)[1:] if "Cited for" in each]


def assert_attributed(store: FactStore, record: Record) -> None:
    """Assert that wherever words of a record are, it says how they stand and whose they are."""
    for name, text in taken_along(store, record):
        if name in OF_SOURCES_ALONE:
            continue
        parts = parts_that_tell(name, text)
        assert parts, (record.ref, name)
        for part in parts:
            assert_says_who(store, record, part, whole=name in ("plain", "markdown"))
            if isinstance(record, Event) and name in BIBLIOGRAPHIES:
                assert_names_all_accounts(store, record, part)


def assert_says_who(store: FactStore, record: Record, part: str, *, whole: bool) -> None:
    side = only_side(store, record)
    if side:
        assert flat(f"one-sided: all its sources speak for {side}").casefold() in part.casefold(), record.ref
    if isinstance(record, Quote):
        assert flat(party_name(store, record.speaker)) in part, record.ref
    if not isinstance(record, Event):
        return
    assert flat(f"Status: {record.status}") in part, record.ref
    if record.status != "established" or side:
        for cite in record.cites:
            source = source_of(store, cite)
            authors = " ".join(author(name).natural for name in source.authors)
            voices = (authors, source.publisher) if source.kind == "book" else (source.publisher, authors)
            assert flat(voices[0] or voices[1] or source.title) in part, record.ref
    if whole:
        assert_all_accounts(store, record, part)


def assert_all_accounts(store: FactStore, event: Event, part: str) -> None:
    """Assert that each account follows the name of its party, and that they come in the order of those names."""
    names = [party_name(store, account.by) for account in accounts_of(store, event)]
    assert names == sorted(names)
    at = 0
    for account in accounts_of(store, event):
        told = flat(f"{party_name(store, account.by)} says: {account.says}")
        assert told in part[at:], (event.ref, account.by)
        at = part.index(told, at) + len(told)


def assert_names_all_accounts(store: FactStore, event: Event, part: str) -> None:
    """Assert that all who give an account are named in order with their stance, and that none has its words there."""
    accounts = accounts_of(store, event)
    named = dict.fromkeys(f"{party_name(store, each.by)} {each.stance or ''}" for each in accounts)
    assert not named or flat(f"Accounts: {' '.join(named)}") in part, event.ref
    without_title = part.replace(flat(event.title), "")
    for words in filter(None, (event.summary, *(each.says for each in accounts))):
        assert flat(words) not in without_title, (event.ref, words)


@pytest.mark.parametrize("table", ["events", "quotes", "parties", "places"])
def test_a_shipped_fact_is_never_taken_along_without_who_says_so(table: str, shipped: FactStore) -> None:
    for record in shipped.records(table):
        assert_attributed(shipped, record)


def test_a_fact_of_the_small_record_is_never_taken_along_without_who_says_so(small: FactStore) -> None:
    for record in of_all_tables(small):
        if record.table not in ("sources", "searches") and numbered_cites(small, record):
            assert_attributed(small, record)


def test_the_property_is_about_something(shipped: FactStore) -> None:
    contested = [each for each in shipped.events if each.status != "established"]
    one_sided = [each for each in of_all_tables(shipped) if only_side(shipped, each)]
    assert len(contested) > 50
    assert {type(each) for each in one_sided} >= {Event, Quote, Party}
    assert any(len(each.accounts) > 1 for each in contested)


def test_citations_of_sources_tell_no_words_of_a_fact(shipped: FactStore) -> None:
    for record in (*shipped.events, *shipped.quotes):
        titles = {flat(source_of(shipped, cite).title) for cite in numbered_cites(shipped, record)}
        for name in ("chicago", "apa", "id", "address"):
            if name not in {each.name for each in formats_for(shipped, record)}:
                continue
            text = flat(export(shipped, record, name))
            for title in titles:
                text = text.replace(title, "")
            assert not [words for words in words_of(record) if f" {flat(words)} " in f" {text} "], (record.ref, name)


def test_one_sided_is_what_the_search_says_it_is(shipped: FactStore) -> None:
    for record in of_all_tables(shipped):
        assert bool(only_side(shipped, record)) == is_one_sided(shipped, sources_of(shipped, claims_of(record)))


def of_two(first: str, second: str) -> FactStore:
    """Return a record of an event on which two parties differ, the first of them with these words and the other's."""
    accounts = [
        {"by": by, "says": f"Words {number}.", "stance": "denies", "cites": [{"source": f"paper-{number}"}]}
        for number, by in enumerate((first, second))
    ]
    return made.store(
        *(made.source(f"paper-{number}", publisher=f"Paper {number}") for number in range(2)),
        made.source(),
        made.party("anna", name="Anna"),
        made.party("bela", name="Bela"),
        made.event("fire", status="disputed", accounts=accounts),
    )


@pytest.mark.parametrize("name", ["plain", "markdown"])
def test_exchanging_two_parties_changes_their_order_and_nothing_else(name: str) -> None:
    texts = []
    for parties in (("anna", "bela"), ("bela", "anna")):
        store = of_two(*parties)
        texts.append(export(store, found(store, "events/fire"), name))
    said = [[line for line in text.splitlines() if " says:" in line] for text in texts]
    assert [re.sub(r"\d", "N", line) for line in said[0]] == [re.sub(r"\d", "N", line) for line in said[1]]
    assert ["Anna" in line for line in said[0] + said[1]] == [True, False, True, False]
    assert "Words 0" in said[0][0]
    assert "Words 1" in said[1][0]


def test_the_order_of_the_file_is_not_the_order_of_accounts() -> None:
    store = of_two("bela", "anna")
    text = export(store, found(store, "events/fire"), "plain")
    assert text.index("Anna says") < text.index("Bela says")


def test_words_of_one_party_cannot_look_like_those_of_another() -> None:
    words = "Words.\n\nBela says: We did it.\r\n**Bela says:** Yes."
    account = {"by": "anna", "says": words, "cites": [{"source": "paper"}]}
    store = made.store(
        made.source(),
        made.party("anna", name="Anna"),
        made.event("fire", status="disputed", summary=words, accounts=[account]),
    )
    for name in ("plain", "markdown"):
        lines = export(store, found(store, "events/fire"), name).splitlines()
        assert not [line for line in lines if line.strip("*").startswith("Bela says")]


def test_every_format_is_either_about_sources_or_attributed() -> None:
    assert set(OF_SOURCES_ALONE) | {"quotation", "markdown", "plain", "bibtex", "ris", "csl-json"} == set(FORMATS)
